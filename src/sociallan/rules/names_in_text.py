"""Names in a text that belong to another code than the one stated beside it: ``Rosengård i Malmö`` and Lund's code."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sociallan.application.may_name import MayName
from sociallan.rules.rows import Rows

_START = r"(?:^|[,;/(–—]|\s-)\s*"
_END = r"\s*(?:$|[.,;/)(–—]|-\s)"
_GENITIVE = "s?"


class NameOfAnother(NamedTuple):
    """A name in a text, from ``start`` to ``end``, that is not the code's; ``own`` is."""

    start: int
    end: int
    own: str


class NamesInText:
    """Search for the names in a table's rows that stand alone in a part of a text, or beside words that are allowed."""

    def __init__(self, rows: Rows, spec: MayName) -> None:
        at = rows.columns.index
        name, code, chosen = at(spec.name), at(spec.code), [(at(key), cell) for key, cell in spec.where.items()]
        self._names: dict[str, list[str]] = {}
        for cells in rows.cells:
            if cells[name] and all(cells[index] == cell for index, cell in chosen):
                self._names.setdefault(cells[code], []).append(cells[name])
        every = {each for several in self._names.values() for each in several} - set(spec.unless)
        before, after = _any_of(spec.before), _any_of(spec.after)
        start = rf"(?:{_START}|\b(?i:{before})\s+)" if spec.before else _START
        end = rf"(?={_END}|\s+(?i:{after})(?!\w))" if spec.after else rf"(?={_END})"
        self._alone = re.compile(rf"{start}(?P<name>(?:{_any_of(every)}){_GENITIVE}){end}") if every else None

    def of_another(self, text: str, code: str) -> NameOfAnother | None:
        """Return the first name of another code, ``None`` if there is none or the text has the code's own name too."""
        own = self._names.get(code)
        if own is None or self._alone is None:
            return None
        found = self._alone.search(text)
        # Asked of few texts: the names of all codes are not compiled.
        if found is None or re.search(rf"(?i:(?<!\w)(?:{_any_of(own)}))", text) is not None:
            return None
        return NameOfAnother(*found.span("name"), own[0])


def _any_of(words: Iterable[str]) -> str:
    """Return an expression for any of some words, each before those that it begins with."""
    return "|".join(re.escape(word) for word in sorted(words, reverse=True))
