"""The shape check: spelling and types against the application's schema, worded by us from keyword and field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any

from sociallan.application import suggestions
from sociallan.application.canonical import Canonical
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue, Field, FieldKind, Form
from sociallan.application.form_schema import form_schema
from sociallan.application.location import START, Location
from sociallan.application.node_positions import NodePositions, key_place, place_of
from sociallan.application.schema_errors import Mismatch, validator
from sociallan.application.source import Limits
from sociallan.application.string_formats import FORMATS
from sociallan.application.withheld import beyond_counting, too_long, without

_UNKNOWN = "schema.unknown-key"
_BEYOND = "beyond"
"""What stands for a keyword where an item is withheld that is not looked at: there are faults enough before it."""
_WEIGHT = ("type", "enum", "const", "pattern", "format", "minimum", "maximum")


class Shape:
    """A form made ready to check documents, whose values it makes canonical."""

    def __init__(self, form: Form) -> None:
        self.fields: Catalogue = form.fields
        self._canonical = Canonical(form)
        self._schema = form_schema(form)
        self._validator = validator(self._schema, FORMATS)

    def check(self, document: Document) -> Document:
        """Return the document with what is wrong with its shape, and without the values that are."""
        document = self._made_canonical(document)
        faults = self._faults(document)
        if not faults:
            return document
        return self._with_findings(_sifted(document, faults), document, faults)

    def sift(self, document: Document) -> Document:
        """Return the document without the values whose shape is wrong, and say nothing of them: the fast path."""
        document = self._made_canonical(document)
        faults = self._faults(document)
        return _sifted(document, faults) if faults else document

    def fits(self, value: Any) -> bool:
        """Return whether an application's values have the right form."""
        return self._validator.is_valid(value) or next(self._validator.mismatches(value), None) is None

    def _made_canonical(self, document: Document) -> Document:
        # Most applications are written in canonical form, and the schema tells so in microseconds.
        is_canonical = not document.findings and self._validator.is_valid(document.value)
        return document if is_canonical or document.value is None else self._canonical.document(document)

    def _faults(self, document: Document) -> list[Mismatch]:
        """Return what is wrong, in the order of the pointers; of a list past its limit, that alone."""
        value = document.value
        if value is None or self._validator.is_valid(value):
            return []
        lists = [Mismatch("maxItems", path) for path in too_long(value, self._schema)]
        value = without(value, [fault.path for fault in lists])
        beyond = [Mismatch(_BEYOND, path) for path in beyond_counting(value, self._schema, FORMATS)]
        value = without(value, [fault.path for fault in beyond])
        return sorted((*lists, *beyond, *self._validator.mismatches(value)), key=_order)

    def _with_findings(self, sifted: Document, document: Document, faults: Iterable[Mismatch]) -> Document:
        places = NodePositions(document.text)
        told = {finding.pointer for finding in document.findings if finding.pointer}
        findings: list[Diagnostic[Location]] = []
        most = Limits().findings
        for mismatch in faults:
            if mismatch.keyword == _BEYOND:
                continue
            fault = _Fault(mismatch, document, self._schema, self.fields)
            # Each fault costs a search for the nearest word: a hostile file may have fifty thousand.
            for finding in islice(_worded(fault, places, self._homes), most - len(findings)):
                if finding.pointer not in told:
                    told.add(finding.pointer)
                    findings.append(finding)
            if len(findings) == most:
                break
        if len(findings) == most or any(mismatch.keyword == _BEYOND for mismatch in faults):
            findings.append(Diagnostic("file.too-many-faults", places.at(START), {"limit": len(findings)}))
        # What stands under a misspelt name is not missing: it waits for the name to be mended.
        meant = {
            f.pointer.rpartition("/")[0] + pointer_to(f.suggestion)
            for f in findings
            if f.code == _UNKNOWN and f.suggestion
        }
        return replace(sifted, findings=(*document.findings, *findings), withheld=sifted.withheld | meant)

    @cached_property
    def _homes(self) -> Mapping[str, Sequence[str]]:
        """The paths that end in each name."""
        homes: dict[str, list[str]] = {}
        for path in filter(None, self.fields):
            homes.setdefault(path.rpartition(".")[2], []).append(path)
        return homes


def _sifted(document: Document, faults: Iterable[Mismatch]) -> Document:
    wrong = [fault.path for fault in faults if fault.keyword != "additionalProperties"]
    withheld = frozenset(pointer_to(*path) for path in wrong)
    return replace(document, value=without(document.value, wrong), withheld=withheld, malformed=True)


def _order(fault: Mismatch) -> tuple[list[str], int, str]:
    weight = _WEIGHT.index(fault.keyword) if fault.keyword in _WEIGHT else len(_WEIGHT)
    return [str(step).zfill(6) for step in fault.path], weight, fault.keyword


