"""From the files of a rule pack to a pack, or to every fault in it at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.core import formats, slips
from sociallan.core.conditions import ConditionReader, Vocabulary
from sociallan.core.digests import digests
from sociallan.core.pack_shape import PACK, PARAMS, RULES, SOURCES, SPECIMENS, PackSchemas
from sociallan.core.phases import phases
from sociallan.core.places import rule_place
from sociallan.core.read import read
from sociallan.core.rule_files import FIRST_SPECIMEN, rule_of
from sociallan.model.document import Document, pointer_to
from sociallan.model.finding import Finding
from sociallan.model.pack import (
    Fault,
    Formula,
    Group,
    GroupAll,
    GroupAny,
    GroupLeaf,
    Level,
    Pack,
    Param,
    Passage,
    Rule,
    WordList,
)
from sociallan.model.place import RulePlace
from sociallan.model.source import Source

_HEADS = (PACK, SOURCES, PARAMS)


class PackError(Exception):
    """The rule pack is at fault, and nothing can be screened with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("the rule pack has faults")
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.at.file, fault.at.line, fault.at.column)))


def load(files: Iterable[Source], schemas: PackSchemas) -> Pack:
    """Read a pack from its files, whose paths are relative to the pack.

    Raises:
        PackError: with every fault, where there is any.

    """
    return _Loader(files, schemas).load()


class _Loader:
    def __init__(self, files: Iterable[Source], schemas: PackSchemas) -> None:
        self.schemas = schemas
        self.documents = {file.path: read(file) for file in sorted(files, key=lambda file: file.path)}
        self.faults: list[Fault] = []
        self.broken: set[str] = set()

    def load(self) -> Pack:
        for name, document in self.documents.items():
            self._check_shape(name, document)
        for name in _HEADS:
            if name not in self.documents:
                self.faults.append(Fault("pack.file-missing", RulePlace(name, 1, 1), {"file": name}))
        if not any(name.startswith(RULES) for name in self.documents):
            self.faults.append(Fault("pack.no-rules", RulePlace(PACK, 1, 1)))
        if self.broken & {*_HEADS} or any(f.code == "pack.file-missing" for f in self.faults):
            raise PackError(self.faults)
        head = self.documents[PACK].value
        passages = {passage.citation: passage for passage in _passages(self.documents[SOURCES].value)}
        params = {param.id: param for param in _params(self.documents[PARAMS].value)}
        lists = {
            key: WordList(key, spec["title"], tuple(spec.get("words", ())), spec.get("detect"))
            for key, spec in head.get("lists", {}).items()
        }
        groups = tuple(Group(group["id"], group["title"], group.get("area")) for group in head["groups"])
        for index, group in enumerate(groups):
            if group.id in {earlier.id for earlier in groups[:index]}:
                place = rule_place(self.documents[PACK], PACK, f"/groups/{index}")
                self._fault("rule.id-taken", place, id=group.id, file=PACK)
        specimens = {
            name.removeprefix(SPECIMENS).removesuffix(".yaml"): document.value
            for name, document in self.documents.items()
            if name.startswith(SPECIMENS)
        }
        vocabulary = Vocabulary(
            self.schemas.fields,
            {key: tuple(value for _, value in param.values) for key, param in params.items()},
            {key: words.detect is not None for key, words in lists.items()},
        )
        rules = tuple(self._rules(vocabulary, groups, passages, specimens))
        verdict = self._formula(head["verdict"], "/verdict", {group.id for group in groups})
        self._check_dates(PACK, ("valid_from",))
        self._check_params(passages)
        told = phases(self.documents[PACK], PACK, passages, self.faults)
        if self.faults or verdict is None:
            raise PackError(self.faults)
        logic, texts = digests({name: document.value for name, document in self.documents.items()})
        return Pack(
            id=head["id"],
            version=head["version"],
            title=head["title"],
            notice=head.get("notice", {}),
            valid_from=head["valid_from"],
            phases=told,
            groups=groups,
            verdict=verdict,
            rules=_in_order(rules, groups),
            params=params,
            passages=passages,
            lists=lists,
            gaps=_gaps(head),
            specimens=specimens,
            logic_digest=logic,
            text_digest=texts,
        )

    def _check_shape(self, name: str, document: Document) -> None:
        found = [_as_fault(finding, name) for finding in document.findings]
        if not name.startswith((RULES, SPECIMENS)) and name not in _HEADS:
            near = slips.nearest(name.removesuffix(".yaml"), [head.removesuffix(".yaml") for head in _HEADS])
            suggestion = None if near is None else f"{near}.yaml"
            found.append(Fault("pack.file-unknown", RulePlace(name, 1, 1), {"file": name}, suggestion))
        elif document.value is not None and not name.startswith(SPECIMENS):
            found += self.schemas.faults(RULES if name.startswith(RULES) else name, document, name)
        if found:
            self.broken.add(name)
            self.faults += found

    def _rules(
        self,
        vocabulary: Vocabulary,
        groups: tuple[Group, ...],
        passages: Mapping[str, Passage],
        specimens: Mapping[str, Any],
    ) -> Iterator[Rule]:
        first: dict[str, str] = {}
        for name, document in self.documents.items():
            if not name.startswith(RULES) or name in self.broken:
                continue
            reader = ConditionReader(document, name, vocabulary, self.faults)
            node = document.value
            if node["id"] in first:
                self._fault("rule.id-taken", reader.place("/id"), id=node["id"], file=first[node["id"]])
            first[node["id"]] = name
            if name.rpartition("/")[2] != f"{node['id']}.yaml":
                self._fault("rule.file-name", reader.place("/id"), id=node["id"], file=name)
            if node["group"] not in (known := [group.id for group in groups]):
                near = slips.nearest(node["group"], known)
                self._fault("rule.unknown-group", reader.place("/group"), near, group=node["group"])
            for index, citation in enumerate(node["cites"]):
                if citation not in passages:
                    near = slips.nearest(citation, passages)
                    self._fault("rule.unknown-passage", reader.place(f"/cites/{index}"), near, citation=citation)
            if node.get("specimen", FIRST_SPECIMEN) not in specimens:
                near = slips.nearest(node.get("specimen", ""), specimens)
                place = reader.place("/specimen")
                self._fault("rule.unknown-specimen", place, near, specimen=node.get("specimen", FIRST_SPECIMEN))
            self._check_dates(
                name, ("valid_from",), ("valid_to",), *(("tests", i, "as_of") for i in range(len(node["tests"])))
            )
            if node.get("valid_to", "9999") < node["valid_from"]:
                self._fault("rule.dates-crossed", reader.place("/valid_to"))
            rule = rule_of(node, reader)
            if rule is not None:
                yield rule

    def _check_dates(self, name: str, *paths: tuple[str | int, ...]) -> None:
        """Check that the days at some places of a file exist; their form is the schema's to check."""
        for path in paths:
            value: Any = self.documents[name].value
            for step in path:
                value = value.get(step) if isinstance(value, dict) else value[step]
            if value is not None and not formats.is_partial_date(value):
                self._fault("pack.date", rule_place(self.documents[name], name, pointer_to(*path)), value=value)

    def _formula(self, node: Any, pointer: str, groups: set[str]) -> Formula | None:
        if "group" in node:
            if node["group"] not in groups:
                near = slips.nearest(node["group"], groups)
                place = rule_place(self.documents[PACK], PACK, f"{pointer}/group")
                self._fault("rule.unknown-group", place, near, group=node["group"])
                return None
            return GroupLeaf(node["group"])
        operator = "all" if "all" in node else "any"
        parts = [self._formula(part, f"{pointer}/{operator}/{i}", groups) for i, part in enumerate(node[operator])]
        sound = tuple(part for part in parts if part is not None)
        return GroupAll(sound) if operator == "all" else GroupAny(sound)

    def _check_params(self, passages: Mapping[str, Passage]) -> None:
        for key, param in self.documents[PARAMS].value.items():
            self._check_dates(PARAMS, *((key, "values", i, "from") for i in range(len(param["values"]))))
            for index, citation in enumerate(param.get("cites", ())):
                if citation not in passages:
                    place = rule_place(self.documents[PARAMS], PARAMS, pointer_to(key, "cites", index))
                    self._fault("rule.unknown-passage", place, slips.nearest(citation, passages), citation=citation)

    def _fault(self, code: str, at: RulePlace, suggestion: str | None = None, **parameters: Any) -> None:
        self.faults.append(Fault(code, at, parameters, suggestion))


