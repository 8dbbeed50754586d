"""The report: what every renderer turns into text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Location
from sociallan.application.passed_over import PassedOver
from sociallan.pack.pack import Group, Pack
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.settings import Setting, Waiver, WaiverUse


class Verdict(StrEnum):
    """What the screening says of an application, the best first. A person decides; the tool does not."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    NOT_MET = "not_met"
    INVALID = "invalid"

    @property
    def rank(self) -> int:
        """How many verdicts are better."""
        return list(Verdict).index(self)


class DateSource(StrEnum):
    """Where the date that chose the rules came from."""

    SUBMITTED = "submitted"
    OPTION = "option"
    TODAY = "today"


class GroupOutcome(NamedTuple):
    """The outcome of a group's requirements; ``kind`` is ``NOT_APPLICABLE`` where none of them applies."""

    group: Group
    kind: OutcomeKind
    requirements: int
    met: int


class ApplicationSummary(NamedTuple):
    """The head of one application's report, masked; ``None`` where not stated. Kronor are ``int``.

    ``submitted`` is the application's own date as it stands there, a year or a month too.
    """

    applicant: str | None
    member: str | None
    title: str | None
    area: str | None
    place: str | None
    loan: int | None
    green_loan: int | None
    total_cost: int | None
    submitted: str | None


@dataclass(frozen=True, slots=True)
class Screening:
    """One application, screened. ``as_of`` is the day (``YYYY-MM-DD``) that chose the rules.

    ``waived`` are the waivers that have something to waive in it, at most one for a rule. ``document``
    is which application of its file it is, from 1 on, where there are several.
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
    waived: tuple[Waiver, ...] = ()
    document: int = 0

    @property
    def file(self) -> str:
        """The path of the file, also where it holds several applications."""
        return self.path.removesuffix(f"#{self.document}") if self.document else self.path


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """What every report begins with: the program's version, the pack, and the day of screening.

    ``shipped`` is true where the pack is one that comes with the program. ``settings`` are those that are
    not the default. Both are ``None`` in a report of before they were told, when that is made again.
    """

    version: str
    pack: Pack
    as_of: str
    shipped: bool | None = True
    settings: tuple[Setting, ...] | None = ()


class TableRow(NamedTuple):
    """One application in a table, with the number of things to mend in it."""

    path: str
    verdict: Verdict
    summary: ApplicationSummary
    to_mend: int

    @property
    def rank(self) -> tuple[int, int]:
        """How bad the application is: its verdict first, then how much there is to mend."""
        return self.verdict.rank, self.to_mend


@dataclass(frozen=True, slots=True)
class Totals:
    """What there is to say of all applications together; as large for a hundred thousand as for a hundred.

    ``verdicts`` holds every verdict. ``areas`` and ``loans`` (whole kronor) are of what was stated, an
    area that was not is ``None``. ``to_mend`` is by the code of a finding or the id of a requirement,
    in how many applications. ``outcomes`` is by rule and its outcome. ``worst`` are the first rows
    of the table, the worst first and then in the order given: there may be more than it holds.
    ``waivers`` are all that there are, with what the applications show of each. ``passed_over`` is counted
    in nothing else; it grows with what a walk comes upon.
    """

    applications: int
    verdicts: Mapping[Verdict, int]
    areas: Mapping[str | None, int]
    loans: int
    to_mend: Mapping[str, int]
    outcomes: Mapping[tuple[str, OutcomeKind], int]
    worst: tuple[TableRow, ...]
    waivers: tuple[WaiverUse, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report in memory, for few applications: a batch gives its screenings one at a time."""

    head: ReportHeader
    screenings: tuple[Screening, ...]
    totals: Totals
