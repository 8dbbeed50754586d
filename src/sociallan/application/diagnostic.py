"""A diagnostic: one problem in an application, a rule pack or the settings, with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from sociallan.application.location import Location, PackLocation

P = TypeVar("P", bound=Location | PackLocation, covariant=True)


class Severity(StrEnum):
    """``ERROR`` makes the verdict ``invalid``; ``NOTE`` is only told."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic(Generic[P]):
    """One fault, free of language: it is worded from ``code`` and ``parameters``.

    ``place`` is a ``Place`` in an application, a ``RulePlace`` in a file of a pack or in the settings.
    ``suggestion`` is what to write instead, exactly as it should stand in the file, where that is
    known. ``pointer`` is a JSON pointer, ``""`` for the whole document or where no field is named.
    """

    code: str
    place: P
    parameters: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    pointer: str = ""
    severity: Severity = Severity.ERROR
