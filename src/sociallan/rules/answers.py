"""Answers in sentences: every text of an application in a field for prose, and those of them that say nothing."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.document import Gap, pointer_to, steps_of
from sociallan.application.field import Catalogue
from sociallan.rules.prose import Prose, ProseWords
from sociallan.rules.walking import with_value

_Tree = dict[str, "_Tree"]


class EmptyText(NamedTuple):
    """A text that says nothing, and why."""

    text: str
    gap: Gap


class Answers:
    """The fields of a form for prose, and the searches of its pack in them."""

    def __init__(self, fields: Catalogue, words: ProseWords) -> None:
        self.prose = Prose(words)
        self._tree: _Tree = {}
        for path, known in fields.items():
            if known.single_type.prose:
                branch = self._tree
                for step in path.split("."):
                    branch = branch.setdefault(step, {})

    def of(self, value: Any) -> Iterator[tuple[str, str]]:
        """Yield each answer in sentences with its pointer, in the order of the application."""
        for steps, text in _texts(value, self._tree, ()):
            yield pointer_to(*steps), text

    def empty(self, value: Any) -> Iterator[str]:
        """Yield the pointer of each answer in sentences that is named and has no value."""
        return (pointer_to(*steps) for steps in _empty(value, self._tree, ()))

    def unanswered(self, value: Any) -> Mapping[str, EmptyText]:
        """Return the answers that say nothing, by pointer."""
        gap = self.prose.gap
        found = ((steps, text, gap(text)) for steps, text in _texts(value, self._tree, ()))
        return {pointer_to(*steps): EmptyText(text, why) for steps, text, why in found if why is not None}

    def answered(self, value: Any) -> Any:
        """Return an application with nothing in the place of answers that say nothing."""
        return emptied(value, self.unanswered(value))


def _empty(value: Any, tree: _Tree, steps: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    match value:
        case dict():
            for name, branch in tree.items():
                if name in value:
                    yield from _empty(value[name], branch, (*steps, name))
        case list():
            for index, item in enumerate(value):
                yield from _empty(item, tree, (*steps, index))
        case None if not tree:
            yield steps


def emptied(value: Any, unanswered: Mapping[str, EmptyText]) -> Any:
    """Return an application with nothing at the pointers of answers that say nothing."""
    for pointer in unanswered:
        value = with_value(value, steps_of(pointer), None)
    return value


def _texts(value: Any, tree: _Tree, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    match value:
        case dict():
            for name, branch in tree.items():
                part = value.get(name)
                if part is not None:
                    yield from _texts(part, branch, (*steps, name))
        case list():
            for index, item in enumerate(value):
                yield from _texts(item, tree, (*steps, index))
        case str() if not tree:
            yield steps, value
