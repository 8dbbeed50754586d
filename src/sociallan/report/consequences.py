"""Grouping of the items of a report that follow from others, or lack what others lack, under those."""

from collections.abc import Iterator

from sociallan.report.parts import Content, ReportItem
from sociallan.report.words import Words
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.causes import causes
from sociallan.screening.listed import asked_pointers

_LISTS = ("actions", "weaknesses", "remarks")


def under_causes(content: Content) -> Content:
    """Return a report in which each item that follows from another stands below that one, and nowhere else.

    So does what lacks the very fields that another item of the same list lacks.
    """
    lists: dict[str, tuple[ReportItem, ...]] = {name: getattr(content, name) for name in _LISTS}
    found = {**causes(content.screening), **dict(_lacking_the_same(content, lists["actions"]))}
    found.update(_lacking_the_same(content, lists["weaknesses"]))
    if not found:
        return content
    listed = {item.id: item for several in lists.values() for item in several if not item.is_finding}
    below: dict[str, list[ReportItem]] = {}
    for rule, cause in found.items():
        if rule in listed and cause in listed:
            below.setdefault(cause, []).append(_without_what_stands_above(listed[rule]))
    moved = {item.id for several in below.values() for item in several}
    kept = {
        name: tuple(item._replace(follows=tuple(below.get(item.id, ()))) for item in several if item.id not in moved)
        for name, several in lists.items()
    }
    return content._replace(actions=kept["actions"], weaknesses=kept["weaknesses"], remarks=kept["remarks"])


def lead_below(item: ReportItem, words: Words) -> str:
    """Return what stands before the title of an item below another, and says how the two belong together."""
    return words.say("report.also_missing" if item.status is OutcomeKind.MISSING else "report.follows")


def _lacking_the_same(content: Content, items: tuple[ReportItem, ...]) -> Iterator[tuple[str, str]]:
    """Yield the rules that lack just what a rule before them lacks, each with the id of that one."""
    lacking = {each.rule.id: frozenset(asked_pointers(each)) for each in content.screening.outcomes}
    first: dict[frozenset[str], str] = {}
    for item in items:
        if item.status is OutcomeKind.MISSING:
            before = first.setdefault(lacking[item.id], item.id)
            if before != item.id:
                yield item.id, before


def _without_what_stands_above(item: ReportItem) -> ReportItem:
    """Return an item below another; of what is missing, the places and the sentences on them stand there."""
    return item._replace(places=(), sentences=()) if item.status is OutcomeKind.MISSING else item
