"""Types of the differences between two packs, or between two days of one pack: what an application gets on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.analysis.results import Example
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict


class PackEdition(NamedTuple):
    """A pack on one day (``YYYY-MM-DD``), or on all its days if ``day`` is ``None``; ``folder`` as it was named."""

    pack: Pack
    day: str | None
    folder: str = ""


class RuleResult(NamedTuple):
    """Result of an application by a rule in force: the outcome, with the level and the group of the rule."""

    level: Level
    group: str
    kind: OutcomeKind


class PackResult(NamedTuple):
    """Result of an application by a pack on a day: the verdict, and the result of each rule in force by its id."""

    verdict: Verdict
    rules: Mapping[str, RuleResult]


class OutcomeDifference(NamedTuple):
    """A changed result of a rule, with the smallest application that shows it; ``None`` if the rule is not in force.

    The day of the application is the first on which the result differs so, and ``until`` the last before the next
    change of a pack that ends it; ``None`` if none does.
    """

    before: RuleResult | None
    after: RuleResult | None
    case: Example
    until: str | None = None


class Cause(StrEnum):
    """Part of the packs that makes the results of an application differ."""

    RULES = "rules"
    VERDICT = "verdict"
    PLACEHOLDERS = "placeholders"
    FORM = "form"


class ApplicationVariant(NamedTuple):
    """An application, and the specimen that it is made from with the changes; ``""`` if it is none of a specimen.

    ``change`` holds the new values by dotted path, ``None`` for what is taken away.
    """

    value: Mapping[str, Any]
    specimen: str = ""
    change: Mapping[str, Any] = {}


class VerdictDifference(NamedTuple):
    """Different results of one application on one day; the rules are those whose results differ.

    ``part`` names the changed part of the packs within ``cause``: a placeholder or a field, ``""`` for the rest.
    """

    cause: Cause
    part: str
    before: PackResult
    after: PackResult
    variant: ApplicationVariant
    day: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules whose results differ."""
        names = {**self.after.rules, **self.before.rules}
        return tuple(name for name in names if self.before.rules.get(name) != self.after.rules.get(name))


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """Differences of one rule; ``old`` or ``new`` is ``None`` if the rule is not on that side.

    ``logic`` and ``texts`` are the keys of the rule that differ; ``params`` and ``lists`` are the ids of its
    parameters, and of its word lists and tables, whose values differ. ``outcomes`` is empty if no application shows
    a difference. ``sampled`` is true if not every combination was tried.
    """

    old: Rule | None
    new: Rule | None
    logic: tuple[str, ...]
    params: tuple[str, ...]
    lists: tuple[str, ...]
    texts: tuple[str, ...]
    outcomes: tuple[OutcomeDifference, ...]
    sampled: bool

    @property
    def rule(self) -> Rule:
        """The new rule, or the old one if there is no new."""
        rule = self.new or self.old
        assert rule is not None
        return rule

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def changes_logic(self) -> bool:
        """Whether anything but texts differs."""
        return self.old is None or self.new is None or bool(self.logic or self.params or self.lists)


class Exactness(NamedTuple):
    """Extent of what is decided of all applications with lists of at most ``longest`` items.

    ``verdicts`` is true if the reported pairs of verdicts are all that differ; ``undecided`` are the ids of the rules
    of which it is not known whether the reported outcomes are all that differ.
    """

    longest: int
    verdicts: bool
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackDifference:
    """All differences; ``logic`` and ``texts`` are the keys that differ outside the rules.

    ``verdicts`` holds an application for each cause and each pair of verdicts that differ. ``exact`` is ``None`` if
    only some applications were tried.
    """

    old: PackEdition
    new: PackEdition
    verdicts: tuple[VerdictDifference, ...]
    rules: tuple[RuleDifference, ...]
    logic: tuple[str, ...]
    texts: tuple[str, ...]
    exact: Exactness | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.verdicts or self.rules or self.logic or self.texts)
