"""Diagnostics: problems in an application, a rule pack or the settings, each with its location."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from sociallan.application.location import Location, PackLocation

P = TypeVar("P", bound=Location | PackLocation, covariant=True)

UNCERTAIN = "uncertain"
"""Parameter of a diagnostic whose suggestion may take an answer away, and is for a person to decide."""


class Severity(StrEnum):
    """Severity of a diagnostic: ``ERROR`` makes the verdict ``invalid``, ``NOTE`` does not affect it."""

    ERROR = "error"
    NOTE = "note"


class Diagnostic(NamedTuple, Generic[P]):
    """One problem, independent of language: its text is rendered from ``code`` and ``parameters``.

    ``place`` is a ``Location`` in an application, or a ``PackLocation`` in a file of a pack or in the settings.
    ``suggestion`` is the replacement text exactly as it should stand in the file, if known.
    ``pointer`` is a JSON pointer, ``""`` for the whole document or if no field is concerned.
    """

    code: str
    place: P
    parameters: Mapping[str, object] = {}
    suggestion: str | None = None
    pointer: str = ""
    severity: Severity = Severity.ERROR


def rewritten(finding: Diagnostic[Location], line: str) -> str | None:
    """Return a line with the suggestion of the finding on it in place; ``None`` if that is not all on this line."""
    span, suggestion = finding.place.span, finding.suggestion
    if suggestion is None or not line or not finding.place.exact:
        return None
    if span.line != span.end_line or span.end_column > len(line) + 1:
        return None
    return line[: span.column - 1] + suggestion + line[span.end_column - 1 :]
