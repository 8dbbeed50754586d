"""The shape check: names and types against the application's schema, with diagnostics by keyword and field."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from sociallan.application.line_repairs import in_quotes
from sociallan.application.links import Links
from sociallan.application.location import START, Location
from sociallan.application.node_positions import NodePositions, key_place, place_of
from sociallan.application.schema_errors import Mismatch, validator
from sociallan.application.source import Limits
from sociallan.application.string_formats import FORMATS
from sociallan.application.unanswered import Unanswered, removed
from sociallan.application.withheld import oversized_lists, unchecked_items, without

_UNKNOWN = "schema.unknown-key"
_UNCHECKED = "beyond"
"""Pseudo-keyword of an item that is withheld unchecked, because the limit of findings is reached before it."""
_KEYWORD_ORDER = ("type", "enum", "const", "pattern", "format", "minimum", "maximum")


class Shape:
    """Shape check of documents against one form, whose values it makes canonical."""

    def __init__(self, form: Form) -> None:
        self.fields: Catalogue = form.fields
        self._about = form.about
        self._canonical = Canonical(form)
        self._links = Links(form)
        self._unanswered = Unanswered(form)
        self._schema = form_schema(form)
        self._validator = validator(self._schema, FORMATS)

    def check(self, document: Document) -> Document:
        """Return the document with the diagnostics of its shape added.

        Values that are malformed or answer nothing are removed.
        """
        document, faults = self._checked(document)
        if faults:
            document = self._with_findings(_without_malformed(document, faults), document, faults)
        return self._as_meant(document)

    def sift(self, document: Document) -> Document:
        """Return the document as ``check`` does, without diagnostics: the fast path."""
        document, faults = self._checked(document)
        return self._as_meant(_without_malformed(document, faults) if faults else document)

    def fits(self, value: Any) -> bool:
        """Return whether an application's values conform to the schema."""
        return self._validator.is_valid(value) or next(self._validator.mismatches(value), None) is None

    def keeps(self, value: Any) -> bool:
        """Return whether rules see an application as it stands: it conforms, and each stated value is an answer."""
        return self.fits(value) and not self._unanswered.found(value)

    def _as_meant(self, document: Document) -> Document:
        """Return the document with references spelt alike, and without the values that answer nothing."""
        value = self._links.spelt(document.value)
        found = self._unanswered.found(value)
        if value is document.value and not found:
            return document
        gaps = {pointer_to(*path): gap for path, gap in found}
        return replace(document, value=removed(value, found), unanswered=gaps)

    def _checked(self, document: Document) -> tuple[Document, list[Mismatch]]:
        """Return the document with canonical values, and the violations that remain in them."""
        # Most applications are written in canonical form, and the schema tells so in microseconds.
        if document.value is None or (not document.findings and self._validator.is_valid(document.value)):
            return document, []
        document = self._canonical.document(document)
        return document, self._faults(document.value)

    def _faults(self, value: Any) -> list[Mismatch]:
        """Return the violations, sorted by path; a list over its limit is not checked further."""
        if self._validator.is_valid(value):
            return []
        lists = [Mismatch("maxItems", path) for path in oversized_lists(value, self._schema)]
        value = without(value, [fault.path for fault in lists])
        unchecked = [Mismatch(_UNCHECKED, path) for path in unchecked_items(value, self._schema, FORMATS)]
        value = without(value, [fault.path for fault in unchecked])
        return sorted((*lists, *unchecked, *self._validator.mismatches(value)), key=_order)

    def _with_findings(self, stripped: Document, document: Document, faults: Iterable[Mismatch]) -> Document:
        places = NodePositions(document.text)
        reported = {finding.pointer for finding in document.findings if finding.pointer}
        findings: list[Diagnostic[Location]] = []
        limit = Limits().findings
        for mismatch in faults:
            if mismatch.keyword == _UNCHECKED:
                continue
            fault = _Fault(mismatch, document, self._schema, self.fields, self._about)
            # Bounded: each fault costs a search for the nearest word, and a hostile file may have fifty thousand.
            for finding in islice(_diagnostics(fault, places, self._paths_by_name), limit - len(findings)):
                if finding.pointer not in reported:
                    reported.add(finding.pointer)
                    findings.append(finding)
            if len(findings) == limit:
                break
        if len(findings) == limit or any(mismatch.keyword == _UNCHECKED for mismatch in faults):
            findings.append(Diagnostic("file.too-many-faults", places.at(START), {"limit": len(findings)}))
        # A field under a misspelt name is not missing: withhold it until the name is corrected.
        intended = {
            f.pointer.rpartition("/")[0] + pointer_to(f.suggestion)
            for f in findings
            if f.code == _UNKNOWN and f.suggestion
        }
        return replace(stripped, findings=(*document.findings, *findings), withheld=stripped.withheld | intended)

    @cached_property
    def _paths_by_name(self) -> Mapping[str, Sequence[str]]:
        """Paths of the fields by their last step."""
        paths_by_name: dict[str, list[str]] = {}
        for path in filter(None, self.fields):
            paths_by_name.setdefault(path.rpartition(".")[2], []).append(path)
        return paths_by_name


