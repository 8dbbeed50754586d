"""Lint of partners: requirements that apply only where facts are stated need others that ask for the facts."""

from collections.abc import Iterator

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application.dates import days_later
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.field import is_within
from sociallan.application.location import PackLocation
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Pack
from sociallan.rules.condition import (
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    Leaf,
    Literal,
    Not,
    Quantified,
    input_fields,
    needed_paths,
)
from sociallan.rules.operators import Operator
from sociallan.rules.rule import Basis, Level, Rule


def missing_partners(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report requirements that an applicant escapes by leaving a fact out, since no other requirement asks for it.

    Where the basis is logic none need ask: what is not stated contradicts nothing.
    """
    if context.possibly_used.names or context.possibly_used.unreadable:
        # A rule at fault may be the partner.
        return
    for rule in context.pack.rules:
        if rule.level is not Level.REQUIREMENT or rule.basis is Basis.LOGIC:
            continue
        reported: set[str] = set()
        for leaf in _excusing(rule):
            for name in input_fields(leaf.path):
                day = _first_day_without_partner(name, rule, context.pack)
                if day is not None and name not in reported:
                    reported.add(name)
                    yield Diagnostic("check.no-partner", leaf.at, {"path": name, "first": day})


def _excusing(rule: Rule) -> Iterator[Leaf]:
    """Yield the tests that let a rule apply, or ask for something, only where a field is stated."""
    if rule.when is not None:
        yield from _stated(rule.when, wanted=True)
    yield from _stated(rule.require, wanted=False)


def _stated(condition: Condition, *, wanted: bool) -> Iterator[Leaf]:
    """Yield the tests that hold only if a field is stated or, where that is not wanted, only if it is not."""
    match condition:
        case Leaf(operator=Operator.STATED, operand=Literal(value)) if value is wanted:
            yield condition
        case Leaf():
            return
        case Not(part):
            yield from _stated(part, wanted=not wanted)
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            for part in parts:
                yield from _stated(part, wanted=wanted)
        case Quantified(must=must) if must is not None:
            yield from _stated(must, wanted=wanted)


def _first_day_without_partner(name: str, rule: Rule, pack: Pack) -> str | None:
    """Return the first day of a rule on which no other rule asks for a field, ``None`` if there is none."""
    partners = [
        other
        for other in pack.rules
        if other.id != rule.id
        and other.level is Level.REQUIREMENT
        and _asks(other.require, name)
        and not any(name in input_fields(leaf.path) for leaf in _excusing(other))
    ]
    ends = (days_later(other.valid_to, 1) for other in partners if other.valid_to is not None)
    days = (rule.valid_from, *sorted(day for day in ends if in_force(rule, day)))
    return next((day for day in days if not any(in_force(other, day) for other in partners)), None)


def _asks(condition: Condition, name: str) -> bool:
    """Return whether a condition can only hold if a field, or something in it, is stated."""
    match condition:
        case Leaf(operator=Operator.STATED, operand=Literal(False)):
            return False
        case Leaf(path=path, operand=operand):
            read = (field for each in (path, *needed_paths(operand)) for field in input_fields(each))
            return any(is_within(field, name) for field in read)
        case All(parts):
            return any(_asks(part, name) for part in parts)
        case AnyOf(parts):
            return all(_asks(part, name) for part in parts)
        case AtLeastOf(count, parts):
            return sum(_asks(part, name) for part in parts) > len(parts) - count
        case Not(part):
            return _asks(part, name)
        case Quantified(path=path, must=must):
            return path.field == name or (must is not None and _asks(must, name))
