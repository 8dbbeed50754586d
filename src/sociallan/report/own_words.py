"""The text of an application's own words: all values that are stated, in order, under the headings of the form."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sociallan.application.document import pointer_to, steps_of
from sociallan.application.field import Field, FieldKind
from sociallan.application.walking import value_at
from sociallan.report import values
from sociallan.report.view import View
from sociallan.screening.own_words import OwnWords
from sociallan.screening.summariser import reader_of


class OwnAnswer(NamedTuple):
    """Answer in one field; ``counts`` is false for a text that counts as no answer."""

    label: str
    text: str
    counts: bool = True


class OwnRecord(NamedTuple):
    """Answers in the fields below a heading."""

    label: str
    parts: "tuple[OwnPart, ...]"


class OwnList(NamedTuple):
    """Answers in the items of a list of records."""

    label: str
    items: "tuple[tuple[OwnPart, ...], ...]"


OwnPart = OwnAnswer | OwnRecord | OwnList


def own_words(own: OwnWords, view: View) -> tuple[OwnPart, ...]:
    """Return the stated values of an application, without the fields that are not filled in."""
    return tuple(_parts(own.values, "", view.fields[""], own, view))


def answer_at(pointer: str, own: OwnWords, view: View) -> OwnAnswer | None:
    """Return the stated value of the field at a pointer, with its place in a list in the label; ``None`` without."""
    known = values.field_at(pointer, view.fields)
    if known is None or known.children:
        return None
    found = _answer(value_at(own.values, steps_of(pointer)), pointer, known, own, view)
    return None if found is None else found._replace(label=values.field_name(pointer, view.fields, view.words))


def stated_texts(value: Any, known: Field, view: View) -> Iterator[str]:
    """Yield the text of a value, or of each of several, that a field without fields of its own holds."""
    for each in value if isinstance(value, list) else (value,):
        text = values.stated(reader_of(known.single_type.kind)(each), known, view.words)
        if text is not None:
            yield text


def _parts(record: Any, pointer: str, field: Field, own: OwnWords, view: View) -> Iterator[OwnPart]:
    """Yield the stated values of the fields of a record."""
    for name in field.children:
        known = view.fields[field.path_of(name)]
        value = record.get(name) if isinstance(record, dict) else None
        part = _part(value, pointer + pointer_to(name), known, own, view)
        if part is not None and known.type.name != "version":
            yield part


def _part(value: Any, pointer: str, known: Field, own: OwnWords, view: View) -> OwnPart | None:
    if not known.children:
        return _answer(value, pointer, known, own, view)
    if not value:
        return None
    label = view.words.pick(known.title)
    if known.kind is FieldKind.LIST:
        items = enumerate(value if isinstance(value, list) else ())
        # There may be thousands that are empty.
        stated = (tuple(_parts(item, f"{pointer}/{index}", known, own, view)) for index, item in items if item)
        kept = tuple(item for item in stated if item)
        return OwnList(label, kept) if kept else None
    parts = tuple(_parts(value, pointer, known, own, view))
    return OwnRecord(label, parts) if parts else None


def _answer(value: Any, pointer: str, known: Field, own: OwnWords, view: View) -> OwnAnswer | None:
    if value is None and pointer not in own.unanswered:
        return None
    label = view.words.pick(known.title)
    if value is None:
        return OwnAnswer(label, values.visible(own.unanswered[pointer]), counts=False)
    texts = tuple(stated_texts(value, known, view))
    return OwnAnswer(label, ", ".join(texts)) if texts else None
