"""The settings of a folder in VS Code, merged with those that stand there, of which nothing is lost."""

import json
from collections.abc import Mapping
from typing import Any

SCHEMA = ".vscode/sociallan-schema.json"
"""Path of the schema: one dot in its name, and relative, which the extension reads alike on every system."""
EXTENSION = "redhat.vscode-yaml"
_SCHEMAS, _RECOMMENDED = "yaml.schemas", "recommendations"
_INDENT = "    "
_OWN_SCHEMA = f"./{SCHEMA}"


class NotMergedError(ValueError):
    """The settings hold what a program that writes JSON would lose, such as comments, or are no settings."""


class OtherSchemaError(ValueError):
    """Another schema is set for the same files; ``args`` is its address."""


def with_schema(text: str, patterns: tuple[str, ...]) -> str:
    """Return settings with the schema for the files of some patterns; as they were if it is set.

    Raises:
        NotMergedError: if the settings cannot be written without loss.
        OtherSchemaError: if another schema is set for one of the patterns.

    """
    settings = _parsed(text)
    schemas = settings.get(_SCHEMAS, {})
    if not isinstance(schemas, dict):
        raise NotMergedError
    for address, files in schemas.items():
        if address != _OWN_SCHEMA and not set(patterns).isdisjoint(_listed(files)):
            raise OtherSchemaError(address)
    known = _listed(schemas.get(_OWN_SCHEMA, []))
    files = [*known, *(each for each in patterns if each not in known)]
    return _written(text, settings, {**settings, _SCHEMAS: {**schemas, _OWN_SCHEMA: files}})


def with_extension(text: str) -> str:
    """Return the recommended extensions with the one for YAML; as they were if it is among them.

    Raises:
        NotMergedError: if they cannot be written without loss.

    """
    settings = _parsed(text)
    known = settings.get(_RECOMMENDED, [])
    if not isinstance(known, list):
        raise NotMergedError
    if any(isinstance(each, str) and each.casefold() == EXTENSION for each in known):
        return text
    return _written(text, settings, {**settings, _RECOMMENDED: [*known, EXTENSION]})


def is_own(schema: str) -> bool:
    """Return whether the text of a schema is one of an application."""
    try:
        identity = json.loads(schema).get("$id", "")
    except (ValueError, AttributeError):
        return False
    return str(identity).startswith("urn:sociallan:schema:application:")


def _listed(files: Any) -> list[Any]:
    return files if isinstance(files, list) else [files]


def _parsed(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        settings = json.loads(text, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise NotMergedError from error
    if not isinstance(settings, dict):
        raise NotMergedError
    return settings


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of two values of one key, one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotMergedError
    return found


def _written(text: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return settings in the indentation of the text, or the text itself if they are the same."""
    if before == after:
        return text
    indented = (line[: len(line) - len(line.lstrip())] for line in text.splitlines() if line.lstrip() != line)
    indent = next(filter(None, indented), _INDENT)
    try:
        written = json.dumps(after, ensure_ascii=False, allow_nan=False, indent=indent) + "\n"
        written.encode()  # Half of a pair of signs, which JSON may hold, cannot stand in a file.
    except ValueError as error:
        raise NotMergedError from error
    return written
