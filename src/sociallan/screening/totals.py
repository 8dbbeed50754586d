"""Totals over many applications, built one application at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from sociallan.application.passed_over import PassedOver
from sociallan.rules.truth import OutcomeKind
from sociallan.screening import basis_counts
from sociallan.screening.counted import Counted, counted
from sociallan.screening.repeats import Repeats, project_of
from sociallan.screening.report import ApplicationRow, Project, Report, ReportHeader, Screening, Totals, Verdict
from sociallan.screening.settings import Waiver, WaiverState
from sociallan.screening.since import SinceCounts
from sociallan.screening.waivers import joined, uses

T = TypeVar("T")

MOST_ROWS = 1_000
"""Maximum number of rows kept for the table: more than anyone reads on a screen, and little memory."""


class TopN(Generic[T]):
    """A collection that keeps the ``most`` items of highest rank."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[tuple[int, int], T]] = []

    def add(self, rank: tuple[int, int], item: T) -> None:
        """Add an item; it is dropped once ``most`` items rank at least as high."""
        self._kept.append((rank, item))
        if len(self._kept) > 2 * self._most:
            self._kept = self._highest_first()

    def items(self) -> list[T]:
        """Return the kept items, the highest rank first; equal ranks keep their order."""
        return [item for _, item in self._highest_first()]

    def _highest_first(self) -> list[tuple[tuple[int, int], T]]:
        # A reversed sort is stable too, so that how the applications are divided into chunks makes no difference.
        return sorted(self._kept, key=lambda pair: pair[0], reverse=True)[: self._most]


class TotalsBuilder:
    """Builder of totals from single applications or partial totals, added in the order of the report.

    ``waivers`` are all waivers; those that expired before ``day`` (``YYYY-MM-DD``) are marked as expired.
    """

    def __init__(self, waivers: Sequence[Waiver] = (), day: str = "") -> None:
        self._waivers = uses(waivers, day)
        self._verdicts = Counter(dict.fromkeys(Verdict, 0))
        self._classes: Counter[str | None] = Counter()
        self._amount: int | float = 0
        self._to_mend: Counter[str] = Counter()
        self._outcomes: Counter[tuple[str, OutcomeKind]] = Counter()
        self._bases = basis_counts.NONE
        self._projects: list[Project] = []
        self._repeats = Repeats({}, [])
        self._worst = TopN[ApplicationRow](MOST_ROWS)
        self._passed_over: list[PassedOver] = []
        self._since: SinceCounts | None = None

    def add(self, screening: Screening, states: Sequence[WaiverState] = ()) -> None:
        """Add an application and the state of each waiver in it."""
        self.count(counted(screening, states))

    def count(self, application: Counted) -> None:
        """Add an application by what totals need of it."""
        path, summary, counts, since = application
        self._verdicts[counts.verdict] += 1
        self._classes[summary.classification] += 1
        self._add_project(project_of(path, summary))
        self._to_mend.update(set(counts.to_mend))
        self._outcomes.update(counts.outcomes)
        self._bases = basis_counts.joined(self._bases, counts.bases)
        self._keep((ApplicationRow(path, counts.verdict, summary, len(counts.to_mend), since),))
        self._waivers = joined(self._waivers, counts.states)
        self._compare(since)

    def pass_over(self, passed_over: Iterable[PassedOver]) -> None:
        """Add files that are not applications: they are reported, but not counted as applications."""
        self._passed_over += passed_over

    def join(self, other: Totals) -> None:
        """Add the totals of the applications that come next in the report."""
        self._verdicts.update(other.verdicts)
        self._classes.update(other.classes)
        for project in other.projects:
            self._add_project(project)
        self._to_mend.update(other.to_mend)
        self._outcomes.update(other.outcomes)
        self._bases = basis_counts.joined(self._bases, other.bases)
        self._keep(other.worst)
        self._waivers = joined(self._waivers, [use.state for use in other.waivers])
        self.pass_over(other.passed_over)
        self._compare(other.since)

    def totals(self) -> Totals:
        """Return the totals so far."""
        return Totals(
            applications=self._verdicts.total(),
            verdicts=dict(self._verdicts),
            classes=dict(self._classes),
            amount=self._amount,
            to_mend=dict(self._to_mend),
            outcomes=dict(self._outcomes),
            bases=self._bases,
            worst=tuple(self._worst.items()),
            waivers=self._waivers,
            passed_over=tuple(sorted(self._passed_over)),
            projects=tuple(self._projects),
            repeats=tuple(self._repeats.found),
            since=self._since,
        )

    def _compare(self, counts: SinceCounts | None) -> None:
        if counts is not None:
            self._since = counts.plus(self._since or SinceCounts())

    def _add_project(self, project: Project) -> None:
        """Add the amount of a project, unless an earlier application is for it."""
        self._projects.append(project)
        if self._repeats.earlier(project) is None:
            self._amount += project.amount or 0
        self._repeats.add(project)

    def _keep(self, rows: Iterable[ApplicationRow]) -> None:
        for row in rows:
            self._worst.add(row.rank, row)


def whole_report(head: ReportHeader, screenings: Iterable[Screening]) -> Report:
    """Return a report of screenings in memory."""
    kept = tuple(screenings)
    totals_builder = TotalsBuilder()
    for screening in kept:
        totals_builder.add(screening)
    return Report(head, kept, totals_builder.totals())
