"""Values to try at the places of a plan, and whether the form allows them."""

from collections.abc import Iterator
from typing import Any

from sociallan.application import dates
from sociallan.application.document import field_of, steps_of
from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.application.form_check.unanswered import gap_of
from sociallan.rules import candidates
from sociallan.rules.candidates import any_value
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change import witnesses
from sociallan.rules.smallest_change.plans import Step, is_item

_STATED_VALUES = (OperandType.SAME, OperandType.LIST, OperandType.COLUMN)
"""Types of operands that are values a place can have; the others are lengths, words and truths."""
_EXTREMES = {
    FieldKind.NUMBER: (1, 0, 10**12),
    FieldKind.DATE: ("2020", "2199-12-31", "1901-01"),
    FieldKind.RECORD: ({},),
}
"""Values of each kind that are far apart."""


def around(step: Step, fields: Catalogue) -> Iterator[Any]:
    """Yield values for a place: of a choice all, otherwise those at and around each limit, and ones far from it."""
    known = fields[field_of(step.pointer)]
    kind = kind_at(known, of_item=is_item(step.pointer))
    if known.values and kind is FieldKind.TEXT:
        yield from known.values
        return
    if kind is FieldKind.TRUTH:
        yield from (True, False)
        return
    for wanted in step.wanted:
        if is_of_unique(wanted, step):
            item = next(at for at in reversed(steps_of(step.pointer)) if at.isdecimal())
            yield from candidates.numbered(int(item), kind)
        elif wanted.leaf.path.value is not None:
            yield from witnesses.candidates_for(step.pointer, wanted.leaf.path.value, fields)
        elif is_local(wanted, step):
            yield witnesses.witness(wanted.leaf, wanted.operand, fields, wanted=not wanted.negated)
            spec = OPERATORS[wanted.leaf.operator]
            if spec.operand in _STATED_VALUES:
                yield from spec.boundary_values((wanted.operand,), kind)
            if kind is FieldKind.DATE:
                # The same date without its day, and without its month.
                yield from (str(wanted.operand)[:length] for length in (4, 7))
    yield from _EXTREMES.get(kind, ())
    yield from (limit for limit in (known.minimum, known.maximum) if limit is not None)
    if kind is FieldKind.LIST:
        yield from ([], [any_value(known.values, known.single_type.kind)])
    elif kind is FieldKind.TEXT:
        yield from candidates.FORMATTED.get(known.single_type.name, candidates.TEXTS)


def is_of_unique(wanted: ValueConstraint, step: Step) -> bool:
    """Return whether a condition is that the value of a place stands nowhere else in a list."""
    return wanted.leaf.operator is Operator.UNIQUE and wanted.subject != step.pointer


def is_local(wanted: ValueConstraint, step: Step) -> bool:
    """Return whether a condition is on the value of a place alone."""
    return wanted.subject == step.pointer and wanted.operand is not None


def kind_at(known: Field, *, of_item: bool) -> FieldKind:
    """Return the kind of a field, or of the items of a list."""
    return known.single_type.kind if of_item else known.kind


def fits(known: Field, value: Any, *, of_item: bool) -> bool:
    """Return whether the form allows a value, and it is an answer."""
    if value is None or gap_of(known, value) is not None:
        return False
    match kind_at(known, of_item=of_item):
        case FieldKind.NUMBER | FieldKind.DATE as kind:
            # What a value is compared with is tried too, which may be several. The limits of a date are years.
            if isinstance(value, list | tuple):
                return False
            amount = dates.year(value) if kind is FieldKind.DATE else value
            low, high = known.minimum, known.maximum
            return (low is None or amount >= low) and (high is None or amount <= high)
        case FieldKind.TEXT:
            return isinstance(value, str) and (known.max_chars is None or len(value) <= known.max_chars)
        case FieldKind.LIST:
            return isinstance(value, list) and not (known.unique and len(value) != len({repr(v) for v in value}))
        case FieldKind.TRUTH | FieldKind.RECORD:
            return True
