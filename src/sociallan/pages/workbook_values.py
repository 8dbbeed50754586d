"""Values of an application as cells of a workbook: what is written in a cell, in which format, and its drop-down."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sociallan.application.field import Field, FieldKind, Form
from sociallan.application.form_check.string_formats import is_partial_date
from sociallan.application.notation.value_words import folded
from sociallan.report.field_texts import as_people_write
from sociallan.report.words import Words

_GENERAL, TEXT, _AMOUNT, _PLAIN = "General", "@", "#,##0", "0"
_DATE_FORMATS = {len("YYYY-MM-DD"): "yyyy-mm-dd", len("YYYY-MM"): "yyyy-mm"}
_FIRST_YEAR = 1901
"""The first year whose days every spreadsheet counts alike."""
_LARGEST = 10**15
_LONGEST_LIST = 255
"""Most characters of a drop-down that names its choices itself."""
_TITLE, _MESSAGE = 32, 255
"""Most characters of the title and of the text that are shown beside a cell."""


class CellContent(NamedTuple):
    """Value to write in a cell, and the number format of the cell."""

    value: str | int | float | bool | datetime | None
    format: str


class Values:
    """The values of a form's fields in one language."""

    def __init__(self, form: Form, words: Words) -> None:
        self._form = form
        self._words = words

    @property
    def none(self) -> str | None:
        """The word that says that a list has no items; ``None`` if the form knows none."""
        return self._known(self._words.say("truth.no"), self._form.no)

    def empty(self, field: Field) -> CellContent:
        """Return the format of a cell that is to be filled in."""
        return CellContent(None, _format(field))

    def of(self, value: Any, field: Field) -> CellContent | None:
        """Return the content of a cell for a value; ``None`` for one that no cell can hold."""
        kind, name = field.single_type.kind, field.single_type.name
        match value:
            case None:
                return self.empty(field)
            case bool():
                known = self._form.yes if value else self._form.no
                word = self._known(self._words.say(f"truth.{'yes' if value else 'no'}"), known)
                return CellContent(value if word is None else word, _GENERAL)
            case int() | float():
                is_number = kind is FieldKind.NUMBER or name == "date"
                return CellContent(value, _format(field)) if is_number and abs(value) < _LARGEST else _text(str(value))
            case str() if field.values and value in field.labels:
                return _text(self._words.pick(field.labels[value]))
            case str() if kind is FieldKind.DATE:
                return _date(value)
            case str():
                return _text(value)
            case _:
                return None

    def choices(self, field: Field) -> Sequence[str]:
        """Return the texts of the drop-down of a field; none if it has no choices."""
        pick = self._words.pick
        if field.single_type.kind is FieldKind.TRUTH:
            both = (self._words.say("truth.yes"), self._form.yes), (self._words.say("truth.no"), self._form.no)
            found = [self._known(word, known) for word, known in both]
            return [word for word in found if word is not None]
        labels = [pick(field.labels[code]) if code in field.labels else code for code in field.values]
        return [*labels, self.none] if labels and field.may_be_empty and self.none is not None else labels

    @staticmethod
    def _known(word: str, known: frozenset[str]) -> str | None:
        return word if folded(word) in known else min(known, default=None)


def drop_down(source: str | Sequence[str], title: str, message: str, *, is_strict: bool) -> Mapping[str, Any]:
    """Return the drop-down of cells, from a list or a range of cells, with a text shown beside them."""
    texts = {"input_title": shortened(title, _TITLE), "input_message": shortened(message, _MESSAGE)}
    return {
        "validate": "list",
        "source": source if isinstance(source, str) else list(source),
        "show_error": is_strict,
        **{k: v for k, v in texts.items() if v},
    }


def hint(title: str, message: str) -> Mapping[str, Any]:
    """Return a text that is shown beside cells in which anything can be written."""
    texts = {"input_title": shortened(title, _TITLE), "input_message": shortened(message, _MESSAGE)}
    return {"validate": "any", **texts}


def fits_in_list(choices: Sequence[str]) -> bool:
    """Return whether a drop-down can name its choices itself."""
    return len(",".join(choices)) <= _LONGEST_LIST and not any("," in choice for choice in choices)


def example_text(field: Field, words: Words) -> str:
    """Return the example of a field as it is written in cells, with labels for choices; ``""`` if it has none."""
    example = None if field.example is None else words.pick(field.example)
    several = example if isinstance(example, list) else [] if example is None else [example]
    return "; ".join(
        words.pick(field.labels[each]) if each in field.labels else as_people_write(each, words) for each in several
    )


def shortened(text: str, most: int) -> str:
    """Return a text cut at a blank to a number of characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """Return a name for a sheet: short, without the characters that none has, and not taken."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split()) or "-"
    most, name, number = 31, "", 1
    while not name or name.casefold() in map(str.casefold, taken):
        end = "" if number == 1 else f" {number}"
        room = most - len(end)
        cut = plain if len(plain) <= room else (plain[: room + 1].rpartition(" ")[0] or plain[:room]).rstrip(",;")
        name, number = cut + end, number + 1
    return name


def _format(field: Field) -> str:
    match field.single_type:
        case single if single.is_year:
            return _PLAIN
        case single if single.name == "amount":
            return _AMOUNT
        case single if single.kind is FieldKind.TEXT and not field.values:
            return TEXT
        case _:
            # A date as well: a spreadsheet gives a day, a month and a year formats of their own.
            return _GENERAL


def _text(text: str) -> CellContent:
    return CellContent(text or None, TEXT)


def _date(text: str) -> CellContent:
    known = _DATE_FORMATS.get(len(text))
    if known is None or not is_partial_date(text) or int(text[:4]) < _FIRST_YEAR:
        return _text(text)
    return CellContent(datetime.fromisoformat(text if len(text) > len("YYYY-MM") else f"{text}-01"), known)
