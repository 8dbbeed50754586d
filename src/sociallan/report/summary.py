"""The text of the summary of many applications before layout."""

from collections.abc import Iterator
from typing import NamedTuple

from sociallan.report import rule_texts, sentences, values
from sociallan.report.content import area_name
from sociallan.report.view import View
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import ReportHeader, TableRow, Totals, Verdict

_MOST_TO_MEND = 10
_ROWS = 20
"""Rows of the table when the view has no limit."""

KINDS = (OutcomeKind.MET, OutcomeKind.NOT_MET, OutcomeKind.MISSING, OutcomeKind.JUDGEMENT)
"""The columns of the statistics, in order."""


Cells = tuple[str, str, str, str]
"""A row of the table: number of actions, loan, borrower, file."""


class ToMend(NamedTuple):
    """A rule or finding to act on, and the number of applications that have it."""

    applications: int
    title: str
    id: str


class Statistics(NamedTuple):
    """The number of applications per outcome of a rule, in the order of ``KINDS``."""

    rule: str
    counts: tuple[int, ...]


class Summary(NamedTuple):
    """The text of the summary. Pairs are (label, number); ``more_…`` is the line on omitted rows."""

    screened: str
    verdicts: tuple[tuple[str, int], ...]
    areas: tuple[tuple[str, int], ...]
    loans: str
    to_mend: tuple[ToMend, ...]
    more_to_mend: str | None
    rows: tuple[TableRow, ...]
    more_rows: str | None
    statistics: tuple[Statistics, ...]


def summarise(totals: Totals, head: ReportHeader, view: View) -> Summary:
    """Return the text of the totals."""
    words = view.words
    to_mend = tuple(_to_mend(totals, head, view))
    rows = totals.worst if view.detail.full else totals.worst[: view.rows or _ROWS]
    return Summary(
        screened=words.counted("screened", totals.applications),
        verdicts=tuple((words.say(f"verdict.{verdict}"), totals.verdicts[verdict]) for verdict in Verdict),
        areas=tuple(_areas(totals, view)),
        loans=values.kronor(totals.loans, words),
        to_mend=to_mend[:_MOST_TO_MEND],
        more_to_mend=_more(len(to_mend) - _MOST_TO_MEND, view),
        rows=rows,
        more_rows=_more(totals.applications - len(rows), view),
        statistics=tuple(_statistics(totals, head)) if view.detail.statistics else (),
    )


def _areas(totals: Totals, view: View) -> Iterator[tuple[str, int]]:
    known = [area for area in view.fields["project.area"].labels if area in totals.areas]
    for area in (*known, None):
        if totals.areas.get(area):
            yield area_name(area, view) or view.words.say("report.not_stated"), totals.areas[area]


def _to_mend(totals: Totals, head: ReportHeader, view: View) -> Iterator[ToMend]:
    """Yield the actions, the most common first; of equally common ones, requirements before findings on form."""
    rules = {rule.id: rule for rule in head.pack.rules}
    for name, count in sorted(totals.to_mend.items(), key=lambda each: (-each[1], each[0] not in rules, each[0])):
        if name in rules:
            yield ToMend(count, rule_texts.rendered(rules[name].title, head.pack, head.as_of, view.words), name)
        else:
            yield ToMend(count, sentences.finding_meaning(name, view.words), name)


def row_cells(row: TableRow, view: View) -> Cells:
    """Return the text of the cells of a row."""
    absent, loan, applicant = view.words.say("report.not_stated"), row.summary.loan, row.summary.applicant
    return (
        str(row.to_mend),
        absent if loan is None else values.kronor(loan, view.words),
        values.visible(applicant) if applicant else absent,
        values.visible(row.path),
    )


def _more(count: int, view: View) -> str | None:
    return view.words.say("report.more", count=count) if count > 0 else None


def _statistics(totals: Totals, head: ReportHeader) -> Iterator[Statistics]:
    for rule in head.pack.rules:
        counts = tuple(totals.outcomes.get((rule.id, kind), 0) for kind in KINDS)
        if any(counts):
            yield Statistics(rule.id, counts)
