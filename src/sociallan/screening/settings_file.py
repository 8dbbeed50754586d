"""Reading of sociallan.toml: from bytes to settings, or to all faults at once."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check.schema_errors import ReferenceValidator, validator
from sociallan.application.location import PackLocation
from sociallan.application.personal_data.identifiers import mask
from sociallan.application.source import Limits, Source
from sociallan.screening.settings import WAIVER, Config, Waiver
from sociallan.screening.toml_lines import FORMATS, name_of, properties_at, repaired, repaired_text, repeated
from sociallan.screening.toml_positions import Steps, TomlPosition, nearest_toml_position, toml_positions

_LIMITS = Limits(bytes=256 * 1024)
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_REPEATED = re.compile("overwrite|declare|mutable", re.IGNORECASE)
"""Words of tomllib's errors where a name stands twice."""
_LITERAL = re.compile(r"'[^'\n]*'")
_ESCAPE = re.compile(r'\\(?![btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\"\s*(?:#.*)?$')
"""A backslash that starts no TOML escape, or that escapes the last quotation mark of a line."""


class ConfigError(Exception):
    """The file has faults, and the run stops; ``lang`` is its setting of the language, if any."""

    def __init__(self, faults: Iterable[Diagnostic[PackLocation]], lang: object = None) -> None:
        super().__init__("sociallan.toml has faults")
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.place.line, fault.place.column)))
        self.lang = lang if isinstance(lang, str) else None


def read_config(source: Source, schema: Mapping[str, Any], only_options: Collection[str] = ()) -> Config:
    """Read settings and check them against ``schema``. Paths are returned as written.

    ``only_options`` are the names of options that may not stand in the file.

    Raises:
        ConfigError: with all faults of the file.

    """
    text = decode(source, _LIMITS)
    if isinstance(text, Diagnostic):
        span = text.place.span
        raise ConfigError([Diagnostic(text.code, PackLocation(source.path, span.line, span.column), text.parameters)])
    try:
        value = _days_as_text(tomllib.loads(text))
    # tomllib raises these errors also for numbers with thousands of digits and deeply nested lists.
    except (ValueError, RecursionError) as error:
        raise ConfigError([_syntax(error, text, source.path, schema)]) from error
    faults = _faults(value, text, source.path, schema, only_options)
    if faults:
        raise ConfigError(faults, value.get("lang"))
    options = {key: part for key, part in value.items() if key != WAIVER}
    positions = toml_positions(text)
    lines = {key: nearest_toml_position(positions, (key,)).line for key in options}
    return Config(options, tuple(_waivers(value.get(WAIVER, ()), positions)), lines)


