"""The JSON Schema of an application for editors, with the form's texts in one language."""

from collections.abc import Mapping
from typing import Any

from sociallan.application.field import Field, Form
from sociallan.application.form_schema import form_schema
from sociallan.pack.pack import Pack
from sociallan.report import field_texts
from sociallan.report.words import Words

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def application_schema(pack: Pack, words: Words) -> Mapping[str, Any]:
    """Return the schema of a pack's applications; every part has its own title and description."""
    identity = {"$schema": _DIALECT, "$id": f"urn:sociallan:schema:application:{pack.id}:{pack.form.version}"}
    return identity | _described(form_schema(pack.form), "", pack.form, words)


def _described(schema: Mapping[str, Any], path: str, form: Form, words: Words) -> dict[str, Any]:
    field = form.fields[path]
    texts = {"title": words.pick(field.title), "description": field_texts.about(field, words)}
    if "items" not in schema:
        return {**texts, **_value(schema, field, form, words)}
    item = {"title": words.pick(field.item_title), "description": field_texts.about_item(field, words)}
    return {**texts, **schema, "items": {**item, **_value(schema["items"], field, form, words)}}


def _value(schema: Mapping[str, Any], field: Field, form: Form, words: Words) -> dict[str, Any]:
    if "properties" not in schema:
        return dict(schema)
    prefix = f"{field.path}." if field.path else ""
    properties = {name: _described(part, prefix + name, form, words) for name, part in schema["properties"].items()}
    return {**schema, "properties": properties}
