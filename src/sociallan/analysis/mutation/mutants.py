"""Mutants of a rule: every small change that an author could make by mistake."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sociallan.analysis.results import Mutant, ParamChange
from sociallan.application.field import Catalogue
from sociallan.application.location import PackLocation
from sociallan.rules.condition import (
    FREE_TEXT,
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    Leaf,
    Literal,
    Not,
    ParamOperand,
    Path,
    Quantified,
    Quantifier,
    TableOperand,
    needed_paths,
)
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.rule import Rule

_QUANTIFIERS = {
    Quantifier.EACH: Quantifier.SOME,
    Quantifier.SOME: Quantifier.EACH,
    Quantifier.NONE: Quantifier.SOME,
}

_MOST_NUMBERS = 40
"""Largest range of a field's numbers of which each is added to a list."""


class Change(NamedTuple):
    """One small change of a condition; ``code`` is the key of its description, ``condition`` the changed condition."""

    code: str
    at: PackLocation
    before: Any
    after: Any
    condition: Condition


def mutants(rule: Rule, values_of: Callable[[str], Sequence[Any]], fields: Catalogue) -> Iterator[Mutant]:
    """Yield every mutant of a rule; ``values_of`` returns the values of a parameter while the rule is in force."""
    if rule.when is not None:
        yield Mutant(rule._replace(when=None), "when_dropped", rule.when.at)
        for change in changes_of(rule.when, fields):
            yield _mutant(rule._replace(when=change.condition), change)
    for change in changes_of(rule.require, fields):
        yield _mutant(rule._replace(require=change.condition), change)
    judge = rule.judge
    if judge is not None and judge.when is not None:
        yield Mutant(rule._replace(judge=judge._replace(when=None)), "asked_always", judge.when.at)
        for change in changes_of(judge.when, fields):
            yield _mutant(rule._replace(judge=judge._replace(when=change.condition)), change)
    if judge is not None:
        yield Mutant(rule._replace(judge=None), "question_dropped", rule.at)
    for leaf in rule.leaves():
        if isinstance(leaf.operand, ParamOperand):
            for value in values_of(leaf.operand.id):
                for code, other in _near_misses(leaf, value, fields):
                    swap = ParamChange(leaf.operand.id, value, other)
                    yield Mutant(rule, code, leaf.at, value, other, swap)


def without_parts(rule: Rule, fields: Catalogue) -> Iterator[Mutant]:
    """Return the mutants that omit one part of an ``all`` or an ``any``; ``before`` is that part."""
    return (mutant for mutant in mutants(rule, lambda _: (), fields) if mutant.change == "part_dropped")


def _mutant(rule: Rule, change: Change) -> Mutant:
    return Mutant(rule, change.code, change.at, change.before, change.after)


def changes_of(condition: Condition, fields: Catalogue) -> Iterator[Change]:
    """Yield every small change of a condition and its nested conditions, each as the whole changed condition."""
    yield from _changes_of_node(condition, fields)
    match condition:
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            for index, part in enumerate(parts):
                for change in changes_of(part, fields):
                    changed = (*parts[:index], change.condition, *parts[index + 1 :])
                    yield change._replace(condition=replace(condition, parts=changed))
        case Not(part):
            for change in changes_of(part, fields):
                yield change._replace(condition=replace(condition, part=change.condition))
        case Quantified(must=must) if must is not None:
            for change in changes_of(must, fields):
                yield change._replace(condition=replace(condition, must=change.condition))


def _changes_of_node(condition: Condition, fields: Catalogue) -> Iterator[Change]:
    """Yield the changes of a condition itself, without changes inside its parts."""
    match condition:
        case All(parts, at) | AnyOf(parts, at):
            if len(parts) < 2:
                return
            other = AnyOf(parts, at) if isinstance(condition, All) else All(parts, at)
            yield Change("all_to_any" if isinstance(condition, All) else "any_to_all", at, None, None, other)
            for index, part in enumerate(parts):
                rest = (*parts[:index], *parts[index + 1 :])
                yield Change("part_dropped", part.at, part, None, type(condition)(rest, at))
        case AtLeastOf(count, parts, at):
            for near in _adjacent_counts(count):
                if 0 < near <= len(parts):
                    yield Change("count", at, count, near, replace(condition, count=near))
            for index, part in enumerate(parts) if count < len(parts) else ():
                rest = (*parts[:index], *parts[index + 1 :])
                yield Change("part_dropped", part.at, part, None, replace(condition, parts=rest))
        case Not(part, at):
            yield Change("not_dropped", at, None, None, part)
        case Quantified():
            yield from _changes_of_list(condition)
        case Leaf():
            yield from _changes_of_leaf(condition, fields)


