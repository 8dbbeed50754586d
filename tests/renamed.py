"""A pack under other names: every field, choice, group and computed value of another pack, renamed mechanically."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.files import packs, resources
from sociallan.pack.pack import Pack

_PATH = "^[a-z][a-z0-9_]*(\\."
"""The beginning of the pattern of a path of fields, in the schemas; that of no other name goes on so."""
_GROUP = r"^[A-Za-z][A-Za-z0-9_]*$"
"""The pattern of the id of a group, in the schemas."""
_RULE = "urn:sociallan:schema:rule:1"
"""The schema of the files of rules."""
_OPERANDS = frozenset(("equals", "one_of", "not_one_of"))
"""The keys behind which choices stand."""
_APPLICATIONS = frozenset(("application", "like"))
"""The keys behind which an application stands, or a part of one."""
_NAMED = re.compile(
    r"(?<=\()[a-z][a-z0-9_]*(?=\)|: )|(?<=\{)[a-z][a-z0-9_]*(?=\})|"
    r"(?<=[\"“”])[a-z][a-z0-9_]*(?=: )|\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\b"
)
"""Places that may name a field or a choice: a word in brackets or braces, a line of an application, a path."""
_SPECIAL = frozenset(("derived", "item", "screening_date", "free_text"))
"""The parts of paths that are words of the rule language."""


def other(name: str) -> str:
    """Return another name for a field, a choice, a group or a value: its own backwards, after a letter."""
    return f"x{name[::-1]}"


@dataclass(frozen=True)
class Kind:
    """The schemas of a value in a file of a pack, each whole.

    A name is known by its pattern, so that a key that is added is renamed without a word of it here.
    """

    schemas: tuple[Mapping[str, Any], ...]
    whole: Mapping[str, Any]

    @classmethod
    def of(cls, name: str, *definition: str) -> "Kind":
        """Return the kind of a file, or of a definition in its schema."""
        whole = resources.schema(name)
        return cls((), whole)._described([whole["$defs"][each] for each in definition] or [whole])

    def below(self, key: str) -> "Kind":
        """Return the kind of what stands behind a key."""
        return self._described(
            each["properties"][key] if key in each.get("properties", {}) else each.get("additionalProperties", {})
            for each in self.schemas
        )

    @property
    def items(self) -> "Kind":
        return self._described(each.get("items", {}) for each in self.schemas)

    @property
    def keys(self) -> "Kind":
        return self._described(each.get("propertyNames", {}) for each in self.schemas)

    @property
    def is_path(self) -> bool:
        return any(each.get("pattern", "").startswith(_PATH) for each in self.schemas)

    @property
    def is_group(self) -> bool:
        return any(each.get("pattern") == _GROUP for each in self.schemas)

    @property
    def is_text_of_rule(self) -> bool:
        """Return whether it is a text that may name fields: texts of the other files name keys of their own."""
        return self.whole["$id"] == _RULE and self.whole["$defs"]["text"] in self.schemas

    @property
    def is_condition(self) -> bool:
        return self.whole["$defs"]["condition"] in self.schemas

    def _described(self, schemas: Iterable[Any]) -> "Kind":
        found: list[Mapping[str, Any]] = []
        left = [each for each in schemas if isinstance(each, dict)]
        while left:
            schema = left.pop()
            found.append(schema)
            left += schema.get("allOf", ())
            if "$ref" in schema:
                left.append(self.whole["$defs"][schema["$ref"].rpartition("/")[2]])
        return Kind(tuple(found), self.whole)


@dataclass(frozen=True)
class Renaming:
    """The names that are renamed: parts of paths, and choices."""

    parts: frozenset[str]
    choices: frozenset[str]

    def path(self, path: str) -> str:
        return ".".join(other(part) if part in self.parts else part for part in path.split("."))

    def choice(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.choice(part) for part in value]
        return other(value) if isinstance(value, str) and value in self.choices else value

    def application(self, value: Any) -> Any:
        """Return an application, or a part of one, with its fields and choices renamed."""
        if isinstance(value, dict):
            return {self.path(str(key)): self.application(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.application(part) for part in value]
        return self.choice(value)

    def text(self, wording: str) -> str:
        """Return a text of a rule with the fields and choices that it names renamed."""
        return _NAMED.sub(lambda found: self.choice(self.path(found.group())), wording)

    def part(self, value: Any, kind: Kind, key: str = "") -> Any:
        """Return a part of a file of the pack with the names in it renamed; ``key`` is the one before it."""
        if key in _APPLICATIONS:
            return self.application(value)
        if key in _OPERANDS and not isinstance(value, dict):
            return self.choice(value)
        match value:
            case str() if kind.is_path or key == "as":
                return self.path(value)
            case str() if kind.is_group:
                return other(value)
            case list():
                return [self.part(each, kind.items) for each in value]
            case dict() if kind.keys.is_path:
                return {self.path(name): self.application(each) for name, each in value.items()}
            case dict() if kind.keys.is_group:
                return {other(name): each for name, each in value.items()}
            case dict() if kind.is_text_of_rule:
                return {lang: self.text(wording) for lang, wording in value.items()}
            case dict():
                cells = self.choice if key == "where" and not kind.is_condition else lambda cell: cell
                return {name: self.part(cells(each), kind.below(name), name) for name, each in value.items()}
            case _:
                return value

    def form(self, value: Mapping[str, Any]) -> Any:
        shared = {name: self._choices(choices) for name, choices in value.get("choices", {}).items()}
        own = {"choices": shared, "fields": self._fields(value["fields"])}
        own |= {"asked_first": [self.path(path) for path in value["asked_first"]]} if "asked_first" in value else {}
        return {**value, **own}

    def _fields(self, fields: Mapping[str, Any]) -> Any:
        return {other(name): self._field(spec) for name, spec in fields.items()}

    def _field(self, spec: Mapping[str, Any]) -> Any:
        own = {key: part for key, part in spec.items() if key not in ("fields", "items", "choices")}
        own |= {key: self.path(own[key]) for key in ("refers_to", "open_end", "told_in", "unit_in") if key in own}
        if "may_name" in own:
            own["may_name"] = {**own["may_name"], "code_in": self.path(own["may_name"]["code_in"])}
        if "with" in own.get("told_as", {}):
            own["told_as"] = {**own["told_as"], "with": [self.path(each) for each in own["told_as"]["with"]]}
        if "example" in own and "choice" in (own.get("type"), spec.get("items", {}).get("type")):
            code = own["example"]
            own["example"] = [other(each) for each in code] if isinstance(code, list) else other(code)
        own |= {"fields": self._fields(spec["fields"])} if "fields" in spec else {}
        own |= {"items": self._field(spec["items"])} if "items" in spec else {}
        return own | ({"choices": self._choices(spec["choices"])} if "choices" in spec else {})

    def _choices(self, choices: Any) -> Any:
        return choices if isinstance(choices, str) else {other(name): labels for name, labels in choices.items()}

    def computed(self, values: Mapping[str, Any]) -> Any:
        return {other(name): self._computed(spec) for name, spec in values.items()}

    def _computed(self, spec: Mapping[str, Any]) -> Any:
        own = {"choices": self._choices(spec["choices"])} if "choices" in spec else {}
        return self.part({**spec, **own}, Kind.of("values").below(""))

    def table(self, text: str) -> str:
        """Return a table with the choices in its cells renamed."""
        written = io.StringIO()
        columns, *rows = csv.reader(io.StringIO(text))
        csv.writer(written, lineterminator="\n").writerows([columns, *map(self.choice, rows)])
        return written.getvalue()

    def head(self, value: Mapping[str, Any]) -> Any:
        renamed = self.part(value, Kind.of("pack"))
        for table in renamed.get("tables", {}).values():
            for column in table["columns"].values():
                if "values" in column:
                    column["values"] = {self.choice(cell): label for cell, label in column["values"].items()}
        return renamed


def renaming(pack: Pack) -> Renaming:
    parts = {part for path in pack.form.fields for part in path.split(".") if part}
    choices = {value for field in pack.form.fields.values() for value in field.values}
    choices |= {label for value in pack.values.values() for label in value.labels}
    return Renaming(frozenset(parts | {*pack.values}) - _SPECIAL, frozenset(choices))


def renamed_files(folder: Path, pack: Pack) -> Mapping[str, str]:
    """Return the files of a pack under other names."""
    names = renaming(pack)
    return {
        source.path: names.table(source.data.decode())
        if source.path.endswith(".csv")
        else as_lines(_renamed(source.path, read(source).value, names))
        for source in packs.pack_files(folder)
    }


def _renamed(path: str, value: Any, names: Renaming) -> Any:
    match path.partition("/")[0]:
        case "form.yaml":
            return names.form(value)
        case "values.yaml":
            return names.computed(value)
        case "pack.yaml":
            return names.head(value)
        case "params.yaml":
            return {
                key: {**spec, "values": [{**one, "value": names.choice(one["value"])} for one in spec["values"]]}
                for key, spec in value.items()
            }
        case "precedents.yaml":
            return names.part(value, Kind.of("pack", "precedents"))
        case "rules":
            return names.part(value, Kind.of("rule"))
        case "cases":
            return names.part(value, Kind.of("case"))
        case "specimens":
            return names.application(value)
        case _:
            return value


@cache
def plain(path: Path) -> Any:
    """Return the values of an application as they are read."""
    return read(Source(path.name, path.read_bytes())).value


def as_lines(value: Any) -> str:
    """Write a value as JSON, which is YAML, on many lines."""
    return json.dumps(value, ensure_ascii=False, indent=1)
