"""Coverage of rules: for each condition, the truths that tests and cases reach of those possible over the domain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sociallan.analysis.results import Coverage, NodeCoverage, Reachability, RuleTestResult, RunName
from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, nodes
from sociallan.rules.outcome import Trace
from sociallan.rules.truth import Truth

Reached = Mapping[PackLocation, Mapping[Truth, Sequence[str]]]
"""The truths that conditions had when they were evaluated, each with the names of the runs that reach it."""
_NOTHING: Reached = {}
_DECIDING = {All: Truth.FALSE, AnyOf: Truth.TRUE}
"""The truth of a part that ends the evaluation of its condition."""


def coverage(
    results: Iterable[RuleTestResult], reachability: Mapping[str, Reachability], by_cases: Reached = _NOTHING
) -> Coverage:
    """Return the coverage of rules by their tests and by cases; ``reachability`` is keyed by rule id."""
    of_rule: dict[str, list[RuleTestResult]] = {}
    for result in results:
        of_rule.setdefault(result.rule.id, []).append(result)
    return Coverage(
        tuple(node for name, each in of_rule.items() for node in _of_rule(each, reachability[name], by_cases))
    )


def _of_rule(
    results: Sequence[RuleTestResult], reachability: Reachability, by_cases: Reached
) -> Iterator[NodeCoverage]:
    rule = results[0].rule
    reached: dict[PackLocation, dict[Truth, dict[PackLocation | str, RunName]]] = {}
    for result in results:
        for trace in result.traces:
            for at, truth in _evaluated(trace):
                reached.setdefault(at, {}).setdefault(truth, {})[result.test.at] = result.test.name
    for condition in rule.conditions():
        for node in nodes(condition):
            for truth, names in by_cases.get(node.at, {}).items():
                reached.setdefault(node.at, {}).setdefault(truth, {}).update(zip(names, names, strict=True))
            by = {truth: tuple(names.values()) for truth, names in sorted(reached.get(node.at, {}).items())}
            yield NodeCoverage(rule, node, reachability.truths[node.at], by)


def _evaluated(trace: Trace) -> Iterator[tuple[PackLocation, Truth]]:
    """Yield the truths of the evaluated conditions of a trace: parts after the deciding one are not evaluated."""
    yield trace.condition.at, trace.truth
    deciding = _DECIDING.get(trace.condition.__class__)
    for child in trace.children:
        yield from _evaluated(child)
        if child.truth is deciding:
            return
