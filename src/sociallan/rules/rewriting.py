"""Copies of rules in which computed values are replaced by others of the same names."""

from collections.abc import Mapping
from dataclasses import replace

from sociallan.rules.condition import (
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    Leaf,
    Literal,
    Not,
    Path,
    Quantified,
    TableOperand,
    Value,
)
from sociallan.rules.rule import Rule


def rule_with_values(rule: Rule, values: Mapping[str, Value]) -> Rule:
    """Return a rule in which every computed value is the one of its name; the rule itself if none is another."""
    when, judge = _any_condition(rule.when, values), rule.judge
    if judge is not None:
        asked = _any_condition(judge.when, values)
        evidence = tuple(_path(path, values) for path in judge.evidence)
        quotes = {name: _path(path, values) for name, path in judge.quotes.items()}
        judge = judge._replace(when=asked, evidence=evidence, quotes=quotes)
    changed = rule._replace(when=when, require=_condition(rule.require, values), judge=judge)
    return rule if changed == rule else changed


def _any_condition(condition: Condition | None, values: Mapping[str, Value]) -> Condition | None:
    return None if condition is None else _condition(condition, values)


def _condition(condition: Condition, values: Mapping[str, Value]) -> Condition:
    match condition:
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            return replace(condition, parts=tuple(_condition(part, values) for part in parts))
        case Not(part):
            return replace(condition, part=_condition(part, values))
        case Quantified(must=must):
            # Its list is never computed: the items of such a one have no place of their own.
            return replace(condition, must=_any_condition(must, values))
        case Leaf(path=path, operand=FieldOperand() as operand):
            return replace(condition, path=_path(path, values), operand=_asked(operand, values))
        case Leaf(path=path, operand=TableOperand(where=where) as operand):
            where = tuple((name, _asked(asked, values)) for name, asked in where)
            return replace(condition, path=_path(path, values), operand=operand._replace(where=where))
        case Leaf(path=path):
            return replace(condition, path=_path(path, values))


def _asked(operand: Literal | FieldOperand, values: Mapping[str, Value]) -> Literal | FieldOperand:
    return FieldOperand(_path(operand.path, values)) if isinstance(operand, FieldOperand) else operand


def _path(path: Path, values: Mapping[str, Value]) -> Path:
    return path if path.value is None else path._replace(value=_value(path.value, values))


def _value(value: Value, values: Mapping[str, Value]) -> Value:
    """Return the value of a name, computed from the values that there are."""
    named = values.get(value.name, value)
    return replace(named, inputs=tuple(each._replace(path=_path(each.path, values)) for each in named.inputs))
