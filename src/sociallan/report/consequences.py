"""Grouping of the items of a report that follow from others under those."""

from sociallan.report.parts import Content, ReportItem
from sociallan.screening.causes import causes

_LISTS = ("actions", "weaknesses", "remarks")


def under_causes(content: Content) -> Content:
    """Return a report in which each item that follows from another stands below that one, and nowhere else."""
    found = causes(content.screening)
    if not found:
        return content
    lists: dict[str, tuple[ReportItem, ...]] = {name: getattr(content, name) for name in _LISTS}
    listed = {item.id: item for several in lists.values() for item in several if not item.is_finding}
    below: dict[str, list[ReportItem]] = {}
    for rule, cause in found.items():
        if rule in listed and cause in listed:
            below.setdefault(cause, []).append(listed[rule])
    moved = {item.id for several in below.values() for item in several}
    kept = {
        name: tuple(item._replace(follows=tuple(below.get(item.id, ()))) for item in several if item.id not in moved)
        for name, several in lists.items()
    }
    return content._replace(actions=kept["actions"], weaknesses=kept["weaknesses"], remarks=kept["remarks"])
