"""Canonical values: choices, yes and no, amounts, numbers and periods, however the applicant wrote them."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sociallan.application.document import Document, field_path, steps_of
from sociallan.application.field import Catalogue, Field, FieldKind, FieldType, Form
from sociallan.application.form_check.schema_errors import Steps
from sociallan.application.notation import suggestions, value_words
from sociallan.application.notation.value_words import folded

PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
# Below, a text is folded. Three decimals may be meant as thousands, and are left to be asked about.
_WHOLE = "(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?: [0-9]{3}){1,4})"
YEAR = re.compile("[0-9]{4}")
_WHOLE_NUMBER = re.compile(f"-?{_WHOLE}")
_ANY_NUMBER = re.compile(f"-?{_WHOLE}(?:[.,](?:[0-9]{{1,2}}|[0-9]{{4,6}}))?")
_AMOUNT = re.compile(
    f"{_WHOLE}(?: ?(?:{'|'.join(value_words.CURRENCY)}))?"
    f"|{_WHOLE}(?:[.,][0-9]{{1,2}})? ?(?:{'|'.join(value_words.MULTIPLES)})(?: (?:{'|'.join(value_words.CURRENCY)}))?"
)
_ORGANISATION = re.compile("([0-9]{6})[ –-]?([0-9]{4})")
_PERIOD = re.compile(r"([0-9]{4}) ?[-–—/] ?([0-9]{4})")
_LEADING_ZERO = "value.leading-zero"
_LONGEST_NUMBER = 40
_DIGITS = ("authority_code", "organisation_number")
"""The types of text that are a number to YAML where they stand without quotation marks and hyphen."""

LARGEST = 10**15 - 1
"""The largest number that is read from a text, in either direction."""


class Canonical:
    """Replaces permitted notations by canonical values, before the shape check."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def document(self, document: Document) -> Document:
        """Return a document with canonical values, without findings on notations that its form permits."""
        value = self._value(document.value, self._form.fields[""])
        findings = tuple(
            finding
            for finding in document.findings
            if finding.code != _LEADING_ZERO or not self._is_decided(finding.pointer)
        )
        if value is document.value and len(findings) == len(document.findings):
            return document
        return document._replace(value=value, findings=findings)

    def is_in_words(self, value: Any, path: Steps) -> bool:
        """Return whether a value stands for a number but describes it in words."""
        if not isinstance(value, str) or folded(value) not in self._form.in_words:
            return False
        field = self._form.fields.get(field_path(map(str, path)))
        return field is not None and _is_number(field.type)

    def _is_decided(self, pointer: str) -> bool:
        """Return whether the type of a field decides: digits with a leading zero are a text, or no number."""
        field = self._form.fields.get(field_path(steps_of(pointer)))
        return field is not None and field.single_type.kind in (FieldKind.TEXT, FieldKind.NUMBER)

    def _value(self, value: Any, field: Field) -> Any:
        """Return a value of a field; the same object where nothing changes in it."""
        if isinstance(value, list) and field.kind is FieldKind.LIST:
            items = [self._single(item, field) for item in value]
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        return value if field.kind is FieldKind.LIST else self._single(value, field)

    def _single(self, value: Any, field: Field) -> Any:
        if isinstance(value, dict):
            return self._record(value, field)
        if isinstance(value, str):
            return self._text(value, field)
        if isinstance(value, int) and not isinstance(value, bool) and field.single_type.name in _DIGITS:
            return self._text(str(value), field)
        return value

    def _record(self, value: Mapping[str, Any], field: Field) -> Mapping[str, Any]:
        changed = {}
        for name, part in value.items():
            below = self._form.fields.get(field.path_of(name))
            new = part if below is None else self._value(part, below)
            if new is not part:
                changed[name] = new
            if below is not None and below.open_end is not None and self._is_open(part):
                answer = self._single(value.get(below.open_end), self._form.fields[field.path_of(below.open_end)])
                if answer is None or answer is True:
                    changed |= {name: None, below.open_end: True}
        return {**value, **changed} if changed else value

    def _is_open(self, value: Any) -> bool:
        """Return whether a text says that there is no end, in place of a date."""
        return isinstance(value, str) and folded(value) in self._form.open_end

    def _text(self, value: str, field: Field) -> Any:
        kind = field.single_type
        if field.values:
            return value if value in field.values else self._choices[field.path].get(folded(value), value)
        match kind.kind:
            case FieldKind.TRUTH:
                answer = folded(value)
                if answer in self._form.yes or (answer in self._form.open_end and field.path in self._of_open_end):
                    return True
                return False if answer in self._form.no else value
            case _ if _is_number(kind):
                number = _stated_number(value, kind.name)
                return self._estimate(value, is_year=kind.is_year) if number is None else number
            case FieldKind.DATE if field.open_end is not None:
                return self._end(value)
            case FieldKind.TEXT if kind.name == "organisation_number":
                parts = _ORGANISATION.fullmatch(value.strip())
                return value if parts is None else _same_or(value, "-".join(parts.groups()))
            case _:
                return value

    @cached_property
    def _choices(self) -> Mapping[str, Mapping[str, str]]:
        """The choices of each field by all that may be written for them, folded to lower case."""
        return {path: choices_by_spelling(field) for path, field in self._form.fields.items()}

    @cached_property
    def _of_open_end(self) -> frozenset[str]:
        return answers_of_open_end(self._form.fields)

    def _end(self, value: str) -> str:
        """Read ``t.o.m. 2035`` as 2035."""
        words, _, date = value.rpartition(" ")
        return date if folded(words) in self._form.up_to and date[:1].isdigit() else value

    def _estimate(self, value: str, *, is_year: bool) -> Any:
        """Read ``cirka 600`` as 600 and, for a year, ``2022–2023`` as 2023: a period counts by its last year."""
        period = _PERIOD.fullmatch(value) if is_year else None
        if period is not None:
            first, last = map(int, period.groups())
            return last if first < last else value
        word, _, number = value.rpartition(" ")
        if folded(word) not in self._form.about or PLAIN_NUMBER.fullmatch(number) is None:
            return value
        return float(number) if "." in number else int(number)


