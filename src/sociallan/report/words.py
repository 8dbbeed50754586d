"""The sentences of one language, by key."""

from collections.abc import Mapping
from typing import Any


class _Number:
    """A number in a sentence. It is counted where the sentence names a noun: ``{count:files}``."""

    def __init__(self, number: int, words: "Words") -> None:
        self._number = number
        self._words = words

    def __format__(self, noun: str) -> str:
        return self._words.counted(noun, self._number) if noun else str(self._number)


class Words:
    """Every sentence the program can say in one language.

    Keys are dotted: ``verdict.ready``. A key or a placeholder that does not exist is a fault of the
    program, and the tests look for it.
    """

    def __init__(self, lang: str, table: Mapping[str, Any]) -> None:
        self.lang = lang
        self._table = table

    def say(self, key: str, **parameters: object) -> str:
        """Return a sentence, its placeholders filled in.

        A placeholder may name the noun that its number counts: ``{count:files}``. See `counted`.
        """
        found: Any = self._table
        for step in key.split("."):
            found = found[step]
        assert isinstance(found, str), key
        if not parameters:
            return found
        return found.format(
            **{name: _Number(value, self) if type(value) is int else value for name, value in parameters.items()}
        )

    def counted(self, noun: str, number: int) -> str:
        """Return a number of things: ``en post``, ``2 poster``."""
        form = {0: "none", 1: "one"}.get(number, "many")
        written = f"{number:,}".replace(",", self.say("number.thousands"))
        return self.say(f"counted.{noun}.{form}", number=written)

    def coded(self, section: str, code: str, part: str) -> str | None:
        """Return a part of what is said of a code, whose own dots are part of its name."""
        entry: Mapping[str, str] = self._table[section].get(code, {})
        return entry.get(part)

    def codes(self, section: str) -> list[str]:
        """List the codes of a section."""
        return list(self._table[section])

    def pick(self, text: Mapping[str, str]) -> str:
        """Return a text of the pack or the schema in this language, else in the first that it is written in."""
        return text.get(self.lang) or next(iter(text.values()), "")
