"""The items of a report that are one fault over several lines to whoever wrote them."""

from collections.abc import Iterable, Iterator, Sequence

from sociallan.report.parts import ReportItem

_OF_SYNTAX = "yaml."
"""Beginning of the codes of faults of syntax: of one kind in lines beside each other they are one to whoever wrote."""
_NO_DASH, _TOO_FAR_OUT = "yaml.missing-dash", "yaml.indentation"
"""The code of the first line of an item without its dash, and that of its further lines, of which the dash is why."""
_MOST_BETWEEN_OF_ITEM = 20
"""Lines from one of an item to the next: the template has comments between them."""
_MOST_BETWEEN = 2
"""Lines from one of a text to the next, between which one may be blank."""


def with_lines_below(items: Iterable[ReportItem]) -> Iterator[Sequence[ReportItem]]:
    """Yield each item, with those of the further lines of the same fault."""
    run: list[ReportItem] = []
    for each in items:
        if run and not _is_same_fault(run, each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _is_same_fault(run: Sequence[ReportItem], item: ReportItem) -> bool:
    above = run[-1]
    if not item.id.startswith(_OF_SYNTAX):
        return False
    distance = item.places[0].span.line - above.places[0].span.line
    if run[0].id == _NO_DASH and item.id in (_NO_DASH, _TOO_FAR_OUT):
        return 0 < distance <= _MOST_BETWEEN_OF_ITEM
    is_alike = (above.id, above.title, above.instruction) == (item.id, item.title, item.instruction)
    return is_alike and 0 < distance <= _MOST_BETWEEN
