"""Values of cells as an applicant means them: what a spreadsheet writes by itself is understood."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sociallan.application.field import FIELD_TYPES, Field, FieldKind, Form
from sociallan.application.form_check.canonical import choices_by_spelling
from sociallan.application.notation.value_words import folded
from sociallan.application.scalars import NUMBER_STARTS
from sociallan.application.workbook.spreadsheet import CellKind, SheetCell

NO_RESULT, ERROR_VALUE = "workbook.no-result", "workbook.error-value"

_DIGITS = re.compile(r"(-?\d{1,3}(?:[\s\xa0\u202f]\d{3})+|-?\d+)(?:,(\d+))?")
"""A number as text, with blanks between thousands and a decimal comma."""
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ZEROS = re.compile("0+")
_SEPARATOR = re.compile(r"\s*[;,\n]\s*")
_NUMBERED = re.compile(r"[^\W\d_]{1,3}-?\d{1,3}")
"""A reference of the kind that the template proposes, such as ``I1``: with signs between them they are several."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_FIRST_DAY, _LAST_DAY = 10_000, 120_000
"""Numbers that a spreadsheet has for days of 1927 to 2228, and that are no years."""
_LENGTHS = {"day": 10, "month": 7, "year": 4}
_YEAR = "year"
"""The type of fields that hold a year."""
_MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""


class CellValue(NamedTuple):
    """A value as text, ``plain`` if it is read as a number or a truth value; ``fault`` is the code of a problem."""

    text: str
    plain: bool = False
    fault: str | None = None


class CellReader:
    """Reader of the cells of one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._choices: dict[str, Mapping[str, str]] = {}

    def says_none(self, cell: SheetCell) -> bool:
        """Return whether a cell says no in place of the items of a list."""
        return folded(cell.text) in self._form.no

    def values(self, cell: SheetCell, field: Field | None, *, from_1904: bool) -> tuple[CellValue, ...]:
        """Return the values of a cell: none if it is blank, several if those of a list stand in one cell."""
        if cell.kind is CellKind.NOTHING:
            return (CellValue("", fault=NO_RESULT),)
        if cell.kind is CellKind.ERROR:
            return (CellValue(cell.text, fault=ERROR_VALUE),)
        if not cell.text.strip():
            return ()
        if cell.kind is CellKind.TEXT and field is not None and field.kind is FieldKind.LIST and field.values:
            return tuple(CellValue(part) for part in self._parts(cell.text.strip(), field))
        if cell.kind is CellKind.TEXT and field is not None and field.item_type == FIELD_TYPES["whole_number"]:
            # A whole number has no decimal comma, so that several may stand in one cell.
            parts = _SEPARATOR.split(cell.text.strip())
            if all(part.isdecimal() for part in parts):
                return tuple(CellValue(part, plain=True) for part in parts)
        if field is not None and field.kind is FieldKind.LIST and field.refers_to:
            parts = _SEPARATOR.split(cell.text.strip().rstrip(",;"))
            if len(parts) > 1 and all(map(_NUMBERED.fullmatch, parts)):
                return tuple(CellValue(part) for part in parts)
        return (self._value(cell, field, from_1904=from_1904),)

    def _value(self, cell: SheetCell, field: Field | None, *, from_1904: bool) -> CellValue:
        kind = FieldKind.TEXT if field is None else field.single_type.kind
        match cell.kind:
            case CellKind.TRUTH:
                return CellValue("true" if cell.text == "1" else "false", plain=True)
            case CellKind.NUMBER:
                is_year = field is not None and field.single_type.name == _YEAR
                return _of_number(cell, kind, is_year=is_year, from_1904=from_1904)
        text = cell.text if field is not None and field.prose else cell.text.strip()
        match kind:
            case FieldKind.NUMBER:
                return _number_as_text(text)
            case FieldKind.TRUTH if text.casefold() in ("true", "false"):
                return CellValue(text.casefold(), plain=True)
            case FieldKind.DATE if text.isdecimal():
                return CellValue(text, plain=True)
            case _:
                return CellValue(text)

    def _parts(self, text: str, field: Field) -> tuple[str, ...]:
        """Return the choices in a text, if it is an enumeration of nothing else; otherwise the text."""
        if field.path not in self._choices:
            self._choices[field.path] = choices_by_spelling(field)
        known = self._choices[field.path]
        parts = tuple(_SEPARATOR.split(text))
        is_enumeration = folded(text) not in known and all(folded(part) in known for part in parts)
        return parts if is_enumeration else (text,)


def _of_number(cell: SheetCell, kind: FieldKind, *, is_year: bool, from_1904: bool) -> CellValue:
    try:
        value = float(cell.text)
        text = _written(value)
    except ValueError:
        return CellValue(cell.text)
    precision = _precision(cell.format)
    if precision is not None:
        # A year that was written in a cell for days.
        asks_for_time = is_year or kind is FieldKind.DATE
        reads_as_year = asks_for_time and value.is_integer() and _FIRST_YEAR <= value <= _LAST_YEAR
        if reads_as_year:
            return CellValue(text, plain=True)
        return _dated(value, "year" if is_year else precision, from_1904=from_1904)
    if "%" in _of_positive(cell.format):
        text = _written(round(value * 100, 10))
    if kind is FieldKind.DATE and _FIRST_DAY <= value <= _LAST_DAY:
        return _dated(value, "day", from_1904=from_1904)
    if kind is FieldKind.TEXT:
        return CellValue(text.zfill(len(cell.format)) if _ZEROS.fullmatch(cell.format) else text)
    return CellValue(text, plain=True)


def _dated(value: float, precision: str, *, from_1904: bool) -> CellValue:
    """Return the day of a number, counted as spreadsheets do; the number itself outside of the calendar."""
    try:
        day = (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=int(value))
    except (OverflowError, ValueError):
        return CellValue(_written(value), plain=True)
    text = day.isoformat()[: _LENGTHS[precision]]
    return CellValue(text, plain=text.isdecimal())


def _written(value: float) -> str:
    """Return a number as it is written in an application, with as many digits as a spreadsheet keeps."""
    return format(value, f".{_MOST_DIGITS}g")


def _of_positive(format_code: str) -> str:
    """Return the part of a cell's format for positive numbers, without the signs that are shown as they are."""
    return _LITERALS.sub("", format_code.partition(";")[0])


def _precision(format_code: str) -> str | None:
    """Return how precise a date is by the format of its cell; ``None`` for the format of a number."""
    code = _of_positive(format_code).casefold()
    if not ("d" in code or "y" in code):
        return None
    return "day" if "d" in code else "month" if "m" in code else "year"


def _number_as_text(text: str) -> CellValue:
    match = _DIGITS.fullmatch(text)
    if match is not None:
        whole = re.sub(r"\s", "", match[1])
        return CellValue(f"{whole}.{match[2]}" if match[2] else whole, plain=True)
    return CellValue(text, plain=text[0] in NUMBER_STARTS)
