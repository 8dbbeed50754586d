"""The shape check: spelling and types against the application's schema, worded by us.

jsonschema-rs says in some thirty microseconds whether anything is wrong; only then is jsonschema,
which takes fifty times as long, asked what. The tests hold both to the same answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
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
from sociallan.model.place import START
from sociallan.model.source import Limits

_UNKNOWN = "schema.unknown-key"
_WEIGHT = ("type", "enum", "const", "pattern", "format", "minimum", "maximum")


class Shape:
    """A schema made ready to check documents."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self.fields: Catalogue = catalogue(schema)
        self._fast = jsonschema_rs.Draft202012Validator(dict(schema), validate_formats=True, formats=dict(FORMATS))

    def check(self, document: Document) -> Document:
        """Give the document with what is wrong with its shape, and without the values that are."""
        sifted = self.sift(document)
        return _with_findings(sifted, document, self._faults(document)) if sifted.malformed else document

    def sift(self, document: Document) -> Document:
        """Give the document without the values whose shape is wrong, and say nothing of them: the fast path."""
        if document.value is None or self._fast.is_valid(document.value):
            return document
        wrong = [
            (error.kind.name, list(error.instance_path))
            for error in self._fast.iter_errors(document.value)
            if error.kind.name != "uniqueItems" or _repeats(error.instance)
        ]
        withheld = frozenset(pointer_to(*path) for keyword, path in wrong if keyword != "additionalProperties")
        value = document.value
        for pointer in withheld:
            value = _without(value, steps_of(pointer))
        return replace(document, value=value, withheld=withheld, malformed=bool(wrong))

    def fits(self, value: Any) -> bool:
        """Say whether an application's values have the right form."""
        faults = () if self._fast.is_valid(value) else self._fast.iter_errors(value)
        return all(error.kind.name == "uniqueItems" and not _repeats(error.instance) for error in faults)

    def _faults(self, document: Document) -> "list[_Fault]":
        return [_Fault(error, document, self.fields) for error in self._errors(document.value)]

    def _errors(self, value: Any) -> list[Any]:
        return sorted(self._slow.iter_errors(value), key=_order)

    @cached_property
    def _slow(self) -> Any:
        # Imported here because it costs a third of a whole run, and most documents are right.
        import jsonschema
        from jsonschema.validators import extend

        checker = jsonschema.FormatChecker(formats=())
        for name, check in FORMATS.items():
            checker.checks(name)(check)
        validator: Any = extend(jsonschema.Draft202012Validator, {"uniqueItems": _repeated})  # type: ignore[no-untyped-call]
        return validator(self._schema, format_checker=checker)


def _repeated(_validator: Any, wanted: bool, value: Any, _schema: Any) -> Iterator[Any]:
    """Stand in for jsonschema's ``uniqueItems``, which takes hours over long lists."""
    from jsonschema import ValidationError

    if wanted and _repeats(value):
        yield ValidationError("repeated")


def _repeats(value: Any) -> bool:
    """Say whether a list holds a text, number or truth twice; gaps may stand there many times."""
    if not isinstance(value, list):
        return False
    stated = [(isinstance(item, bool), item) for item in value if isinstance(item, str | int | float)]
    return len(set(stated)) < len(stated)


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


def _with_findings(sifted: Document, document: Document, faults: list[_Fault]) -> Document:
    places = Places(document.text)
    told = {finding.pointer for finding in document.findings if finding.pointer}
    findings: list[Finding] = []
    most = Limits().findings
    for fault in faults:
        # Each fault costs a search for the nearest word: a hostile file may have fifty thousand.
        for finding in islice(_worded(fault, places), most - len(findings)):
            if finding.pointer not in told:
                told.add(finding.pointer)
                findings.append(finding)
    if len(findings) == most:
        findings.append(Finding("file.too-many-faults", "", places.at(START), {"limit": most}))
    # What stands under a misspelt name is not missing: it waits for the name to be mended.
    meant = {
        f.pointer.rpartition("/")[0] + pointer_to(f.suggestion) for f in findings if f.code == _UNKNOWN and f.suggestion
    }
    return replace(sifted, findings=(*document.findings, *findings), withheld=sifted.withheld | meant)


