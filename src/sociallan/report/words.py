"""The sentences of one language, by key."""

import re
from collections.abc import Mapping
from typing import Any

from sociallan.application.source import STANDARD_INPUT

_IS_ARGUMENT = ":argument}"
_PLAIN = re.compile(r"(?:[\w@+=:,./-]|[^\x00-\x7f\s])+")
"""A name that every shell takes as it stands."""
_NOT_IN_QUOTES = frozenset('"$`!%')
"""Signs that some shell heeds within double quotation marks, in which others take a name with blanks."""

TERMS = ("verdict", "outcome", "level", "basis", "mark")
"""The sections of words that name what reports say of an application, a rule, its weight and basis, and a passage."""


class _Number:
    """A number in a sentence. A format specification names its noun: ``{count:files}``."""

    def __init__(self, number: int, words: "Words") -> None:
        self._number = number
        self._words = words

    def __format__(self, noun: str) -> str:
        return self._words.counted(noun, self._number) if noun else str(self._number)


class _Argument(str):
    """A text in a sentence. With the format specification ``argument`` it is an argument of a command to be typed."""

    __slots__ = ()

    def __format__(self, specification: str) -> str:
        return as_argument(self) if specification == "argument" else str(self)


def as_argument(text: str) -> str:
    """Return a file name as it is typed in a command: in quotation marks if a shell would read it otherwise.

    A hyphen alone stands for standard input, as commands have it.
    """
    text = f"./{text}" if text.startswith("-") and text != STANDARD_INPUT else text
    if _PLAIN.fullmatch(text):
        return text
    if _NOT_IN_QUOTES.isdisjoint(text):
        return f'"{text}"'
    import shlex  # Imported late: few names need it.

    return shlex.quote(text)


class Words:
    """All sentences of the program in one language.

    Keys are dotted: ``verdict.ready``. An unknown key or placeholder is a bug of the program; the tests
    check for it.
    """

    def __init__(self, lang: str, table: Mapping[str, Any], own: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self._table = table
        self._found = dict(own or {})
        """The sentences that a pack says in its own words, and those looked up so far."""

    def of_pack(self, texts: Mapping[str, Mapping[str, str]]) -> "Words":
        """Return the sentences with those that a pack says in its own words in this language, by key."""
        return Words(self.lang, self._table, {key: text[self.lang] for key, text in texts.items() if self.lang in text})

    def say(self, key: str, **parameters: object) -> str:
        """Return a sentence with its placeholders replaced.

        A placeholder may name the noun counted by its number: ``{count:files}``. See `counted`. An argument of a
        command is quoted as a shell needs it: ``sociallan check {file:argument}``.
        """
        text = self._found.get(key)
        if text is None:
            text = self._found[key] = self._look_up(key)
        if not parameters:
            return text
        for name, value in parameters.items():
            if type(value) is int:
                parameters[name] = _Number(value, self)
            elif _IS_ARGUMENT in text:
                parameters[name] = _Argument(value)
        return text.format_map(parameters)

    def _look_up(self, key: str) -> str:
        found: Any = self._table
        for step in key.split("."):
            found = found[step]
        assert isinstance(found, str), key
        return found

    def counted(self, noun: str, number: int) -> str:
        """Return a number with its noun: ``en post``, ``2 poster``."""
        form = {0: "none", 1: "one"}.get(number, "many")
        written = f"{number:,}".replace(",", self.say("number.thousands"))
        return self.say(f"counted.{noun}.{form}", number=written)

    def coded(self, section: str, code: str, part: str) -> str | None:
        """Return a part of a code's entry, ``None`` if it has none. The dots of a code are part of its name."""
        entry: Mapping[str, str] = self._table[section].get(code, {})
        return entry.get(part)

    def codes(self, section: str) -> list[str]:
        """Return the codes of a section."""
        return list(self._table[section])

    def pick(self, text: Mapping[str, str]) -> str:
        """Return a text of the pack or the schema in this language, or else in its first language."""
        return text.get(self.lang) or next(iter(text.values()), "")