def _changes_of_list(condition: Quantified) -> Iterator[Change]:
    at = condition.at
    yield _accepting_missing(condition, condition.path)
    if condition.must is not None:
        other = _QUANTIFIERS[condition.quantifier]
        yield Change(f"{condition.quantifier}_to_{other}", at, None, None, replace(condition, quantifier=other))
    # ``some`` without a count means at least one.
    implied = 1 if condition.quantifier is Quantifier.SOME and condition.at_most is None else None
    at_least = implied if condition.at_least is None else condition.at_least
    for count in _adjacent_counts(at_least):
        yield Change("count", at, at_least, count, replace(condition, at_least=count))
    for count in _adjacent_counts(condition.at_most):
        yield Change("count", at, condition.at_most, count, replace(condition, at_most=count))


def _adjacent_counts(count: int | None) -> tuple[int, ...]:
    return () if count is None else tuple(near for near in (count - 1, count + 1) if near >= 0)


def _changes_of_leaf(leaf: Leaf, fields: Catalogue) -> Iterator[Change]:
    at = leaf.at
    # Free text is searched in the whole application, and so never missing.
    if leaf.operator is not Operator.STATED and leaf.path.field != f"derived.{FREE_TEXT}":
        yield _accepting_missing(leaf, leaf.path)
    for path in needed_paths(leaf.operand):
        yield _accepting_missing(leaf, path)
    if isinstance(leaf.operand, TableOperand):
        yield from _with_more_rows(leaf, leaf.operand)
    spec = OPERATORS[leaf.operator]
    if spec.mistaken_for is not None:
        other = replace(leaf, operator=spec.mistaken_for)
        yield Change("strictness", at, leaf, other, other)
    if spec.negated:
        yield Change("turned", at, leaf, None, Not(leaf, at))
    if isinstance(leaf.operand, Literal):
        for code, value in _near_misses(leaf, leaf.operand.value, fields):
            yield Change(code, at, leaf.operand.value, value, replace(leaf, operand=Literal(value)))


def _with_more_rows(leaf: Leaf, operand: TableOperand) -> Iterator[Change]:
    """Yield the look-ups that do without one of the columns by which rows are chosen."""
    for index, (name, _) in enumerate(operand.where):
        rest = (*operand.where[:index], *operand.where[index + 1 :])
        yield Change("row_choice_dropped", leaf.at, name, None, replace(leaf, operand=operand._replace(where=rest)))


def _accepting_missing(condition: Leaf | Quantified, path: Path) -> Change:
    """Return the change that makes a condition true if a field that it reads is missing."""
    absent = Leaf(path, Operator.STATED, Literal(value=False), condition.at)
    return Change("let_through", condition.at, absent, None, AnyOf((absent, condition), condition.at))


def _near_misses(leaf: Leaf, operand: Any, fields: Catalogue) -> Iterator[tuple[str, Any]]:
    """Yield operands easily confused with this one, with the code of the change; none for the operand ``None``."""
    if operand is None:
        return
    spec = OPERATORS[leaf.operator]
    near = spec.near_operands(operand, leaf.path.kind)
    if spec.operand is not OperandType.LIST:
        yield from (("threshold", other) for other in near)
        return
    yield from (("member_dropped", other) for other in near)
    yield from (("member_added", (*operand, other)) for other in _possible(leaf.path, fields) if other not in operand)


def _possible(path: Path, fields: Catalogue) -> Sequence[Any]:
    """Return all values of a field or a computed value if they are few."""
    if path.value is not None:
        return tuple(path.value.labels)
    field = fields[path.field]
    if field.minimum is None or field.maximum is None or field.maximum - field.minimum > _MOST_NUMBERS:
        return field.values
    return range(field.minimum, field.maximum + 1)
