"""The shape check: spelling and types against the application's schema, worded by us.

jsonschema-rs says in some thirty microseconds whether anything is wrong; only then is jsonschema,
which takes fifty times as long, asked what. The tests hold both to the same answer.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import jsonschema_rs

from sociallan.core import slips
from sociallan.core.fields import catalogue
from sociallan.core.formats import FORMATS
from sociallan.core.places import Places, key_place, place_of
from sociallan.model.condition import Kind
from sociallan.model.document import Document, pointer_to, steps_of
from sociallan.model.field import Catalogue, Field
from sociallan.model.finding import Finding, Parameter

_WEIGHT = ("type", "enum", "const", "pattern", "format", "minimum", "maximum")


class Shape:
    """A schema made ready to check documents."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self.fields: Catalogue = catalogue(schema)
        self._fast = jsonschema_rs.Draft202012Validator(dict(schema), validate_formats=True, formats=dict(FORMATS))

    def check(self, document: Document) -> Document:
        """Give the document with what is wrong with its shape, and without the values that are."""
        if document.value is None or self._fast.is_valid(document.value):
            return document
        faults = [_Fault(error, document, self.fields) for error in self._errors(document.value)]
        return _with_faults(document, faults)

    def _errors(self, value: Any) -> list[Any]:
        # Imported here because it costs a third of a whole run, and most documents are right.
        import jsonschema

        checker = jsonschema.FormatChecker(formats=())
        for name, check in FORMATS.items():
            checker.checks(name)(check)
        validator = jsonschema.Draft202012Validator(self._schema, format_checker=checker)
        errors = sorted(validator.iter_errors(value), key=_order)
        assert errors, "jsonschema-rs and jsonschema differ"
        return errors


def _order(error: Any) -> tuple[list[str], int]:
    weight = _WEIGHT.index(error.validator) if error.validator in _WEIGHT else len(_WEIGHT)
    return [str(step).zfill(6) for step in error.absolute_path], weight


class _Fault:
    """One of jsonschema's errors, with what is needed to word it."""

    def __init__(self, error: Any, document: Document, fields: Catalogue) -> None:
        self.keyword: str = error.validator
        self.limit: Any = error.validator_value
        self.value: Any = error.instance
        self.schema: Mapping[str, Any] = error.schema
        self.pointer = pointer_to(*error.absolute_path)
        path = [step for step in error.absolute_path if isinstance(step, str)]
        self.field: Field = fields[".".join(path)]
        self.in_list = bool(error.absolute_path) and isinstance(error.absolute_path[-1], int)
        self.fields = fields
        self.document = document


def _with_faults(document: Document, faults: list[_Fault]) -> Document:
    places = Places(document.text)
    told = {finding.pointer for finding in document.findings if finding.pointer}
    findings: list[Finding] = []
    withheld: set[str] = set()
    for fault in faults:
        if fault.keyword != "additionalProperties":
            withheld.add(fault.pointer)
        for finding in _worded(fault, places):
            if finding.pointer not in told:
                told.add(finding.pointer)
                findings.append(finding)
    value = copy.deepcopy(document.value)
    for pointer in withheld:
        value = _without(value, steps_of(pointer))
    return replace(
        document, value=value, findings=(*document.findings, *findings), withheld=document.withheld | withheld
    )


def _without(value: Any, steps: list[str]) -> Any:
    """Put ``None`` in the place of the value that the steps lead to."""
    if not steps:
        return None
    holder = value
    for step in steps[:-1]:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        if holder is None:
            return value
    holder[int(steps[-1]) if isinstance(holder, list) else steps[-1]] = None
    return value


def _worded(fault: _Fault, places: Places) -> Iterator[Finding]:
    if fault.keyword == "additionalProperties":
        yield from _unknown_keys(fault, places)
        return
    code, suggestion, parameters = _explained(fault)
    place = place_of(fault.document, fault.pointer, places)
    yield Finding(code, fault.pointer, place, {"path": fault.field.path, **parameters}, suggestion)


