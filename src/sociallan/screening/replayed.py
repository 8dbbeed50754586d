"""A report that was written before, and what comes of screening its applications again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.settings import Waiver


class Input(NamedTuple):
    """A file as it was screened; ``problem`` is the code of the finding where it could not be read."""

    path: str
    sha256: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What a JSON report that was read back and found sound says of its making.

    ``head`` is all of its values but the applications, of which there may be many thousands. ``day`` is
    the day of screening (``YYYY-MM-DD``); ``as_of`` is set where that day was asked for, and ``traced``
    where the report tells how every rule was checked.
    """

    head: Mapping[str, Any]
    pack_id: str
    lang: str
    day: str
    as_of: str | None
    traced: bool


class StoredApplication(NamedTuple):
    """One application of a report: its values, its file, and its waivers."""

    value: Mapping[str, Any]
    given: Input
    waived: tuple[Waiver, ...]


class Flaw(NamedTuple):
    """Why a file cannot be replayed, worded from ``code`` and ``parameters``."""

    code: str
    parameters: Mapping[str, str | int]


class InputState(StrEnum):
    """What has become of a file since a report was made of it."""

    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


class InputChange(NamedTuple):
    """A file that is not as it was."""

    path: str
    state: InputState


class Part(StrEnum):
    """What a report is made by, besides its files."""

    LOGIC = "logic"
    TEXTS = "texts"
    PACK = "pack"
    PROGRAM = "program"


class PartChange(NamedTuple):
    """A part that is not as it was: its version or digest then and now."""

    part: Part
    old: str
    new: str


class OutcomeChange(NamedTuple):
    """A rule with another outcome; ``None`` where the rule was or is not in force."""

    rule: str
    old: OutcomeKind | None
    new: OutcomeKind | None


class ScreeningChange(NamedTuple):
    """An application that comes to something else than its report says."""

    path: str
    old: Verdict
    new: Verdict
    outcomes: tuple[OutcomeChange, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """What differs between a report and the one made now.

    ``applications`` were screened again; ``lost`` are the paths of those that were not, since what
    screened them for the report ended or was too slow. ``same_values`` without ``same_bytes``: only how
    the file is written differs. ``moved_lines`` is true where lines in the rules' files have other
    numbers. ``unexplained`` are the first places (JSON pointers) that differ though nothing they are
    made from has changed, of ``unexplained_count``.
    """

    applications: int
    same_bytes: bool
    same_values: bool
    inputs: tuple[InputChange, ...]
    lost: tuple[str, ...]
    parts: tuple[PartChange, ...]
    screenings: tuple[ScreeningChange, ...]
    moved_lines: bool
    unexplained: tuple[str, ...]
    unexplained_count: int

    def has_changed(self, part: Part) -> bool:
        """Return whether a part is not as it was."""
        return any(change.part is part for change in self.parts)
