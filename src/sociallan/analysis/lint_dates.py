"""Rules that are in force together when one would do, or on some day not at all, and so the values of parameters."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sociallan.analysis.lint_context import LintContext
from sociallan.application.dates import days_later
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.location import PackLocation
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PACK, PARAMS
from sociallan.rules.condition import Condition, ParamOperand
from sociallan.rules.normalise import normalised
from sociallan.rules.rule import Level, Rule


def repeated_rules(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find rules that ask just what an earlier rule asks on some of the same days."""
    told: set[str] = set()
    for first, second in combinations(sorted(ground.pack.rules, key=lambda rule: rule.at.file), 2):
        if second.id not in told and _repeats(first, second):
            told.add(second.id)
            yield Diagnostic("check.repeats-rule", second.at, {"other": first.id, "file": first.at.file})


def overlaps(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find rules that began while the rule that they follow was still in force."""
    for old, new in _successions(ground.pack):
        if _overlap(old, new) and not _repeats(old, new):
            at = ground.place(new.at.file, "/valid_from")
            parameters = {"other": old.id, "first": new.valid_from, "last": days_later(new.valid_from, -1)}
            yield Diagnostic("check.dates-overlap", at, parameters)


def breaks(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find rules that began some time after the rule that they replace had ended."""
    for old, new in _successions(ground.pack):
        if new.replaces == old.id and old.valid_to is not None and days_later(old.valid_to, 1) < new.valid_from:
            at = ground.place(new.at.file, "/valid_from")
            parameters = {
                "other": old.id,
                "first": days_later(old.valid_to, 1),
                "last": days_later(new.valid_from, -1),
                "ended": old.valid_to,
            }
            yield Diagnostic("check.dates-gap", at, parameters)


def groups_without_requirements(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find groups of the verdict's formula in which, from some day on, nothing is required."""
    for group, pointer in _mentions(ground.documents[PACK].value["verdict"], "/verdict"):
        required = [rule for rule in ground.pack.rules if rule.group == group and rule.level is Level.REQUIREMENT]
        ends = sorted(days_later(rule.valid_to, 1) for rule in required if rule.valid_to is not None)
        days = [ground.pack.valid_from, *(day for day in ends if day > ground.pack.valid_from)]
        bare = next((day for day in days if not any(in_force(rule, day) for rule in required)), None)
        # A rule at fault may be the one that fills the gap.
        if bare is not None and not ground.doubt.uses(group):
            at = ground.place(PACK, f"{pointer}/group")
            yield Diagnostic("check.group-gap", at, {"group": group, "first": bare})


def params_out_of_order(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find values of a parameter that do not begin later than the one before."""
    for key, spec in ground.documents[PARAMS].value.items():
        days = [dated["from"] for dated in spec["values"]]
        for index in range(1, len(days)):
            if days[index] <= days[index - 1]:
                at = ground.place(PARAMS, pointer_to(key, "values", index, "from"))
                yield Diagnostic(
                    "check.param-order", at, {"param": key, "first": days[index], "other": days[index - 1]}
                )


def params_without_value(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find parameters that have no value yet on the first day of a rule that compares with them."""
    for rule in ground.pack.rules:
        for name in dict.fromkeys(leaf.operand.id for leaf in rule.leaves() if isinstance(leaf.operand, ParamOperand)):
            first = min(day for day, _ in ground.pack.params[name].values)
            if rule.valid_from < first:
                at = ground.place(PARAMS, pointer_to(name, "values", 0, "from"))
                parameters = {"param": name, "rule": rule.id, "first": rule.valid_from, "last": days_later(first, -1)}
                yield Diagnostic("check.param-gap", at, parameters)


def _successions(pack: Pack) -> Iterator[tuple[Rule, Rule]]:
    """Yield each rule with the one that it follows: which it says itself, or which asks the same of another figure."""
    for new in pack.rules:
        for old in pack.rules:
            if new.replaces == old.id or (new.replaces is None and _follows(old, new)):
                yield old, new


def _follows(old: Rule, new: Rule) -> bool:
    alike = (old.group, old.level) == (new.group, new.level) and old.valid_from < new.valid_from
    return (
        alike
        and _when(old) == _when(new)
        and normalised(old.require, figures=False) == normalised(new.require, figures=False)
    )


def _repeats(first: Rule, second: Rule) -> bool:
    same = _when(first) == _when(second) and normalised(first.require) == normalised(second.require)
    # Of a rule and the one that it replaces, the days are what is wrong.
    return same and _overlap(first, second) and first.id != second.replaces and second.id != first.replaces


def _overlap(first: Rule, second: Rule) -> bool:
    def begins_in(one: Rule, other: Rule) -> bool:
        return one.valid_to is None or other.valid_from <= one.valid_to

    return begins_in(first, second) and begins_in(second, first)


def _when(rule: Rule) -> Condition | None:
    return None if rule.when is None else normalised(rule.when)


def _mentions(node: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each group of the verdict's formula with the pointer of where it is mentioned."""
    if "group" in node:
        yield node["group"], pointer
    for operator in ("all", "any"):
        for index, part in enumerate(node.get(operator, ())):
            yield from _mentions(part, f"{pointer}/{operator}/{index}")
