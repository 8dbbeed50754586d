"""Lines of a file that hold a name of the form, and those of them that a text has taken in."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sociallan.application.document import Document, NodeMark, field_path
from sociallan.application.lines import without_end
from sociallan.application.lost_text import plain_values
from sociallan.application.repairs.indents import FURTHEST, has_content, width
from sociallan.application.spelling import resembles, without_unit

_NOTE = re.compile(r"\(?(?P<word>\w+)(?:\D|\d(?!\D?\d{2}))*$")
"""Words without an amount or a year, which may be an answer."""
_NAME = re.compile(r"\s*[^\W\d]\w*:(?:\s|$)")
_NO_COLON = r"(?:[ \t]*(?:\t|={1,2}|[;：]| {2})\s*|:(?=[^\s/:])|[ \t]+[-–][ \t]+|\.[ \t]+(?=\d)| (?=\d))"
"""What may stand between a name and its value in the place of a colon and a blank."""


class FormLine(NamedTuple):
    """Line that holds a name of the form: what stands before the name, the name, and its value."""

    head: str
    name: str
    value: str

    @property
    def column(self) -> int:
        """The column (0-based) of the name."""
        return len(self.head)


class FormLines:
    """Recogniser of the lines that hold one of some names."""

    def __init__(self, names: Iterable[str], titles: Iterable[str] = ()) -> None:
        self.names = frozenset(filter(None, names))
        self._titles = tuple({without_unit(title).casefold() for title in titles if title})
        either = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))
        # A program for text makes another dash of the hyphen before an item.
        name = rf"(?P<head>[ \t]*(?:[-–—−‐‑•][ \t]+)*)(?P<name>{either})"
        self._line = re.compile(rf"{name}[ \t]*:(?:[ \t]+(?P<value>\S.*))?\s*$")
        self._name_first = re.compile(rf"{name}[ \t]+\S")
        self._row = re.compile(rf"{name}{_NO_COLON}(?P<value>\S.*)$")

    def line(self, written: str) -> FormLine | None:
        """Return the name and the value of a line, ``None`` if it holds no name of the form."""
        return _form_line(self._line.match(written))

    def row(self, written: str) -> FormLine | None:
        """Return the name and the value of a row that has another sign than a colon between them, else ``None``."""
        return _form_line(self._row.match(written.rstrip()))

    def is_without_colon(self, before: str, after: str) -> bool:
        """Return whether a line that began with a name of the form has got no colon after it."""
        return self._name_first.match(before) is not None and self.line(without_end(after)) is None

    def is_note(self, written: str) -> bool:
        """Return whether a line is no answer: it has no colon and no amount, and begins with no title or name."""
        text = written.strip()
        match = _NOTE.match(text)
        if match is None or ":" in text or text.casefold().startswith(self._titles):
            return False
        return not resembles(match["word"], self.names)

    def run_below(self, lines: Sequence[str], index: int, head: FormLine) -> Sequence[int]:
        """Return the indexes of the lines below a name that are probably its value: up to a name or a comment."""
        end = index + 1
        for below in range(index + 1, min(index + 1 + FURTHEST, len(lines))):
            line = lines[below]
            if not line.strip():
                continue
            if not has_content(line) and width(line) > head.column:
                # A line of a text may begin with a number sign; a note stands in the column of the names.
                continue
            is_name = _NAME.match(line) is not None and width(line) <= head.column
            if is_name or not has_content(line) or self.line(line) is not None or self.row(line) is not None:
                break
            end = below + 1
        return range(index + 1, end)

    def taken_in(self, document: Document, lines: Sequence[str], changed: Collection[int]) -> int:
        """Return the number of lines with a name of the form inside the texts that changed lines are part of."""
        texts = (range(first + 1, last + 1) for _, first, last in texts_of(document, changed))
        return sum(self._holds_name(lines[index]) for text in texts for index in text)

    def added_to(self, document: Document, lines: Sequence[str], changed: Mapping[int, str]) -> Iterator[str]:
        """Yield the path of each value that changed lines now go on, unless they begin as a sentence goes on.

        ``changed`` are these lines as they were.
        """
        for path, first, last in texts_of(document, changed):
            head = self.line(changed.get(first, lines[first]).rstrip())
            is_on_line = head is not None and head.value != "" and head.value[0] not in ">|\"'"
            added = (before.lstrip()[:1] for index, before in changed.items() if first < index <= last)
            if is_on_line and not all(map(str.islower, added)):
                yield path

    def _holds_name(self, written: str) -> bool:
        return self.line(written) is not None or self.row(written) is not None


def texts_of(document: Document, changed: Collection[int]) -> Iterator[tuple[str, int, int]]:
    """Yield the path, and the indexes of the first and the last line, of each text over lines with changed ones."""
    if document.marks is None:
        return
    for steps, mark in plain_values(_around(document.marks, changed), ()):
        first, end = mark.start.line, mark.end
        last = end.line if end.column else end.line - 1
        if first < last and any(first <= index <= last for index in changed):
            yield field_path(steps), first, last


def _around(mark: NodeMark, changed: Collection[int]) -> NodeMark:
    """Return the mark of a record without the parts that end before the changed lines, or begin after them."""
    if not isinstance(mark.children, dict):
        return mark
    parts = [(name, NodeMark._make(part)) for name, part in mark.children.items()]
    ends = [*(part.key.line for _, part in parts[1:] if part.key is not None), max(changed) + 1]
    first = min(changed)
    return mark._replace(children={name: part for (name, part), end in zip(parts, ends, strict=True) if end > first})


def _form_line(match: re.Match[str] | None) -> FormLine | None:
    return None if match is None else FormLine(match["head"], match["name"], (match["value"] or "").rstrip())
