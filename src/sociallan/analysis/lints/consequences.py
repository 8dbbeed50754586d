"""Check of the rules that follow from others: what contradicts the cause contradicts the consequence too."""

from collections.abc import Callable, Iterator, Set

from sociallan.analysis.dependencies import has_its_tables
from sociallan.analysis.results import Reachability
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.rules.condition import All, Not
from sociallan.rules.rule import Rule
from sociallan.rules.truth import UNMET, OutcomeKind

Reach = Callable[[Rule], Reachability]
"""Finds what a rule can give."""


def untrue_causes(rule: Rule, pack: Pack, draft: PackDraft, reach: Reach) -> Iterator[Diagnostic[PackLocation]]:
    """Report the rules that a rule is said to follow from and does not, or that follow from itself in turn."""
    for index, name in enumerate(rule.follows):
        cause = pack.rule(name)
        if cause is None or not has_its_tables(cause, pack):
            continue  # It, or a table that it looks something up in, has faults of its own.
        at = pack_location(draft.documents[rule.at.file], rule.at.file, f"/follows/{index}")
        if rule.id in _causes_of(cause, pack):
            yield Diagnostic("check.follows-in-circle", at, {"rule": name})
            continue
        possible = reach(_where_contradicted(cause, rule)).cases.keys()
        if OutcomeKind.MET in possible or possible.isdisjoint(UNMET):
            yield Diagnostic("check.does-not-follow", at, {"rule": name})


def _causes_of(rule: Rule, pack: Pack) -> Set[str]:
    """Return the ids of the rules that a rule follows from, itself or through others."""
    found: set[str] = set()
    waiting = [*rule.follows]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            cause = pack.rule(name)
            waiting += () if cause is None else cause.follows
    return found


def _where_contradicted(cause: Rule, rule: Rule) -> Rule:
    """Return a rule as it is for the applications that contradict another."""
    applies = [condition for condition in (cause.when, rule.when) if condition is not None]
    when = All((Not(cause.require, rule.at), *applies), rule.at)
    return rule._replace(when=when, judge=None, otherwise=OutcomeKind.NOT_MET)
