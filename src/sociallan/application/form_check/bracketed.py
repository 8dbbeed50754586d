"""A single value that stands in the brackets of a list."""

import re

from sociallan.application.document import Document, NodeMark
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import NodePositions, place_of

_CLOSING = re.compile(r"\s*,?\s*\]")
_END, _CHILDREN = NodeMark._fields.index("end"), NodeMark._fields.index("children")


def place_of_single(document: Document, pointer: str, places: NodePositions) -> Location:
    """Return the location of a value as ``place_of`` does: of the brackets too where it stands alone in them."""
    mark, exact = document.mark(pointer)
    items = mark.children if mark is not None and exact else None
    if mark is not None and isinstance(items, list) and len(items) == 1 and items[0][_CHILDREN] is None:
        start, end = mark.start, items[0][_END]
        closing = _CLOSING.match(places.line(end.line + 1), end.column)
        if start.line == end.line and closing is not None:
            return places.at(Span(start.line + 1, start.column + 1, end.line + 1, closing.end() + 1))
    return place_of(document, pointer, places)


def in_brackets(written: str) -> str | None:
    """Return the text in brackets, without a comma at its end; ``None`` if there are none around it."""
    return written[1:-1].strip().removesuffix(",").rstrip() if written[:1] + written[-1:] == "[]" else None
