"""Texts of an application that its outcomes report already: those that are missing, and those to be read with care."""

from collections.abc import Iterable, Iterator

from sociallan.rules.condition import Leaf, SignalOperand
from sociallan.rules.doubts import Signal
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind

SHORT, SAME = "text.short", "text.same"
CODES = {
    Signal.DENIAL: "text.denial",
    Signal.OTHER_LANGUAGE: "text.other-language",
    Signal.NUMBERS: "text.numbers",
    Signal.SAME_TEXT: SAME,
}
"""The code of the note on each signal."""


def missing_texts(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Return the pointers of what reports say is missing: for a rule whose missing fields are listed."""
    return frozenset(
        pointer
        for outcome in outcomes
        if outcome.kind is OutcomeKind.MISSING and outcome.rule.level is not Level.REMARK and not outcome.undetermined
        for reason in outcome.reasons
        for pointer in reason.pointers
    )


def doubted_texts(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """Yield the pointer of each text that an outcome asks people to read, with the code of its doubt."""
    for outcome in outcomes:
        for reason in outcome.reasons if outcome.kind is OutcomeKind.JUDGEMENT else ():
            match reason.test:
                case Leaf(operator=Operator.MIN_CHARS):
                    yield from ((pointer, SHORT) for pointer in reason.pointers)
                case Leaf(operand=SignalOperand(signal)):
                    yield from ((pointer, CODES[signal]) for pointer in reason.pointers)
                case _:
                    pass
