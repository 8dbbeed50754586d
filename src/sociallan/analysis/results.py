"""Types of the results of rule tests, coverage, reachability and mutation testing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sociallan.application.document import field_path
from sociallan.application.field import Translations
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Condition
from sociallan.rules.outcome import Trace
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind, Truth


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """The result of a rule's test. ``fields`` are the dotted paths of the fields that decided the outcome.

    ``kind`` is ``None`` if the rule is not in force on ``day``, the day of the test.
    ``evidence`` are the dotted paths of the fields shown with the rule's question. ``traces`` are those of the
    evaluated conditions.
    """

    rule: Rule
    test: RuleTest
    day: str
    kind: OutcomeKind | None
    fields: frozenset[str]
    evidence: frozenset[str]
    traces: tuple[Trace, ...]

    @property
    def passed(self) -> bool:
        """Whether the outcome and the reason are as expected."""
        return self.kind is self.test.expect and self.has_expected_reason

    @property
    def has_expected_reason(self) -> bool:
        """Whether the deciding fields are those that the test names, if it names any."""
        because = self.test.because
        return because is None or _named(because, self.fields) or (not self.fields and _named(because, self.evidence))


RunName = str | Translations
"""The name of a case, or that of a test in each language."""


@dataclass(frozen=True, slots=True)
class NodeCoverage:
    """One node of a rule's conditions: its possible truths, and the names of the runs that reach each truth."""

    rule: Rule
    condition: Condition
    possible: frozenset[Truth]
    reached_by: Mapping[Truth, tuple[RunName, ...]]

    @property
    def reached(self) -> frozenset[Truth]:
        """The truths that some run reaches."""
        return frozenset(self.reached_by)

    @property
    def absent(self) -> tuple[Truth, ...]:
        """The truths that no test reaches, in the order of their numbers."""
        return tuple(sorted(self.possible - self.reached))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of every node of some rules, in the order of the rules."""

    nodes: tuple[NodeCoverage, ...]

    @property
    def possible(self) -> int:
        """Number of possible pairs of node and truth."""
        return sum(len(node.possible) for node in self.nodes)

    @property
    def reached(self) -> int:
        """Number of possible pairs that the tests reach."""
        return sum(len(node.possible & node.reached) for node in self.nodes)

    @property
    def percent(self) -> float:
        """Reached pairs as a percentage of the possible ones; 100 if there are none."""
        return 100 * self.reached / self.possible if self.possible else 100.0


class Example(NamedTuple):
    """A small application, and the day (``YYYY-MM-DD``) on which it is screened."""

    value: Mapping[str, Any]
    day: str


@dataclass(frozen=True, slots=True)
class Reachability:
    """The possible outcomes of a rule over its boundary domain.

    ``cases`` holds the smallest application found for each outcome, ``truths`` the truths of each condition when it
    is evaluated. ``unlimited`` are the conditions whose parameter has no value on any day. ``sampled`` is true if
    the domain is a sample of all combinations.
    """

    cases: Mapping[OutcomeKind, Example]
    truths: Mapping[PackLocation, frozenset[Truth]]
    unlimited: frozenset[PackLocation]
    sampled: bool


class ParamChange(NamedTuple):
    """A changed parameter value; applies where the parameter has the value ``before``."""

    param: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one small change: the code of the change, its location, and the values before and after."""

    rule: Rule
    change: str
    at: PackLocation
    before: Any = None
    after: Any = None
    swap: ParamChange | None = None
    """Set if a parameter of the rule is changed instead of the rule itself."""


class KilledMutant(NamedTuple):
    """A mutant and the tests of its rule that kill it; none if only a case does."""

    mutant: Mutant
    tests: tuple[RuleTest, ...]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no test of its rule and no case kills, and an unnamed test that would, if one was found."""

    mutant: Mutant
    test: RuleTest | None


@dataclass(frozen=True, slots=True)
class MutationResult:
    """The results of a rule's mutants; ``equivalent`` counts those with the rule's outcomes in its whole domain."""

    rule: Rule
    killed: tuple[KilledMutant, ...]
    equivalent: int
    survivors: tuple[Survivor, ...]


def without_indices(field: str) -> str:
    """Return a dotted path without list indices; it then denotes that field of any item."""
    return field_path(field.split("."))


def _named(because: tuple[str, ...], fields: frozenset[str]) -> bool:
    """Return whether the fields are exactly those named; a name without indices matches any item."""
    plain = {without_indices(field) for field in fields}
    return all(name in fields or name in plain for name in because) and all(
        field in because or without_indices(field) in because for field in fields
    )
