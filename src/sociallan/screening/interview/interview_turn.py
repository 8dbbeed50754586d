"""The turns of an interview: its state, its questions and its replies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import steps_of
from sociallan.application.field import Field
from sociallan.application.location import Location
from sociallan.application.walking import with_value
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.screening.interview.doubts import Doubt
from sociallan.screening.interview.entries import EmptyEntry, NotOffered, ParsedEntry
from sociallan.screening.report import Screening


class Ask(NamedTuple):
    """Question for the value of a field; ``current`` is the one that it has, and ``offered`` those with a number.

    ``rule`` is the one that asks for it, ``None`` where none does. ``fault`` is what is wrong with the current value.
    """

    pointer: str
    field: Field
    rule: Rule | None
    required: bool
    current: Any = None
    offered: tuple[str, ...] = ()
    fault: Diagnostic[Location] | None = None


class More(NamedTuple):
    """Question whether a list has an item to add, at a pointer; the list has as many as its last step says."""

    pointer: str
    field: Field
    rule: Rule | None
    required: bool


class Confirm(NamedTuple):
    """Question whether a guess is what was meant by an answer to another question."""

    asked: Ask
    entry: ParsedEntry

    @property
    def pointer(self) -> str:
        """The pointer of the field that is asked for."""
        return self.asked.pointer


InterviewQuestion = Ask | More | Confirm


class Accepted(NamedTuple):
    """An answer that was taken, as it was read."""

    field: Field
    entry: ParsedEntry


class Refused(NamedTuple):
    """An answer that is no value of its field."""

    fault: Diagnostic[Location]


class Empty(NamedTuple):
    """An answer that says nothing."""

    field: Field
    found: EmptyEntry


class Removed(NamedTuple):
    """The answer that stood in a field was taken away."""


class NoYesOrNo(NamedTuple):
    """An answer that is neither yes nor no."""


class Contradicted(NamedTuple):
    """A requirement that what is answered now contradicts."""

    outcome: Outcome


class Doubted(NamedTuple):
    """A doubt about an answer that was taken: it is told, and nothing is asked again."""

    doubt: Doubt


class OptionalOnly(NamedTuple):
    """Everything that is required has been asked for: what follows may be left out."""


Reply = Accepted | Removed | Refused | NotOffered | Empty | NoYesOrNo | Contradicted | Doubted | OptionalOnly


@dataclass(frozen=True, slots=True)
class State:
    """State of an interview: the application's values, and how far it has come.

    ``passed`` are the pointers that were passed over, each with whether it was required. ``opened`` are the items that
    are being filled in, the innermost last, ``trail`` the pointers that were asked for. ``again`` is one to ask for
    whatever stands there. It is ``optional`` once all that is required has been asked for.
    """

    value: Mapping[str, Any]
    passed: frozenset[tuple[str, bool]] = frozenset()
    opened: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    again: str | None = None
    optional: bool = False

    def has_passed(self, pointer: str, *, required: bool) -> bool:
        """Return whether a field was passed over; what was optional then and is required now was not."""
        return (pointer, True) in self.passed or (not required and (pointer, False) in self.passed)

    def unpassed(self, pointer: str) -> "State":
        """Return the state in which a field may be asked for, even if it was passed over."""
        return replace(self, passed=self.passed - {(pointer, True), (pointer, False)})

    def with_item(self, pointer: str) -> "State":
        """Return the state in which an item is being filled in; nothing of it is written before an answer in it."""
        value = with_value(self.value, steps_of(pointer), {})
        return replace(self.unpassed(pointer), value=value, opened=(*self.opened, pointer), again=None)


class Turn(NamedTuple):
    """A state with what it leads to: the question, ``None`` at the end, and the replies before it.

    ``writes`` are the values to write, each with its pointer. ``left`` is how many required fields are open and not
    passed over, one where only a contradiction is to be mended, and ``skipped`` how many of them were passed over.
    """

    state: State
    question: InterviewQuestion | None
    screening: Screening
    replies: tuple[Reply, ...] = ()
    writes: tuple[tuple[str, Any], ...] = ()
    left: int = 0
    skipped: int = 0
