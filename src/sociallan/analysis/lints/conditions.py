"""Lint: conditions that cannot work as written, found from their syntax and the application schema."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application import dates
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind, Unit
from sociallan.application.location import PackLocation
from sociallan.pack.schema_check import PARAMS
from sociallan.rules.condition import (
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
)
from sociallan.rules.exact import exact
from sociallan.rules.operators import OPERATORS, Measure, OperandType, Operator
from sociallan.rules.rule import Rule


class _Bounds(NamedTuple):
    """The inclusive limits of a field's values; ``None`` for no limit."""

    lowest: int | None
    highest: int | None

    def contain(self, value: Any) -> bool:
        return (self.lowest is None or value >= self.lowest) and (self.highest is None or value <= self.highest)

    def can_decide(self, name: Operator, value: Any) -> bool:
        """Return whether an operator with this operand is true for some but not all possible values of the field."""
        holds = OPERATORS[name].holds
        limit = OPERATORS[name].operand is OperandType.SAME
        ends = (self.lowest, value, self.highest)
        return self.contain(value) and (not limit or any(end is None or holds(end, value) for end in ends))


def outside_bounds(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report operands outside the limits of the application schema."""
    reported: set[PackLocation] = set()
    for rule in context.pack.rules:
        for node, pointer in _nodes_with_pointers(rule):
            for fault in _out_of_reach(node, pointer, rule, context):
                # A parameter that several rules use is reported once.
                if fault.place not in reported:
                    reported.add(fault.place)
                    yield fault


def prose_in_when(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tests of prose in ``when``: if they fail, it is undetermined whether the rule applies."""
    for rule in context.pack.rules:
        for node, pointer in _nodes_with_pointers(rule):
            if isinstance(node, Leaf) and OPERATORS[node.operator].is_prose and pointer.startswith("/when"):
                at = context.place(rule.at.file, f"{pointer}/{node.operator}", of_key=True)
                yield Diagnostic("check.prose-in-when", at, {"test": node.operator.value, "path": str(node.path)})


def each_without_count(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report ``each`` conditions that do not state whether a list for which empty is an answer may be empty."""
    for rule in context.pack.rules:
        for node, pointer in _nodes_with_pointers(rule):
            if not isinstance(node, Quantified) or node.quantifier is not Quantifier.EACH:
                continue
            may_be_empty = node.path.field in context.fields and context.fields[node.path.field].may_be_empty
            if may_be_empty and node.at_least is None and node.at_most is None:
                at = context.place(rule.at.file, f"{pointer}/each", of_key=True)
                yield Diagnostic("check.each-without-count", at, {"path": str(node.path)})


def shares_for_percent(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report limits of a percentage that look like a share of one, such as 0.8 for 80."""
    reported: set[PackLocation] = set()
    for rule in context.pack.rules:
        for node, pointer in _nodes_with_pointers(rule):
            if not isinstance(node, Leaf) or not _counts_percent(node, context.fields):
                continue
            for value, at in _operands(node, pointer, rule, context):
                # A parameter that several rules use is reported once.
                if _is_share(value) and at not in reported:
                    reported.add(at)
                    parameters = {"value": value, "path": str(node.path), "percent": f"{float(100 * exact(value)):g}"}
                    yield Diagnostic("check.share-for-percent", at, parameters)


def _counts_percent(leaf: Leaf, fields: Catalogue) -> bool:
    """Return whether a leaf compares a percentage, and not one that the form expects to be less than one."""
    if OPERATORS[leaf.operator].operand not in (OperandType.SAME, OperandType.LIST):
        return False
    if leaf.path.value is not None:
        return leaf.path.value.unit is Unit.PERCENT
    known = fields.get(leaf.path.field)
    if known is None or known.unit is not Unit.PERCENT:
        return False
    return known.example is None or not any(map(_is_share, known.example.values()))


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and 0 < value < 1


def _nodes_with_pointers(rule: Rule) -> Iterator[tuple[Condition, str]]:
    """Yield every node of a rule's conditions with its pointer in the rule's file."""
    if rule.when is not None:
        yield from _below(rule.when, "/when")
    yield from _below(rule.require, "/require")
    if rule.judge is not None and rule.judge.when is not None:
        yield from _below(rule.judge.when, "/judge/when")


def _below(condition: Condition, pointer: str) -> Iterator[tuple[Condition, str]]:
    yield condition, pointer
    match condition:
        case AnyOf((Not(given), then), is_implication=True):
            yield from _below(given, f"{pointer}/if")
            yield from _below(then, f"{pointer}/then")
        case All(parts) | AnyOf(parts):
            operator = "all" if isinstance(condition, All) else "any"
            for index, part in enumerate(parts):
                yield from _below(part, f"{pointer}/{operator}/{index}")
        case AtLeastOf(parts=parts):
            for index, part in enumerate(parts):
                yield from _below(part, f"{pointer}/at_least_of/of/{index}")
        case Not(part):
            yield from _below(part, f"{pointer}/not")
        case Quantified(must=must) if must is not None:
            yield from _below(must, f"{pointer}/must")


def _out_of_reach(
    node: Condition, pointer: str, rule: Rule, context: LintContext
) -> Iterator[Diagnostic[PackLocation]]:
    match node:
        case Quantified(path=path) if path.field in context.fields:
            bounds = _Bounds(0, context.fields[path.field].max_items)
            for key, count in (("count_at_least", node.at_least), ("count_at_most", node.at_most)):
                if count is not None and not bounds.contain(count):
                    yield _fault(context.place(rule.at.file, f"{pointer}/{key}"), key, count, path, bounds)
        case Leaf(path=path, operator=name) if (known := _bounds_of(path, name, context.fields)) is not None:
            for value, at in _operands(node, pointer, rule, context):
                if not known.can_decide(name, _measure(value, path)):
                    yield _fault(at, name.value, value, path, known)


def _bounds_of(path: Path, name: Operator, fields: Catalogue) -> _Bounds | None:
    """Return the bounds of the quantity that an operator measures, ``None`` if there are no numeric bounds."""
    known = fields.get(path.field)
    if known is None:
        return None
    match OPERATORS[name].measure:
        case Measure.CHARACTERS:
            return _Bounds(0, known.max_chars)
        case Measure.ITEMS:
            return _Bounds(0, known.max_items)
        case Measure.VALUE if path.kind in (FieldKind.NUMBER, FieldKind.DATE):
            return _Bounds(known.minimum, known.maximum)
        case Measure.VALUE | Measure.WORDS | Measure.PRESENCE:
            return None


def _operands(leaf: Leaf, pointer: str, rule: Rule, context: LintContext) -> Iterator[tuple[Any, PackLocation]]:
    """Yield each operand value of a leaf with its location, in the rule or in params.yaml."""
    match leaf.operand:
        case Literal(value):
            yield from _each(value, rule.at.file, f"{pointer}/{leaf.operator}", context)
        case ParamOperand(id):
            for index, dated in enumerate(context.documents[PARAMS].value[id]["values"]):
                if dated["value"] is not None:
                    yield from _each(dated["value"], PARAMS, pointer_to(id, "values", index, "value"), context)


def _each(value: Any, file: str, pointer: str, context: LintContext) -> Iterator[tuple[Any, PackLocation]]:
    if isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield part, context.place(file, f"{pointer}/{index}")
    else:
        yield value, context.place(file, pointer)


def _measure(value: Any, path: Path) -> Any:
    return dates.year(value) if path.kind is FieldKind.DATE else value


def _fault(at: PackLocation, test: str, value: Any, path: Path, bounds: _Bounds) -> Diagnostic[PackLocation]:
    lowest, highest = ("…" if bound is None else bound for bound in bounds)
    parameters = {"test": test, "value": value, "path": str(path), "lowest": lowest, "highest": highest}
    return Diagnostic("check.outside-bounds", at, parameters)
