"""The text of what became of an application's findings since an earlier version."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sociallan.application.document import steps_of
from sociallan.application.location import Location, Span
from sociallan.pack.pack import Pack
from sociallan.report import rule_texts, sentences, values
from sociallan.report.parts import ItemStatus, ReportItem
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening.report import ApplicationRow, Screening, Totals
from sociallan.screening.since import Finding, FindingState, SinceCounts

_MOST_FACTS = 20
_MOST_FILES = 5


def mended_items(screening: Screening, pack: Pack, view: View) -> Iterator[ReportItem]:
    """Yield an item for each finding of the earlier version that is no longer there.

    Its texts are those of the present pack, since an earlier report may come from anyone.
    """
    outcomes = {outcome.rule.id: outcome for outcome in screening.outcomes}
    for finding in () if screening.since is None else screening.since.mended:
        outcome = outcomes.get(finding.id) if finding.of_rule else None
        if outcome is None:
            yield _item(finding, _meaning(finding, view), "", screening, view)
        else:
            title = rule_texts.rendered(outcome.rule.title, pack, screening.as_of, view.words)
            yield _item(finding, title, outcome.rule.group, screening, view)


def _meaning(finding: Finding, view: View) -> str:
    """Return the meaning of a code, and the field that it was found at."""
    if not finding.pointer:
        return sentences.finding_meaning(finding.id, view.words)
    field = values.visible(values.field_name(finding.pointer, view.fields, view.words))
    key = values.visible(values.shortened(steps_of(finding.pointer)[-1]))
    return sentences.finding_meaning(finding.id, view.words, field=values.shortened(field), key=key)


def _item(finding: Finding, title: str, group: str, screening: Screening, view: View) -> ReportItem:
    line = finding.line
    return ReportItem(
        id=finding.id,
        status=ItemStatus.MENDED,
        status_text=view.words.say("since.mended"),
        label=view.words.say("since.mended"),
        title=title,
        group=group,
        path=screening.path,
        pointer=finding.pointer,
        places=() if line is None else (Location(Span(line, 1, line, 1), "", exact=False),),
        sentences=(),
        instruction="",
        add=(),
        change=(),
        cites=(),
        state=FindingState.MENDED,
    )


def facts(screening: Screening, mended: tuple[ReportItem, ...], view: View) -> Iterator[tuple[str, str]]:
    """Yield the mended, new and left findings for the head, as (label, value); nothing without a comparison."""
    if screening.since is None:
        return
    words = view.words
    yield words.say("since.label"), _counts(screening.since.counts, words)
    if not screening.since.is_known:
        yield words.say("since.label"), words.say("since.unknown")
    lines = counted_titles((f"{item.title} ({item.id})" for item in mended), words)
    for line in lines[:_MOST_FACTS]:
        yield words.say("since.mended"), line
    if len(lines) > _MOST_FACTS:
        yield words.say("since.mended"), words.say("report.more", count=len(lines) - _MOST_FACTS)


def counted_titles(titles: Iterable[str], words: Words) -> list[str]:
    """Return the titles of what is mended, each once and with the number of places if there are several."""
    return [
        title if count == 1 else words.say("since.places", title=title, count=str(count))
        for title, count in Counter(titles).items()
    ]


def counts_text(counts: SinceCounts, words: Words) -> str:
    """Return the sentence with the numbers of findings that are mended, new and left."""
    return f"{words.say('since.label')}: {_counts(counts, words)}"


def _counts(counts: SinceCounts, words: Words) -> str:
    return words.say("since.counts", mended=str(counts.mended), new=str(counts.new), left=str(counts.left))


def total_lines(totals: Totals, words: Words) -> tuple[str, ...]:
    """Return the lines on all applications of a run, with the files concerned; none without a comparison."""
    counts = totals.since
    if counts is None:
        return ()
    compared = [(row, row.since) for row in totals.worst if row.since is not None]
    known = [(row, since) for row, since in compared if not since.unknown]
    mended = [_with_count(row, since.mended, words) for row, since in known if since.mended]
    new = [_with_count(row, since.new, words) for row, since in known if since.new]
    lines = [counts_text(counts, words)]
    lines += [words.say("since.mended_in", files=_few(mended, words))] if mended else []
    lines += [words.say("since.new_in", files=_few(new, words))] if new else []
    if counts.unknown:
        unknown = [values.visible(row.path) for row, since in compared if since.unknown]
        files = f" ({_few(unknown, words)})" if unknown else ""
        lines.append(words.say("since.all_unknown", count=counts.unknown, files=files))
    return tuple(lines)


def _with_count(row: ApplicationRow, count: int, words: Words) -> str:
    return f"{values.visible(row.path)} ({values.number(count, words)})"


def _few(files: Sequence[str], words: Words) -> str:
    """Return the first of some files, and how many more there are."""
    more = [words.say("since.more_files", count=str(len(files) - _MOST_FILES))] if len(files) > _MOST_FILES else []
    return values.joined((*files[:_MOST_FILES], *more), words, "and")
