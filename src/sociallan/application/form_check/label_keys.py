"""Keys that are the label of a field, or its name in other letters: they are read as the name.

What the form calls a field is as certain as its name, so what stands under it is checked and screened.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import CHILDREN, Document, field_path, pointer_to, steps_of
from sociallan.application.field import Catalogue, Field
from sociallan.application.form_check.written_as import written_as
from sociallan.application.location import Location
from sociallan.application.node_positions import NodePositions, key_place, positions_in
from sociallan.application.source import Limits

LABEL_KEY = "schema.label-key"
_LONGEST_LABEL = 200


class LabelKeys:
    """Reads the keys of documents that are labels as the names of the fields."""

    def __init__(self, fields: Catalogue) -> None:
        self._fields = fields
        self._names = lru_cache(None)(self._names_in)

    def named(self, document: Document) -> Document:
        """Return the document with each such key as the name, and a finding on it; itself if there is none."""
        found: dict[str, str] = {}
        value = self._value(document.value, self._fields[""], (), found) if document.marks is not None else None
        if not found:
            return document
        marks = _marks(document.marks, (), found)
        places = positions_in(document)
        findings = tuple(self._findings(document, found, places))
        kept = (each._replace(pointer=_renamed(each.pointer, found)) for each in document.findings)
        return document._replace(value=value, marks=marks, findings=(*kept, *findings), malformed=True)

    def _value(self, value: Any, field: Field, path: tuple[str | int, ...], found: dict[str, str]) -> Any:
        """Return a value with the names in it, and add the name of each key that is none to those found by pointer."""
        if isinstance(value, list):
            return [self._value(item, field, (*path, index), found) for index, item in enumerate(value)]
        if not isinstance(value, dict) or not field.children:
            return value
        meant = self._meant(value, field)
        named = {}
        for key, part in value.items():
            name = meant.get(key)
            if name is not None and len(found) < Limits().findings:
                found[pointer_to(*path, key)] = name
            else:
                name = key
            below = self._fields.get(field.path_of(name)) if isinstance(part, dict | list) else None
            named[name] = part if below is None else self._value(part, below, (*path, key), found)
        return named

    def _meant(self, record: Mapping[str, Any], field: Field) -> Mapping[str, str]:
        """Return the name that each key of a record stands for, if it is no name and no other key has that name."""
        unknown = [key for key in record if key not in field.children]
        if not unknown:
            return {}
        names = self._names(field.path)
        meant = {key: name for key in unknown if (name := _name(key, names)) is not None and name not in record}
        keys_of = Counter(meant.values())
        return {key: name for key, name in meant.items() if keys_of[name] == 1}

    def _names_in(self, path: str) -> Mapping[str, str]:
        """Return the names of the fields of a record by all that each may be called, without what several are."""
        record = self._fields[path]
        called: dict[str, set[str]] = {}
        for name in record.children:
            titles = self._fields[record.path_of(name)].title.values()
            for spelt in {each for title in (name, *titles) for each in spelling.spellings_of(title)}:
                called.setdefault(spelt, set()).add(name)
        return {title: names.pop() for title, names in called.items() if len(names) == 1}

    def _findings(
        self, document: Document, found: Mapping[str, str], places: NodePositions
    ) -> Iterator[Diagnostic[Location]]:
        for pointer, name in found.items():
            *around, key = steps_of(pointer)
            path = field_path(steps_of(_renamed(pointer_to(*around), found)))
            # Without a pointer, as a fault of syntax: the value below it is read.
            place, suggestion = key_place(document, pointer, places), written_as(document, name)
            yield Diagnostic(LABEL_KEY, place, {"key": key, "path": path}, suggestion)


def _name(key: str, names: Mapping[str, str]) -> str | None:
    if len(key) > _LONGEST_LABEL:
        return None
    return next((names[spelt] for spelt in spelling.spellings_of(key) if spelt in names), None)


def _marks(mark: Any, path: tuple[str | int, ...], found: Mapping[str, str]) -> Any:
    """Return a mark with the names in the place of the keys that were found, in it and below it."""
    children = mark[CHILDREN]
    if isinstance(children, dict):
        renamed: Any = {
            found.get(pointer_to(*path, key), key): _marks(child, (*path, key), found)
            for key, child in children.items()
        }
    elif isinstance(children, list):
        renamed = [_marks(child, (*path, index), found) for index, child in enumerate(children)]
    else:
        return mark
    kind = mark.__class__
    parts = (*mark[:CHILDREN], renamed, *mark[CHILDREN + 1 :])
    return parts if kind is tuple else kind._make(parts)


def _renamed(pointer: str, found: Mapping[str, str]) -> str:
    """Return a pointer with the names in the place of the keys that were found."""
    written, named = "", ""
    for step in steps_of(pointer):
        written += pointer_to(step)
        named += pointer_to(found.get(written, step))
    return named
