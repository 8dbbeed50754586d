"""Values that are stated and answer nothing: an empty list, and a zero where the form says so."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.document import Gap
from sociallan.application.field import Catalogue, Field, FieldKind, Form
from sociallan.application.form_check.schema_errors import Steps
from sociallan.application.form_check.withheld import without

_Found = tuple[Steps, Gap]


class _Node(NamedTuple):
    """A field that may hold nothing, or a part of the application with such fields, by name, in it."""

    field: Field
    below: "_Tree"


_Tree = Mapping[str, _Node]


class Unanswered:
    """Finds the values of an application that count as not filled in by its form."""

    def __init__(self, form: Form) -> None:
        self._tree = _tree(form.fields[""], form.fields)

    def found(self, value: Any) -> tuple[_Found, ...]:
        """Return the path of each value that answers nothing, with the reason that it is missing."""
        return tuple(_found(value, self._tree, ()))


def removed(value: Any, found: Iterable[_Found]) -> Any:
    """Return a value with ``None`` for what was found in it."""
    return without(value, [path for path, _ in found])


def gap_of(field: Field, value: Any) -> Gap | None:
    """Return the reason that a stated value of a field is missing, ``None`` if it is an answer."""
    if field.kind is FieldKind.LIST:
        return Gap.EMPTY if value == [] and not field.may_be_empty else None
    return None if field.may_be_zero or value != 0 else Gap.ZERO


def _tree(record: Field, fields: Catalogue) -> _Tree:
    tree = {}
    for name in record.children:
        field = fields[record.path_of(name)]
        below = _tree(field, fields)
        if below or gap_of(field, [] if field.kind is FieldKind.LIST else 0) is not None:
            tree[name] = _Node(field, below)
    return tree


def _found(value: Any, tree: _Tree, path: Steps) -> Iterator[_Found]:
    for name, (field, below) in tree.items():
        part = value.get(name) if value.__class__ is dict else None
        if part is None:
            continue
        gap = gap_of(field, part)
        if gap is not None:
            yield (*path, name), gap
        elif below and part.__class__ is list:
            for index, item in enumerate(part):
                yield from _found(item, below, (*path, name, index))
        elif below:
            yield from _found(part, below, (*path, name))