def _without(value: Any, steps: list[str]) -> Any:
    """Give a copy with ``None`` where the steps lead; what is not on the way is shared, not copied."""
    if not steps or value is None:
        return None
    changed = value.copy()
    key: Any = int(steps[0]) if isinstance(value, list) else steps[0]
    changed[key] = _without(changed[key], steps[1:])
    return changed


def _worded(fault: _Fault, places: Places) -> Iterator[Finding]:
    if fault.keyword == "additionalProperties":
        yield from _unknown_keys(fault, places)
        return
    place = place_of(fault.document, fault.pointer, places)
    span = place.span
    written = places.line(span.line)[span.column - 1 : span.end_column - 1]
    code, suggestion, parameters = _explained(fault, written)
    yield Finding(code, fault.pointer, place, {"path": fault.field.path, **parameters}, suggestion)


def _unknown_keys(fault: _Fault, places: Places) -> Iterator[Finding]:
    allowed = list(fault.schema["properties"])
    prefix = f"{fault.field.path}." if fault.field.path else ""
    titles = {name: fault.fields[prefix + name].title for name in allowed}
    elsewhere: dict[str, list[str]] = {}
    for path in filter(None, fault.fields):
        elsewhere.setdefault(path.rpartition(".")[2], []).append(path)
    for key in fault.value:
        if key in fault.schema["properties"]:
            continue
        pointer = fault.pointer + pointer_to(key)
        near = slips.nearest(key, [name for name in allowed if name not in fault.value] or allowed, titles)
        parameters: dict[str, Parameter] = {"key": key, "path": fault.field.path, "allowed": tuple(allowed)}
        if len(elsewhere.get(key, ())) == 1:
            # Spelt right, but in the wrong place: that is surer than any likeness.
            parameters["belongs"] = elsewhere[key][0]
            yield Finding("schema.misplaced-key", pointer, key_place(fault.document, pointer, places), parameters)
        else:
            yield Finding(_UNKNOWN, pointer, key_place(fault.document, pointer, places), parameters, near)


def _explained(fault: _Fault, written: str) -> tuple[str, str | None, dict[str, Parameter]]:
    """Give code, suggestion and parameters for an error about one value, given as it is written."""
    kind = fault.field.items if fault.in_list else fault.field.kind
    value = fault.value
    match fault.keyword:
        case "type" if "enum" not in fault.schema or isinstance(value, dict | list):
            return _wrong_type(fault, kind or Kind.TEXT, written)
        case "type" | "enum":
            allowed = tuple(str(member) for member in fault.schema["enum"] if member is not None)
            return "schema.enum", slips.nearest(str(value), allowed, fault.field.labels), {"allowed": allowed}
        case "const":
            return "schema.const", str(fault.limit), {}
        case "pattern" | "format" | "minimum" | "maximum" if kind is Kind.DATE:
            code = "schema.date-impossible" if fault.keyword == "format" else "schema.date"
            return code, slips.date(value), {"found": str(value)}
        case "pattern" | "format" if fault.schema.get("format") == "municipality-code":
            return "schema.code", slips.code(value), {}
        case "pattern" if fault.schema.get("format") == "org-number":
            return "schema.org-number-form", slips.org_number(value), {}
        case "format":
            return "schema.org-number-digits", None, {}
        case "minimum" | "maximum" as bound:
            # A year is no quantity: it is written without separators.
            limit = str(fault.limit) if fault.field.path.endswith(".year") else fault.limit
            return "schema.too-small" if bound == "minimum" else "schema.too-large", None, {"limit": limit}
        case "maxLength":
            return "schema.too-long", None, {"limit": fault.limit, "length": len(value)}
        case "maxItems":
            return "schema.too-many", None, {"limit": fault.limit, "length": len(value)}
        case "uniqueItems":
            return "schema.repeated", None, {}
        case _:
            return "schema.other", None, {}


def _wrong_type(fault: _Fault, kind: Kind, written: str) -> tuple[str, str | None, dict[str, Parameter]]:
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
            forms = {"municipality-code": slips.code, "org-number": slips.org_number}
            form = forms.get(fault.schema.get("format", ""), slips.quoted)
            return "schema.text", form(written), {}
