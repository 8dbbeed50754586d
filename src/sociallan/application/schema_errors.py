"""Errors against a JSON Schema, from jsonschema-rs, or from jsonschema where that cannot be loaded.

jsonschema-rs takes microseconds and jsonschema, of which the import alone takes a third of a whole
run, milliseconds. Both find the same; the tests hold the one to the other, which is the authority.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

try:
    import jsonschema_rs
except ImportError:  # A compiled package: not every system has it.
    jsonschema_rs = None  # type: ignore[assignment]

Formats = Mapping[str, Callable[[object], bool]]
_NONE: Formats = MappingProxyType({})
Schema = Mapping[str, Any]
Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value."""


class Mismatch(NamedTuple):
    """A value that does not fit: the keyword of the schema that it breaks, and the steps to the value."""

    keyword: str
    path: Path


class Validator(Protocol):
    """A schema made ready to check values."""

    def is_valid(self, value: Any) -> bool:
        """Return whether a value fits, as the schema has it."""

    def mismatches(self, value: Any) -> Iterator[Mismatch]:
        """Return what does not fit, in no order; gaps may stand in a list of unique items many times."""


def validator(schema: Schema, formats: Formats = _NONE) -> Validator:
    """Return a schema made ready; ``formats`` are the only ones that are checked."""
    return RustValidator(schema, formats) if jsonschema_rs is not None else ReferenceValidator(schema, formats)


class RustValidator:
    """A schema as jsonschema-rs checks it."""

    def __init__(self, schema: Schema, formats: Formats) -> None:
        self._validator = jsonschema_rs.Draft202012Validator(
            dict(schema), validate_formats=bool(formats), formats=dict(formats)
        )

    def is_valid(self, value: Any) -> bool:
        """Return whether a value fits."""
        try:
            return self._validator.is_valid(value)
        except UnicodeEncodeError:
            return self._validator.is_valid(_as_text(value))

    def mismatches(self, value: Any) -> Iterator[Mismatch]:
        """Return what does not fit."""
        try:
            errors = self._validator.iter_errors(value)
        except UnicodeEncodeError:
            errors = self._validator.iter_errors(_as_text(value))
        for error in errors:
            keyword = error.kind.name
            if keyword != "uniqueItems" or repeats(error.instance):
                yield Mismatch(keyword, tuple(error.instance_path))


class ReferenceValidator:
    """A schema as jsonschema checks it; ``errors`` gives its own errors to whoever needs all that they hold."""

    def __init__(self, schema: Schema, formats: Formats = _NONE) -> None:
        self._schema = schema
        self._formats = formats

    def is_valid(self, value: Any) -> bool:
        """Return whether a value fits."""
        return bool(self._validator.is_valid(value))

    def mismatches(self, value: Any) -> Iterator[Mismatch]:
        """Return what does not fit."""
        return (Mismatch(error.validator, tuple(error.absolute_path)) for error in self.errors(value))

    def errors(self, value: Any) -> Iterator[Any]:
        """Return jsonschema's errors."""
        errors: Iterator[Any] = self._validator.iter_errors(value)
        return errors

    @cached_property
    def _validator(self) -> Any:
        # Imported here because it costs a third of a whole run, and hardly any run needs it.
        import jsonschema
        from jsonschema.validators import extend

        checker = jsonschema.FormatChecker(formats=())
        for name, check in self._formats.items():
            checker.checks(name)(check)
        kind: Any = extend(jsonschema.Draft202012Validator, _AS_FAST)  # type: ignore[no-untyped-call]
        return kind(self._schema, format_checker=checker)


def _as_text(value: Any) -> Any:
    """Return a copy with a question mark for each half of a surrogate pair: Rust's texts cannot hold one."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def repeats(value: Any) -> bool:
    """Return whether a list holds a text, number or truth twice; gaps may stand there many times."""
    if not isinstance(value, list):
        return False
    stated = [(isinstance(item, bool), item) for item in value if isinstance(item, str | int | float)]
    return len(set(stated)) < len(stated)


def _repeated(_validator: Any, wanted: bool, value: Any, _schema: Any) -> Iterator[Any]:
    """Stand in for jsonschema's ``uniqueItems``, which takes hours over long lists."""
    from jsonschema import ValidationError

    if wanted and repeats(value):
        yield ValidationError("repeated")


def _unlike(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[Any]:
    """Stand in for jsonschema's ``pattern``: to Python, ``$`` comes before a last line break too."""
    from jsonschema import ValidationError

    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError("unlike")


_AS_FAST = {"uniqueItems": _repeated, "pattern": _unlike}
