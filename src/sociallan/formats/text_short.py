"""The short report of one application in the text format: what to do next, and the verdict last."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from sociallan.application.decode import OTHER_ENCODINGS
from sociallan.application.source import STANDARD_INPUT, UNREAD
from sociallan.formats.text_questions import INDENT, heading, waived
from sociallan.pack.pack import Pack, Role
from sociallan.report import summary_fields
from sociallan.report.fill_in import FillIn, Missing, missing
from sociallan.report.items import location_in_file, location_text
from sociallan.report.page import Page, StyledText
from sociallan.report.parts import Content, ItemStatus, ReportItem
from sociallan.report.since import counted_titles, counts_text
from sociallan.report.styles import OF_STATUS
from sociallan.report.values import one_line, sentence, shortened, visible
from sociallan.report.view import View
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.fixes import is_certain
from sociallan.screening.report import Verdict
from sociallan.screening.since import FindingState

WriteItem = Callable[[ReportItem, Sequence[ReportItem]], None]
"""Writes an item with all that is known of it, but for its sources, and the lines of those that continue it."""

_OPEN = (OutcomeKind.JUDGEMENT, OutcomeKind.MISSING)
_NARROWEST, _WIDEST = 80, 100
_BAR = 20
_LONGEST_NAME = 24
_MOST_LINES = 10
_MOST_REASONS = 2
"""Sentences on stated values that do not fit together: one alone does not tell with what the other is at odds."""
_LABEL_KEY = "schema.label-key"
"""What is told of each name that is a label: the first is shown with the line to write, and the others as rows."""
_BETWEEN_SENTENCES = re.compile(r"(?<=\.) (?=[A-ZÅÄÖ])")
_LONG_SENTENCE = 60
"""Fewest characters of a sentence that is not written twice."""
_FEWEST_TO_FIX = 2
"""Fewest certain corrections for which the command that makes them all is the next step."""
_OF_YAML = (".yaml", ".yml")


def write(page: Page, content: Content, pack: Pack, view: View, item: WriteItem) -> None:
    """Write the report."""
    summary = content.screening.summary
    amount = summary_fields.role_text(Role.AMOUNT, summary.amount, pack, view)
    named = " · ".join(filter(None, (summary.title, summary.applicant, amount)))
    page.line((one_line(named or content.screening.path), "bold"))
    to_fill_in = missing(content.screening, view)
    _since(page, content, view)
    _contradictions(page, content, view, item)
    _missing(page, to_fill_in, content, view)
    _doubts(page, content, view)
    _weaknesses(page, content, view, counted=bool(to_fill_in.fields) or bool(content.actions))
    waived(page, content, view)
    if content.screening.verdict is Verdict.READY:
        _questions(page, content, view)
    _verdict(page, content, to_fill_in, view)


def _since(page: Page, content: Content, view: View) -> None:
    """Write the mended and the new findings since an earlier version."""
    if content.mended:
        heading(page, f"{view.words.say('since.mended')} ({len(content.mended)})")
        lines = counted_titles((each.title for each in content.mended), view.words)
        for line in lines[:_MOST_LINES]:
            page.line("✓ ", line, indent=2, hanging=2)
        if len(lines) > _MOST_LINES:
            page.line(view.words.say("report.more", count=len(lines) - _MOST_LINES), indent=INDENT)
    several = (*content.actions, *content.weaknesses, *content.remarks, *content.doubts)
    with_consequences = tuple(found for each in several for found in (each, *each.follows))
    # The heading says that they are new.
    before = view.words.say("since.new", label="")
    new = tuple(
        each._replace(label=each.label.removeprefix(before))
        for each in with_consequences
        if each.state is FindingState.NEW
    )
    _lines(page, view.words.say("since.appeared"), new, view)


def _contradictions(page: Page, content: Content, view: View, item: WriteItem) -> None:
    """Write the corrections, without the missing fields."""
    actions = [each for each in content.actions if each.status is not OutcomeKind.MISSING]
    if actions:
        # Imported late: in most applications there is nothing to correct.
        from sociallan.formats.lines_of_fault import with_lines_below

        labels = [each for each in actions if each.id == _LABEL_KEY]
        found = tuple(with_lines_below(each for each in actions if each not in labels[1:]))
        heading(page, f"{view.words.say('short.correct')} ({len(found) + len(labels[1:])})")
        written: set[str] = set()
        for first, *below in found:
            page.line()
            item(first._replace(instruction=_without_repeated(first.instruction, written)), below)
            # Whoever writes one name as its label writes many so.
            for each in labels[1:] if first in labels else ():
                place = f" ({location_in_file(each.places[0], view.words)})"
                page.line("- ", each.title, (place, "soft"), indent=INDENT, hanging=2)


def _without_repeated(instruction: str, written: set[str]) -> str:
    """Return an instruction without the long sentences after its first that are written above, such as all choices."""
    first, *others = _BETWEEN_SENTENCES.split(instruction)
    kept = [each for each in others if each not in written]
    written.update(each for each in others if len(each) >= _LONG_SENTENCE)
    return " ".join((first, *kept))


def _missing(page: Page, to_fill_in: Missing, content: Content, view: View) -> None:
    words = view.words
    if to_fill_in.fields:
        heading(page, words.say("short.fill_in", count=len(to_fill_in.fields)))
        leads = {each: _lead(each, view) for each in to_fill_in.fields}
        lead = max(map(len, leads.values()))
        width = min(max(len(each.name) for each in to_fill_in.fields), _LONGEST_NAME)
        for part, fields in groupby(to_fill_in.fields, lambda each: each.part):
            page.line((part, "bold"), indent=2)
            for each in fields:
                page.verbatim(*_row(each, leads[each].ljust(lead), width, view))
        if to_fill_in.waiting:
            page.line(words.say("short.waiting", count=to_fill_in.waiting), indent=2)
    elif content.waiting:
        # No list stands above it, so that the sentence names what they wait for.
        page.line()
        page.line(content.waiting)


def _lead(each: FillIn, view: View) -> str:
    return view.words.say("short.new_line") if each.place is None else location_in_file(each.place, view.words)


def _row(each: FillIn, lead: str, width: int, view: View) -> tuple[StyledText, ...]:
    lead = f"    {lead}  "
    name = each.name.ljust(width) + "  "
    room = (view.style.width or _WIDEST) - len(lead) - len(name)
    return (lead, "soft"), (name, "bold"), shortened(each.hint, max(room, 20))


def _doubts(page: Page, content: Content, view: View) -> None:
    """Write the texts to read with care: each doubt with its line, and what to do, which stands nowhere else here."""
    notes = [each for each in content.remarks if each.status is ItemStatus.NOTE]
    _lines(page, view.words.say("short.doubts"), (*content.doubts, *notes), view, cures=True)


def _weaknesses(page: Page, content: Content, view: View, *, counted: bool) -> None:
    """Write the weaknesses and remarks; where they are ``counted``, the doubts alone, which no report leaves out."""
    others = 0
    for name, items in (("weaknesses", content.weaknesses), ("remarks", content.remarks)):
        listed = [each for each in items if each.status is not ItemStatus.NOTE]
        shown = tuple(each for each in listed if not counted or each.status is OutcomeKind.JUDGEMENT)
        _lines(page, view.words.say(f"report.{name}"), shown, view)
        others += len(listed) - len(shown)
    if others:
        page.line()
        page.line(view.words.say("short.weaknesses", count=others))


def _lines(page: Page, above: str, items: tuple[ReportItem, ...], view: View, *, cures: bool = False) -> None:
    if not items:
        return
    heading(page, f"{above} ({len(items)})")
    for each in items[:_MOST_LINES]:
        place = f" ({location_in_file(each.places[0], view.words)})" if each.places else ""
        # Where the outcome is open the title says what should be so, and elsewhere what is.
        title = each.heading if each.status in _OPEN else each.title
        reasons = each.sentences[: 1 if each.status in _OPEN else _MOST_REASONS]
        texts = (title, *reasons, *((each.instruction,) if cures else ()))
        text = title if len(texts) == 1 else " ".join(map(sentence, texts))
        page.line("- ", text, (place, "soft"), indent=2, hanging=2)
    if len(items) > _MOST_LINES:
        page.line(view.words.say("report.more", count=len(items) - _MOST_LINES), indent=INDENT)


def _questions(page: Page, content: Content, view: View) -> None:
    if not content.questions:
        return
    heading(page, f"{view.words.say('report.questions')} ({len(content.questions)})")
    for number, each in enumerate(content.questions, start=1):
        page.line(f"{number:>2}. ", each.question, indent=2, hanging=4)


def _verdict(page: Page, content: Content, to_fill_in: Missing, view: View) -> None:
    words, screening = view.words, content.screening
    met, asked = (sum(getattr(group, name) for group in screening.groups) for name in ("met", "requirements"))
    page.line()
    page.line(("─" * min(view.style.width or _NARROWEST, _NARROWEST), "soft"))
    parts: list[StyledText] = [(content.verdict, OF_STATUS[screening.verdict])]
    if asked:
        full = _BAR * met // asked
        bar = "█" * full + "░" * (_BAR - full)
        parts += ["   ", bar, "  ", words.say("short.met", met=met, asked=asked)]
    page.line(*parts)
    if screening.since is not None:
        page.line(counts_text(screening.since.counts, words))
    page.line(content.verdict_meaning)
    page.line((f"{words.say('short.next')}: ", "bold"), _next(content, to_fill_in, view))
    if not any(each.code in UNREAD for each in screening.findings):
        argument = STANDARD_INPUT if _is_piped(content, view) else visible(screening.path)
        page.line((words.say("short.more", file=argument), "soft"))


def _is_piped(content: Content, view: View) -> bool:
    """Return whether the application comes from standard input, so that there is no file to name or to write."""
    return content.screening.path == view.detail.piped


def _next(content: Content, to_fill_in: Missing, view: View) -> str:
    words, findings = view.words, content.screening.findings
    certain = sum(each.place.cell is None and is_certain(each) for each in findings)
    is_fixable = content.screening.path.endswith(_OF_YAML) and not _is_piped(content, view)
    if certain >= _FEWEST_TO_FIX and is_fixable:
        return words.say("short.next_fix", count=certain, file=visible(content.screening.path))
    if any(each.code in OTHER_ENCODINGS for each in findings) and is_fixable:
        # A program for text that reads the letters wrongly saves them so, too.
        return words.say("short.next_reencode", file=visible(content.screening.path))
    first = next((each for each in content.actions if each.status is not OutcomeKind.MISSING and each.places), None)
    if first is not None and first.id in UNREAD:
        return words.say("short.next_file", file=visible(first.path))
    if first is not None:
        return words.say("short.next_correct", place=location_text(first.path, first.places[0]))
    if to_fill_in.fields:
        each = to_fill_in.fields[0]
        key = "short.next_fill_in" if each.place is not None else "short.next_add"
        place = "" if each.place is None else location_in_file(each.place, words)
        return words.say(key, name=each.name, part=each.part, place=place)
    key = "short.next_ready" if content.screening.verdict is Verdict.READY else "short.next_full"
    return words.say(key)
