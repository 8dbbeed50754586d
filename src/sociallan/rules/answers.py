"""Answers in sentences: every text of an application in a field for prose, and those of them that say nothing."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.application.document import Gap, field_path, steps_of
from sociallan.application.field import Catalogue
from sociallan.rules.prose import Prose, ProseWords
from sociallan.rules.walking import with_value

_Tree = dict[str, "_Tree"]

_MOST_POINTERS = 4096
"""The pointers of which it is remembered how long their answers may be: applications have the same ones."""


class EmptyText(NamedTuple):
    """A text that says nothing, and why."""

    text: str
    gap: Gap


class Answers:
    """The fields of a form for prose, and the searches of its pack in them."""

    def __init__(self, fields: Catalogue, words: ProseWords) -> None:
        self.prose = Prose(words)
        self._fields = fields
        self._are_long: dict[str, bool] = {}
        names = sorted({path.rpartition(".")[2] for path in fields if path}, key=len, reverse=True)
        self.names = re.compile(rf"(?:^|(?<=\s))({'|'.join(map(re.escape, names))}):(?=\s|$)")
        """The name of a field as it stands in a file, in the middle of a text."""
        self._tree: _Tree = {}
        for path, known in fields.items():
            if known.single_type.prose:
                branch = self._tree
                for step in path.split("."):
                    branch = branch.setdefault(step, {})

    def of(self, value: Any) -> list[tuple[str, str]]:
        """Return each answer in sentences with its pointer, in the order of the application."""
        found: list[tuple[str, str]] = []
        _collect(value, self._tree, "", found)
        return found

    def is_long(self, pointer: str) -> bool:
        """Return whether the answer at a pointer may be of several sentences: a name or a source is short by right."""
        known = self._are_long.get(pointer)
        if known is None:
            if len(self._are_long) >= _MOST_POINTERS:
                self._are_long.clear()
            known = self._fields[field_path(steps_of(pointer))].single_type.name == "text"
            self._are_long[pointer] = known
        return known

    def empty(self, value: Any) -> list[str]:
        """Return the pointer of each answer in sentences that is named and has no value."""
        found: list[str] = []
        _collect_empty(value, self._tree, "", found)
        return found

    def unanswered(self, value: Any) -> Mapping[str, EmptyText]:
        """Return the answers that say nothing, by pointer."""
        gap = self.prose.gap
        return {pointer: EmptyText(text, why) for pointer, text in self.of(value) if (why := gap(text)) is not None}

    def answered(self, value: Any) -> Any:
        """Return an application with nothing in the place of answers that say nothing."""
        return emptied(value, self.unanswered(value))


def emptied(value: Any, unanswered: Mapping[str, EmptyText]) -> Any:
    """Return an application with nothing at the pointers of answers that say nothing."""
    for pointer in unanswered:
        value = with_value(value, steps_of(pointer), None)
    return value


def _collect(value: Any, tree: _Tree, pointer: str, found: list[tuple[str, str]]) -> None:
    """Add each text of a value in a field of a tree with its pointer; the names of fields need no escapes."""
    if value.__class__ is dict:
        for name, branch in tree.items():
            part = value.get(name)
            if part is not None:
                _collect(part, branch, f"{pointer}/{name}", found)
    elif value.__class__ is list:
        for index, item in enumerate(value):
            _collect(item, tree, f"{pointer}/{index}", found)
    elif value.__class__ is str and not tree:
        found.append((pointer, value))


def _collect_empty(value: Any, tree: _Tree, pointer: str, found: list[str]) -> None:
    if value.__class__ is dict:
        for name, branch in tree.items():
            if name in value:
                _collect_empty(value[name], branch, f"{pointer}/{name}", found)
    elif value.__class__ is list:
        for index, item in enumerate(value):
            _collect_empty(item, tree, f"{pointer}/{index}", found)
    elif value is None and not tree:
        found.append(pointer)
