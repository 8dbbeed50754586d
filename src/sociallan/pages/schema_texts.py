"""Insertion of titles and descriptions in one language into the published schemas."""

from collections.abc import Iterable, Mapping
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind, lists_around
from sociallan.pack.pack import Pack, SummaryField
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.condition import OWN_VALUES, Value
from sociallan.rules.operations import OPERATIONS
from sociallan.rules.operators import OPERATORS

Texts = Mapping[str, Mapping[str, str]]
"""The title and the description of each part of a schema, by its JSON pointer."""

_TEXTS = ("title", "description")
_BEFORE_TEXTS = ("$schema", "$id", "$ref", "label")


def with_texts(schema: Any, texts: Texts, *steps: str | int) -> Any:
    """Return a copy of a schema, or of the part at the given steps, with these titles and descriptions only."""
    if isinstance(schema, list):
        return [with_texts(part, texts, *steps, number) for number, part in enumerate(schema)]
    if not isinstance(schema, dict):
        return schema
    parts = {key: with_texts(part, texts, *steps, key) for key, part in schema.items() if not _is(key, part, _TEXTS)}
    first = {key: part for key, part in parts.items() if _is(key, part, _BEFORE_TEXTS)}
    return {**first, **texts.get(pointer_to(*steps), {}), **parts}


def _is(key: str, part: Any, keywords: tuple[str, ...]) -> bool:
    """Return whether a key is one of the keywords, and not a property of that name."""
    return key in keywords and isinstance(part, str)


def texts_of_operators(words: Words) -> Texts:
    """Return the texts of the operators, where the schema of rules has them."""
    return {
        pointer_to("$defs", "condition", "properties", name): {
            "title": words.say(f"tests.{name}.title"),
            "description": words.say(f"tests.{name}.about"),
        }
        for name in OPERATORS
    }


def texts_of_operations(words: Words) -> Texts:
    """Return the texts of the operations, where the schema of computed values has them."""
    return {
        pointer_to("additionalProperties", "properties", name): {
            "title": words.say(f"operations.{name}.title"),
            "description": words.say(f"operations.{name}.about"),
        }
        for name in OPERATIONS
    }


def texts_of_paths(rule_schema: Mapping[str, Any], fields: Catalogue, computed: Iterable[Value], words: Words) -> Texts:
    """Return the name of every field and computed value that the schema of rules offers."""
    names = {path: words.pick(field.title) for path, field in fields.items()}
    names |= {f"derived.{value.name}": values.value_name(value, words) for value in (*computed, *OWN_VALUES.values())}
    return {
        pointer_to("$defs", kind, "defaultSnippets", number): {"description": names[offered["label"]]}
        for kind, definition in rule_schema["$defs"].items()
        for number, offered in enumerate(definition.get("defaultSnippets", ()))
        if offered["label"] in names
    }


def with_paths(rule_schema: Mapping[str, Any], fields: Catalogue, computed: Iterable[Value]) -> dict[str, Any]:
    """Return a copy of the schema of rules that offers editors the fields and computed values of a pack."""
    paths = [path for path in fields if path]
    reached = [path for path in paths if not lists_around(path, fields)]
    lists = [path for path in reached if fields[path].kind is FieldKind.LIST]
    derived = [f"derived.{value.name}" for value in (*computed, *OWN_VALUES.values())]
    offered = {"path": [*reached, *derived], "list_path": lists, "any_path": paths}
    definitions = {
        name: {**rule_schema["$defs"][name], "defaultSnippets": [{"label": path, "body": path} for path in several]}
        for name, several in offered.items()
    }
    return {**rule_schema, "$defs": {**rule_schema["$defs"], **definitions}}


def with_summary(report_schema: Mapping[str, Any], pack: Pack, words: Words) -> dict[str, Any]:
    """Return a copy of the schema of reports that has the fields of a pack's summary, described in one language."""
    schema = {**report_schema, "properties": {**report_schema["properties"]}}
    listed = {**schema["properties"]["applications"]}
    own = {each.name: _summary_field(each, pack.form.fields, words) for each in pack.summary}
    item = {**listed["items"], "properties": {**listed["items"]["properties"], **own}}
    item["required"] = [*item["required"], *own]
    schema["properties"]["applications"] = {**listed, "items": item}
    return schema


def _summary_field(each: SummaryField, fields: Catalogue, words: Words) -> dict[str, Any]:
    field = fields[each.field]
    kinds = {FieldKind.NUMBER: field.type.schema.get("type"), FieldKind.TRUTH: "boolean"}
    return {
        "title": words.pick(each.label),
        "description": words.pick(field.description),
        "type": [kinds.get(field.kind, "string"), "null"],
        **({"enum": [*field.values, None]} if field.values else {}),
    }
