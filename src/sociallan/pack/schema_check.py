"""Validation of a rule pack's files against their schemas."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.form_check.schema_errors import ReferenceValidator, validator
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.notation import suggestions, written_dates
from sociallan.application.scalars import is_number

PACK, FORM, VALUES = "pack.yaml", "form.yaml", "values.yaml"
SOURCES, PARAMS, PRECEDENTS = "sources.yaml", "params.yaml", "precedents.yaml"
RULES, SPECIMENS, TABLES, CASES = "rules/", "specimens/", "tables/", "cases/"

_NUMBERS = frozenset(("integer", "number"))
"""The types of a schema that take a number."""

_ALSO = {"all": ("and", "och"), "any": ("or", "eller"), "not": ("inte",)}
"""Words by which other languages name a condition."""


class PackSchemas:
    """Schemas of a pack's files, with their validators."""

    NAMES = ("rule", "pack", "form", "values", "case")
    """The names of the schemas, in the order that they are given in."""

    def __init__(
        self,
        rule: Mapping[str, Any],
        pack: Mapping[str, Any],
        form: Mapping[str, Any],
        values: Mapping[str, Any],
        case: Mapping[str, Any],
    ) -> None:
        self._schemas = {
            RULES: rule,
            PACK: pack,
            FORM: form,
            VALUES: values,
            CASES: case,
            SOURCES: {**pack, "$ref": "#/$defs/sources"},
            PARAMS: {**pack, "$ref": "#/$defs/params"},
            PRECEDENTS: {**pack, "$ref": "#/$defs/precedents"},
            # The content of a specimen is checked like an application elsewhere; here it need only be a mapping.
            SPECIMENS: {"type": "object"},
        }
        self._validators = {name: validator(schema) for name, schema in self._schemas.items()}

    def faults(self, kind: str, document: Document, file: str) -> list[Diagnostic[PackLocation]]:
        """Return the faults of a file of the pack under its schema."""
        if self._validators[kind].is_valid(document.value):
            return []
        authority = ReferenceValidator(self._schemas[kind])
        errors = sorted(authority.errors(document.value), key=lambda error: [str(s) for s in error.absolute_path])
        faults = [fault for error in errors for fault in _shape_faults(error, document, file)]
        # jsonschema reports an error for each missing key, and each error yields all missing keys: remove duplicates.
        return list({(fault.code, fault.place, str(fault.parameters)): fault for fault in faults}.values())


def _shape_faults(error: Any, document: Document, file: str) -> Iterator[Diagnostic[PackLocation]]:
    pointer = pointer_to(*error.absolute_path)
    at = pack_location(document, file, pointer, of_key=True)
    where = {"path": ".".join(str(step) for step in error.absolute_path)}
    if {"then", "else"} & set(error.absolute_schema_path):
        # For editors: rules/parse.py reports several operators, and pack/rule_files.py the keys of a level.
        return
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, document, file, pointer, where)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            yield from (Diagnostic("pack.key-missing", at, {**where, "key": key}) for key in missing)
        case "enum":
            known = [_written(value) for value in error.validator_value]
            written = _written(error.instance)
            about = {**where, "value": written, "allowed": ", ".join(known)}
            yield Diagnostic("pack.enum", at, about, spelling.nearest(written, known))
        case "oneOf" if isinstance(error.instance, dict) and error.instance.keys() - error.schema.get("properties", {}):
            return  # The key that does not belong here is reported by "additionalProperties".
        case "oneOf" if isinstance(error.instance, dict):
            keys = ", ".join(branch["required"][0] for branch in error.validator_value if "required" in branch)
            yield Diagnostic("pack.one-of", at, {**where, "keys": keys})
        case "oneOf":
            return  # That it is no mapping is reported by its type.
        case "uniqueItems":
            yield from _repetitions(error.instance, pointer, document, file)
        case "maxProperties" if error.instance.keys() - error.schema.get("properties", {}).keys():
            return  # The key that does not belong here is reported by "additionalProperties".
        case "maxProperties" if error.validator_value == 1:
            yield Diagnostic("pack.only-one", at, {**where, "keys": ", ".join(error.instance)})
        case "dependentRequired":
            yield Diagnostic("pack.belongs-with", at, where)
        case "type":
            yield _wrong_type(error, at, where)
        case "minItems" | "minLength" | "minProperties":
            yield Diagnostic("pack.empty", at, where)
        case "minimum" | "maximum" as bound:
            limits = {"value": error.instance, "limit": error.validator_value}
            yield Diagnostic("pack.too-small" if bound == "minimum" else "pack.too-large", at, {**where, **limits})
        case "pattern" if "propertyNames" in error.absolute_schema_path:
            yield _no_name(error.instance, error.validator_value, document, file, pointer + pointer_to(error.instance))
        case "pattern" if pointer.endswith("/id"):
            yield _no_name(error.instance, error.validator_value, document, file, pointer)
        case "pattern" if "number" in error.schema["type"]:
            yield _no_number(error.instance, at, where, or_date=True)
        case "pattern" | "format":
            day = written_dates.date(error.instance) if error.schema.get("format") == "date" else None
            yield Diagnostic("pack.pattern", at, {**where, "value": str(error.instance)}, day)
        case _:
            yield Diagnostic("pack.other", at, where)


