"""Which truths of each condition in a rule its tests reach, out of those that it has over the boundary domain."""

from collections.abc import Iterable, Iterator, Mapping

from sociallan.model.condition import nodes
from sociallan.model.outcome import Trace, Truth
from sociallan.model.pack import Rule
from sociallan.model.place import RulePlace
from sociallan.model.trial import Coverage, NodeCoverage, Reach, Tried


def coverage(tried: Iterable[Tried], reaches: Mapping[str, Reach]) -> Coverage:
    """Give the coverage of the rules whose tests were tried; ``reaches`` by the rules' ids."""
    traces: dict[str, list[Trace]] = {}
    rules: dict[str, Rule] = {}
    for trial in tried:
        rules[trial.rule.id] = trial.rule
        traces.setdefault(trial.rule.id, []).extend(trial.traces)
    return Coverage(tuple(node for name, rule in rules.items() for node in _of_rule(rule, traces[name], reaches[name])))


def _of_rule(rule: Rule, traces: Iterable[Trace], reach: Reach) -> Iterator[NodeCoverage]:
    reached: dict[RulePlace, set[Truth]] = {}
    for trace in traces:
        for at, truth in _reached(trace):
            reached.setdefault(at, set()).add(truth)
    for condition in rule.conditions():
        for node in nodes(condition):
            yield NodeCoverage(rule, node, reach.truths[node.at], frozenset(reached.get(node.at, ())))


def _reached(trace: Trace) -> Iterator[tuple[RulePlace, Truth]]:
    yield trace.condition.at, trace.truth
    for child in trace.children:
        yield from _reached(child)
