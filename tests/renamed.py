"""A pack under other names: every field, choice, group and computed value of another pack, renamed mechanically."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.files import packs
from sociallan.files.languages import LANGUAGES
from sociallan.pack.pack import Pack

_PATHS = frozenset(
    (
        "field", "each", "some", "none", "as", "evidence", "remove", "because", "read_by_people", "dated_by", "shows",
        "named_in",
    )
)  # fmt: skip
"""The keys of rules and of pack.yaml behind which paths of fields stand."""
_OPERANDS = frozenset(("equals", "one_of", "not_one_of"))
"""The keys behind which choices stand."""
_TEXTS = frozenset(("title", "unmet", "why", "ask", "question"))
"""The keys of rules behind which texts stand."""
_NAMED = re.compile(
    r"(?<=\()[a-z][a-z0-9_]*(?=\)|: )|(?<=\{)[a-z][a-z0-9_]*(?=\})|"
    r"(?<=[\"“”])[a-z][a-z0-9_]*(?=: )|\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\b"
)
"""What in a text may name a field or a choice: a word in brackets or braces, a line of an application, and a path."""
_SPECIAL = frozenset(("derived", "item", "screening_date", "free_text"))
"""The parts of paths that are words of the rule language."""


def other(name: str) -> str:
    """Return another name for a field, a choice, a group or a value: its own backwards, after a letter."""
    return f"x{name[::-1]}"


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

    def condition(self, value: Any, key: str = "") -> Any:
        """Return a rule, or a part of one, with the names in it renamed."""
        if key == "change":
            return {self.path(path): self.application(part) for path, part in value.items()}
        if key == "measures":
            return self._inputs(value)
        if key in _TEXTS and isinstance(value, dict) and value.keys() <= {*LANGUAGES}:
            return {lang: self.text(wording) for lang, wording in value.items()}
        if key == "found_in" and "where" in value:
            where = {column: self.condition(self.choice(cell)) for column, cell in value["where"].items()}
            return {**value, "where": where}
        if key in _OPERANDS and not isinstance(value, dict):
            return self.choice(value)
        if isinstance(value, dict):
            return {
                name: other(part) if name == "group" else self.condition(part, name) for name, part in value.items()
            }
        if isinstance(value, list):
            return [
                self.path(part) if key in _PATHS and isinstance(part, str) else self.condition(part) for part in value
            ]
        return self.path(value) if key in _PATHS and isinstance(value, str) else value

    def case(self, value: Mapping[str, Any]) -> Any:
        """Return a case with the fields, choices and groups in it renamed."""
        found: dict[str, Any] = {}
        for key, part in value.items():
            match key:
                case "application" | "change" | "each":
                    found[key] = self.application(part)
                case "remove" | "faults":
                    found[key] = [self.path(path) for path in part]
                case "decided_by" | "questions" | "weaknesses" | "remarks":
                    found[key] = {other(group): rules for group, rules in part.items()}
                case _:
                    found[key] = part
        return found

    def form(self, value: Mapping[str, Any]) -> Any:
        shared = {name: self._choices(choices) for name, choices in value.get("choices", {}).items()}
        return {**value, "choices": shared, "fields": self._fields(value["fields"])}

    def _fields(self, fields: Mapping[str, Any]) -> Any:
        return {other(name): self._field(spec) for name, spec in fields.items()}

    def _field(self, spec: Mapping[str, Any]) -> Any:
        own = {key: part for key, part in spec.items() if key not in ("fields", "items", "choices")}
        own |= {key: self.path(own[key]) for key in ("refers_to", "open_end") if key in own}
        own |= {"fields": self._fields(spec["fields"])} if "fields" in spec else {}
        own |= {"items": self._field(spec["items"])} if "items" in spec else {}
        return own | ({"choices": self._choices(spec["choices"])} if "choices" in spec else {})

    def _choices(self, choices: Any) -> Any:
        return choices if isinstance(choices, str) else {other(name): labels for name, labels in choices.items()}

    def computed(self, values: Mapping[str, Any]) -> Any:
        return {other(name): self._computed(spec) for name, spec in values.items()}

    def _computed(self, spec: Mapping[str, Any]) -> Any:
        found: dict[str, Any] = {}
        for key, part in spec.items():
            match key:
                case "label" | "unit":
                    found[key] = part
                case "where":
                    found[key] = self.condition(part)
                case "choices":
                    found[key] = {other(name): choice for name, choice in part.items()}
                case _:
                    found[key] = self._inputs(part)
        return found

    def _inputs(self, part: Any) -> Any:
        if isinstance(part, dict):
            return {name: self._inputs(each) for name, each in part.items()}
        return [self.path(each) for each in part] if isinstance(part, list) else self.path(part)

    def table(self, text: str) -> str:
        """Return a table with the choices in its cells renamed."""
        written = io.StringIO()
        columns, *rows = csv.reader(io.StringIO(text))
        csv.writer(written, lineterminator="\n").writerows([columns, *map(self.choice, rows)])
        return written.getvalue()

    def precedents(self, value: Mapping[str, Any]) -> Any:
        compare = [{**each, "field": self.path(each["field"])} for each in value["compare"]]
        projects = {
            name: {**project, "like": self.application(project["like"])} for name, project in value["projects"].items()
        }
        return {**value, "compare": compare, "projects": projects}

    def head(self, value: Mapping[str, Any]) -> Any:
        renamed = self.condition(value)
        renamed["groups"] = [{**group, "id": other(group["id"])} for group in value["groups"]]
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
            return names.precedents(value)
        case "rules":
            return names.condition(value)
        case "cases":
            return names.case(value)
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
