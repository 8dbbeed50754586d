"""Notices for programs: each problem of an application with its severity, location and cure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from sociallan.application.location import START, Location
from sociallan.report import waivers
from sociallan.report.by_identity import kept_by_identity
from sociallan.report.content import report_content
from sociallan.report.items import advice
from sociallan.report.parts import Content, ItemStatus, ReportItem
from sociallan.report.paths import from_folder
from sociallan.report.since import mended_items
from sociallan.report.values import sentence
from sociallan.report.view import View
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import ReportHeader, Screening, Verdict

VERDICT = "verdict."
"""The prefix of the id of a notice that reports the verdict alone; the verdict follows."""

_QUESTIONS = (OutcomeKind.JUDGEMENT, ItemStatus.NOTE)
_TOP = Location(START, "")


class Weight(StrEnum):
    """The severity of a notice. Only ``ERROR`` prevents the verdict ``ready``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Notice(NamedTuple):
    """One problem. ``fingerprint`` is unique in the report and stays the same when lines move.

    ``waived`` is the sentence on its waiver, ``""`` without one.
    """

    weight: Weight
    item: ReportItem
    fingerprint: str
    waived: str = ""

    @property
    def place(self) -> Location:
        """The primary location; the top of the file if no field decided."""
        return self.item.places[0] if self.item.places else _TOP


def notices(screening: Screening, head: ReportHeader, view: View) -> tuple[Notice, ...]:
    """Return the notices of an application, the most severe first.

    They are the items of the report for human readers, without the questions to people, which
    are not faults. An application that is not ready always has an ``ERROR``.
    """
    screening, document = located(screening, view), screening.document
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for weight, item in _weighted_items(screening, report_content(screening, head, view), view):
        # A rule has one notice per application; a finding on form may have several locations.
        key = (item.id, item.pointer if item.is_finding else "")
        found.append(Notice(weight, item, _fingerprint(item.path, document, *key, str(counts[key]))))
        counts[key] += 1
    return tuple(found)


def waived(screening: Screening, head: ReportHeader, view: View) -> Iterator[Notice]:
    """Yield the notices of waived rules, each as ``notices`` would return it without the waiver."""
    for each in waivers.waived(located(screening, view), head.pack, view):
        fingerprint = _fingerprint(each.item.path, screening.document, each.item.id, "", "0")
        yield Notice(_weight(each.level, each.item), each.item, fingerprint, each.sentence)


def mended(screening: Screening, head: ReportHeader, view: View) -> Iterator[Notice]:
    """Yield the notices of an earlier version that are no longer there, with the fingerprints that they had."""
    screening, document = located(screening, view), screening.document
    levels = {outcome.rule.id: outcome.rule.level for outcome in screening.outcomes}
    for item in mended_items(screening, head.pack, view):
        level = levels.get(item.id)
        weight = Weight.ERROR if level in (None, Level.REQUIREMENT) else _weight(level, item)
        pointer = item.pointer if level is None else ""
        yield Notice(weight, item, _fingerprint(item.path, document, item.id, pointer, "0"))


def located(screening: Screening, view: View) -> Screening:
    """Return a screening with its path relative to the folder of other programs, if the file lies below it."""
    return _from_folder(screening, view.folder)


@kept_by_identity(1)
def _from_folder(screening: Screening, folder: str) -> Screening:
    path = from_folder(folder, screening.file)
    return screening if path == screening.path else replace(screening, path=path, document=0)


def _weighted_items(screening: Screening, content: Content, view: View) -> Iterator[tuple[Weight, ReportItem]]:
    yield from ((Weight.ERROR, item) for item in content.actions)
    if not content.actions and screening.verdict is not Verdict.READY:
        yield Weight.ERROR, _verdict(screening, content, view)
    listed = [(Level.EXPECTATION, item) for item in content.weaknesses]
    listed += [(Level.REMARK, item) for item in (*content.remarks, *content.doubts)]
    # The sort is stable.
    for level, item in sorted(listed, key=lambda pair: pair[1].status in _QUESTIONS):
        yield _weight(level, item), item


def _weight(level: Level, item: ReportItem) -> Weight:
    """Return the weight of an item that never decides; a question weighs least, whatever its level."""
    return Weight.WARNING if level is Level.EXPECTATION and item.status not in _QUESTIONS else Weight.NOTE


def _verdict(screening: Screening, content: Content, view: View) -> ReportItem:
    """Return the item of the verdict, for an application that is not ready although it has no actions."""
    return ReportItem(
        id=f"{VERDICT}{screening.verdict}",
        status=ItemStatus.VERDICT,
        status_text=content.verdict,
        label=view.words.say("report.verdict"),
        title=content.verdict,
        group="",
        path=screening.path,
        pointer="",
        places=(_TOP,),
        sentences=tuple(filter(None, (content.verdict_meaning, content.waiting))),
        instruction="",
        add=(),
        change=(),
        cites=(),
    )


def _fingerprint(path: str, document: int, *parts: str) -> str:
    # The first document has no number, so that its fingerprints stay the same when a second is added.
    name = f"{path}#{document}" if document > 1 else path
    # A file name may contain lone surrogates, which UTF-8 cannot encode.
    return sha256("\0".join((name, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def lines(item: ReportItem, view: View) -> Iterator[str]:
    """Yield the lines of an item below its heading."""
    yield from item.sentences
    yield from advice(item, view.words)


def headline(item: ReportItem) -> str:
    """Return the heading of an item as a sentence."""
    return sentence(item.heading)


def in_short(item: ReportItem) -> str:
    """Return the heading of an item and the first reason, or what to do where it has none, as sentences on one line."""
    # What a finding on form says in its sentences is in its title; what to write instead is the next to know.
    texts = (item.heading, *(item.sentences[:1] or (item.instruction,)))
    return " ".join(sentence(each) for each in texts if each)


def message(item: ReportItem, view: View) -> str:
    """Return the heading and the lines of an item as sentences on one line, the headline first."""
    return " ".join((headline(item), *map(sentence, lines(item, view))))
