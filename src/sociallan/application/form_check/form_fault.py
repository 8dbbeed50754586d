"""Faults of form: the code, the parameters and, where it is certain, the right value of each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application import spelling
from sociallan.application.diagnostic import UNCERTAIN, Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue, Field, FieldKind, Unit
from sociallan.application.form_check.bracketed import in_brackets, place_of_single
from sociallan.application.form_check.canonical import LARGEST, is_ongoing
from sociallan.application.form_check.choices_in_text import as_list, choices_named, names_only_known, nearest_choice
from sociallan.application.form_check.referred_items import as_labels
from sociallan.application.form_check.schema_errors import Mismatch
from sociallan.application.form_check.written_as import written_as
from sociallan.application.location import Location
from sociallan.application.node_positions import NodePositions, key_place
from sociallan.application.notation import suggestions, written_dates
from sociallan.application.notation.numbers_in_text import one_number, without_edges
from sociallan.application.notation.vague_dates import vague, year_of, year_of_two_digits

UNKNOWN_KEY = "schema.unknown-key"
_LIKE_A_TITLE = 0.8
_LONGEST_KEY = 200
_LEAST_ROUNDED = 1_000
"""The least amount in kronor whose decimals may be left out."""


class FormFault:
    """Mismatch with the value, field and schema that its diagnostic needs."""

    def __init__(
        self,
        mismatch: Mismatch,
        document: Document,
        schema: Mapping[str, Any],
        fields: Catalogue,
        about: Collection[str],
    ) -> None:
        path = mismatch.path
        self.keyword = mismatch.keyword
        self.value: Any = document.value
        self.schema = schema
        for step in path:
            self.value = self.value[step]
            self.schema = self.schema["items"] if isinstance(step, int) else self.schema["properties"][step]
        self.limit: Any = self.schema.get(self.keyword)
        self.pointer = pointer_to(*path)
        self.field: Field = fields[".".join(step for step in path if isinstance(step, str))]
        self.in_list = bool(path) and isinstance(path[-1], int)
        self.fields = fields
        self.about = about
        self.document = document


class _Description(NamedTuple):
    """Code and parameters of the fault of one value, with the right value where it is certain."""

    code: str
    suggestion: str | None = None
    parameters: Mapping[str, object] = {}


def diagnostics(
    fault: FormFault, places: NodePositions, paths_by_name: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic[Location]]:
    """Yield the diagnostics of a violation: one, or one for each unknown key."""
    if fault.keyword == "additionalProperties":
        yield from _unknown_keys(fault, places, paths_by_name)
        return
    place = place_of_single(fault.document, fault.pointer, places)
    span = place.span
    written = places.line(span.line)[span.column - 1 : span.end_column - 1]
    code, suggestion, parameters = _described(fault, written)
    if suggestion is not None:
        suggestion = written_as(fault.document, suggestion)
    yield Diagnostic(code, place, {"path": fault.field.path, **parameters}, suggestion, fault.pointer)


def _unknown_keys(
    fault: FormFault, places: NodePositions, paths_by_name: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic[Location]]:
    allowed = list(fault.schema["properties"])
    titles = {name: fault.fields[fault.field.path_of(name)].title.values() for name in allowed}
    above = ""
    for key in fault.value:
        if key in fault.schema["properties"]:
            above = fault.field.path_of(key)
            continue
        pointer = fault.pointer + pointer_to(key)
        place = key_place(fault.document, pointer, places)
        lacking = [name for name in allowed if name not in fault.value] or allowed
        # A title is a name in another language, and made of words that others begin with too.
        near = spelling.nearest(key, lacking) or spelling.nearest(key, lacking, titles, cutoff=_LIKE_A_TITLE)
        parameters: dict[str, object] = {"key": key, "path": fault.field.path, "allowed": tuple(allowed)}
        spellings = spelling.spellings_of(key[:_LONGEST_KEY])
        paths = next((paths_by_name[spelt] for spelt in spellings if spelt in paths_by_name), ())
        # Of several places of a name, it is meant for that in the part above, from which it was moved out.
        belongs = next((path for path in paths if len(paths) == 1 or path.rpartition(".")[0] == above), None)
        if belongs is not None:
            # The name exists elsewhere: a more certain diagnosis than a similar name here.
            parameters["belongs"] = belongs
            is_part = "." not in belongs
            above = belongs if is_part else above
            code = "schema.indented-part" if is_part and fault.document.source.is_yaml else "schema.misplaced-key"
            yield Diagnostic(code, place, parameters, pointer=pointer)
        else:
            suggestion = None if near is None else written_as(fault.document, near)
            yield Diagnostic(UNKNOWN_KEY, place, parameters, suggestion, pointer)


def _described(fault: FormFault, written: str) -> _Description:
    """Return the description of a mismatch of one value; ``written`` is its text in the file."""
    kind = fault.field.single_type.kind if fault.in_list else fault.field.kind
    value = fault.value
    match fault.keyword:
        case "type" if "enum" not in fault.schema or isinstance(value, dict | list):
            return _wrong_type(fault, kind, written)
        case "type" | "enum":
            allowed = tuple(str(member) for member in fault.schema["enum"] if member is not None)
            several = choices_named(fault.field, str(value))
            if fault.in_list:
                # A cell of a list may hold several; in a file each is an item of its own.
                in_cell = ", ".join(several) if fault.document.cells else None
                meant = in_cell if several else nearest_choice(fault.field, str(value))
                return _Description("schema.enum", meant, {"allowed": allowed})
            if len(set(several)) > 1:
                return _Description("schema.one-choice", None, {"allowed": tuple(dict.fromkeys(several))})
            return _Description("schema.enum", nearest_choice(fault.field, str(value)), {"allowed": allowed})
        case "const":
            return _Description("schema.const", str(fault.limit))
        case "pattern" | "format" | "minimum" | "maximum" if kind is FieldKind.DATE:
            return _wrong_date(fault, str(value))
        # The form of a code is its pattern alone; an organisation number has a check digit too.
        case "pattern" if fault.schema.get("format") == "municipality-code":
            return _Description("schema.code", suggestions.code(value))
        case "pattern" if fault.schema.get("format") == "org-number":
            return _Description("schema.org-number-form", suggestions.org_number(value))
        case "format":
            return _Description("schema.org-number-digits")
        case "minimum" | "maximum" as bound:
            # A year is not a quantity: format it without separators.
            limit = str(fault.limit) if fault.field.single_type.is_year else fault.limit
            code = "schema.too-small" if bound == "minimum" else "schema.too-large"
            year = year_of_two_digits(value) if fault.field.single_type.is_year else None
            if year is not None and (meant := _taken(fault, year)) is not None:
                return _Description(code, meant, {"limit": limit, UNCERTAIN: True})
            return _Description(code, None, {"limit": limit})
        case "maxLength":
            return _Description("schema.too-long", None, {"limit": fault.limit, "length": len(value)})
        case "maxItems":
            return _Description("schema.too-many", None, {"limit": fault.limit, "length": len(value)})
        case "uniqueItems":
            return _Description("schema.repeated")
        case _:
            return _Description("schema.other")


def _wrong_number(fault: FormFault, value: str) -> _Description:
    plain = suggestions.without_first(without_edges(value), fault.about)
    is_amount = fault.field.unit is Unit.KR
    code, parse = ("schema.amount", suggestions.amount) if is_amount else ("schema.number", suggestions.number)
    if fault.field.single_type.is_year:
        number = year_of(plain)
    else:
        number = 0 if is_amount and suggestions.is_none(value) else parse(plain)
        among = one_number(plain, parse, is_amount=is_amount) if number is None else None
        if among is not None and (taken := _taken(fault, among)) is not None:
            return _Description("schema.number-in-text", taken, {"found": value})
        if is_amount and (meant := suggestions.amounts_meant(plain)):
            return _Description("schema.amount-open", None, {"found": value, "meant": meant})
    if isinstance(number, float) and not number.is_integer() and _is_whole(fault.field):
        return _Description("schema.whole-number", _taken(fault, round(number)))
    return _Description(code, None if number is None else _taken(fault, number))


def _taken(fault: FormFault, number: float) -> str | None:
    """Return a number as the field takes it, ``None`` if it would be at fault there again."""
    least, most = fault.schema.get("minimum", -LARGEST), fault.schema.get("maximum", LARGEST)
    if not least <= number <= most or (_is_whole(fault.field) and number != int(number)):
        return None
    return str(int(number) if _is_whole(fault.field) else number)


def _is_whole(field: Field) -> bool:
    return bool(field.single_type.schema["type"] == "integer")


def _wrong_date(fault: FormFault, value: str) -> _Description:
    if fault.field.open_end is not None and is_ongoing(value):
        answer = fault.pointer.rpartition("/")[0] + pointer_to(fault.field.open_end)
        return _Description("schema.date-ongoing", None, {"found": value, "pointers": (answer,)})
    date, near = written_dates.date(value), written_dates.nearest_date(value)
    if near is not None and date is None:
        return _Description("schema.date-impossible", near, {"found": value})
    meant = vague(value) if date is None else None
    if meant is None:
        return _Description("schema.date", date, {"found": value})
    if not meant:
        return _Description("schema.date-length", None, {"found": value})
    return _Description("schema.date-open", None, {"found": value, "meant": meant})


def _has_lines(fault: FormFault) -> bool:
    mark, _ = fault.document.mark(fault.pointer)
    return mark is not None and mark.start.line != mark.end.line


def _wrong_type(fault: FormFault, kind: FieldKind, written: str) -> _Description:
    value = fault.value
    is_plain = not isinstance(value, dict | list)
    match kind:
        case FieldKind.RECORD:
            return _Description("schema.record", None, {"allowed": fault.field.children})
        case FieldKind.LIST:
            # Name what a list may hold: its choices, or the fields of each item.
            allowed = fault.field.values or fault.field.children
            parameters: dict[str, object] = {"allowed": allowed} if allowed else {}
            # Lines may be items, which one text no longer separates.
            suggestion = as_list(fault.field, str(value)) if is_plain and not _has_lines(fault) else None
            if suggestion is not None and not names_only_known(fault.field, str(value), fault.document.value):
                suggestion = as_labels(fault.field, str(value), suggestion, fault.document.value, fault.fields)
                parameters[UNCERTAIN] = True
            return _Description("schema.list", suggestion, parameters)
        case _ if not is_plain:
            return _Description("schema.single-value", in_brackets(written))
        case FieldKind.NUMBER if isinstance(value, str):
            return _wrong_number(fault, value)
        case FieldKind.NUMBER if (
            fault.field.unit is Unit.KR and isinstance(value, float) and abs(value) < _LEAST_ROUNDED
        ):
            # Whoever writes 64.8 means millions, which no rounding gives.
            meant = suggestions.amounts_meant(written)
            if meant:
                return _Description("schema.amount-open", None, {"found": written, "meant": meant})
            return _Description("schema.amount")
        case FieldKind.NUMBER if isinstance(value, float):
            return _Description("schema.whole-number", _taken(fault, round(value)))
        case FieldKind.NUMBER:
            return _Description("schema.number")
        case FieldKind.TRUTH:
            answer = suggestions.yes_or_no(value)
            return _Description("schema.yes-no", None if answer is None else str(answer).lower())
        case FieldKind.DATE:
            return _wrong_date(fault, str(value))
        case FieldKind.TEXT:
            forms = {"municipality-code": suggestions.code, "org-number": suggestions.org_number}
            form = forms.get(fault.schema.get("format", ""), suggestions.quoted)
            return _Description("schema.text", form(written))
