"""Coverage of rules by runs: for each condition, the truths reached of those possible over the boundary domain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sociallan.analysis.trial import Coverage, NodeCoverage, Reachability, Run
from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, nodes
from sociallan.rules.outcome import Trace
from sociallan.rules.truth import Truth

_DECIDING = {All: Truth.FALSE, AnyOf: Truth.TRUE}
"""The truth of a part that ends the evaluation of its condition."""


def coverage(runs: Iterable[Run], reachability: Mapping[str, Reachability]) -> Coverage:
    """Return the coverage of rules by runs, those of their tests among them; ``reachability`` is keyed by rule id."""
    of_rule: dict[str, list[Run]] = {}
    for run in runs:
        of_rule.setdefault(run.rule.id, []).append(run)
    return Coverage(tuple(node for name, each in of_rule.items() for node in _of_rule(each, reachability[name])))


def _of_rule(runs: Sequence[Run], reachability: Reachability) -> Iterator[NodeCoverage]:
    rule = runs[0].rule
    reached: dict[PackLocation, dict[Truth, dict[str, None]]] = {}
    for run in runs:
        for trace in run.traces:
            for at, truth in _evaluated(trace):
                reached.setdefault(at, {}).setdefault(truth, {})[run.name] = None
    for condition in rule.conditions():
        for node in nodes(condition):
            by = {truth: tuple(names) for truth, names in sorted(reached.get(node.at, {}).items())}
            yield NodeCoverage(rule, node, reachability.truths[node.at], by)


def _evaluated(trace: Trace) -> Iterator[tuple[PackLocation, Truth]]:
    """Yield the truths of the evaluated conditions of a trace: parts after the deciding one are not evaluated."""
    yield trace.condition.at, trace.truth
    deciding = _DECIDING.get(trace.condition.__class__)
    for child in trace.children:
        yield from _evaluated(child)
        if child.truth is deciding:
            return
