"""Reading of sociallan.toml: from bytes to settings, or to all faults at once."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from sociallan.application import spelling
from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.identifiers import mask
from sociallan.application.location import PackLocation
from sociallan.application.schema_errors import ReferenceValidator, validator
from sociallan.application.source import Limits, Source
from sociallan.application.string_formats import is_day, is_path
from sociallan.screening.settings import Config, Waiver
from sociallan.screening.toml_positions import Steps, TomlPosition, nearest_toml_position, toml_positions

_LIMITS = Limits(bytes=256 * 1024)
_WAIVER = "waiver"
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_FORMATS = {"date": is_day, "path": is_path}
_LITERAL = re.compile(r"'[^'\n]*'")
_ESCAPE = re.compile(r'\\(?![btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\"\s*(?:#.*)?$')
"""A backslash that starts no TOML escape, or that escapes the last quotation mark of a line."""


class ConfigError(Exception):
    """The file has faults, and the run stops; ``lang`` is its setting of the language, if any."""

    def __init__(self, faults: Iterable[Diagnostic[PackLocation]], lang: object = None) -> None:
        super().__init__("sociallan.toml has faults")
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.place.line, fault.place.column)))
        self.lang = lang if isinstance(lang, str) else None


def read_config(source: Source, schema: Mapping[str, Any]) -> Config:
    """Read settings and check them against ``schema``. Paths are returned as written.

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
        raise ConfigError([_syntax(error, text, source.path)]) from error
    faults = _faults(value, text, source.path, schema)
    if faults:
        raise ConfigError(faults, value.get("lang"))
    options = {key: part for key, part in value.items() if key != _WAIVER}
    positions = toml_positions(text)
    lines = {key: nearest_toml_position(positions, (key,)).line for key in options}
    return Config(options, tuple(_waivers(value.get(_WAIVER, ()), positions)), lines)


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


def _syntax(error: BaseException, text: str, file: str) -> Diagnostic[PackLocation]:
    """Return the diagnostic of a syntax error; one without a position, such as a missing quote, is at the last line."""
    match = _AT.search(str(error))
    line, column = map(int, match.groups()) if match else (text.rstrip().count("\n") + 1, 1)
    lines = text.split("\n")
    written = _LITERAL.sub("", lines[line - 1]) if line <= len(lines) else ""
    code = "config.backslash" if _ESCAPE.search(written.rstrip("\r")) else "config.syntax"
    return Diagnostic(code, PackLocation(file, line, column))


def _faults(value: Any, text: str, file: str, schema: Mapping[str, Any]) -> Iterable[Diagnostic[PackLocation]]:
    if validator(schema, _FORMATS).is_valid(value):
        return ()
    positions = toml_positions(text)
    errors = ReferenceValidator(schema, _FORMATS).errors(value)
    faults = (fault for error in errors for fault in _diagnostics(error, tuple(error.absolute_path), positions, file))
    # jsonschema reports an error for each missing key, and each error lists all missing keys.
    return {(fault.code, fault.place, str(fault.parameters)): fault for fault in faults}.values()


def _diagnostics(
    error: Any, steps: Steps, positions: Mapping[Steps, TomlPosition], file: str
) -> Iterator[Diagnostic[PackLocation]]:
    at = PackLocation(file, *nearest_toml_position(positions, steps))
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    value = error.instance
    match error.validator:
        case "additionalProperties":
            allowed = error.schema["properties"]
            for name in value:
                if name not in allowed:
                    position = nearest_toml_position(positions, (*steps, name))
                    suggestion = spelling.nearest(name, allowed)
                    yield Diagnostic("config.unknown-key", PackLocation(file, *position), {"key": name}, suggestion)
        case "required":
            absent = (name for name in error.validator_value if name not in value)
            yield from (Diagnostic("config.key-missing", at, {"key": name}) for name in absent)
        case "enum" if isinstance(value, str):
            known = error.validator_value
            parameters = {"key": key, "value": value, "allowed": ", ".join(known)}
            yield Diagnostic("config.value", at, parameters, spelling.nearest(value, known))
        case "type":
            yield Diagnostic("config.type", at, {"key": key, "wanted": (error.validator_value,)})
        case "format":
            code = {"date": "config.date", "path": "config.control"}[error.validator_value]
            yield Diagnostic(code, at, {"key": key, "value": value})
        case "minLength" | "pattern":
            yield Diagnostic("config.empty", at, {"key": key})


def _waivers(specs: list[Mapping[str, str]], positions: Mapping[Steps, TomlPosition]) -> Iterator[Waiver]:
    for index, spec in enumerate(specs):
        line = nearest_toml_position(positions, (_WAIVER, index)).line
        yield Waiver(spec["rule"], spec["path"], spec["owner"], mask(spec["reason"]), spec["expires"], line)