def _unknown_keys(
    error: Any, document: Document, file: str, pointer: str, where: Mapping[str, Any]
) -> Iterator[Diagnostic[PackLocation]]:
    """Yield a fault for each key that a mapping cannot have, or one for a comma that cut what was written in two."""
    allowed, patterns = list(error.schema.get("properties", ())), error.schema.get("patternProperties", ())
    if _is_in_languages(error.schema) and None in error.instance.values():
        cut = next(key for key, value in error.instance.items() if value is None)
        cut_at = pack_location(document, file, pointer + pointer_to(cut), of_key=True)
        yield Diagnostic("pack.comma", cut_at, {**where, "key": str(cut)})
        return
    for before, key in pairwise((None, *error.instance)):
        if error.instance[key] is None and str(key).isdecimal() and is_number(error.instance.get(before)):
            # A decimal comma between braces, or one between thousands, divides what is written from the next.
            cut_at = pack_location(document, file, pointer + pointer_to(before))
            yield Diagnostic("pack.number-comma", cut_at, {**where, "value": f"{error.instance[before]},{key}"})
        elif key in allowed or any(re.search(pattern, key) for pattern in patterns):
            continue
        elif patterns and not allowed:
            yield _no_name(key, next(iter(patterns)), document, file, pointer + pointer_to(key))
        else:
            key_at = pack_location(document, file, pointer + pointer_to(key), of_key=True)
            near = spelling.nearest(str(key), allowed, {name: _ALSO.get(name, ()) for name in allowed})
            yield Diagnostic("pack.unknown-key", key_at, {**where, "key": key}, near)


def _wrong_type(error: Any, at: PackLocation, where: Mapping[str, Any]) -> Diagnostic[PackLocation]:
    """Return the fault of a value of the wrong type, with what to write where that is certain."""
    wanted, value = error.validator_value, error.instance
    kinds = (wanted,) if isinstance(wanted, str) else tuple(kind for kind in wanted if kind != "null")
    written = {**where, "value": _written(value)}
    parts = error.schema.get("properties", ())
    if kinds == ("object",) and "all" in parts and "field" in parts:
        return Diagnostic("pack.conditions" if isinstance(value, list) else "pack.no-condition", at, where)
    if kinds == ("object",) and "all" in parts and "group" in parts:
        return Diagnostic("pack.no-formula", at, written, f"{{group: {value}}}" if isinstance(value, str) else None)
    if kinds == ("object",) and where["path"] and "required" in error.schema and not _is_in_languages(error.schema):
        keys = ", ".join(f"{key}: …" for key in error.schema["required"])
        return Diagnostic("pack.no-keys", at, written, f"{{{keys}}}")
    if kinds == ("array",) and isinstance(value, dict):
        return Diagnostic("pack.list-of-one", at, where)
    if isinstance(value, str) and _NUMBERS & {*kinds}:
        return _no_number(value, at, where)
    if isinstance(value, str | int | float):
        if kinds == ("array",):
            return Diagnostic("pack.no-list", at, written)
        if kinds == ("object",) and _is_in_languages(error.schema):
            return Diagnostic("pack.no-languages", at, written)
        if kinds == ("string",):
            would_fit = "format" not in error.schema and re.search(error.schema.get("pattern", ""), _written(value))
            return Diagnostic("pack.no-quotes" if would_fit else "pack.pattern", at, written)
    return Diagnostic("pack.type", at, {**where, "wanted": kinds})


def _no_name(name: str, pattern: str, document: Document, file: str, pointer: str) -> Diagnostic[PackLocation]:
    """Return the fault of a name that the author chooses, with one like it that has the form of such names."""
    at = pack_location(document, file, pointer, of_key=True)
    words = re.findall(r"[A-Za-z0-9]+", spelling.without_marks(name))
    alike = (form(sign.join(words)) for sign in "-_" for form in (str, str.lower, str.upper))
    fitting = next((each for each in alike if re.search(pattern, each)), None)
    return Diagnostic("pack.name", at, {"value": name}, fitting)


def _no_number(
    value: str, at: PackLocation, where: Mapping[str, Any], *, or_date: bool = False
) -> Diagnostic[PackLocation]:
    """Return the fault of a text in the place of a number, with the number if the text holds one."""
    meant = suggestions.quantity(value)
    code = "pack.number-or-date" if or_date and meant is None else "pack.number"
    return Diagnostic(code, at, {**where, "value": value}, None if meant is None else str(meant))


def _written(value: Any) -> str:
    """Return a value as it is written in YAML."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_in_languages(schema: Mapping[str, Any]) -> bool:
    """Return whether a schema is that of a text in each language."""
    return "sv" in schema.get("required", ())


def _repetitions(items: list[Any], pointer: str, document: Document, file: str) -> Iterator[Diagnostic[PackLocation]]:
    """Yield a fault for each item of a list that stands earlier in it."""
    for index, item in enumerate(items):
        if any(item == earlier and isinstance(item, bool) is isinstance(earlier, bool) for earlier in items[:index]):
            at = pack_location(document, file, pointer + pointer_to(index))
            yield Diagnostic("pack.repeated", at, {"value": str(item)})
