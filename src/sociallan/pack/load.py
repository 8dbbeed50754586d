"""Loader from the files of a rule pack to a pack, which collects all faults."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Form
from sociallan.application.location import PackLocation
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.pack import metadata, schema_check
from sociallan.pack.chain_reader import chain
from sociallan.pack.digests import content_digest, digests, part_digests
from sociallan.pack.example_texts import examples_of
from sociallan.pack.faults import PackError, in_order
from sociallan.pack.form import check_tables, form_of
from sociallan.pack.metadata import in_report_order
from sociallan.pack.own_texts import own_texts
from sociallan.pack.pack import Group, Pack, Passage
from sociallan.pack.phases import phases
from sociallan.pack.precedents import precedents
from sociallan.pack.reader_texts import cites_of, reader_texts
from sociallan.pack.references import References, reading_faults
from sociallan.pack.rule_files import ids_of, rule_of
from sociallan.pack.schema_check import CASES, FORM, PACK, PARAMS, RULES, SOURCES, SPECIMENS, VALUES, PackSchemas
from sociallan.pack.specimens import as_examples, idle_changes
from sociallan.pack.summary import SummaryReader
from sociallan.pack.table_texts import tables_of
from sociallan.pack.tables import TableFile, is_table
from sociallan.pack.values import values_of
from sociallan.rules.condition import OWN_VALUES, Value
from sociallan.rules.parse import ConditionReader
from sociallan.rules.prose.answers import Answers
from sociallan.rules.rule import Rule
from sociallan.rules.vocabulary import Vocabulary

_REQUIRED_FILES = (PACK, FORM, SOURCES, PARAMS)
_FILES = (*_REQUIRED_FILES, VALUES, schema_check.PRECEDENTS)


class PackDraft(NamedTuple):
    """Result of loading a possibly invalid pack: its valid part and all faults.

    ``pack`` holds the rules without faults and every readable specimen; ``None`` if a required file is missing, or it
    or values.yaml unusable. ``form`` is ``None`` if form.yaml is. ``documents`` are by file; only tests read ``cases``.
    """

    pack: Pack | None
    form: Form | None
    faults: tuple[Diagnostic[PackLocation], ...]
    documents: Mapping[str, Document]
    cases: tuple[Source, ...] = ()


def load(files: Iterable[Source], schemas: PackSchemas) -> Pack:
    """Load a pack from its files, whose paths are relative to the pack.

    Raises:
        PackError: with every fault, if there is any.

    """
    draft = survey(files, schemas)
    if draft.faults or draft.pack is None:
        raise PackError(draft.faults)
    return draft.pack


def survey(files: Iterable[Source], schemas: PackSchemas) -> PackDraft:
    """Load the valid part of a pack from its files, whose paths are relative to the pack, with all faults."""
    return _Loader(files, schemas).survey()


class _Loader:
    def __init__(self, files: Iterable[Source], schemas: PackSchemas) -> None:
        self.schemas = schemas
        by_path = {file.path: file for file in sorted(files, key=lambda file: file.path)}
        self.content_digest = content_digest(by_path.values())
        self.files_beside_rules = tuple(file for path, file in by_path.items() if not path.startswith((RULES, CASES)))
        self.cases = tuple(file for path, file in by_path.items() if path.startswith(CASES))
        self.tables = [TableFile(file) for file in by_path.values() if is_table(file)]
        self.documents = {
            path: read(file) for path, file in by_path.items() if not path.startswith(CASES) and not is_table(file)
        }
        self.faults: list[Diagnostic[PackLocation]] = []
        self.broken: set[str] = set()

    def survey(self) -> PackDraft:
        for name, document in self.documents.items():
            self._check_shape(name, document)
        for name in _REQUIRED_FILES:
            if name not in self.documents:
                self.faults.append(Diagnostic("pack.file-missing", PackLocation(name, 1, 1), {"file": name}))
        if not any(name.startswith(RULES) for name in self.documents):
            self.faults.append(Diagnostic("pack.no-rules", PackLocation(PACK, 1, 1)))
        usable = [name for name in _REQUIRED_FILES if name in self.documents and name not in self.broken]
        form = form_of(self.documents[FORM].value, self._references(FORM)) if FORM in usable else None
        values = self._values(form) if form is not None else None
        is_whole = len(usable) == len(_REQUIRED_FILES)
        pack = self._pack(form, values) if form is not None and values is not None and is_whole else None
        return PackDraft(pack, form, in_order(self.faults), self.documents, self.cases)

    def _values(self, form: Form) -> Mapping[str, Value | None] | None:
        """Return the computed values, ``None`` where their file cannot be used."""
        if VALUES in self.broken:
            return None
        known = self.documents.get(VALUES)
        return OWN_VALUES if known is None else values_of(known, VALUES, form.fields, self.faults)

    def _pack(self, form: Form, values: Mapping[str, Value | None]) -> Pack | None:
        head, references = self.documents[PACK].value, self._references(PACK)
        passages = metadata.passages(self.documents[SOURCES].value)
        params = metadata.params(self.documents[PARAMS].value)
        lists, groups, gaps = metadata.lists(head), metadata.groups(head), metadata.gaps(head)
        specimens = self._specimens()
        first_specimen = head.get("first_specimen", next(iter(specimens), None))
        _check_references(head, references, form, groups, passages)
        references.specimen("/first_specimen", first_specimen, specimens)
        self._references(PARAMS).params(params.values(), passages)
        tables = tables_of(self.tables, passages, head.get("tables", {}), references, self.faults)
        check_tables(form.fields, tables, self._references(FORM))
        vocabulary = metadata.vocabulary(head, form.fields, values, params, lists, tables)
        rules = tuple(self._rules(vocabulary, groups, passages, specimens, first_specimen or ""))
        for rule in rules:
            document, specimen = self.documents[rule.at.file], specimens.get(rule.specimen)
            self.faults += idle_changes(rule, document, specimen, gaps, form.fields)
        verdict = references.formula(head["verdict"], "/verdict", {group.id for group in groups})
        summary_reader = SummaryReader(form.fields, references)
        summary = summary_reader.read(head.get("summary", {}))
        dated_by = summary_reader.dated_by(head.get("dated_by"))
        matrix = chain(self.documents[PACK], PACK, form.fields, self.faults)
        pack_phases = phases(self.documents[PACK], PACK, passages, self.faults)
        projects = precedents(self.documents, self.broken, form.fields, passages, self.faults)
        texts_of_reports = own_texts(head.get("texts", {}), references)
        if verdict is None:
            return None
        faulty_files = {fault.place.file for fault in self.faults}
        valid = {name: document.value for name, document in self.documents.items() if name not in self.broken}
        logic, texts = digests(valid | {file.file: file.values for file in self.tables})
        pack = Pack(
            id=head["id"],
            version=head["version"],
            title=head["title"],
            notice=head.get("notice", {}),
            texts=texts_of_reports,
            reader_texts=reader_texts(head),
            valid_from=head["valid_from"],
            form=form,
            values={name: value for name, value in values.items() if value is not None and value.operation is not None},
            summary=summary,
            chain=matrix,
            dated_by=dated_by,
            phases=pack_phases,
            groups=groups,
            verdict=verdict,
            rules=in_report_order((rule for rule in rules if rule.at.file not in faulty_files), groups),
            params=params,
            passages=passages,
            lists=lists,
            answers=Answers(form.fields, metadata.prose(head, form.fields, rules)),
            precedents=projects,
            examples=examples_of(head),
            tables={key: table for key, table in tables.items() if table is not None},
            gaps=gaps,
            specimens={name: value for name, value in specimens.items() if isinstance(value, dict)},
            first_specimen=first_specimen,
            read_by_people=tuple(head.get("read_by_people", ())),
            logic_digest=logic,
            text_digest=texts,
            content_digest=self.content_digest,
            part_digests=part_digests(
                self.files_beside_rules, (value for name, value in valid.items() if name.startswith(RULES))
            ),
        )
        return replace(pack, examples=(*pack.examples, *as_examples(pack)))

    def _specimens(self) -> Mapping[str, Any]:
        return {
            name.removeprefix(SPECIMENS).removesuffix(".yaml"): document.value
            for name, document in self.documents.items()
            if name.startswith(SPECIMENS)
        }

    def _check_shape(self, name: str, document: Document) -> None:
        found = reading_faults(document, name)
        if not name.startswith((RULES, SPECIMENS)) and name not in _FILES:
            near = spelling.nearest(name.removesuffix(".yaml"), [known.removesuffix(".yaml") for known in _FILES])
            at, suggestion = PackLocation(name, 1, 1), None if near is None else f"{near}.yaml"
            found.append(Diagnostic("pack.file-unknown", at, {"file": name}, suggestion))
        elif document.value is not None:
            kind = next((folder for folder in (RULES, SPECIMENS) if name.startswith(folder)), name)
            found += self.schemas.faults(kind, document, name)
        if found:
            self.broken.add(name)
            self.faults += found

    def _rules(
        self,
        vocabulary: Vocabulary,
        groups: tuple[Group, ...],
        passages: Mapping[str, Passage],
        specimens: Mapping[str, Any],
        first_specimen: str,
    ) -> Iterator[Rule]:
        first: dict[str, str] = {}
        ids = ids_of(self.documents)
        for name, document in self.documents.items():
            if not name.startswith(RULES) or name in self.broken:
                continue
            reader = ConditionReader(document, name, vocabulary, self.faults)
            references, node = self._references(name), document.value
            if node["id"] in first:
                references.fault("rule.id-taken", "/id", id=node["id"], file=first[node["id"]])
            first[node["id"]] = name
            if name.rpartition("/")[2] != f"{node['id']}.yaml":
                references.fault("rule.file-name", "/id", id=node["id"], file=name)
            references.group("/group", node["group"], (group.id for group in groups))
            references.replaced_rule(node["id"], ids)
            for key in ("sharpens", "follows"):
                references.named_rules(key, node["id"], ids)
            references.passages(("cites",), passages)
            references.specimen("/specimen", node.get("specimen", first_specimen), specimens)
            references.days(("valid_from",), ("valid_to",))
            references.days(*(("tests", index, "as_of") for index in range(len(node["tests"]))))
            if node.get("valid_to", node["valid_from"]) < node["valid_from"]:
                references.fault("rule.dates-crossed", "/valid_to")
            rule = rule_of(node, reader, first_specimen)
            if rule is not None:
                yield rule

    def _references(self, name: str) -> References:
        return References(self.documents[name], name, self.faults)


def _check_references(
    head: Mapping[str, Any],
    references: References,
    form: Form,
    groups: Sequence[Group],
    passages: Mapping[str, Passage],
) -> None:
    """Note the faults of the groups, days, fields and passages that pack.yaml names."""
    references.distinct_groups(groups)
    references.days(("valid_from",))
    references.fields(("read_by_people",), form.fields)
    for path in (("cites",), *cites_of(head)):
        references.passages(path, passages)
