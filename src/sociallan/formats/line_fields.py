"""The fields of the form as the lines of an NDJSON report refer to them."""

import re
from collections.abc import Iterator, Mapping

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind, lists_around
from sociallan.report import values
from sociallan.report.view import View
from sociallan.screening.stored.lean_lines import SLOT, Reference, filled, name_of, pointer_of

_NUMBER = re.compile(r"(?<=/)[0-9]{1,9}(?=/|$)")
_MANY = 10_000
"""More items than a list can have: the number of one occurs in no label."""
_MOST_KNOWN = 4096
"""The references that are kept: applications of one form have the same ones."""


class LineFields:
    """The fields of the form, and what the lines of a report write of them.

    ``values`` are those of the first line: the pointer of each field, and of an item of each list, and its name in
    texts, both with a slot for the number of each item.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self.values = [*_fields(view)]
        self._numbers = {field["pointer"]: number for number, field in enumerate(self.values)}
        self._known: dict[str, Reference] = {}

    def reference(self, pointer: str) -> Reference:
        """Return the reference to a field in a line; the pointer itself if the form has no such field."""
        found = self._known.get(pointer)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[pointer] = self._reference(pointer)
        return found

    def said(self, text: str, pointer: str) -> str | None:
        """Return a text with a slot for the name of the field at a pointer, ``None`` if it does not name it once."""
        reference = self.reference(pointer)
        if isinstance(reference, str) or SLOT in text:
            return None
        before, name, after = text.partition(name_of(reference, self.values))
        return f"{before}{SLOT}{after}" if name and name not in after else None

    def _reference(self, pointer: str) -> Reference:
        items = [int(number) for number in _NUMBER.findall(pointer)]
        number = self._numbers.get(_NUMBER.sub(SLOT, pointer))
        if number is None:
            return pointer
        reference = [number, *items]
        # A number may be written with zeros before it.
        return reference if pointer_of(reference, self.values) == pointer else pointer


def _pointers(fields: Catalogue) -> Iterator[str]:
    """Yield the pointer of each field and of the items of each list, with a slot for each number."""
    for path, field in fields.items():
        around, steps = lists_around(path, fields), path.split(".") if path else []
        pointer = ""
        for count, step in enumerate(steps, start=1):
            pointer += pointer_to(step) + (f"/{SLOT}" if ".".join(steps[:count]) in around else "")
        yield pointer
        if field.kind is FieldKind.LIST:
            yield f"{pointer}/{SLOT}"


def _fields(view: View) -> Iterator[Mapping[str, str]]:
    for pointer in _pointers(view.fields):
        numbers = [_MANY + number for number in range(pointer.count(SLOT))]
        name = values.field_name(filled(pointer, numbers), view.fields, view.words)
        for number in numbers:
            name = name.replace(str(number + 1), SLOT)
        # A label may hold what stands for a number.
        if name and name.count(SLOT) == len(numbers):
            yield {"pointer": pointer, "name": name}
