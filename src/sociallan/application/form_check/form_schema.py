"""The JSON Schema of an application in canonical form, made from its form."""

from collections.abc import Mapping
from typing import Any

from sociallan.application.field import Field, FieldKind, FieldType, Form


def form_schema(form: Form) -> Mapping[str, Any]:
    """Return the schema that canonical values are checked against. Every value may be ``null``: not stated yet."""
    return _of_field(form.fields[""], form) | {"type": "object"}


def _of_field(field: Field, form: Form) -> dict[str, Any]:
    if field.item_type is None:
        return _of_value(field, field.type, form)
    schema = {**_nullable(field.type), "items": _of_value(field, field.item_type, form)}
    return {**schema, "uniqueItems": True} if field.unique else schema


def _of_value(field: Field, of_type: FieldType, form: Form) -> dict[str, Any]:
    """Return the schema of one value of a field, which is an item where the field is a list."""
    schema = _nullable(of_type)
    if of_type.kind is FieldKind.RECORD:
        properties = {name: _of_field(form.fields[field.path_of(name)], form) for name in field.children}
        return {**schema, "additionalProperties": False, "properties": properties}
    if field.values:
        schema["enum"] = [*field.values, None]
    elif of_type.name == "version":
        schema["enum"] = [form.version, None]
    bounds = {"minimum": field.minimum, "maximum": field.maximum}
    return schema | {name: bound for name, bound in bounds.items() if bound is not None}


def _nullable(of_type: FieldType) -> dict[str, Any]:
    kinds = of_type.schema["type"]
    return {**of_type.schema, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
