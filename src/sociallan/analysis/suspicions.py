"""Suspicions about a sound rule: parts that decide nothing over its boundary domain, and outcomes without a test."""

from collections.abc import Iterator
from operator import eq

from sociallan.analysis.mutants import without_parts
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.trial import Reachability
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, Condition, nodes
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth

_ALWAYS = frozenset((Truth.TRUE,))
_CONTENT = frozenset((OutcomeKind.MET, OutcomeKind.JUDGEMENT))


def suspicions(rule: Rule, reach: Reachability, explorer: Explorer) -> tuple[Diagnostic[PackLocation], ...]:
    """Return what is doubtful in a rule: the plainest kind of doubt, since others follow from it."""
    kinds: tuple[Iterator[Diagnostic[PackLocation]], ...] = (
        _contradictions(rule, reach),
        _wholes(rule, reach),
        _constants(rule, reach),
        _redundant(rule, reach, explorer),
        _untested(rule, reach),
    )
    return next((found for kind in kinds if (found := tuple(kind))), ())


def _contradictions(rule: Rule, reach: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Yield each ``all`` that never holds and each ``any`` that always does, the innermost of them."""
    for condition in rule.conditions():
        told = {node.at: node for node in nodes(condition) if _is_contradiction(node, reach.truths[node.at])}
        for at, node in told.items():
            if not any(inner.at in told for inner in nodes(node) if inner is not node):
                yield Diagnostic("check.never-holds" if isinstance(node, All) else "check.always-holds", at)


def _is_contradiction(node: Condition, truths: frozenset[Truth]) -> bool:
    match node:
        case All():
            return bool(truths) and Truth.TRUE not in truths
        case AnyOf():
            return truths == _ALWAYS
        case _:
            return False


def _constants(rule: Rule, reach: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the tests of a field that come to the same whatever stands there, but for those that set no limit."""
    for leaf in rule.leaves():
        if len(reach.truths[leaf.at]) == 1 and leaf.at not in reach.unlimited:
            yield Diagnostic("check.idle", leaf.at)


def _wholes(rule: Rule, reach: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Yield what a rule as a whole never comes to."""
    if rule.when is not None:
        applies = reach.truths[rule.when.at]
        if Truth.TRUE not in applies:
            yield Diagnostic("check.never-applies", rule.when.at)
            return
        if applies == _ALWAYS:
            yield Diagnostic("check.always-applies", rule.when.at)
    if not reach.cases.keys() & _CONTENT:
        yield Diagnostic("check.never-met", rule.require.at)
    elif reach.truths[rule.require.at] == _ALWAYS and rule.judge is None and not reach.unlimited:
        yield Diagnostic("check.never-fails", rule.require.at)
    if rule.judge is not None and rule.judge.when is not None:
        asked = reach.truths[rule.judge.when.at]
        if asked <= {Truth.FALSE}:
            yield Diagnostic("check.never-asked", rule.judge.when.at)
        elif Truth.FALSE not in asked:
            yield Diagnostic("check.always-asked", rule.judge.when.at)


def _redundant(rule: Rule, reach: Reachability, explorer: Explorer) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the parts of an ``all`` or an ``any`` without which the rule does the same, the outermost of them."""
    domains = explorer.explored(rule)

    def outcomes(tried: Rule) -> Iterator[tuple[OutcomeKind, bool]]:
        for one in domains:
            decide = explorer.ready(tried, one.domain.day).decide
            yield from ((decision.kind, decision.asks) for decision in map(decide, one.scopes))

    expected = list(outcomes(rule))
    inside: set[PackLocation] = set()
    for mutant in without_parts(rule):
        places = {node.at for node in nodes(mutant.before)}
        if not places & (reach.unlimited | inside) and all(map(eq, outcomes(mutant.rule), expected)):
            inside |= places
            yield Diagnostic("check.idle", mutant.at)


def _untested(rule: Rule, reach: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Yield a diagnostic on the outcomes that no test of the rule expects."""
    tested = {test.expect for test in rule.tests}
    untested = tuple(str(kind) for kind in OutcomeKind if kind in reach.cases and kind not in tested)
    if untested:
        yield Diagnostic("check.untested", rule.tests[0].at, {"outcomes": untested})
