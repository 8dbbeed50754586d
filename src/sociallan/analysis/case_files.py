"""Loader of the cases of a pack, which collects all faults."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from sociallan.analysis.case import Case, CaseRun, CaseSection
from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import with_value
from sociallan.pack.faults import in_order
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.pack.references import References, reading_faults
from sociallan.pack.rule_files import ids_of
from sociallan.pack.schema_check import CASES, PackSchemas
from sociallan.pack.specimens import changed, ineffective_changes, stated_changes
from sociallan.screening.report import Verdict


class CaseDraft(NamedTuple):
    """Result of loading cases that may be invalid: the valid ones, and all faults sorted by location."""

    cases: tuple[Case, ...]
    faults: tuple[Diagnostic[PackLocation], ...]


def cases_of(draft: PackDraft, pack: Pack, schemas: PackSchemas) -> CaseDraft:
    """Return the cases of a pack that was loaded with those of its rules that have no faults."""
    return survey_cases(draft.cases, pack, schemas, ids_of(draft.documents))


def survey_cases(files: Iterable[Source], pack: Pack, schemas: PackSchemas, rules: Collection[str]) -> CaseDraft:
    """Load the valid cases of a pack, with all faults; ``rules`` are the ids of all rules, including invalid ones."""
    faults: list[Diagnostic[PackLocation]] = []
    cases = [_CaseReader(file, pack, rules, faults).case(schemas) for file in files]
    return CaseDraft(tuple(case for case in cases if case is not None), in_order(faults))


class _CaseReader:
    """Reader of one case, which adds its faults to a list."""

    def __init__(
        self, file: Source, pack: Pack, rules: Collection[str], faults: list[Diagnostic[PackLocation]]
    ) -> None:
        self._document = read(file)
        self._file = file.path
        self._pack = pack
        self._ids = rules
        self._faults = faults
        self._references = References(self._document, file.path, faults)

    def case(self, schemas: PackSchemas) -> Case | None:
        """Return the case, ``None`` if faults were added."""
        before = len(self._faults)
        self._faults += reading_faults(self._document, self._file)
        if self._document.value is not None:
            self._faults += schemas.faults(CASES, self._document, self._file)
        if len(self._faults) > before:
            return None
        node = self._document.value
        self._check_references(node)
        case = self._case(node) if len(self._faults) == before else None
        return case if len(self._faults) == before else None

    def _check_references(self, node: Mapping[str, Any]) -> None:
        if ("specimen" in node) is ("application" in node):
            self._references.fault("case.one-application", "")
        if "application" in node:
            for key in ("change", "remove"):
                if key in node:
                    self._references.key_fault("case.only-of-specimen", f"/{key}", key=key)
        for name, pointer in _one_or_several(node, "specimen"):
            if name not in self._pack.specimens:
                near = spelling.nearest(name, self._pack.specimens)
                self._references.fault("rule.unknown-specimen", pointer, near, specimen=name)
        listed = isinstance(node.get("as_of"), list)
        self._references.days(*((("as_of", n) for n in range(len(node["as_of"]))) if listed else (("as_of",),)))
        for day, pointer in _one_or_several(node, "as_of"):
            if day < self._pack.valid_from:
                self._references.fault("case.before-pack", pointer, first=self._pack.valid_from)
        places = [(path, f"/{key}{pointer_to(path)}") for key in ("change", "each") for path in node.get(key, ())]
        places += [(p, f"/{key}/{n}") for key in ("remove", "faults") for n, p in enumerate(node.get(key, ()))]
        self._references.places(places, self._pack.form.fields)
        for section in CaseSection:
            for group, ids in node.get(section, {}).items():
                pointer = f"/{section}{pointer_to(group)}"
                self._references.group(pointer, group, (each.id for each in self._pack.groups))
                for index, name in enumerate(ids):
                    if name not in self._ids:
                        near = spelling.nearest(name, self._ids)
                        self._references.fault("case.unknown-rule", f"{pointer}/{index}", near, id=name)

    def _case(self, node: Mapping[str, Any]) -> Case:
        # The rules that decide are always stated: without the line, none does.
        stated = {CaseSection.DECIDED_BY: {}, **{section: node[section] for section in CaseSection if section in node}}
        return Case(
            name=self._file.removeprefix(CASES).removesuffix(".yaml"),
            title=node["title"],
            runs=tuple(self._runs(node)),
            verdict=Verdict(node["verdict"]),
            rules={
                section: frozenset((group, name) for group, ids in groups.items() for name in ids)
                for section, groups in stated.items()
            },
            groups={section: frozenset(groups) for section, groups in stated.items()},
            faults=frozenset(node.get("faults", ())),
            at=pack_location(self._document, self._file, "/title", of_key=True),
        )

    def _runs(self, node: Mapping[str, Any]) -> Iterator[CaseRun]:
        days: Sequence[str | None] = [day for day, _ in _one_or_several(node, "as_of")] or (None,)
        each = [(path, value) for path, values in node.get("each", {}).items() for value in values]
        for (name, value), day in product(self._applications(node), days):
            if day is None and self._pack.date_of(value) is None:
                self._references.fault("case.no-day", "")
                return
            if not each:
                yield CaseRun(value, day, name)
            for path, one in each:
                yield CaseRun(with_value(value, path.split("."), one), day, name, path, one)

    def _applications(self, node: Mapping[str, Any]) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
        """Yield each application of the case, before the values of ``each``, with the name of its specimen."""
        if "application" in node:
            yield None, node["application"]
            return
        changes = stated_changes(node)
        names = [name for name, _ in _one_or_several(node, "specimen")]
        for name in names:
            specimen = self._pack.specimens[name]
            for code, pointer, path in ineffective_changes(specimen, changes, self._pack.gaps, self._pack.form.fields):
                at = pack_location(self._document, self._file, pointer, of_key=True)
                self._faults.append(Diagnostic(code, at, {"path": path, "specimen": name}))
            yield name if len(names) > 1 else None, changed(specimen, changes)


def _one_or_several(node: Mapping[str, Any], key: str) -> Sequence[tuple[str, str]]:
    """Return the texts at a key, which may have one or a list of them, each with its pointer."""
    found = node.get(key, [])
    if isinstance(found, list):
        return [(text, f"/{key}/{index}") for index, text in enumerate(found)]
    return [(found, f"/{key}")]
