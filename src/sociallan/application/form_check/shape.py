"""The shape check: names and types against the application's schema, with diagnostics by keyword and field."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, Gap, pointer_to
from sociallan.application.field import Catalogue, Form
from sociallan.application.form_check.form_schema import form_schema
from sociallan.application.form_check.links import Links
from sociallan.application.form_check.schema_errors import Mismatch, Steps, validator
from sociallan.application.form_check.string_formats import FORMATS
from sociallan.application.form_check.unanswered import Unanswered, removed
from sociallan.application.form_check.withheld import oversized_lists, unchecked_items, without
from sociallan.application.location import START, Location
from sociallan.application.node_positions import positions_in
from sociallan.application.source import Limits

if TYPE_CHECKING:
    from sociallan.application.form_check.canonical import Canonical
    from sociallan.application.form_check.label_keys import LabelKeys

_UNCHECKED = "beyond"
"""Pseudo-keyword of an item that is withheld unchecked, because the limit of findings is reached before it."""
_KEYWORD_ORDER = ("type", "enum", "const", "pattern", "format", "minimum", "maximum")


class Shape:
    """Shape check of documents against one form, whose values it makes canonical."""

    def __init__(self, form: Form) -> None:
        self.fields: Catalogue = form.fields
        self._form = form
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
            document = _without_malformed(self._with_findings(document, faults), faults)
        return self.as_meant(document)

    def sift(self, document: Document) -> Document:
        """Return the document as ``check`` does, without diagnostics: the fast path."""
        document, faults = self._checked(document)
        return self.as_meant(_without_malformed(document, faults) if faults else document)

    def is_sound(self, document: Document) -> bool:
        """Return whether a document has no findings and is in canonical form, as most are: the schema knows quickly."""
        return not document.findings and self._validator.is_valid(document.value)

    def fits(self, value: Any) -> bool:
        """Return whether an application's values conform to the schema."""
        return self._validator.mismatch(value) is None

    def keeps(self, value: Any) -> bool:
        """Return whether rules see an application as it stands: it conforms, and each stated value is an answer."""
        return self.fits(value) and not self._unanswered.found(value)

    def as_meant(self, document: Document) -> Document:
        """Return the document with references spelt alike, and without the values that answer nothing."""
        value = self._links.spelt(document.value)
        found = self._unanswered.found(value)
        if value is document.value and not found:
            return document
        gaps = {pointer_to(*path): gap for path, gap in found}
        return document._replace(value=removed(value, found), unanswered={**document.unanswered, **gaps})

    def _checked(self, document: Document) -> tuple[Document, list[Mismatch]]:
        """Return the document with canonical values, and the violations that remain in them.

        Words in the place of a number answer nothing, and are no violation.
        """
        if document.value is None or self.is_sound(document):
            return document, []
        document = self._canonical.document(self._label_keys.named(document))
        faults = self._faults(document.value)
        values = {fault.path: _value_at(document.value, fault.path) for fault in faults}
        in_words = {path: value for path, value in values.items() if self._canonical.is_in_words(value, path)}
        written = {pointer_to(*path): text for path, text in in_words.items()}
        document = document._replace(
            value=without(document.value, in_words),
            unanswered=dict.fromkeys(written, Gap.IN_WORDS),
            unanswered_texts=written,
        )
        return document, [fault for fault in faults if fault.path not in in_words]

    def _faults(self, value: Any) -> list[Mismatch]:
        """Return the violations, sorted by path; a list over its limit is not checked further."""
        if self._validator.is_valid(value):
            return []
        lists = [Mismatch("maxItems", path) for path in oversized_lists(value, self._schema)]
        value = without(value, [fault.path for fault in lists])
        unchecked = [Mismatch(_UNCHECKED, path) for path in unchecked_items(value, self._schema, FORMATS)]
        value = without(value, [fault.path for fault in unchecked])
        return sorted((*lists, *unchecked, *self._validator.mismatches(value)), key=_order)

    def _with_findings(self, document: Document, faults: Iterable[Mismatch]) -> Document:
        # Imported late: most applications have no fault of form.
        from sociallan.application.form_check.form_fault import UNKNOWN_KEY, FormFault, diagnostics

        places = positions_in(document)
        reported = {finding.pointer for finding in document.findings if finding.pointer}
        findings: list[Diagnostic[Location]] = []
        limit = Limits().findings
        for mismatch in faults:
            if mismatch.keyword == _UNCHECKED:
                continue
            fault = FormFault(mismatch, document, self._schema, self.fields, self._form.about)
            # Bounded: each fault costs a search for the nearest word, and a hostile file may have fifty thousand.
            for finding in islice(diagnostics(fault, places, self._paths_by_name), limit - len(findings)):
                if finding.pointer not in reported:
                    reported.add(finding.pointer)
                    findings.append(finding)
        if len(findings) == limit or any(mismatch.keyword == _UNCHECKED for mismatch in faults):
            findings.append(Diagnostic("file.too-many-faults", places.at(START), {"limit": len(findings)}))
        # A field under a misspelt name is not missing: withhold it until the name is corrected. In JSON the suggestion
        # has quotation marks.
        intended = {
            f.pointer.rpartition("/")[0] + pointer_to(f.suggestion.strip('"'))
            for f in findings
            if f.code == UNKNOWN_KEY and f.suggestion
        }
        return document._replace(findings=(*document.findings, *findings), withheld=document.withheld | intended)

    @cached_property
    def _canonical(self) -> "Canonical":
        # Imported late: most applications are canonical.
        from sociallan.application.form_check.canonical import Canonical

        return Canonical(self._form)

    @cached_property
    def _label_keys(self) -> "LabelKeys":
        from sociallan.application.form_check.label_keys import LabelKeys  # Imported late: most applications have none.

        return LabelKeys(self.fields)

    @cached_property
    def _paths_by_name(self) -> Mapping[str, Sequence[str]]:
        """Paths of the fields by their last step and by their labels, folded as names are compared."""
        paths_by_name: dict[str, list[str]] = {}
        for path in filter(None, self.fields):
            names = (path.rpartition(".")[2], *self.fields[path].title.values())
            for spelt in dict.fromkeys(each for name in names for each in spelling.spellings_of(name)):
                paths_by_name.setdefault(spelt, []).append(path)
        return paths_by_name


def _without_malformed(document: Document, faults: Iterable[Mismatch]) -> Document:
    wrong = [fault.path for fault in faults if fault.keyword != "additionalProperties"]
    withheld = document.withheld | {pointer_to(*path) for path in wrong}
    texts = {pointer_to(*path): text for path in wrong if isinstance(text := _value_at(document.value, path), str)}
    value = without(document.value, wrong)
    return document._replace(value=value, withheld=withheld, withheld_texts=texts, malformed=True)


def _value_at(value: Any, path: Steps) -> Any:
    for step in path:
        value = value[step]
    return value


def _order(fault: Mismatch) -> tuple[list[str], int, str]:
    rank = _KEYWORD_ORDER.index(fault.keyword) if fault.keyword in _KEYWORD_ORDER else len(_KEYWORD_ORDER)
    return [str(step).zfill(6) for step in fault.path], rank, fault.keyword
