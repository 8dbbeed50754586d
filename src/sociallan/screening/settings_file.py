"""From the bytes of sociallan.toml to settings, and to every fault in them at once."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from sociallan.application import suggestions
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
"""A backslash that begins no escape of TOML, or that keeps the last quotation mark of a line from closing."""


class ConfigError(Exception):
    """The file is at fault, and nothing is run by it; ``lang`` is what it says of the language, where it does."""

    def __init__(self, faults: Iterable[Diagnostic[PackLocation]], lang: object = None) -> None:
        super().__init__("sociallan.toml has faults")
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.place.line, fault.place.column)))
        self.lang = lang if isinstance(lang, str) else None


def read_config(source: Source, schema: Mapping[str, Any]) -> Config:
    """Read settings; ``schema`` is that of the file. Paths are as they stand there.

    Raises:
        ConfigError: where anything in it is wrong; it holds every fault.

    """
    text = decode(source, _LIMITS)
    if isinstance(text, Diagnostic):
        span = text.place.span
        raise ConfigError([Diagnostic(text.code, PackLocation(source.path, span.line, span.column), text.parameters)])
    try:
        value = _days_as_text(tomllib.loads(text))
    # Numbers of thousands of digits and lists a thousand deep are no syntax to it, but not to be read either.
    except (ValueError, RecursionError) as error:
        raise ConfigError([_syntax(error, text, source.path)]) from error
    faults = _faults(value, text, source.path, schema)
    if faults:
        raise ConfigError(faults, value.get("lang"))
    options = {key: part for key, part in value.items() if key != _WAIVER}
    where = toml_positions(text)
    lines = {key: nearest_toml_position(where, (key,)).line for key in options}
    return Config(options, tuple(_waivers(value.get(_WAIVER, ()), where)), lines)


def _days_as_text(value: Any) -> Any:
    """Return a value with TOML's own dates as text, so that they may stand with quotation marks or without."""
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
    """Place what tomllib cannot read; what is not closed is only noticed at the end of the text."""
    match = _AT.search(str(error))
    line, column = map(int, match.groups()) if match else (text.rstrip().count("\n") + 1, 1)
    lines = text.split("\n")
    written = _LITERAL.sub("", lines[line - 1]) if line <= len(lines) else ""
    code = "config.backslash" if _ESCAPE.search(written.rstrip("\r")) else "config.syntax"
    return Diagnostic(code, PackLocation(file, line, column))


def _faults(value: Any, text: str, file: str, schema: Mapping[str, Any]) -> Iterable[Diagnostic[PackLocation]]:
    if validator(schema, _FORMATS).is_valid(value):
        return ()
    where = toml_positions(text)
    errors = ReferenceValidator(schema, _FORMATS).errors(value)
    faults = (fault for error in errors for fault in _worded(error, tuple(error.absolute_path), where, file))
    # jsonschema gives an error for each missing key, and each of them lists all that are missing.
    return {(fault.code, fault.place, str(fault.parameters)): fault for fault in faults}.values()


def _worded(
    error: Any, steps: Steps, where: Mapping[Steps, TomlPosition], file: str
) -> Iterator[Diagnostic[PackLocation]]:
    at = PackLocation(file, *nearest_toml_position(where, steps))
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    given = error.instance
    match error.validator:
        case "additionalProperties":
            allowed = error.schema["properties"]
            for name in given:
                if name not in allowed:
                    spot = nearest_toml_position(where, (*steps, name))
                    near = suggestions.nearest(name, allowed)
                    yield Diagnostic("config.unknown-key", PackLocation(file, *spot), {"key": name}, near)
        case "required":
            absent = (name for name in error.validator_value if name not in given)
            yield from (Diagnostic("config.key-missing", at, {"key": name}) for name in absent)
        case "enum" if isinstance(given, str):
            known = error.validator_value
            parameters = {"key": key, "value": given, "allowed": ", ".join(known)}
            yield Diagnostic("config.value", at, parameters, suggestions.nearest(given, known))
        case "type":
            yield Diagnostic("config.type", at, {"key": key, "wanted": (error.validator_value,)})
        case "format":
            code = {"date": "config.date", "path": "config.control"}[error.validator_value]
            yield Diagnostic(code, at, {"key": key, "value": given})
        case "minLength" | "pattern":
            yield Diagnostic("config.empty", at, {"key": key})


def _waivers(given: list[Mapping[str, str]], where: Mapping[Steps, TomlPosition]) -> Iterator[Waiver]:
    for place, spec in enumerate(given):
        line = nearest_toml_position(where, (_WAIVER, place)).line
        yield Waiver(spec["rule"], spec["path"], spec["owner"], mask(spec["reason"]), spec["expires"], line)