def _unknown_keys(fault: _Fault, places: Places) -> Iterator[Finding]:
    allowed = list(fault.schema["properties"])
    prefix = f"{fault.field.path}." if fault.field.path else ""
    titles = {name: fault.fields[prefix + name].title for name in allowed}
    elsewhere = {path.rpartition(".")[2]: path for path in fault.fields if path}
    for key in fault.value:
        if key in fault.schema["properties"]:
            continue
        pointer = fault.pointer + pointer_to(key)
        near = slips.nearest(key, [name for name in allowed if name not in fault.value] or allowed, titles)
        parameters: dict[str, Parameter] = {"key": key, "path": fault.field.path, "allowed": tuple(allowed)}
        if near is None and key in elsewhere:
            parameters["belongs"] = elsewhere[key]
            yield Finding("schema.misplaced-key", pointer, key_place(fault.document, pointer, places), parameters)
        else:
            yield Finding("schema.unknown-key", pointer, key_place(fault.document, pointer, places), parameters, near)


def _explained(fault: _Fault) -> tuple[str, str | None, dict[str, Parameter]]:
    """Give code, suggestion and parameters for an error about one value."""
    kind = fault.field.items if fault.in_list else fault.field.kind
    value = fault.value
    match fault.keyword:
        case "type":
            return _wrong_type(fault, kind or Kind.TEXT)
        case "enum":
            allowed = fault.field.values
            return "schema.enum", slips.nearest(str(value), allowed, fault.field.labels), {"allowed": allowed}
        case "const":
            return "schema.const", str(fault.limit), {}
        case "pattern" | "format" | "minimum" | "maximum" if kind is Kind.DATE:
            code = "schema.date-impossible" if fault.keyword == "format" else "schema.date"
            return code, slips.date(value), {"found": str(value)}
        case "pattern" | "format" if fault.schema.get("format") == "municipality-code":
            return "schema.code", None, {}
        case "pattern" if fault.schema.get("format") == "org-number":
            digits = "".join(filter(str.isdecimal, value))[-10:]
            return "schema.org-number-form", f"{digits[:6]}-{digits[6:]}" if len(digits) == 10 else None, {}
        case "format":
            return "schema.org-number-digits", None, {}
        case "minimum":
            return "schema.too-small", None, {"limit": fault.limit}
        case "maximum":
            return "schema.too-large", None, {"limit": fault.limit}
        case "maxLength":
            return "schema.too-long", None, {"limit": fault.limit, "length": len(value)}
        case "maxItems":
            return "schema.too-many", None, {"limit": fault.limit, "length": len(value)}
        case "uniqueItems":
            return "schema.repeated", None, {}
        case _:
            return "schema.other", None, {}


def _wrong_type(fault: _Fault, kind: Kind) -> tuple[str, str | None, dict[str, Parameter]]:
    value = fault.value
    is_plain = not isinstance(value, dict | list)
    match kind:
        case Kind.RECORD:
            return "schema.record", None, {"allowed": fault.field.children}
        case Kind.LIST:
            return "schema.list", None, {}
        case _ if not is_plain:
            return "schema.single-value", None, {}
        case Kind.NUMBER if isinstance(value, str):
            number = slips.amount(value)
            return "schema.amount" if fault.field.unit else "schema.number", None if number is None else str(number), {}
        case Kind.NUMBER:
            whole = isinstance(value, float)
            return "schema.whole-number" if whole else "schema.number", str(round(value)) if whole else None, {}
        case Kind.TRUTH:
            answer = slips.yes_or_no(value)
            return "schema.yes-no", None if answer is None else str(answer).lower(), {}
        case Kind.DATE:
            return "schema.date", slips.date(value), {"found": str(value)}
        case Kind.TEXT:
            return "schema.text", slips.quoted(value), {}
