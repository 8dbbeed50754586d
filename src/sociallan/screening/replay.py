"""The differences between a report and the one made again, and what explains them."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.source import LOST, NOT_FOUND, Source
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.replayed import (
    Input,
    InputChange,
    InputState,
    OutcomeChange,
    Part,
    PartChange,
    Replay,
    ScreeningChange,
    StoredApplication,
    StoredReport,
)
from sociallan.screening.report import Verdict

_TOLD = 5
"""How many unexplained places are told; one is enough to see that there are any."""

_PARTS = {
    Part.LOGIC: ("pack", "logic_digest"),
    Part.TEXTS: ("pack", "text_digest"),
    Part.PACK: ("pack", "version"),
    Part.PROGRAM: ("tool", "version"),
}
"""Where a report names each part that it is made by."""

_OF_TEXTS = frozenset(("title", "message", "ask", "question"))
"""The keys of outcomes and questions that hold the pack's texts."""

_LINE = "rule_line"
_Steps = tuple[str | int, ...]


class Replayer:
    """Holds a report against the one made again, one application at a time, and keeps only what differs.

    ``begun`` are the values of the new report without its applications; what it counts is not known yet.
    """

    def __init__(self, stored: StoredReport, begun: Mapping[str, Any]) -> None:
        self._old = stored.head
        self._parts = tuple(
            PartChange(part, self._old[head][key], begun[head][key])
            for part, (head, key) in _PARTS.items()
            if self._old[head][key] != begun[head][key]
        )
        self._because = frozenset(change.part for change in self._parts)
        self._count = 0
        self._inputs: list[InputChange] = []
        self._lost: list[str] = []
        self._screenings: list[ScreeningChange] = []
        self._differs = self._moved_lines = False
        self._unexplained: list[str] = []
        self._unexplained_count = 0

    def add(self, old: StoredApplication, now: Input, new: Mapping[str, Any]) -> None:
        """Compare the next application with ``new``, the values of the one made again from the file as it is now."""
        is_changed = now != old.given
        if is_changed:
            self._inputs.append(InputChange(now.path, _state(now)))
        if old.given.problem in LOST:
            self._lost.append(old.given.path)
        for steps in _differing(old.value, new, ("applications", self._count)):
            self._note(steps, is_explained=is_changed or self._is_of_texts(steps[2:]))
        self._screenings += _screenings(old.value, new)
        self._count += 1

    def end(self, head: Mapping[str, Any], *, same_bytes: bool) -> Replay:
        """Compare what stands beside the applications, and return what differs in all."""
        of_applications, self._unexplained = self._unexplained, []
        for steps in _differing(self._old, head):
            self._note(steps, is_explained=self._follows(steps))
        return Replay(
            applications=self._count - len(self._lost),
            same_bytes=same_bytes,
            same_values=not self._differs,
            inputs=tuple(self._inputs),
            lost=tuple(self._lost),
            parts=self._parts,
            screenings=tuple(self._screenings),
            moved_lines=self._moved_lines,
            unexplained=tuple([*self._unexplained, *of_applications][:_TOLD]),
            unexplained_count=self._unexplained_count,
        )

    def _follows(self, steps: _Steps) -> bool:
        """Return whether a difference beside the applications follows from something that has changed."""
        match steps:
            # It says whether a pack with these very digests comes along, which nobody but the program decides.
            case ("pack", "shipped" | "digest"):
                return bool(self._because)
            case ("pack", *_):
                return True
            case ("summary", *_):
                return bool(self._inputs)
            case _:
                return False

    def _note(self, steps: _Steps, *, is_explained: bool) -> None:
        """Count a place that differs, unless it follows from something that has changed."""
        self._differs = True
        if is_explained or Part.LOGIC in self._because or Part.PROGRAM in self._because:
            return
        if steps[-1] == _LINE:
            self._moved_lines = True
            return
        self._unexplained_count += 1
        if len(self._unexplained) < _TOLD:
            self._unexplained.append(pointer_to(*steps))

    def _is_of_texts(self, inner: _Steps) -> bool:
        return Part.TEXTS in self._because and len(inner) > 1 and inner[-1] in _OF_TEXTS


def input_of(source: Source) -> Input:
    """Return what a report keeps of a file."""
    return Input(source.path, source.sha256, source.problem)


def _state(now: Input) -> InputState:
    if now.problem is None:
        return InputState.CHANGED
    return InputState.GONE if now.problem == NOT_FOUND else InputState.UNREADABLE


def _differing(old: Any, new: Any, steps: _Steps = ()) -> Iterator[_Steps]:
    """Yield the places where two values of JSON differ: the innermost ones, and lists of unequal length as a whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key in old and key in new:
                yield from _differing(old[key], new[key], (*steps, key))
            else:
                yield (*steps, key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differing(before, after, (*steps, place))
    # To Python, 1 and true are equal.
    elif old != new or type(old) is not type(new):
        yield steps


def _screenings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ScreeningChange]:
    """Return the application where its verdict or its outcomes are others."""
    outcomes = tuple(_outcomes(_kinds(before), _kinds(after)))
    if outcomes or before["verdict"] != after["verdict"]:
        # What cannot be read has no outcomes at all: its rules are in force as before.
        told = outcomes if before["outcomes"] and after["outcomes"] else ()
        yield ScreeningChange(after["path"], Verdict(before["verdict"]), Verdict(after["verdict"]), told)


def _kinds(application: Mapping[str, Any]) -> Mapping[str, OutcomeKind]:
    return {outcome["rule"]: OutcomeKind(outcome["outcome"]) for outcome in application["outcomes"]}


def _outcomes(before: Mapping[str, OutcomeKind], after: Mapping[str, OutcomeKind]) -> Iterator[OutcomeChange]:
    for rule in {**after, **before}:
        if before.get(rule) is not after.get(rule):
            yield OutcomeChange(rule, before.get(rule), after.get(rule))
