"""Types of a replay: a stored report, and its differences from a new screening of the same applications."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.settings import Waiver
from sociallan.screening.since import Since

Steps = tuple[str | int, ...]
"""Keys and numbers from the root of a report to a value."""
_SUMMED_UP = frozenset(("settings", "summary", "passed_over", "repeated", "since"))
"""The values of a head that stand in the last line of ``ReportForm.LINES``."""


class ScreenedFile(NamedTuple):
    """A file that was screened; ``problem`` is the code of the finding if it could not be read."""

    path: str
    sha256: str
    problem: str | None


class ReportForm(StrEnum):
    """Forms of a report that can be read back, by the value of their key ``schema``.

    The lines of ``LINES`` begin with one of texts; each line of ``FORMER_LINES`` stands by itself.
    """

    WHOLE = "sociallan-report/1"
    LINES = "sociallan-line/2"
    FORMER_LINES = "sociallan-line/1"

    def application_steps(self, number: int) -> Steps:
        """Return where an application stands in the report; lines are counted as the items of a list."""
        match self:
            case ReportForm.WHOLE:
                return ("applications", number)
            case ReportForm.LINES:
                return (number + 1,)
            case ReportForm.FORMER_LINES:
                return (number,)

    def head_steps(self, steps: Steps, applications: int) -> Steps:
        """Return where a value of ``head`` stands in a report of so many applications."""
        match self:
            case ReportForm.WHOLE:
                return steps
            case ReportForm.LINES:
                return (applications + 1 if steps[0] in _SUMMED_UP else 0, *steps)
            case ReportForm.FORMER_LINES:
                return (applications, *steps)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A valid report without its applications, which may be many thousands.

    ``head`` holds its other values, of a report in lines those of its first and its last line. ``day`` is the day of
    screening (``YYYY-MM-DD``); ``as_of`` is set if an option chose that day. ``traced`` is true if the report traces
    how every rule was checked.
    """

    form: ReportForm
    head: Mapping[str, Any]
    lang: str
    day: str
    as_of: str | None
    traced: bool


class StoredApplication(NamedTuple):
    """One application of a stored report: its values, its file, its waivers and its comparison with an earlier one.

    ``written`` are the values as they stand in the report, and ``value`` as they stand in one of the form ``WHOLE``.
    """

    written: Mapping[str, Any]
    value: Mapping[str, Any]
    given: ScreenedFile
    waived: tuple[Waiver, ...]
    since: Since | None = None


class Flaw(NamedTuple):
    """A reason why a file cannot be replayed; ``code`` and ``parameters`` select the message."""

    code: str
    parameters: Mapping[str, str | int]


class InputState(StrEnum):
    """Change of a file since its report was written."""

    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


class InputChange(NamedTuple):
    """A file that has changed."""

    path: str
    state: InputState


class ReportInput(StrEnum):
    """An input of a report besides the applications."""

    LOGIC = "logic"
    TEXTS = "texts"
    PACK = "pack"
    PROGRAM = "program"


class PartChange(NamedTuple):
    """A part that has changed: its old and new version or digest."""

    part: ReportInput
    old: str
    new: str


class OutcomeChange(NamedTuple):
    """A rule whose outcome has changed; ``None`` if the rule is not in force on that side."""

    rule: str
    old: OutcomeKind | None
    new: OutcomeKind | None


class ScreeningChange(NamedTuple):
    """An application whose verdict or outcomes have changed."""

    path: str
    old: Verdict
    new: Verdict
    outcomes: tuple[OutcomeChange, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """The differences between a stored report and a new one.

    ``applications`` counts the applications screened again; ``lost`` are the paths of the others, whose screening
    crashed or was too slow when the report was written. ``same_values`` without ``same_bytes`` means that only the
    layout of the file differs. ``moved_lines`` is true if line numbers in the rules' files differ. ``unexplained``
    are the first of ``unexplained_count`` places (JSON pointers) that differ although no input has changed.
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

    def has_changed(self, part: ReportInput) -> bool:
        """Return whether a part has changed."""
        return any(change.part is part for change in self.parts)
