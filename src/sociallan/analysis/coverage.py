"""Coverage: the truths of each condition that a rule's tests reach, of those possible over the boundary domain."""

from collections.abc import Iterable, Iterator, Mapping

from sociallan.analysis.trial import Coverage, NodeCoverage, Reachability, RuleTestResult
from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, nodes
from sociallan.rules.outcome import Trace
from sociallan.rules.rule import Rule
from sociallan.rules.truth import Truth

_DECIDING = {All: Truth.FALSE, AnyOf: Truth.TRUE}
"""The truth of a part with which nothing after it is asked."""


def coverage(tried: Iterable[RuleTestResult], reaches: Mapping[str, Reachability]) -> Coverage:
    """Return the coverage of the rules whose tests were tried; ``reaches`` by the rules' ids."""
    traces: dict[str, list[Trace]] = {}
    rules: dict[str, Rule] = {}
    for trial in tried:
        rules[trial.rule.id] = trial.rule
        traces.setdefault(trial.rule.id, []).extend(trial.traces)
    return Coverage(tuple(node for name, rule in rules.items() for node in _of_rule(rule, traces[name], reaches[name])))


def _of_rule(rule: Rule, traces: Iterable[Trace], reach: Reachability) -> Iterator[NodeCoverage]:
    reached: dict[PackLocation, set[Truth]] = {}
    for trace in traces:
        for at, truth in _reached(trace):
            reached.setdefault(at, set()).add(truth)
    for condition in rule.conditions():
        for node in nodes(condition):
            yield NodeCoverage(rule, node, reach.truths[node.at], frozenset(reached.get(node.at, ())))


def _reached(trace: Trace) -> Iterator[tuple[PackLocation, Truth]]:
    """Yield the truths of a trace where they are asked: behind the part that decides, nothing is."""
    yield trace.condition.at, trace.truth
    deciding = _DECIDING.get(trace.condition.__class__)
    for child in trace.children:
        yield from _reached(child)
        if child.truth is deciding:
            return
