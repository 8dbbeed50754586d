"""What came of a test that stands in a rule, and how much of a rule its tests reach."""

from dataclasses import dataclass

from sociallan.model.condition import Condition
from sociallan.model.outcome import OutcomeKind, Trace, Truth
from sociallan.model.pack import Rule, RuleTest


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule's test and what came of it. ``fields`` are those that decided, as dotted paths.

    ``traces`` are those of every condition of the rule that the test came to.
    """

    rule: Rule
    test: RuleTest
    kind: OutcomeKind
    fields: frozenset[str]
    evidence: frozenset[str]
    traces: tuple[Trace, ...]

    @property
    def passed(self) -> bool:
        """Whether the outcome is the one expected, for the reason expected."""
        return self.kind is self.test.expect and self.for_the_reason

    @property
    def for_the_reason(self) -> bool:
        """Whether the fields that decided are those that the test names, if it names any."""
        because = self.test.because
        return because is None or _named(because, self.fields) or (not self.fields and _named(because, self.evidence))


@dataclass(frozen=True, slots=True)
class NodeCoverage:
    """One node of a rule's conditions: the truths that it can have, and those that the tests reach."""

    rule: Rule
    condition: Condition
    possible: frozenset[Truth]
    reached: frozenset[Truth]

    @property
    def absent(self) -> tuple[Truth, ...]:
        """Give the truths that no test reaches, in the order of their numbers."""
        return tuple(sorted(self.possible - self.reached))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every node of some rules, in the order of the rules."""

    nodes: tuple[NodeCoverage, ...]

    @property
    def possible(self) -> int:
        """How many pairs of node and truth there are."""
        return sum(len(node.possible) for node in self.nodes)

    @property
    def reached(self) -> int:
        """How many of the pairs the tests reach."""
        return sum(len(node.possible & node.reached) for node in self.nodes)

    @property
    def percent(self) -> float:
        """How large a part is reached, in per cent; all where there is nothing to reach."""
        return 100 * self.reached / self.possible if self.possible else 100.0


def _named(because: tuple[str, ...], fields: frozenset[str]) -> bool:
    """Say whether the fields are just those named; a name without indices stands for any item."""
    plain = {_without_indices(field) for field in fields}
    return all(name in fields or name in plain for name in because) and all(
        field in because or _without_indices(field) in because for field in fields
    )


def _without_indices(field: str) -> str:
    return ".".join(step for step in field.split(".") if not step.isdecimal())