def _is_number(kind: FieldType) -> bool:
    """Return whether values of a type may be written in other ways than as plain digits."""
    return kind.kind is FieldKind.NUMBER and kind.name != "version"


def _stated_number(text: str, type_name: str) -> int | float | None:
    """Read a number of a type as people write it, ``190 Mkr`` or ``41,5``; ``None`` if there is any doubt of it."""
    written = folded(text) if len(text) <= _LONGEST_NUMBER else ""
    if type_name == "amount":
        amount = suggestions.amount(written.replace(".", ",")) if _AMOUNT.fullmatch(written) else None
        return amount if amount is None or amount <= LARGEST else None
    pattern = YEAR if type_name == "year" else _WHOLE_NUMBER if type_name == "whole_number" else _ANY_NUMBER
    if pattern.fullmatch(written) is None:
        return None
    plain = written.replace(" ", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _same_or(value: str, canonical: str) -> str:
    """Return the canonical form of a text; the same object where it has that form."""
    return value if value == canonical else canonical


def choices_by_spelling(field: Field) -> Mapping[str, str]:
    """Return the choices of a field by all that may be written for them, folded to lower case."""
    return {folded(spelling): code for code in field.values for spelling in field.spellings(code)}


def answers_of_open_end(fields: Catalogue) -> frozenset[str]:
    """Return the paths of the answers to whether something has no end, to which *tills vidare* says yes."""
    ends = ((path.rpartition(".")[0], field.open_end) for path, field in fields.items() if field.open_end)
    return frozenset(fields[record].path_of(answer) for record, answer in ends)


def is_ongoing(text: str) -> bool:
    """Return whether a text in the place of an end says that something goes on: probably there is none."""
    return folded(text) in value_words.ONGOING