def _without_malformed(document: Document, faults: Iterable[Mismatch]) -> Document:
    wrong = [fault.path for fault in faults if fault.keyword != "additionalProperties"]
    withheld = frozenset(pointer_to(*path) for path in wrong)
    return replace(document, value=without(document.value, wrong), withheld=withheld, malformed=True)


def _order(fault: Mismatch) -> tuple[list[str], int, str]:
    rank = _KEYWORD_ORDER.index(fault.keyword) if fault.keyword in _KEYWORD_ORDER else len(_KEYWORD_ORDER)
    return [str(step).zfill(6) for step in fault.path], rank, fault.keyword


class _Fault:
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


def _diagnostics(
    fault: _Fault, places: NodePositions, paths_by_name: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic[Location]]:
    if fault.keyword == "additionalProperties":
        yield from _unknown_keys(fault, places, paths_by_name)
        return
    place = place_of(fault.document, fault.pointer, places)
    span = place.span
    written = places.line(span.line)[span.column - 1 : span.end_column - 1]
    code, suggestion, parameters = _described(fault, written)
    yield Diagnostic(code, place, {"path": fault.field.path, **parameters}, suggestion, fault.pointer)


def _unknown_keys(
    fault: _Fault, places: NodePositions, paths_by_name: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic[Location]]:
    allowed = list(fault.schema["properties"])
    titles = {name: fault.fields[fault.field.path_of(name)].title for name in allowed}
    for key in fault.value:
        if key in fault.schema["properties"]:
            continue
        pointer = fault.pointer + pointer_to(key)
        place = key_place(fault.document, pointer, places)
        near = suggestions.nearest(key, [name for name in allowed if name not in fault.value] or allowed, titles)
        parameters: dict[str, object] = {"key": key, "path": fault.field.path, "allowed": tuple(allowed)}
        if len(paths_by_name.get(key, ())) == 1:
            # The name exists elsewhere: a more certain diagnosis than a similar name here.
            parameters["belongs"] = paths_by_name[key][0]
            yield Diagnostic("schema.misplaced-key", place, parameters, pointer=pointer)
        else:
            yield Diagnostic(_UNKNOWN, place, parameters, near, pointer)


def _described(fault: _Fault, written: str) -> tuple[str, str | None, dict[str, object]]:
    """Return code, suggestion and parameters for a mismatch of one value; ``written`` is its text in the file."""
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
            # A year is not a quantity: format it without separators.
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


def _wrong_number(fault: _Fault, value: str) -> tuple[str, str | None, dict[str, object]]:
    plain = suggestions.without_first(value, fault.about)
    if fault.field.unit != "kr":
        number = suggestions.number(plain)
        return "schema.number", None if number is None else str(number), {}
    amount = 0 if suggestions.is_none(value) else suggestions.amount(plain)
    return "schema.amount", None if amount is None else str(amount), {}


def _as_list(fault: _Fault) -> str | None:
    """Return what is written in the place of a list as a list: choices one by one, and a text as its only item."""
    field, written = fault.field, str(fault.value)
    if field.values:
        return suggestions.items(written, lambda item: suggestions.nearest(item, field.values, field.labels))
    if field.items is FieldKind.NUMBER:
        return suggestions.items(written, lambda item: item if item.isdecimal() else None)
    return f"[{in_quotes(written)}]" if field.items is FieldKind.TEXT else None


def _wrong_type(fault: _Fault, kind: FieldKind, written: str) -> tuple[str, str | None, dict[str, object]]:
    value = fault.value
    is_plain = not isinstance(value, dict | list)
    match kind:
        case FieldKind.RECORD:
            return "schema.record", None, {"allowed": fault.field.children}
        case FieldKind.LIST:
            return "schema.list", _as_list(fault) if is_plain else None, {}
        case _ if not is_plain:
            return "schema.single-value", None, {}
        case FieldKind.NUMBER if isinstance(value, str):
            return _wrong_number(fault, value)
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
