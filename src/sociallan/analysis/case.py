"""A case of a pack: an application with the verdict that it must get and the rules that must decide it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application.field import Translations
from sociallan.application.location import PackLocation
from sociallan.rules.rule import Level
from sociallan.rules.truth import OPEN, OutcomeKind
from sociallan.screening.report import Verdict


class CaseSection(StrEnum):
    """The lists of rules that a case may state."""

    DECIDED_BY = "decided_by"
    QUESTIONS = "questions"
    WEAKNESSES = "weaknesses"
    REMARKS = "remarks"


LISTED: Mapping[CaseSection, tuple[Level, tuple[OutcomeKind, ...]]] = {
    CaseSection.QUESTIONS: (Level.REQUIREMENT, (OutcomeKind.JUDGEMENT,)),
    CaseSection.WEAKNESSES: (Level.EXPECTATION, OPEN),
    CaseSection.REMARKS: (Level.REMARK, OPEN),
}
"""The level and the outcomes of the rules in each list; the verdict's formula chooses those that decide."""

ListedRules = frozenset[tuple[str, str]]
"""Rules in a list: pairs of group and rule id."""


class Received(NamedTuple):
    """Result of an application: the verdict, the rules of each section, and the fields that do not follow the form."""

    verdict: Verdict
    rules: Mapping[CaseSection, ListedRules]
    faults: frozenset[str]


class CaseRun(NamedTuple):
    """One application of a case, as written, and the day on which it is screened, if the case states one.

    ``specimen`` is the name of the specimen, and ``path`` and ``each`` the value of the run, if the case has several.
    """

    value: Mapping[str, Any]
    as_of: str | None
    specimen: str | None = None
    path: str | None = None
    each: Any = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case, with its applications and what each of them must get.

    ``rules`` holds the rules in the sections that the case states, and ``groups`` the groups that it names there. The
    rules that decide are stated whole; any other section says exactly which rules of the groups that it names.
    """

    name: str
    title: Translations
    runs: tuple[CaseRun, ...]
    verdict: Verdict
    rules: Mapping[CaseSection, ListedRules]
    groups: Mapping[CaseSection, frozenset[str]]
    faults: frozenset[str]
    at: PackLocation

    def names(self, rules: Iterable[str]) -> bool:
        """Return whether the case states any of some rules."""
        named = {rule for stated in self.rules.values() for _, rule in stated}
        return not named.isdisjoint(rules)

    def accepts(self, received: Received) -> bool:
        """Return whether an application got what the case states."""
        return (
            received.verdict is self.verdict
            and received.faults == self.faults
            and all(self.concerned(section, received) == stated for section, stated in self.rules.items())
        )

    def concerned(self, section: CaseSection, received: Received) -> ListedRules:
        """Return the rules that an application got in a section, as far as the case says something of them."""
        rules = received.rules[section]
        if section is CaseSection.DECIDED_BY:
            return rules
        return frozenset((group, rule) for group, rule in rules if group in self.groups[section])
