"""Types: the result of a test in a rule, and how much of the rule its tests reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sociallan.application.location import PackLocation
from sociallan.rules.condition import Condition
from sociallan.rules.outcome import Trace
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind, Truth


@dataclass(frozen=True, slots=True)
class RuleTestResult:
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
        """Return the truths that no test reaches, in the order of their numbers."""
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


class Example(NamedTuple):
    """A small application, and the day (``YYYY-MM-DD``) that it is tried on."""

    value: Mapping[str, Any]
    day: str


@dataclass(frozen=True, slots=True)
class Reachability:
    """What a rule can come to, seen over its boundary domain.

    ``cases`` give the smallest application found for each outcome. ``truths`` are those of each
    condition where it is asked. ``unlimited`` are the conditions that ask for a parameter that has
    no value on any day. ``sampled`` is true where the domain is a part of all combinations.
    """

    cases: Mapping[OutcomeKind, Example]
    truths: Mapping[PackLocation, frozenset[Truth]]
    unlimited: frozenset[PackLocation]
    sampled: bool


class ParamChange(NamedTuple):
    """Another value of a parameter, where it has the value ``before``."""

    param: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule changed in one small way: what is changed, where, from what and to what."""

    rule: Rule
    change: str
    at: PackLocation
    before: Any = None
    after: Any = None
    swap: ParamChange | None = None
    """Set where it is not the rule that is changed, but a parameter that it asks for."""


class KilledMutant(NamedTuple):
    """A mutant with the tests of its rule that notice it, one at least."""

    mutant: Mutant
    tests: tuple[RuleTest, ...]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no test of its rule notices, and a test that would; without a name yet."""

    mutant: Mutant
    test: RuleTest | None


@dataclass(frozen=True, slots=True)
class MutationResult:
    """What came of the mutants of a rule.

    ``equivalent`` counts those that do as the rule does in its whole boundary domain.
    """

    rule: Rule
    killed: tuple[KilledMutant, ...]
    equivalent: int
    survivors: tuple[Survivor, ...]


def without_indices(field: str) -> str:
    """Write a dotted path without the numbers of items: it then stands for that field of any item."""
    return ".".join(step for step in field.split(".") if not step.isdecimal())


def _named(because: tuple[str, ...], fields: frozenset[str]) -> bool:
    """Return whether the fields are just those named; a name without indices stands for any item."""
    plain = {without_indices(field) for field in fields}
    return all(name in fields or name in plain for name in because) and all(
        field in because or without_indices(field) in because for field in fields
    )