def _days_as_text(value: Any) -> Any:
    """Return a value with TOML dates as text, so that dates may be written with or without quotation marks."""
    match value:
        case dict():
            return {key: _days_as_text(part) for key, part in value.items()}
        case list():
            return [_days_as_text(part) for part in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value


def _syntax(error: BaseException, text: str, file: str, schema: Mapping[str, Any]) -> Diagnostic[PackLocation]:
    """Return the diagnostic of a syntax error, with the line as it is meant where that is certain.

    An error without a position, such as a missing quote, is else at the last line.
    """
    lines = text.split("\n")
    match = _AT.search(str(error))
    line, column = map(int, match.groups()) if match else (text.rstrip().count("\n") + 1, 1)
    meant = repaired_text(text, schema["properties"], WAIVER)
    twice = repeated(text) if meant is None and _REPEATED.search(str(error)) else None
    if twice is not None:
        number, first, key = twice
        return Diagnostic("config.repeated", PackLocation(file, number, 1), {"key": key, "line": first})
    suggestion = None
    if meant is not None:
        (line, suggestion), column = meant, 1
    written = _LITERAL.sub("", lines[line - 1]) if line <= len(lines) else ""
    code = "config.backslash" if _ESCAPE.search(written.rstrip("\r")) else "config.syntax"
    return Diagnostic(code, PackLocation(file, line, column), suggestion=suggestion)


def _faults(
    value: Any, text: str, file: str, schema: Mapping[str, Any], only_options: Collection[str]
) -> Iterable[Diagnostic[PackLocation]]:
    if validator(schema, FORMATS).is_valid(value):
        return ()
    positions = toml_positions(text)
    errors = ReferenceValidator(schema, FORMATS).errors(value)
    lines = text.split("\n")

    def meant(line: int) -> str | None:
        known = properties_at(lines, line - 1, schema["properties"], WAIVER)
        return repaired(lines[line - 1].rstrip("\r"), known)

    faults = (
        fault for error in errors for fault in _diagnostics(error, tuple(error.absolute_path), positions, file, meant)
    )
    faults = (_of_option(fault) if fault.parameters.get("key") in only_options else fault for fault in faults)
    # jsonschema reports an error for each missing key, and each error lists all missing keys.
    return {(fault.code, fault.place, str(fault.parameters)): fault for fault in faults}.values()


def _diagnostics(
    error: Any,
    steps: Steps,
    positions: Mapping[Steps, TomlPosition],
    file: str,
    meant: Callable[[int], str | None],
) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the faults of an error; ``meant`` returns a line (1-based) as it is meant, if that is certain."""
    at = PackLocation(file, *nearest_toml_position(positions, steps))
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    value = error.instance
    match error.validator:
        case "additionalProperties":
            allowed = error.schema["properties"]
            for name in value:
                if name not in allowed:
                    position = nearest_toml_position(positions, (*steps, name))
                    code = "config.section" if isinstance(value[name], dict) else "config.unknown-key"
                    near = meant(position.line) or name_of(name, allowed)
                    yield Diagnostic(code, PackLocation(file, *position), {"key": name}, near)
        case "required":
            absent = (name for name in error.validator_value if name not in value)
            yield from (Diagnostic("config.key-missing", at, {"key": name}) for name in absent)
        case "enum" if isinstance(value, str):
            known = error.validator_value
            parameters = {"key": key, "value": value, "allowed": ", ".join(known)}
            yield Diagnostic("config.value", at, parameters, meant(at.line))
        case "type" if key == WAIVER:
            yield Diagnostic("config.waiver-head", at)
        case "type" if "enum" in error.schema:
            allowed = error.schema["enum"]
            yield Diagnostic("config.value", at, {"key": key, "value": _shown(value), "allowed": ", ".join(allowed)})
        case "type" if error.schema.get("format") == "date" and not isinstance(value, list | dict):
            yield Diagnostic("config.date", at, {"key": key, "value": str(value)})
        case "type":
            yield Diagnostic("config.type", at, {"key": key, "wanted": (error.validator_value,)}, meant(at.line))
        case "format" if error.validator_value == "path":
            yield Diagnostic("config.control", at, {"key": key, "value": value})
        case "format":
            yield Diagnostic("config.date", at, {"key": key, "value": value}, meant(at.line))
        case "minLength" | "pattern":
            yield Diagnostic("config.empty", at, {"key": key})


def _of_option(fault: Diagnostic[PackLocation]) -> Diagnostic[PackLocation]:
    return Diagnostic("config.only-option", fault.place, fault.parameters)


def _shown(value: Any) -> str:
    """Return a value that is no text as it is written, as far as it is short."""
    several = value if isinstance(value, list) else (value,)
    return ", ".join(str(each).lower() if isinstance(each, bool) else str(each)[:40] for each in several[:5])


def _waivers(specs: list[Mapping[str, str]], positions: Mapping[Steps, TomlPosition]) -> Iterator[Waiver]:
    for index, spec in enumerate(specs):
        line = nearest_toml_position(positions, (WAIVER, index)).line
        yield Waiver(spec["rule"], spec["path"], spec["owner"], mask(spec["reason"]), spec["expires"], line)
