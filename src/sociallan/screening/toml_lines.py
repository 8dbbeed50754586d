"""Lines of a TOML file as they are meant: a setting that is written in another way, as its schema wants it."""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sociallan.application import spelling
from sociallan.application.form_check.schema_errors import validator
from sociallan.application.form_check.string_formats import is_day, is_path
from sociallan.application.notation import suggestions, written_dates

FORMATS = {"date": is_day, "path": is_path}
"""The formats of texts in the settings."""

_SETTING = re.compile(r"""\s*(?:--)?["'“”]?(?P<key>[A-Za-z][\w-]*)["'“”]?\s*(?P<sign>=|:)\s*(?P<value>.*?)\s*""")
_TABLE = re.compile(r"\s*\[+\s*(?P<name>[\w-]+)\s*\]+\s*")
_COMMENT = re.compile(r"""((?:[^#"'“”]|"[^"]*"|'[^']*'|“[^”]*”)*?)\s+#.*""")
_LONGEST_LINE = 500
_MOST_LINES = 1_000
_PREFIX = "sociallan_"
_QUOTES = "\"'“”„‘’"


def repaired(line: str, properties: Mapping[str, Any]) -> str | None:
    """Return a line as the setting that is certainly meant, in TOML; ``None`` if it is right or nothing is certain.

    ``properties`` are the schemas of the settings that may stand there.
    """
    if len(line) > _LONGEST_LINE:
        return None
    match = _SETTING.fullmatch(line if (shorter := _COMMENT.fullmatch(line)) is None else shorter[1])
    if match is None or not match["value"]:
        return None
    key = name_of(match["key"], properties)
    if key is None:
        return None
    for value in _values(match["value"], properties[key]):
        meant = f"{key} = {value}"
        if meant != line.strip() and _is_setting(meant, key, properties[key]):
            return meant
    return None


def repaired_text(text: str, properties: Mapping[str, Any], waivers: str) -> tuple[int, str] | None:
    """Return the first line (1-based) of an unreadable text that is no TOML by itself, and the line as it is meant.

    ``waivers`` is the setting whose items are tables, with properties of their own.
    """
    lines = [line.rstrip("\r") for line in text.split("\n")]
    for index, line in enumerate(lines[:_MOST_LINES]):
        if _is_toml(line):
            continue
        meant = repaired(line, properties_at(lines, index, properties, waivers))
        below = next((each for each in lines[index + 1 :] if each.strip()), "")
        is_ended = _is_toml(below) or _SETTING.fullmatch(below[:_LONGEST_LINE]) is not None
        # What is shown has been tried: all down to it can be read then.
        if meant is not None and is_ended and _is_toml("\n".join((*lines[:index], meant))):
            return index + 1, meant
    return None


def repeated(text: str) -> tuple[int, int, str] | None:
    """Return the line (1-based) of a setting that stands twice, that of the first one, and its name."""
    first: dict[str, int] = {}
    for number, line in enumerate(text.split("\n")[:_MOST_LINES], start=1):
        line = line[:_LONGEST_LINE]
        if _TABLE.fullmatch(line):
            first = {}
        elif (match := _SETTING.fullmatch(line)) is not None and match["sign"] == "=":
            before = first.setdefault(match["key"], number)
            if before != number:
                return number, before, match["key"]
    return None


def properties_at(lines: list[str], index: int, properties: Mapping[str, Any], waivers: str) -> Mapping[str, Any]:
    """Return the schemas of the settings that may stand in a line: those of a waiver below the head of one."""
    if any(_TABLE.fullmatch(line) for line in lines[:index]):
        of_waiver: Mapping[str, Any] = properties[waivers]["items"]["properties"]
        return of_waiver
    return properties


def name_of(key: str, known: Collection[str]) -> str | None:
    """Return the setting that a name means, which may be that of an option or of an environment variable."""
    plain = key.casefold().removeprefix(_PREFIX).replace("_", "-")
    return plain if plain in known else spelling.nearest(plain, known)


def _values(written: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the values, in TOML, that may be meant by one."""
    inner = written.strip(_QUOTES)
    match schema["type"]:
        case "boolean":
            words = {"true": True, "false": False}
            meant = words.get(inner.casefold(), suggestions.yes_or_no(inner))
            if meant is not None:
                yield str(meant).lower()
        case "integer":
            yield str(suggestions.number(inner))
        case "array" if schema["items"]["type"] == "string":
            parts = (part.strip().strip(_QUOTES).strip() for part in written.strip("[] ").split(","))
            texts = [_text(part) for part in parts if part]
            if texts:
                yield f"[{', '.join(texts)}]"
        # A quotation mark within the text leaves open where it ends.
        case "string" if not written.startswith(("[", "{")) and not set(inner) & set(_QUOTES):
            if "enum" in schema:
                yield _text(_chosen(inner, schema["enum"]) or inner)
            elif schema.get("format") == "date":
                yield written_dates.date(inner) or inner
            yield _text(inner)


def _chosen(word: str, allowed: Collection[str]) -> str | None:
    """Return the allowed word that a word resembles, or the only one that it begins with: ``svenska`` is ``sv``."""
    begun = [each for each in allowed if word.casefold().startswith(each)]
    return spelling.nearest(word, allowed) or (begun[0] if len(begun) == 1 else None)


def _text(value: str) -> str:
    return f"'{value}'" if "\\" in value and "'" not in value else json.dumps(value, ensure_ascii=False)


def _is_setting(line: str, key: str, schema: Mapping[str, Any]) -> bool:
    try:
        value = tomllib.loads(line)[key]
    except (tomllib.TOMLDecodeError, KeyError):
        return False
    plain = value.isoformat() if hasattr(value, "isoformat") else value
    return validator(schema, FORMATS).is_valid(plain)


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    # Numbers with thousands of digits and deeply nested lists raise other errors than that of the parser.
    except (ValueError, RecursionError):
        return False
    return True
