"""Types: the differences between two packs, or between two days of one."""

from dataclasses import dataclass
from typing import NamedTuple

from sociallan.analysis.trial import Example
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind


class PackEdition(NamedTuple):
    """A pack, on one day (``YYYY-MM-DD``) or, with ``None``, on all its days."""

    pack: Pack
    day: str | None


class OutcomeDifference(NamedTuple):
    """An outcome that becomes another, with the smallest application that shows it.

    ``None`` stands for a rule that does not exist, or is not in force.
    """

    before: OutcomeKind | None
    after: OutcomeKind | None
    case: Example


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """How one rule differs. ``old`` or ``new`` is ``None`` where the rule is not on that side.

    ``logic`` and ``texts`` name the keys of the rule that differ; ``params`` and ``lists`` are those that
    it asks for and that have another value. ``outcomes`` is empty where no application was found
    that shows a difference.
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
    def is_of_logic(self) -> bool:
        """Whether more than texts differs."""
        return self.old is None or self.new is None or bool(self.logic or self.params or self.lists)


@dataclass(frozen=True, slots=True)
class PackDifference:
    """Everything that differs. ``logic`` and ``texts`` name the parts of ``pack.yaml`` and its sources that do."""

    old: PackEdition
    new: PackEdition
    rules: tuple[RuleDifference, ...]
    logic: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether nothing differs."""
        return not (self.rules or self.logic or self.texts)