def _as_fault(finding: Finding, file: str) -> Fault:
    span = finding.place.span
    return Fault(finding.code, RulePlace(file, span.line, span.column), finding.parameters, finding.suggestion)


def _passages(sources: Mapping[str, Any]) -> Iterator[Passage]:
    for key, source in sources.items():
        for name, passage in source["passages"].items():
            yield Passage(
                citation=f"{key}#{name}",
                title=source["title"],
                publisher=source["publisher"],
                date=source["date"],
                url=source["url"],
                summary=passage["summary"],
                mark=passage["mark"],
            )


def _params(params: Mapping[str, Any]) -> Iterator[Param]:
    for key, spec in params.items():
        values = ((value["from"], _frozen(value["value"])) for value in spec["values"])
        yield Param(
            id=key,
            title=spec["title"],
            unit=spec["unit"],
            values=tuple(sorted(values, key=lambda dated: dated[0])),
            cites=tuple(spec["cites"]),
            note=spec.get("note", {}),
        )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _gaps(head: Mapping[str, Any]) -> Mapping[str, str]:
    placeholders = dict.fromkeys((text.strip().casefold() for text in head.get("placeholders", ())), "placeholder")
    return placeholders | dict.fromkeys((text.strip().casefold() for text in head.get("unknown", ())), "unknown")


def _in_order(rules: Iterable[Rule], groups: Iterable[Group]) -> tuple[Rule, ...]:
    weight = {group.id: index for index, group in enumerate(groups)}
    levels = list(Level)
    return tuple(
        sorted(rules, key=lambda rule: (weight[rule.group], levels.index(rule.level), rule.when is not None, rule.id))
    )
