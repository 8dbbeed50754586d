"""Answers in words: the texts and the names of an application, and those of them that say nothing."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sociallan.application.document import Gap, field_of, steps_of
from sociallan.application.field import Catalogue
from sociallan.application.notation.value_words import SAME, folded
from sociallan.application.walking import with_value
from sociallan.rules.prose.phrase_patterns import Patterns
from sociallan.rules.prose.prose import Prose
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.text_words import words_of

_Tree = dict[str, "_Tree | None"]
"""The steps of paths: at the end of that of a text is a tree without steps, and of that of a name ``None``."""


class EmptyText(NamedTuple):
    """A text that says nothing, and why."""

    text: str
    gap: Gap


class FoundAnswers(NamedTuple):
    """The answers in sentences of an application with their pointers, and the pointers of those without a value.

    ``names`` are the answers of a line, with theirs.
    """

    texts: list[tuple[str, str]]
    empty: list[str]
    names: list[tuple[str, str]]


class Answers:
    """The fields of a form for sentences and names, and the searches of its pack in them."""

    def __init__(self, fields: Catalogue, words: ProseWords) -> None:
        self.prose = Prose(words)
        self._putting_off = Patterns(
            {Gap.DEFERS: (*words.deferring, *words.handing_over), Gap.DECLARED_UNKNOWN: words.unknowing}
        )
        self._fields = fields
        self._last: tuple[Any, FoundAnswers] | None = None
        names = dict.fromkeys(path.rpartition(".")[2] for path in fields if path)
        compound = "|".join(re.escape(name) for name in names if "_" in name)
        self.names = re.compile(
            rf"(?:^|(?<=\s))(?:({'|'.join(map(re.escape, names))}):(?!//)|({compound or '(?!)'})(?=\s|$))"
        )
        """The name of a field as it stands in a file, within a text; one of several words without its colon."""
        self._tree: _Tree = {}
        for path, known in fields.items():
            is_name = known.single_type.name == "name"
            if known.single_type.prose or is_name:
                *above, last = path.split(".")
                branch = self._tree
                for step in above:
                    below = branch.setdefault(step, {})
                    assert below is not None  # A name has no fields.
                    branch = below
                branch[last] = None if is_name else {}

    def of(self, value: Any) -> list[tuple[str, str]]:
        """Return each answer in sentences with its pointer, in the order of the application."""
        return self.found(value).texts

    def found(self, value: Any) -> "FoundAnswers":
        """Return the answers in sentences of an application, and where there is none."""
        # What is screened is asked for its texts twice, with nothing changed in most applications.
        if self._last is None or self._last[0] is not value:
            found = FoundAnswers([], [], [])
            _collect(value, self._tree, "", found)
            self._last = value, found
        return self._last[1]

    def is_long(self, pointer: str) -> bool:
        """Return whether the answer at a pointer may be of several sentences: a name or a source is short by right."""
        return self._fields[field_of(pointer)].single_type.name == "text"

    def unanswered(self, value: Any) -> Mapping[str, EmptyText]:
        """Return the answers that say nothing, by pointer: sentences, and names in the place of which it is put off."""
        gap, found = self.prose.gap, self.found(value)
        empty = {pointer: EmptyText(text, why) for pointer, text in found.texts if (why := gap(text)) is not None}
        for pointer, name in found.names:
            if (why := self.put_off(name)) is not None:
                empty[pointer] = EmptyText(name, why)
        return empty

    def put_off(self, name: str) -> Gap | None:
        """Return why something stands in the place of a name, ``None`` if it is one: a name is short by right."""
        if folded(name).rstrip(".") in SAME:
            return Gap.REFERS
        if not self._putting_off.may_match(words_of(name).split()):
            return None
        gap = self.prose.gap(name)
        return gap if gap in (Gap.DEFERS, Gap.DECLARED_UNKNOWN) else None

    def answered(self, value: Any) -> Any:
        """Return an application with nothing in the place of answers that say nothing."""
        return emptied(value, self.unanswered(value))


def emptied(value: Any, unanswered: Iterable[str]) -> Any:
    """Return an application with nothing at the pointers of answers that say nothing."""
    for pointer in unanswered:
        value = with_value(value, steps_of(pointer), None)
    return value


def _collect(value: Any, tree: _Tree, pointer: str, found: FoundAnswers) -> None:
    """Add each answer to a field of a tree with its pointer; the names of fields need no escapes."""
    if value.__class__ is dict:
        for name, branch in tree.items():
            if name not in value:
                continue
            part = value[name]
            if branch:
                _collect(part, branch, f"{pointer}/{name}", found)
            elif branch is None:
                if part.__class__ is str:
                    found.names.append((f"{pointer}/{name}", part))
            else:
                _add(part, f"{pointer}/{name}", found)
    elif value.__class__ is list:
        for index, item in enumerate(value):
            _collect(item, tree, f"{pointer}/{index}", found)


def _add(value: Any, pointer: str, found: FoundAnswers) -> None:
    if value.__class__ is str:
        found.texts.append((pointer, value))
    elif value is None:
        found.empty.append(pointer)
    elif value.__class__ is list:
        for index, item in enumerate(value):
            _add(item, f"{pointer}/{index}", found)
