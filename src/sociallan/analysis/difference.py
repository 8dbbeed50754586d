"""Types of the differences between two packs, or between two days of one pack."""

from dataclasses import dataclass
from typing import NamedTuple

from sociallan.analysis.trial import Example
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind


class PackEdition(NamedTuple):
    """A pack on one day (``YYYY-MM-DD``), or on all its days if ``day`` is ``None``."""

    pack: Pack
    day: str | None


class OutcomeDifference(NamedTuple):
    """A changed outcome, with the smallest application that shows it; ``None`` if the rule is not in force."""

    before: OutcomeKind | None
    after: OutcomeKind | None
    case: Example


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """Differences of one rule; ``old`` or ``new`` is ``None`` if the rule is not on that side.

    ``logic`` and ``texts`` are the keys of the rule that differ; ``params`` and ``lists`` are the ids of its
    parameters, and of its word lists and tables, whose values differ. ``outcomes`` is empty if no application shows
    a difference. ``sampled`` is true if not every combination was tried.
    """

    old: Rule | None
    new: Rule | None
    logic: tuple[str, ...]
    params: tuple[str, ...]
    lists: tuple[str, ...]
    texts: tuple[str, ...]
    outcomes: tuple[OutcomeDifference, ...]
    sampled: bool

    @property
    def id(self) -> str:
        """The rule's id."""
        rule = self.new or self.old
        assert rule is not None
        return rule.id

    @property
    def changes_logic(self) -> bool:
        """Whether anything but texts differs."""
        return self.old is None or self.new is None or bool(self.logic or self.params or self.lists)


@dataclass(frozen=True, slots=True)
class PackDifference:
    """All differences; ``logic`` and ``texts`` are the keys that differ outside the rules."""

    old: PackEdition
    new: PackEdition
    rules: tuple[RuleDifference, ...]
    logic: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.rules or self.logic or self.texts)
