"""Quotation marks in a text that is to be quoted."""

import re

_MARKS = frozenset('"”“„»«')
_MARK = re.compile(f"[{''.join(sorted(_MARKS))}]")


def within_marks(text: str) -> str:
    """Return a text as it stands in quotation marks: without those around it, and with other ones for those in it."""
    if _MARKS.isdisjoint(text) or "://" in text:
        # Another sign behind an address would be read as a part of it.
        return text
    inside = text[1:-1]
    is_whole = text[0] in _MARKS and text[-1] in _MARKS and _MARKS.isdisjoint(inside)
    return inside if is_whole and inside else _MARK.sub("’", text)
