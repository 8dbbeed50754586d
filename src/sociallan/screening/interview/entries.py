"""Answers as people type them, read as the values of fields by the readers that the cures of files use."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import normalize

from sociallan.application.dates import days_later
from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, Gap, pointer_to
from sociallan.application.field import Field, FieldKind
from sociallan.application.form_check.canonical import PLAIN_NUMBER, YEAR, choices_by_spelling, is_ongoing
from sociallan.application.form_check.referred_items import index_named
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import Location
from sociallan.application.notation import suggestions, written_dates
from sociallan.application.notation.value_words import DAYS_BACK, TODAY, YEARS_BACK, folded
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import value_at
from sociallan.pack.pack import Pack
from sociallan.screening.fixes import CERTAIN

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|.)")
"""Signs that a terminal sends for keys such as the arrows."""
_COMMA = re.compile(r"\s*[,;]\s*")
_NOTHING = frozenset(("[]", "-"))
_MARKS = {'"': '"', "'": "'", "”": "”", "“": "”", "’": "’", "‘": "’", "»": "»", "«": "»"}
"""Quotation marks around a whole text, as a file needs them, by the mark before it."""
_ANY_MARK = frozenset((*_MARKS, *_MARKS.values())) - {"'", "’"}
"""The marks of which none may stand within the text; an apostrophe may."""


class ParsedEntry(NamedTuple):
    """Value that was read; ``beside`` are those of fields beside it that the answer settles too, by name.

    It is ``guessed`` if the answer is not certain to mean it, and people have to say so.
    """

    value: Any
    beside: Mapping[str, Any] = {}
    guessed: bool = False


class EmptyEntry(NamedTuple):
    """Answer that says nothing, and why."""

    gap: Gap


class NotOffered(NamedTuple):
    """Answer that is none of those that are offered."""


Result = ParsedEntry | EmptyEntry | NotOffered | Diagnostic[Location]


def cleaned(typed: str) -> str:
    """Return a typed line without signs that cannot be seen, and with single blanks between its words."""
    text = " ".join(normalize("NFC", _ESCAPES.sub("", typed)).split())
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _without_marks(text: str) -> str:
    """Return a text without the quotation marks that stand around the whole of it."""
    after, inside = _MARKS.get(text[:1]), text[1:-1]
    is_whole = after is not None and text[-1:] == after and inside.strip() and not _ANY_MARK.intersection(inside)
    return inside.strip() if is_whole else text


def choice_named(text: str, field: Field) -> ParsedEntry | None:
    """Return the choice of a field that a text names.

    It is named by all that may be written for it, or by the beginning of that which is in no other choice. Where that
    ends within a word, it is a guess.
    """
    names, said = choices_by_spelling(field), folded(text)
    if said in names:
        return ParsedEntry(names[said])
    begun = {code for name, code in names.items() if said and name.startswith(said)}
    elsewhere = {code for name, code in names.items() if f" {said}" in name} - begun
    if len(begun) != 1 or elsewhere:
        return None
    code = begun.pop()
    return ParsedEntry(code, guessed=not any(f" {said} " in f" {name} " for name in names))


class EntryReader:
    """Reads answers to the fields of a pack's form, given on a day."""

    def __init__(self, pack: Pack, shape: Shape, today: str) -> None:
        self._pack = pack
        self._shape = shape
        self._today = today
        self._fields = pack.form.fields

    def read(self, path: str, text: str, offered: Sequence[str] = (), texts: Sequence[str] = ()) -> Result:
        """Read an answer to a field; ``offered`` are the values that were shown with a number each, from 1.

        ``texts`` are those of the items with these labels, where the field refers to some.
        """
        field = self._fields[path]
        text = _without_marks(text)
        if field.kind is not FieldKind.LIST:
            return self._single(field, text, offered, texts)
        if field.may_be_empty and (text.casefold() in _NOTHING or suggestions.is_none(text)):
            return ParsedEntry([])
        whole = self._single(field, text, offered, texts)
        if isinstance(whole, ParsedEntry) and not whole.guessed and offered:
            return ParsedEntry([whole.value])
        several = [[self._single(field, part, offered, texts) for part in parts] for parts in _enumerated(text)]
        return self._joined(field, min(several, key=_doubt))

    def _joined(self, field: Field, found: Iterable[Result]) -> Result:
        entries = []
        for each in found:
            if not isinstance(each, ParsedEntry):
                return each
            entries.append(each)
        values = [each.value for each in entries]
        if field.unique:
            values = list(dict.fromkeys(values))
        return self._checked(field, values, guessed=any(each.guessed for each in entries))

    def _single(self, field: Field, text: str, offered: Sequence[str], texts: Sequence[str]) -> Result:
        """Read one value: of a field, or of an item of its list."""
        named = {folded(each): each for each in offered}.get(folded(text))
        if named is None and text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= len(offered):
            named = offered[int(text[:9]) - 1]
        if named is not None:
            return ParsedEntry(named)
        if field.values and (chosen := choice_named(text, field)) is not None:
            return chosen
        if offered and field.refers_to is not None:
            meant = index_named(text, texts)
            return NotOffered() if meant is None else ParsedEntry(offered[meant], guessed=True)
        if field.open_end is not None and is_ongoing(text):
            return ParsedEntry(None, {field.open_end: True}, guessed=True)
        text = self._day_meant(text, field)
        value: Any = text
        kind = field.single_type.kind
        if kind is FieldKind.NUMBER and PLAIN_NUMBER.fullmatch(text):
            value = float(text) if "." in text else int(text)
        elif kind is FieldKind.DATE and YEAR.fullmatch(text):
            value = int(text)
        result = self._checked(field, [value] if field.kind is FieldKind.LIST else value)
        if isinstance(result, Diagnostic) and (year := _year_meant(field, text)) is not None:
            nearer = self._checked(field, year, guessed=True)
            result = nearer if isinstance(nearer, ParsedEntry) else result
        if isinstance(result, ParsedEntry) and field.kind is FieldKind.LIST:
            return result._replace(value=result.value[0])
        return result

    def _day_meant(self, text: str, field: Field) -> str:
        """Return the day or the year that a word for it means on the day of the answer; any other text as it is."""
        said, is_date = folded(text), field.single_type.kind is FieldKind.DATE
        if is_date and said in TODAY:
            return self._today
        if is_date and said in DAYS_BACK:
            return days_later(self._today, -DAYS_BACK[said])
        if (is_date or field.single_type.is_year) and said in YEARS_BACK:
            return str(int(self._today[:4]) - YEARS_BACK[said])
        return text

    def _checked(self, field: Field, value: Any, *, guessed: bool = False) -> Result:
        """Return a value as the form reads it, after the correction that the form suggests if it needs one."""
        document, pointer = self._document(field, value)
        fault = _first_error(document)
        if fault is not None and fault.suggestion is not None:
            suggested = read(Source("", f"v: {fault.suggestion}\n".encode())).value
            guessed = guessed or fault.code not in CERTAIN
            if isinstance(suggested, dict):
                corrected = suggested["v"]
                in_list = isinstance(value, list) and not isinstance(corrected, list)
                document, pointer = self._document(field, [corrected] if in_list else corrected)
                if _first_error(document) is None:
                    fault = None
        if fault is not None and isinstance(value, str) and suggestions.is_none(value):
            # A date or a number of people that there is not is no fault in how it is written.
            return EmptyEntry(Gap.DECLARED_UNKNOWN)
        if fault is not None:
            return NotOffered() if fault.code == "schema.enum" else fault
        found = value_at(document.value, pointer)
        if isinstance(found, str) and suggestions.is_none(found) and not field.values:
            return EmptyEntry(Gap.DECLARED_UNKNOWN)
        if isinstance(found, list) and None in found:
            return EmptyEntry(document.gap(pointer_to(*pointer, found.index(None))))
        if found is not None:
            empty = self._pack.answers.unanswered(document.value)
            return ParsedEntry(found, guessed=guessed) if not empty else EmptyEntry(next(iter(empty.values())).gap)
        if field.open_end is not None and value_at(document.value, [*pointer[:-1], field.open_end]) is True:
            return ParsedEntry(None, {field.open_end: True})
        return EmptyEntry(document.gap(pointer_to(*pointer)))

    def _document(self, field: Field, value: Any) -> tuple[Document, list[str]]:
        """Return an application with nothing but a value, and the steps to it."""
        steps, at = [], ""
        for step in field.path.split("."):
            if at and self._fields[at].kind is FieldKind.LIST:
                steps.append("0")
            steps.append(step)
            at = f"{at}.{step}" if at else step
        whole = value
        for step in reversed(steps):
            whole = [whole] if step == "0" else {step: whole}
        data = json.dumps(whole).encode()
        return self._shape.check(read(Source("x.json", data), gaps=self._pack.gaps)), steps


def _year_meant(field: Field, text: str) -> int | None:
    """Return the year of a date; ``None`` where the field asks for none."""
    date = written_dates.nearest_date(text) if field.single_type.is_year else None
    return None if date is None else int(date[:4])


def _enumerated(text: str) -> Iterable[Sequence[str]]:
    """Yield the ways in which a text may be an enumeration: a label may have a word for “and” in it."""
    yield [part for part in _COMMA.split(text) if part]
    yield suggestions.enumerated(text)


def _doubt(found: Iterable[Result]) -> int:
    """Return how far an enumeration is from being certain: 0 if it is, 1 if a part of it is guessed, else 2."""
    return max((int(each.guessed) if isinstance(each, ParsedEntry) else 2 for each in found), default=2)


def _first_error(document: Document) -> Diagnostic[Location] | None:
    return next((found for found in document.findings if found.severity is Severity.ERROR), None)
