"""The report: what every renderer turns into text."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sociallan.model.config import Waiver, WaiverUse
from sociallan.model.finding import Finding
from sociallan.model.outcome import Outcome, OutcomeKind
from sociallan.model.pack import Group, Pack


class Verdict(StrEnum):
    """What the screening says of an application. A person decides; the tool does not."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    NOT_MET = "not_met"
    INVALID = "invalid"


class DateSource(StrEnum):
    """Where the date that chose the rules came from."""

    SUBMITTED = "submitted"
    OPTION = "option"
    TODAY = "today"


class GroupOutcome(NamedTuple):
    """How the requirements of one group fared; ``None`` where no rule of the group applies."""

    group: Group
    kind: OutcomeKind
    requirements: int
    met: int


class Summary(NamedTuple):
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

    ``waived`` are the waivers that have something to waive in it, at most one for a rule.
    """

    path: str
    sha256: str
    verdict: Verdict
    as_of: str
    date_source: DateSource
    summary: Summary
    groups: tuple[GroupOutcome, ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    waived: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One application or many, with what they were screened by. ``as_of``: the day of screening."""

    version: str
    pack: Pack
    as_of: str
    screenings: tuple[Screening, ...]
    waivers: tuple[WaiverUse, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """Count the applications with a verdict."""
        return sum(screening.verdict is verdict for screening in self.screenings)
