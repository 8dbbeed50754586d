"""What is wrong with the form of an application."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sociallan.model.place import Place

Parameter = str | int | float | tuple[str, ...]


class Severity(StrEnum):
    """``ERROR`` makes the verdict ``invalid``; ``NOTE`` is only told."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of form, free of language: renderers word it from ``code`` and ``parameters``.

    ``pointer`` is a JSON pointer, ``""`` for the whole document. ``suggestion`` is what to write
    instead, exactly as it should stand in the file, where that is known.
    """

    code: str
    pointer: str
    place: Place
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    suggestion: str | None = None
    severity: Severity = Severity.ERROR