class _Fault:
    """A mismatch, with what is needed to word it."""

    def __init__(self, mismatch: Mismatch, document: Document, schema: Mapping[str, Any], fields: Catalogue) -> None:
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
        self.document = document


def _worded(fault: _Fault, places: NodePositions, homes: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic[Location]]:
    if fault.keyword == "additionalProperties":
        yield from _unknown_keys(fault, places, homes)
        return
    place = place_of(fault.document, fault.pointer, places)
    span = place.span
    written = places.line(span.line)[span.column - 1 : span.end_column - 1]
    code, suggestion, parameters = _explained(fault, written)
    yield Diagnostic(code, place, {"path": fault.field.path, **parameters}, suggestion, fault.pointer)


def _unknown_keys(
    fault: _Fault, places: NodePositions, homes: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic[Location]]:
    allowed = list(fault.schema["properties"])
    prefix = f"{fault.field.path}." if fault.field.path else ""
    titles = {name: fault.fields[prefix + name].title for name in allowed}
    for key in fault.value:
        if key in fault.schema["properties"]:
            continue
        pointer = fault.pointer + pointer_to(key)
        place = key_place(fault.document, pointer, places)
        near = suggestions.nearest(key, [name for name in allowed if name not in fault.value] or allowed, titles)
        parameters: dict[str, object] = {"key": key, "path": fault.field.path, "allowed": tuple(allowed)}
        if len(homes.get(key, ())) == 1:
            # Spelt right, but in the wrong place: that is surer than any likeness.
            parameters["belongs"] = homes[key][0]
            yield Diagnostic("schema.misplaced-key", place, parameters, pointer=pointer)
        else:
            yield Diagnostic(_UNKNOWN, place, parameters, near, pointer)


def _explained(fault: _Fault, written: str) -> tuple[str, str | None, dict[str, object]]:
    """Return code, suggestion and parameters for an error about one value, given as it is written."""
    kind = fault.field.items if fault.in_list else fault.field.kind
    value = fault.value
    match fault.keyword:
        case "type" if "enum" not in fault.schema or isinstance(value, dict | list):
            return _wrong_type(fault, kind or FieldKind.TEXT, written)
        case "type" | "enum":
            allowed = tuple(str(member) for member in fault.schema["enum"] if member is not None)
            return "schema.enum", suggestions.nearest(str(value), allowed, fault.field.labels), {"allowed": allowed}
        case "const":
            return "schema.const", str(fault.limit), {}
        case "pattern" | "format" | "minimum" | "maximum" if kind is FieldKind.DATE:
            code = "schema.date-impossible" if fault.keyword == "format" else "schema.date"
            return code, suggestions.date(value), {"found": str(value)}
        case "pattern" | "format" if fault.schema.get("format") == "municipality-code":
            return "schema.code", suggestions.code(value), {}
        case "pattern" if fault.schema.get("format") == "org-number":
            return "schema.org-number-form", suggestions.org_number(value), {}
        case "format":
            return "schema.org-number-digits", None, {}
        case "minimum" | "maximum" as bound:
            # A year is no quantity: it is written without separators.
            limit = str(fault.limit) if fault.field.single_type.name == "year" else fault.limit
            return "schema.too-small" if bound == "minimum" else "schema.too-large", None, {"limit": limit}
        case "maxLength":
            return "schema.too-long", None, {"limit": fault.limit, "length": len(value)}
        case "maxItems":
            return "schema.too-many", None, {"limit": fault.limit, "length": len(value)}
        case "uniqueItems":
            return "schema.repeated", None, {}
        case _:
            return "schema.other", None, {}


def _wrong_type(fault: _Fault, kind: FieldKind, written: str) -> tuple[str, str | None, dict[str, object]]:
    value = fault.value
    is_plain = not isinstance(value, dict | list)
    match kind:
        case FieldKind.RECORD:
            return "schema.record", None, {"allowed": fault.field.children}
        case FieldKind.LIST:
            return "schema.list", None, {}
        case _ if not is_plain:
            return "schema.single-value", None, {}
        case FieldKind.NUMBER if isinstance(value, str):
            number = suggestions.amount(value)
            code = "schema.amount" if fault.field.unit == "kr" else "schema.number"
            return code, None if number is None else str(number), {}
        case FieldKind.NUMBER:
            whole = isinstance(value, float)
            return "schema.whole-number" if whole else "schema.number", str(round(value)) if whole else None, {}
        case FieldKind.TRUTH:
            answer = suggestions.yes_or_no(value)
            return "schema.yes-no", None if answer is None else str(answer).lower(), {}
        case FieldKind.DATE:
            return "schema.date", suggestions.date(value), {"found": str(value)}
        case FieldKind.TEXT:
            forms = {"municipality-code": suggestions.code, "org-number": suggestions.org_number}
            form = forms.get(fault.schema.get("format", ""), suggestions.quoted)
            return "schema.text", form(written), {}
