"""Parser of the summary in pack.yaml: the fields at the head of reports, and the one that dates the application."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application import spelling
from sociallan.application.field import Catalogue, Field, FieldKind, Translations, lists_around
from sociallan.pack.own_texts import names_in_braces
from sociallan.pack.pack import Role, SummaryField
from sociallan.pack.references import References

RESERVED = frozenset(
    (
        "path", "path_encoded", "sha256", "verdict", "as_of", "as_of_source", "submitted", "phase", "groups",
        "findings", "outcomes", "questions", "more_questions", "precedents", "chain", "waived", "since",
        "bases", "reading", "schema", "record", "explained", "tool", "pack", "lang",
    )
)  # fmt: skip
"""The keys that an application has with every pack, in the JSON report and in its lines."""

_KINDS = {
    None: (FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.TRUTH),
    Role.APPLICANT: (FieldKind.TEXT,),
    Role.TITLE: (FieldKind.TEXT,),
    Role.CLASS: (FieldKind.TEXT,),
    Role.AMOUNT: (FieldKind.NUMBER,),
    Role.NUMBER: (FieldKind.TEXT,),
    Role.PLACE: (FieldKind.TEXT,),
}
"""The kinds of field that each role takes."""


class SummaryReader:
    """Reader of the summary of a pack.yaml that is valid under its schema; faults are noted."""

    def __init__(self, fields: Catalogue, refers: References) -> None:
        self._fields = fields
        self._refers = refers

    def read(self, specs: Mapping[str, Any]) -> tuple[SummaryField, ...]:
        """Return the valid fields of the summary, in order."""
        return tuple(self._read(specs))

    def dated_by(self, path: str | None) -> str | None:
        """Return the path of the field with the application's own date, if it can be that."""
        known = None if path is None else self._field(path, "/dated_by", (FieldKind.DATE,))
        return None if known is None else path

    def _read(self, specs: Mapping[str, Any]) -> Iterator[SummaryField]:
        own_lines: list[str] = []
        roles: dict[Role, str] = {}
        for name, spec in specs.items():
            at, role = f"/summary/{name}", Role(spec["role"]) if "role" in spec else None
            known = self._field(spec["field"], f"{at}/field", _KINDS[role], choice=role is Role.CLASS)
            if name in RESERVED:
                self._refers.key_fault("pack.summary-name", at, name=name)
            if role is not None and roles.setdefault(role, name) != name:
                self._refers.fault("pack.summary-role-taken", f"{at}/role", role=role, other=roles[role])
            beside = spec.get("beside")
            if beside is None:
                own_lines.append(name)
            elif beside not in own_lines:
                near = spelling.nearest(beside, own_lines)
                self._refers.fault("pack.summary-beside", f"{at}/beside", near, name=beside)
            self._check_phrase(spec.get("phrase", {}), at, frozenset((name, beside or "")))
            if known is not None:
                label = spec.get("label", known.title)
                tables = spec.get("only_in_tables", False)
                yield SummaryField(name, spec["field"], label, role, beside, spec.get("phrase", {}), tables)

    def _field(self, path: str, at: str, kinds: tuple[FieldKind, ...], *, choice: bool = False) -> Field | None:
        """Return a field of one of the kinds outside lists; ``None`` if a fault was noted."""
        known = self._fields.get(path)
        if known is None:
            self._refers.fault("rule.unknown-field", at, spelling.nearest(path, self._fields), path=path)
            return None
        if lists_around(path, self._fields) or known.kind not in kinds or (choice and not known.values):
            self._refers.fault("pack.summary-field", at, path=path)
            return None
        return known

    def _check_phrase(self, phrase: Translations, at: str, names: frozenset[str]) -> None:
        """Check that a phrase names its field and the one beside it, and nothing else."""
        for lang, text in phrase.items():
            if names_in_braces(text) != names:
                wanted = ", ".join(f"{{{name}}}" for name in sorted(names))
                self._refers.fault("pack.summary-phrase", f"{at}/phrase/{lang}", names=wanted)
