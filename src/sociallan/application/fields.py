"""Construction of the catalogue of fields from the application's schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application.field import DEFAULT_LANGUAGE, Catalogue, Field, FieldKind, Text

_KINDS = {
    "object": FieldKind.RECORD,
    "array": FieldKind.LIST,
    "boolean": FieldKind.TRUTH,
    "integer": FieldKind.NUMBER,
    "number": FieldKind.NUMBER,
    "string": FieldKind.TEXT,
}


def catalogue(schema: Mapping[str, Any]) -> Catalogue:
    """Return the fields of a schema by path."""
    return {field.path: field for field in _walk(schema, "", schema["$defs"])}


def _walk(schema: Mapping[str, Any], path: str, definitions: Mapping[str, Any]) -> Iterator[Field]:
    schema = resolved(schema, definitions)
    items = resolved(schema["items"], definitions) if "items" in schema else None
    single = items if items is not None else schema
    children = tuple(single.get("properties", ()))
    described = schema if items is None or "enum" not in items else {**items, **schema}
    yield Field(
        path=path,
        kind=_kind(schema),
        items=_kind(items) if items is not None else None,
        title=_text(schema, "title"),
        description=_text(schema, "description"),
        values=tuple(value for value in described.get("enum", ()) if isinstance(value, str)),
        labels=described.get("x-labels", {}),
        prose=bool(schema.get("x-prose")),
        unit="kr" if schema.get("x-unit") == "kr" else None,
        children=children,
        minimum=single.get("minimum"),
        maximum=single.get("maximum"),
        max_chars=single.get("maxLength"),
        max_items=schema.get("maxItems"),
    )
    for name in children:
        yield from _walk(single["properties"][name], f"{path}.{name}" if path else name, definitions)


def resolved(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema merged over the definition that its ``$ref`` names."""
    reference = schema.get("$ref")
    return schema if reference is None else {**definitions[reference.rpartition("/")[2]], **schema}


def _kind(schema: Mapping[str, Any]) -> FieldKind:
    if schema.get("format") == "partial-date":
        return FieldKind.DATE
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return next(_KINDS[name] for name in types if name != "null")


def _text(schema: Mapping[str, Any], key: str) -> Text:
    others = {name[2:]: texts.get(key, "") for name, texts in schema.items() if _is_translation(name)}
    return {DEFAULT_LANGUAGE: schema.get(key, ""), **others}


def _is_translation(key: str) -> bool:
    """Return whether a key of a schema holds texts in another language, such as ``x-en``."""
    return len(key) == len("x-en") and key.startswith("x-")


def in_language(schema: Any, lang: str) -> Any:
    """Return a copy of a schema with titles and descriptions in one language, else in the default language.

    ``x-en`` holds the English texts of its node and, under ``properties`` or ``items``, of nested nodes:
    yaml-language-server would ignore a node's own title if the key stood beside a ``$ref``. Any other
    language has a key of the same form.
    """
    if isinstance(schema, list):
        return [in_language(part, lang) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: in_language(part, lang) for key, part in schema.items() if key != "x-labels" and not _is_translation(key)
    }
    return _merged(kept, schema.get(f"x-{lang}", {}))


def _merged(under: Any, over: Any) -> Any:
    if not isinstance(under, dict):
        return over
    return {key: _merged(part, over[key]) if key in over else part for key, part in under.items()}
