"""Sentences on why an outcome is what it is: what is to change, or what was found where nothing is demanded."""

from collections.abc import Iterator, Sequence

from sociallan.application.document import Gap
from sociallan.pack.pack import Pack
from sociallan.report import sentences, values
from sociallan.report.view import View
from sociallan.rules.condition import FieldOperand, Leaf, Quantified
from sociallan.rules.operators import OPERATORS, Measure, Operator
from sociallan.rules.outcome import Outcome, Reason
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind, Truth

_DEMANDING = (Level.REQUIREMENT, Level.EXPECTATION)


def outcome_messages(outcome: Outcome, pack: Pack, view: View) -> list[str]:
    """Return why an outcome is what it is, each sentence once."""
    if outcome.rule.level in _DEMANDING and outcome.kind is not OutcomeKind.JUDGEMENT:
        return sentences.reason_messages(outcome.asked, pack, view)
    # That a field is filled in is no news beside what it holds.
    informative = [reason for reason in outcome.reasons if not _is_of_a_stated_field(reason)] or outcome.reasons
    compared = [reason for reason in informative if _is_comparison(reason)]
    others = [reason for reason in informative if not _is_comparison(reason)]
    observed = [_observed(reason, view) for reason in _without_halves(compared)]
    return list(dict.fromkeys((*observed, *sentences.reason_messages(others, pack, view))))


def _without_halves(reasons: Sequence[Reason]) -> Iterator[Reason]:
    """Yield the comparisons without those of one of two values that another compares with each other."""
    both = {pointer for reason in reasons if _is_of_fields(reason) for pointer in reason.pointers}
    for reason in reasons:
        if _is_of_fields(reason) or both.isdisjoint(reason.pointers[:1]):
            yield reason


def _is_comparison(reason: Reason) -> bool:
    """Return whether a value was compared with something: that a text lacks some words has a sentence of its own."""
    test = reason.test
    if reason.gap is not None or isinstance(test, Quantified):
        return False
    operator = OPERATORS[test.operator]
    return test.operator is Operator.STATED or (
        operator.measure in (Measure.VALUE, Measure.ITEMS) and not operator.is_prose
    )


def _is_of_a_stated_field(reason: Reason) -> bool:
    """Return whether all that was asked of a field is whether it is filled in, and it is."""
    return isinstance(reason.test, Leaf) and reason.test.operator is Operator.STATED and reason.gap is None


def _is_of_fields(reason: Reason) -> bool:
    return isinstance(reason.test, Leaf) and isinstance(reason.test.operand, FieldOperand)


def _observed(reason: Reason, view: View) -> str:
    """Return the sentence on the values that a comparison found."""
    test, say = reason.test, view.words.say
    assert isinstance(test, Leaf)
    # A value that is computed from no field, such as the year of the screening, has no pointer.
    pointer = reason.pointers[0] if reason.pointers else ""
    name = values.capitalised(values.path_name(test.path, pointer, view.fields, view.words))
    if test.operator is Operator.STATED and reason.found is None:
        return say(f"gap.{Gap.ABSENT}", field=name)
    found = sentences.found(test, reason.found, view)
    if OPERATORS[test.operator].measure is Measure.ITEMS:
        return say("report.observed_items", field=name, found=found)
    if isinstance(test.operand, FieldOperand):
        other = values.uncapitalised(values.path_name(test.operand.path, reason.pointers[-1], view.fields, view.words))
        operand = sentences.operand_text(test, reason.operand, view)
        return say("report.observed_both", field=name, found=found, other=other, operand=operand)
    if OPERATORS[test.operator].mistaken_for is not None:
        # A limit, and on which side of it the value is: of others what would be right is no news, or a long list.
        side = "should" if reason.truth is Truth.TRUE else "should_not"
        wanted = sentences.constraint(test, reason.operand, view, side=side)
        return say("report.observed_beyond", field=name, found=found, wanted=wanted)
    return say("report.observed", field=name, found=found)
