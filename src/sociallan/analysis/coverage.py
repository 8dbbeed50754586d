"""Coverage by tests and cases: for each condition, the truths reached of those possible over the boundary domain."""

from collections.abc import Iterable, Iterator, Mapping

from sociallan.analysis.trial import Coverage, NodeCoverage, Reachability, RuleTestResult
from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, nodes
from sociallan.rules.outcome import Trace
from sociallan.rules.rule import Rule
from sociallan.rules.truth import Truth

ReachedTruths = Mapping[PackLocation, frozenset[Truth]]
"""The truths that each condition has had when it was evaluated."""
_NOTHING: ReachedTruths = {}
_DECIDING = {All: Truth.FALSE, AnyOf: Truth.TRUE}
"""The truth of a part that ends the evaluation of its condition."""


def coverage(
    results: Iterable[RuleTestResult], reachability: Mapping[str, Reachability], by_cases: ReachedTruths = _NOTHING
) -> Coverage:
    """Return the coverage of rules by the results of their tests, and by the truths that cases reach.

    ``reachability`` is keyed by rule id.
    """
    traces: dict[str, list[Trace]] = {}
    rules: dict[str, Rule] = {}
    for result in results:
        rules[result.rule.id] = result.rule
        traces.setdefault(result.rule.id, []).extend(result.traces)
    return Coverage(
        tuple(
            node for name, rule in rules.items() for node in _of_rule(rule, traces[name], reachability[name], by_cases)
        )
    )


def _of_rule(
    rule: Rule, traces: Iterable[Trace], reachability: Reachability, by_cases: ReachedTruths
) -> Iterator[NodeCoverage]:
    reached: dict[PackLocation, set[Truth]] = {}
    for trace in traces:
        for at, truth in _evaluated(trace):
            reached.setdefault(at, set()).add(truth)
    for condition in rule.conditions():
        for node in nodes(condition):
            yield NodeCoverage(
                rule,
                node,
                reachability.truths[node.at],
                frozenset((*reached.get(node.at, ()), *by_cases.get(node.at, ()))),
            )


def _evaluated(trace: Trace) -> Iterator[tuple[PackLocation, Truth]]:
    """Yield the truths of the evaluated conditions of a trace: parts after the deciding one are not evaluated."""
    yield trace.condition.at, trace.truth
    deciding = _DECIDING.get(trace.condition.__class__)
    for child in trace.children:
        yield from _evaluated(child)
        if child.truth is deciding:
            return
