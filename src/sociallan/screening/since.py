"""Types of a comparison with an earlier version of an application: its findings, and what became of them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.diagnostic import Severity
from sociallan.rules.truth import OutcomeKind

_SEVERITIES = frozenset(map(str, Severity))


class Finding(NamedTuple):
    """One finding as reports list it: the id of its rule, or its code if it is none ``of_rule``.

    ``status`` is the outcome of the rule, or the severity of the finding. ``pointers`` are those of its fields, the
    deciding one first. ``line`` is ``None`` if no field decided.
    """

    id: str
    status: str
    pointers: tuple[str, ...]
    line: int | None

    @property
    def of_rule(self) -> bool:
        """Whether it is the outcome of a rule."""
        return self.status not in _SEVERITIES

    @property
    def is_gap(self) -> bool:
        """Whether something is missing, in contrast to something that is stated and wrong."""
        return self.status == OutcomeKind.MISSING

    @property
    def pointer(self) -> str:
        """The pointer of the deciding field, ``""`` for the whole application."""
        return self.pointers[0] if self.pointers else ""


class FindingState(StrEnum):
    """State of a finding in comparison with the earlier version."""

    NEW = "new"
    LEFT = "left"
    MENDED = "mended"


class SinceCounts(NamedTuple):
    """Numbers of findings by state; ``unknown`` counts the applications that the earlier report does not have."""

    mended: int = 0
    new: int = 0
    left: int = 0
    unknown: int = 0

    def plus(self, other: "SinceCounts") -> "SinceCounts":
        """Return the sums of two counts."""
        return SinceCounts(*(mine + its for mine, its in zip(self, other, strict=True)))


class Since(NamedTuple):
    """The findings of an application by what became of them since an earlier version.

    ``is_known`` is false if the earlier report does not have the application. The lines of ``mended`` are those of the
    earlier version.
    """

    is_known: bool
    mended: tuple[Finding, ...]
    new: tuple[Finding, ...]
    left: tuple[Finding, ...]

    @property
    def counts(self) -> SinceCounts:
        """The numbers of findings."""
        return SinceCounts(len(self.mended), len(self.new), len(self.left), 0 if self.is_known else 1)

    def state(self, finding: Finding) -> FindingState | None:
        """Return the state of a present finding, ``None`` if reports do not list it."""
        if finding in self.new:
            return FindingState.NEW
        return FindingState.LEFT if finding in self.left else None


class Earlier(NamedTuple):
    """The findings of an earlier version of an application.

    ``labels`` holds the own ids of list items by their pointers, ``None`` if only their places in the list are known.
    """

    findings: tuple[Finding, ...]
    labels: Mapping[str, str] | None


class EarlierVersions(NamedTuple):
    """Earlier versions by the path of the application; ``name`` is that of the file they come from."""

    name: str
    by_path: Mapping[str, Earlier]

    def of(self, path: str) -> Earlier | None:
        """Return the earlier version of the application at a path, ``None`` if there is none."""
        return self.by_path.get(path_key(path))


def path_key(path: str) -> str:
    """Return a path in the form by which two reports are matched, whatever folder separator they were given."""
    # The first application of a file has no number until a second one is added.
    steps = [step for step in path.replace("\\", "/").removesuffix("#1").split("/") if step != "."]
    return "/".join(step for number, step in enumerate(steps) if step or not number)
