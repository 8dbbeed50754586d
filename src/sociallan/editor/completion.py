"""The names and choices that can be written at a position in the text of an application."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sociallan.application.document import field_path
from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.application.lines import lines_of
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.report import field_texts
from sociallan.report.words import Words

_WORD = re.compile(r"[\w-]*$")
_MARK = "sociallan-cursor"
"""A name and a value that no application has; it stands in the place of the word that is being written."""


class Offer(NamedTuple):
    """One text that can be written: what it is called, what it means, and whether it is a name of a field."""

    text: str
    label: str
    about: str
    is_key: bool


Reading = Callable[[str], Any]
"""Returns the values of a text."""


def offers(
    text: str, line: int, column: int, fields: Catalogue, words: Words, *, repaired: Reading | None = None
) -> tuple[Offer, ...]:
    """Return the offers for the word before a position, from 1; none if the position is not known.

    ``repaired`` reads a text in which a fault of syntax, somewhere else, keeps the position from being known.
    """
    lines = lines_of(text)
    before = lines[line - 1][: column - 1]
    start, end = before[: len(before) - len(_WORD.findall(before)[0])], lines[line - 1][column - 1 :]
    end = re.sub(r"^[\w-]*:?", "", end)
    # A word that stands alone is the beginning of a name or a value of a list.
    for reading in (_as_written, repaired):
        for written, is_key in ((f"{start}{_MARK}: {end}", True), (f"{start}{_MARK}{end}", False)):
            value = None if reading is None else reading("\n".join((*lines[: line - 1], written, *lines[line:])))
            for steps, siblings in _marked(value, (), is_key=is_key):
                found = tuple(_keys(steps, siblings, fields, words) if is_key else _values(steps, fields, words))
                if found:
                    return found
    return ()


def _as_written(text: str) -> Any:
    return read(Source("", text.encode("utf-8", "replace"))).value


def _marked(value: Any, steps: tuple[str, ...], *, is_key: bool) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Yield the steps to the record with the mark among its names, or to the value that is the mark."""
    match value:
        case dict():
            if is_key and _MARK in value:
                yield steps, frozenset(value)
            for name, part in value.items():
                yield from _marked(part, (*steps, name), is_key=is_key)
        case list():
            for number, part in enumerate(value):
                yield from _marked(part, (*steps, str(number)), is_key=is_key)
        case _ if value == _MARK and not is_key:
            yield steps, frozenset()


def _keys(steps: tuple[str, ...], taken: frozenset[str], fields: Catalogue, words: Words) -> Iterator[Offer]:
    """Yield the names that a record lacks."""
    record = fields.get(field_path(steps))
    for name in () if record is None else record.children:
        if name not in taken:
            field = fields[record.path_of(name)] if record is not None else None
            assert field is not None
            yield Offer(name, words.pick(field.title), field_texts.about(field, words), is_key=True)


def _values(steps: tuple[str, ...], fields: Catalogue, words: Words) -> Iterator[Offer]:
    """Yield the choices of a field, or yes and no."""
    field = fields.get(field_path(steps))
    if field is None:
        return
    for code in field.values:
        yield Offer(code, words.pick(field.labels[code]), words.pick(field.title), is_key=False)
    yield from _truths(field, words)


def _truths(field: Field, words: Words) -> Iterator[Offer]:
    if field.single_type.kind is FieldKind.TRUTH:
        for name in ("yes", "no"):
            yield Offer(words.say(f"truth.{name}"), words.say(f"truth.{name}"), words.pick(field.title), is_key=False)
