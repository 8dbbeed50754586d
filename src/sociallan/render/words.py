"""The sentences of one language, by key."""

from collections.abc import Mapping
from typing import Any


class Words:
    """Every sentence the program can say in one language.

    Keys are dotted: ``verdict.ready``. A key or a placeholder that does not exist is a fault of the
    program, and the tests look for it.
    """

    def __init__(self, lang: str, table: Mapping[str, Any]) -> None:
        self.lang = lang
        self._table = table

    def say(self, key: str, **parameters: object) -> str:
        """Give a sentence, its placeholders filled in."""
        found: Any = self._table
        for step in key.split("."):
            found = found[step]
        assert isinstance(found, str), key
        return found.format(**parameters) if parameters else found

    def counted(self, noun: str, number: int) -> str:
        """Give a number of things: ``en post``, ``2 poster``."""
        form = {0: "none", 1: "one"}.get(number, "many")
        return self.say(f"counted.{noun}.{form}", number=number)

    def coded(self, section: str, code: str, part: str) -> str | None:
        """Give a part of what is said of a code, whose own dots are part of its name."""
        entry: Mapping[str, str] = self._table[section].get(code, {})
        return entry.get(part)

    def codes(self, section: str) -> list[str]:
        """List the codes of a section."""
        return list(self._table[section])

    def pick(self, text: Mapping[str, str]) -> str:
        """Return a text of the pack or the schema in this language, else in the first that it is written in."""
        return text.get(self.lang) or next(iter(text.values()), "")
