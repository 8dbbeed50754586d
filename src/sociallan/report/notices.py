"""Notices for programs: each problem of an application with its severity, place and cure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from sociallan.application.location import START, Location
from sociallan.report import waivers
from sociallan.report.content import content
from sociallan.report.parts import Content, ReportItem
from sociallan.report.paths import from_folder
from sociallan.report.view import View
from sociallan.rules.rule import Level
from sociallan.screening.report import ReportHeader, Screening, Verdict

VERDICT = "verdict."
"""What the id of a notice begins with that tells the verdict alone; the verdict follows."""

_TOP = Location(START, "")


class Weight(StrEnum):
    """``ERROR`` stands in the way of the verdict ``ready``; the others never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Notice(NamedTuple):
    """One thing to tell. ``fingerprint`` is its own in the whole report, and stays when lines move.

    ``waived`` says who answers for it, where someone does.
    """

    weight: Weight
    item: ReportItem
    fingerprint: str
    waived: str = ""

    @property
    def place(self) -> Location:
        """Where to look first: the top of the file where nothing in it decided."""
        return self.item.places[0] if self.item.places else _TOP


def notices(screening: Screening, head: ReportHeader, view: View) -> tuple[Notice, ...]:
    """Return what an application is told of, the gravest first: nothing where nothing is wrong.

    It is what the report for people lists, without the questions to the committee: these are no
    faults, and cannot be mended. An application that is not ready has an ``ERROR``, always.
    """
    screening, document = located(screening, view), screening.document
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for weight, item in _weighed(screening, content(screening, head, view), view):
        # A rule is told of once in an application; a fault of form may stand in several places.
        key = (item.id, item.pointer if item.status == "form" else "")
        told.append(Notice(weight, item, _fingerprint(item.path, document, *key, str(seen[key]))))
        seen[key] += 1
    return tuple(told)


def waived(screening: Screening, head: ReportHeader, view: View) -> Iterator[Notice]:
    """Yield what someone answers for, each as ``notices`` would tell of it if no one did."""
    for each in waivers.waived(located(screening, view), head.pack, view):
        mark = _fingerprint(each.item.path, screening.document, each.item.id, "", "0")
        yield Notice(_weight(each.level, each.item), each.item, mark, each.says)


def located(screening: Screening, view: View) -> Screening:
    """Return a screening whose path is that by which other programs find its file, where it lies below their folder."""
    path = from_folder(view.folder, screening.file)
    return screening if path == screening.path else replace(screening, path=path, document=0)


def _weighed(screening: Screening, shown: Content, view: View) -> Iterator[tuple[Weight, ReportItem]]:
    yield from ((Weight.ERROR, item) for item in shown.actions)
    if not shown.actions and screening.verdict is not Verdict.READY:
        yield Weight.ERROR, _verdict(screening, shown, view)
    listed = [(Level.EXPECTATION, item) for item in shown.weaknesses]
    listed += [(Level.REMARK, item) for item in shown.remarks]
    # Sorting keeps the order of equals.
    for level, item in sorted(listed, key=lambda pair: pair[1].status == "judgement"):
        yield _weight(level, item), item


def _weight(level: Level, item: ReportItem) -> Weight:
    """Weigh what never decides: a question weighs least, whatever its level."""
    return Weight.WARNING if level is Level.EXPECTATION and item.status != "judgement" else Weight.NOTE


def _verdict(screening: Screening, shown: Content, view: View) -> ReportItem:
    """Return the verdict itself, where no single thing to mend is what keeps an application from being ready."""
    return ReportItem(
        id=f"{VERDICT}{screening.verdict}",
        status="verdict",
        label=view.words.say("report.verdict"),
        title=shown.verdict,
        group="",
        path=screening.path,
        pointer="",
        places=(_TOP,),
        says=tuple(filter(None, (shown.verdict_means, shown.waiting))),
        write="",
        add=(),
        change=(),
        cites=(),
    )


def _fingerprint(path: str, document: int, *parts: str) -> str:
    # The first application of a file stays the same when a second is added.
    name = f"{path}#{document}" if document > 1 else path
    # A name of a file may hold what cannot be written as UTF-8.
    return sha256("\0".join((name, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def heading(item: ReportItem) -> str:
    """Return what an item is about, on one line."""
    return f"{item.label}: {item.title}"


def lines(item: ReportItem, view: View) -> Iterator[str]:
    """Yield what there is to say of an item below its heading, line by line."""
    words = view.words
    yield from item.says
    if item.write:
        yield f"{words.say('report.write')}: {item.write}"
    yield from (f"{words.say('report.smallest')}: {step}" for step in (*item.add, *item.change))


def message(item: ReportItem, view: View) -> str:
    """Return all there is to say of an item as sentences on one line."""
    return " ".join(map(_ended, (heading(item), *lines(item, view))))


def _ended(text: str) -> str:
    # What is quoted last, an example as a rule, has ended its sentence within the quotation marks.
    return text if text.rstrip('"”').endswith((".", "!", "?", "…")) else f"{text}."
