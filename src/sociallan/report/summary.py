"""The text of the summary of many applications before layout."""

from collections.abc import Iterator
from typing import NamedTuple

from sociallan.pack.pack import Pack, Role
from sociallan.report import rule_texts, sentences, summary_fields, values
from sociallan.report.run_lines import run_lines
from sociallan.report.view import View
from sociallan.rules.truth import OPEN, OutcomeKind
from sociallan.screening.report import ApplicationRow, ReportHeader, Totals, Verdict

_MOST_TO_MEND = 10
_ROWS = 20
"""Rows of the table when the view has no limit."""

KINDS = (OutcomeKind.MET, *OPEN)
"""The columns of the statistics, in order."""


class Cells(NamedTuple):
    """A row of the table. The pack names no amount, or no applicant, where that is ``None`` in the row of headings."""

    to_mend: str
    amount: str | None
    applicant: str | None
    file: str


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
    """The text of the summary. Pairs are (label, number), ``lines`` is on the run as a whole.

    ``more_…`` is the line on omitted rows.
    """

    screened: str
    verdicts: tuple[tuple[str, int], ...]
    by_class: str | None
    classes: tuple[tuple[str, int], ...]
    total: tuple[str, str] | None
    lines: tuple[str, ...]
    heads: Cells
    to_mend: tuple[ToMend, ...]
    more_to_mend: str | None
    rows: tuple[ApplicationRow, ...]
    more_rows: str | None
    statistics: tuple[Statistics, ...]


def summarise(totals: Totals, head: ReportHeader, view: View) -> Summary:
    """Return the text of the totals."""
    words = view.words
    class_label = summary_fields.role_label(Role.CLASS, head.pack, view)
    to_mend = tuple(_to_mend(totals, head, view))
    rows = totals.worst if view.detail.full else totals.worst[: view.style.rows or _ROWS]
    return Summary(
        screened=words.counted("screened", totals.applications),
        verdicts=tuple((words.say(f"verdict.{verdict}"), totals.verdicts[verdict]) for verdict in Verdict),
        by_class=None if class_label is None else words.say("report.by_class", label=values.uncapitalised(class_label)),
        classes=tuple(_classes(totals, head.pack, view)),
        total=_total(totals, head.pack, view),
        lines=run_lines(totals, words),
        heads=Cells(
            words.say("columns.actions"),
            summary_fields.role_label(Role.AMOUNT, head.pack, view),
            summary_fields.role_label(Role.APPLICANT, head.pack, view),
            words.say("columns.file"),
        ),
        to_mend=to_mend[:_MOST_TO_MEND],
        more_to_mend=_more(len(to_mend) - _MOST_TO_MEND, view),
        rows=rows,
        more_rows=_more(totals.applications - len(rows), view),
        statistics=tuple(_statistics(totals, head)) if view.detail.statistics else (),
    )


def _classes(totals: Totals, pack: Pack, view: View) -> Iterator[tuple[str, int]]:
    each = pack.in_role(Role.CLASS)
    if each is None:
        return
    for name in (*view.fields[each.field].values, None):
        if totals.classes.get(name):
            yield summary_fields.text(each, name, view) or view.words.say("report.not_stated"), totals.classes[name]


def _total(totals: Totals, pack: Pack, view: View) -> tuple[str, str] | None:
    """Return the sum over all applications as (label, amount), ``None`` if the pack names no amount."""
    label, amount = (
        summary_fields.role_label(Role.AMOUNT, pack, view),
        summary_fields.role_text(Role.AMOUNT, totals.amount, pack, view),
    )
    return None if label is None else (view.words.say("report.total", label=label), amount or "")


def _to_mend(totals: Totals, head: ReportHeader, view: View) -> Iterator[ToMend]:
    """Yield the actions, the most common first; of equally common ones, requirements before findings on form."""
    rules = {rule.id: rule for rule in head.pack.rules}
    for name, count in sorted(totals.to_mend.items(), key=lambda each: (-each[1], each[0] not in rules, each[0])):
        if name in rules:
            yield ToMend(count, rule_texts.rendered(rules[name].title, head.pack, head.as_of, view.words), name)
        else:
            yield ToMend(count, sentences.finding_meaning(name, view.words), name)


def row_cells(row: ApplicationRow, pack: Pack, view: View) -> Cells:
    """Return the text of the cells of a row."""
    absent = view.words.say("report.not_stated")
    return Cells(
        str(row.to_mend),
        summary_fields.role_text(Role.AMOUNT, row.summary.amount, pack, view) or absent,
        summary_fields.role_text(Role.APPLICANT, row.summary.applicant, pack, view) or absent,
        values.visible(row.path),
    )


def _more(count: int, view: View) -> str | None:
    return view.words.say("report.more", count=count) if count > 0 else None


def _statistics(totals: Totals, head: ReportHeader) -> Iterator[Statistics]:
    for rule in head.pack.rules:
        counts = tuple(totals.outcomes.get((rule.id, kind), 0) for kind in KINDS)
        if any(counts):
            yield Statistics(rule.id, counts)
