"""Lint of groups: groups without rules, and groups that the verdict's formula leaves out or names twice."""

from collections.abc import Iterator
from typing import Any

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application.dates import days_later
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.calendar import in_force
from sociallan.pack.schema_check import PACK
from sociallan.rules.rule import Level


def groups_without_requirements(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report groups of the verdict's formula without requirements on some day."""
    for group, pointer in _named_groups(context):
        required = [rule for rule in context.pack.rules if rule.group == group and rule.level is Level.REQUIREMENT]
        ends = sorted(days_later(rule.valid_to, 1) for rule in required if rule.valid_to is not None)
        days = [context.pack.valid_from, *(day for day in ends if day > context.pack.valid_from)]
        bare = next((day for day in days if not any(in_force(rule, day) for rule in required)), None)
        # An invalid rule may be the one that fills the gap.
        if bare is not None and not context.possibly_used.uses(group):
            at = context.place(PACK, f"{pointer}/group")
            yield Diagnostic("check.group-gap", at, {"group": group, "first": bare})


def empty_groups(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report groups without rules that the verdict's formula does not name; of those it names the gap is reported."""
    named = {group for group, _ in _named_groups(context)}
    used = {rule.group for rule in context.pack.rules}
    for index, group in enumerate(context.pack.groups):
        if group.id not in used | named and not context.possibly_used.uses(group.id, "rule.unknown-group"):
            at = context.place(PACK, f"/groups/{index}/id")
            yield Diagnostic("check.empty-group", at, {"group": group.id})


def groups_left_out(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report groups with requirements that the verdict's formula does not name."""
    named = {group for group, _ in _named_groups(context)}
    for index, group in enumerate(context.pack.groups):
        required = [
            rule.id for rule in context.pack.rules if rule.group == group.id and rule.level is Level.REQUIREMENT
        ]
        if required and group.id not in named:
            at = context.place(PACK, f"/groups/{index}/id")
            yield Diagnostic("check.group-left-out", at, {"group": group.id, "rules": ", ".join(required)})


def groups_named_twice(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report groups that stand more than once in the verdict's formula."""
    seen: set[str] = set()
    for group, pointer in _named_groups(context):
        if group in seen:
            yield Diagnostic("check.group-repeated", context.place(PACK, f"{pointer}/group"), {"group": group})
        seen.add(group)


def _named_groups(context: LintContext) -> Iterator[tuple[str, str]]:
    """Yield each group that the verdict's formula names, with the pointer to its node."""
    return _groups_below(context.documents[PACK].value["verdict"], "/verdict")


def _groups_below(node: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each group in a part of the formula with the pointer to its node."""
    if "group" in node:
        yield node["group"], pointer
    for operator in ("all", "any"):
        for index, part in enumerate(node.get(operator, ())):
            yield from _groups_below(part, f"{pointer}/{operator}/{index}")
