"""Mutant of a pack: a whole pack with one small change outside the conditions of its rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application import dates
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule, RuleTest


class PackPart(StrEnum):
    """The part of a pack that a mutant changes."""

    CONDITION = "condition"
    LEVEL = "level"
    GROUP = "group"
    OTHERWISE = "otherwise"
    DAY = "day"
    NARROWING = "narrowing"
    EVIDENCE = "evidence"
    VERDICT = "verdict"
    PARAMETER = "parameter"
    WORD = "word"
    PLACEHOLDER = "placeholder"
    VALUE = "value"
    CHOICE = "choice"


class PackPlace(NamedTuple):
    """A place in a file of a pack."""

    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class PackMutant:
    """A pack with one change: its code, its place, and the values before and after.

    ``pack`` is ``None`` if the changed pack does not load. What did not change in it is the same object as in the
    original. ``subject`` is the id of what changes: a rule, a list, a parameter, a value or a field.
    """

    part: PackPart
    change: str
    at: PackPlace
    pack: Pack | None
    subject: str = ""
    before: Any = None
    after: Any = None

    def days(self) -> tuple[str, ...]:
        """Return the days on which a mutant of a rule's days may show: those before and after, and the next ones."""
        if self.part is not PackPart.DAY:
            return ()
        days = [day for day in (self.before, self.after) if day is not None]
        return tuple(sorted({*days, *(dates.days_later(day, 1) for day in days)}))


class SuggestedCase(NamedTuple):
    """A case that notices a mutant, in the notation of a case file, without its title."""

    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PackSurvivor:
    """A mutant that no test and no case notices, with a test or a case that would; neither if none was found."""

    mutant: PackMutant
    test: tuple[Rule, RuleTest] | None = None
    case: SuggestedCase | None = None


@dataclass(slots=True)
class PartResult:
    """The mutants of one part of a pack: those that tests or cases notice, those without effect, and the others."""

    part: PackPart
    by_tests: int = 0
    by_cases: int = 0
    not_loaded: int = 0
    equivalent: int = 0
    survivors: tuple[PackSurvivor, ...] = ()

    @property
    def made(self) -> int:
        """Number of mutants."""
        return self.noticed + self.equivalent + len(self.survivors)

    @property
    def noticed(self) -> int:
        """Number of mutants that a test or a case notices, or that do not load."""
        return self.by_tests + self.by_cases + self.not_loaded
