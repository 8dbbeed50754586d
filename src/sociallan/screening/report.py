"""The report: the result of a run, which every renderer turns into text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Location
from sociallan.application.passed_over import PassedOver
from sociallan.pack.pack import Group, Pack
from sociallan.rules.evaluation.asking import AskedQuestion
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import BasisCounts
from sociallan.screening.nearest import Nearest
from sociallan.screening.own_words import OwnWords
from sociallan.screening.settings import Setting, Waiver, WaiverUse
from sociallan.screening.since import Since, SinceCounts


class Reading(NamedTuple):
    """Numbers of the texts in sentences: all, those that say nothing, the very short ones, and those with a doubt.

    ``short`` is ``None`` where the pack sets no limit.
    """

    texts: int
    unanswered: int
    short: int | None
    doubtful: int


class Verdict(StrEnum):
    """Verdict of a screening, the best first. A person decides on the application, not the tool."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    NOT_MET = "not_met"
    INVALID = "invalid"

    @property
    def rank(self) -> int:
        """Number of better verdicts."""
        return list(Verdict).index(self)


class DateSource(StrEnum):
    """Source of the date that chose the rules."""

    SUBMITTED = "submitted"
    OPTION = "option"
    TODAY = "today"


class GroupOutcome(NamedTuple):
    """The outcome of a group's requirements; ``kind`` is ``NOT_APPLICABLE`` if none of them applies."""

    group: Group
    kind: OutcomeKind
    requirements: int
    met: int


MOST_QUESTIONS = 10
"""Largest number of questions that a report shows, so that the weighty ones are read; the others are counted."""

SummaryValue = str | int | float | bool | None
"""A text or a choice, a number, or yes or no, as stated; ``None`` if it is not."""


class ApplicationSummary(NamedTuple):
    """Key facts of an application, masked; ``None`` if not stated.

    ``stated`` are the fields of the pack's summary by name. Those with a role are also found by it: ``applicant``,
    ``title``, ``classification`` (the class), ``amount``, ``number`` and ``place``. ``submitted`` is the application's
    own date as written: a year, a month or a day.
    """

    applicant: str | None
    title: str | None
    classification: str | None
    amount: int | float | None
    submitted: str | None
    stated: Mapping[str, SummaryValue]
    number: str | None = None
    place: str | None = None


class Project(NamedTuple):
    """The project of one application: ``keys`` of which one is enough to tell it, and the ``amount`` applied for."""

    path: str
    keys: tuple[int, ...]
    amount: int | float | None


class Repeat(NamedTuple):
    """An application for a project that an earlier one is for, ``first``."""

    first: str
    path: str


class ChainEntry(NamedTuple):
    """Item in a cell of the chain, with the values of the fields that its column shows, masked.

    ``values`` is empty where the item or the first of the fields is missing, which ``pointer`` then leads to.
    """

    pointer: str
    values: tuple[SummaryValue, ...]


class ChainCell(NamedTuple):
    """Cell of the chain; ``stands_in`` if the text of its column stands there in the place of entries."""

    column: str
    entries: tuple[ChainEntry, ...]
    stands_in: bool

    @property
    def hole(self) -> bool:
        """Whether something is missing in it."""
        return not self.stands_in and not (self.entries and all(entry.values for entry in self.entries))


class ChainRow(NamedTuple):
    """Row of the chain, named by a value at ``pointer``, with a cell for each column of the pack's chain."""

    value: str
    pointer: str
    cells: tuple[ChainCell, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """The result of screening one application. ``as_of`` is the day (``YYYY-MM-DD``) that chose the rules.

    ``questions`` are those of the level of questions that are asked, the heaviest first; their rules have no outcome.
    ``more_questions`` are the rules of those after them, lighter ones.
    ``precedents`` are the nearest public projects, the nearest first.
    ``waived`` are the waivers in use, at most one per rule. ``document`` is the number of the application in its
    file, from 1, if the file holds several; otherwise 0. ``reading`` and ``own_words`` are ``None`` if the file could
    not be read, and ``own_words`` also if they were not asked for. ``since`` compares it with an earlier version, if
    one is given. ``unanswered`` are the pointers of the answers that say nothing.
    """

    path: str
    sha256: str
    verdict: Verdict
    as_of: str
    date_source: DateSource
    summary: ApplicationSummary
    groups: tuple[GroupOutcome, ...]
    findings: tuple[Diagnostic[Location], ...]
    outcomes: tuple[Outcome, ...]
    questions: tuple[AskedQuestion, ...] = ()
    more_questions: tuple[Rule, ...] = ()
    precedents: tuple[Nearest, ...] = ()
    chain: tuple[ChainRow, ...] = ()
    waived: tuple[Waiver, ...] = ()
    document: int = 0
    reading: Reading | None = None
    own_words: OwnWords | None = None
    since: Since | None = None
    unanswered: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The path of the file, without the number of the application."""
        return self.path.removesuffix(f"#{self.document}") if self.document else self.path


class ReportHeader(NamedTuple):
    """Header of a report: the program's version, the pack and the day of screening.

    ``shipped`` is true if the pack comes with the program. ``settings`` are those that differ from the default.
    Both are ``None`` in a replay of a report from a version that did not record them. ``earlier`` is the name of the
    file with what the applications are compared with, if any.
    """

    version: str
    pack: Pack
    as_of: str
    shipped: bool | None = True
    settings: tuple[Setting, ...] | None = ()
    earlier: str | None = None


class ApplicationRow(NamedTuple):
    """One application in a table, with the number of corrections it needs.

    ``since`` has what became of its findings, where it is compared with an earlier version.
    """

    path: str
    verdict: Verdict
    summary: ApplicationSummary
    to_mend: int
    since: SinceCounts | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Sort key, the worst highest: the verdict, then the number of corrections."""
        return self.verdict.rank, self.to_mend


class Totals(NamedTuple):
    """Totals over all applications; the size does not depend on their number, but for ``passed_over`` and ``projects``.

    ``verdicts`` counts applications by verdict, with every verdict present. ``classes`` counts them by stated
    class (``None``: not stated), and ``amount`` is the sum of stated amounts, that of a project once. ``to_mend``
    counts the applications that need a correction, by code of the finding or id of the requirement. ``outcomes``
    counts by rule id and outcome, and ``bases`` adds up requirements by what they rest on. ``worst`` holds the first
    rows of the table, the worst first and otherwise in the order given; it may be truncated. ``waivers`` holds every
    waiver with its state. ``passed_over`` holds the files found by a walk that are not applications; they are not
    counted elsewhere.
    """

    applications: int
    verdicts: Mapping[Verdict, int]
    classes: Mapping[str | None, int]
    amount: int | float
    to_mend: Mapping[str, int]
    outcomes: Mapping[tuple[str, OutcomeKind], int]
    bases: BasisCounts
    worst: tuple[ApplicationRow, ...]
    waivers: tuple[WaiverUse, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    projects: tuple[Project, ...] = ()
    """The project of each application, a few numbers each, to find those of other totals that are the same."""
    repeats: tuple[Repeat, ...] = ()
    since: SinceCounts | None = None


class Report(NamedTuple):
    """A whole report in memory, for few applications. A batch streams its screenings instead."""

    head: ReportHeader
    screenings: tuple[Screening, ...]
    totals: Totals
