"""Validation against a JSON Schema, by jsonschema-rs or, if that cannot be imported, by jsonschema.

jsonschema-rs takes microseconds and jsonschema milliseconds, and the import of jsonschema alone takes a third
of a whole run. The tests compare the two; jsonschema is the reference.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

try:
    import jsonschema_rs
except ImportError:  # A compiled package, not available on every system.
    jsonschema_rs = None  # type: ignore[assignment]

Formats = Mapping[str, Callable[[object], bool]]
_NO_FORMATS: Formats = MappingProxyType({})
Schema = Mapping[str, Any]
Steps = tuple[str | int, ...]
"""Keys and indexes from the root to a value."""


class Mismatch(NamedTuple):
    """Schema violation: the violated keyword of the schema, and the path of the value."""

    keyword: str
    path: Steps


class Validator(Protocol):
    """Validator of values against one schema."""

    def is_valid(self, value: Any) -> bool:
        """Return whether a value is valid; repeated ``null`` in a list of unique items may count as invalid."""

    def mismatches(self, value: Any) -> Iterator[Mismatch]:
        """Yield the violations, unordered; ``null`` may be repeated in a list of unique items."""

    def mismatch(self, value: Any) -> Mismatch | None:
        """Return one of the violations, ``None`` if there is none; it costs the same however many there are."""


def validator(schema: Schema, formats: Formats = _NO_FORMATS) -> Validator:
    """Return a validator of a schema, which has no other formats than ``formats`` if any are to be checked."""
    return RustValidator(schema, formats) if jsonschema_rs is not None else ReferenceValidator(schema, formats)


class RustValidator:
    """Validator by jsonschema-rs."""

    def __init__(self, schema: Schema, formats: Formats) -> None:
        self._validator = jsonschema_rs.Draft202012Validator(
            dict(schema), validate_formats=bool(formats), formats=dict(formats)
        )
        self._violation = jsonschema_rs.ValidationError

    def is_valid(self, value: Any) -> bool:
        """Return whether a value is valid."""
        try:
            return self._validator.is_valid(value)
        except UnicodeEncodeError:
            return self._validator.is_valid(_as_text(value))

    def mismatches(self, value: Any) -> Iterator[Mismatch]:
        """Yield the violations, unordered."""
        try:
            errors = self._validator.iter_errors(value)
        except UnicodeEncodeError:
            errors = self._validator.iter_errors(_as_text(value))
        for error in errors:
            keyword = error.kind.name
            if keyword != "uniqueItems" or repeats(error.instance):
                yield Mismatch(keyword, tuple(error.instance_path))

    def mismatch(self, value: Any) -> Mismatch | None:
        """Return one of the violations."""
        try:
            self._validator.validate(value)
        except UnicodeEncodeError:
            return self.mismatch(_as_text(value))
        except self._violation as error:
            if error.kind.name != "uniqueItems":
                # All of them would have a message each, with the whole of the list that they are in.
                return Mismatch(error.kind.name, tuple(error.instance_path))
            return next(self.mismatches(value), None)
        return None


class ReferenceValidator:
    """Validator by jsonschema; ``errors`` gives access to the library's own errors."""

    def __init__(self, schema: Schema, formats: Formats = _NO_FORMATS) -> None:
        self._schema = schema
        self._formats = formats

    def is_valid(self, value: Any) -> bool:
        """Return whether a value is valid."""
        return bool(self._validator.is_valid(value))

    def mismatches(self, value: Any) -> Iterator[Mismatch]:
        """Yield the violations, unordered."""
        return (Mismatch(error.validator, tuple(error.absolute_path)) for error in self.errors(value))

    def mismatch(self, value: Any) -> Mismatch | None:
        """Return one of the violations."""
        return next(self.mismatches(value), None)

    def errors(self, value: Any) -> Iterator[Any]:
        """Yield jsonschema's errors."""
        errors: Iterator[Any] = self._validator.iter_errors(value)
        return errors

    @cached_property
    def _validator(self) -> Any:
        # Imported late: it costs a third of a whole run and is rarely needed.
        import jsonschema
        from jsonschema.validators import extend

        checker = jsonschema.FormatChecker(formats=())
        for name, check in self._formats.items():
            checker.checks(name)(check)
        kind: Any = extend(jsonschema.Draft202012Validator, _KEYWORDS)  # type: ignore[no-untyped-call]
        return kind(self._schema, format_checker=checker)


def _as_text(value: Any) -> Any:
    """Return a copy with a question mark for each lone surrogate, which Rust strings cannot hold."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def repeats(value: Any) -> bool:
    """Return whether a list contains a text, number or truth value twice; ``None`` may be repeated."""
    if not isinstance(value, list):
        return False
    stated = [(isinstance(item, bool), item) for item in value if isinstance(item, str | int | float)]
    return len(set(stated)) != len(stated)


def _unique_items(_validator: Any, wanted: bool, value: Any, _schema: Any) -> Iterator[Any]:
    """Replace jsonschema's ``uniqueItems``, which takes hours on long lists."""
    from jsonschema import ValidationError

    if wanted and repeats(value):
        yield ValidationError("repeated")


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[Any]:
    """Replace jsonschema's ``pattern``: in Python, ``$`` also matches before a final line break."""
    from jsonschema import ValidationError

    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError("unlike")


_KEYWORDS = {"uniqueItems": _unique_items, "pattern": _pattern}
