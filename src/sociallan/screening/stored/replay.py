"""Comparison of a stored report with a new one of the same applications, and the causes of the differences."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.source import LOST, NOT_FOUND, Source
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.stored.replayed import (
    InputChange,
    InputState,
    OutcomeChange,
    PartChange,
    Replay,
    ReportInput,
    ScreenedFile,
    ScreeningChange,
    Steps,
    StoredApplication,
    StoredReport,
)
from sociallan.screening.stored.stored_report import whole_application

_MAX_UNEXPLAINED = 5
"""Maximum number of unexplained places to report."""

_PARTS = {
    ReportInput.LOGIC: ("pack", "logic_digest"),
    ReportInput.TEXTS: ("pack", "text_digest"),
    ReportInput.PACK: ("pack", "version"),
    ReportInput.PROGRAM: ("tool", "version"),
}
"""The keys of a report that identify each part."""

_TEXT_KEYS = frozenset(("title", "unmet", "said", "message", "ask", "question"))
"""The keys of outcomes and questions whose values are texts of the pack."""
_FILLED_IN = "filled_in"
"""The key of the values that fill in such a text."""
_TEXT_LISTS = frozenset(("phases", "fields", "groups", "rules", "columns", "precedents"))
"""The keys of a head whose values are texts of the pack."""

_LINE = "rule_line"


class Replayer:
    """Comparison of a stored report with a new one, one application at a time; keeps only the differences.

    ``head`` holds the values of the new report without its applications and before its totals are known.
    """

    def __init__(self, stored: StoredReport, head: Mapping[str, Any]) -> None:
        self._form, self._old, self._new = stored.form, stored.head, head
        self._parts = tuple(
            PartChange(part, self._old[section][key], head[section][key])
            for part, (section, key) in _PARTS.items()
            if self._old[section][key] != head[section][key]
        )
        self._changed_parts = frozenset(change.part for change in self._parts)
        self._count = 0
        self._inputs: list[InputChange] = []
        self._lost: list[str] = []
        self._screenings: list[ScreeningChange] = []
        self._differs = self._moved_lines = False
        self._unexplained: list[str] = []
        self._unexplained_count = 0

    def add(self, old: StoredApplication, now: ScreenedFile, new: Mapping[str, Any]) -> None:
        """Compare the next application with ``new``, as it is written of the file in its present state ``now``."""
        is_changed = now != old.given
        if is_changed:
            self._inputs.append(InputChange(now.path, _state(now)))
        if old.given.problem in LOST:
            self._lost.append(old.given.path)
        place = self._form.application_steps(self._count)
        for steps in _differing(old.written, new, place):
            self._count_difference(steps, is_explained=is_changed or self._is_changed_text(steps[len(place) :]))
        self._screenings += _screenings(old.value, whole_application(self._form, self._new, new))
        self._count += 1

    def end(self, head: Mapping[str, Any], *, same_bytes: bool) -> Replay:
        """Compare the values outside the applications, and return all differences."""
        of_applications, self._unexplained = self._unexplained, []
        for steps in _differing(self._old, head):
            place = self._form.head_steps(steps, self._count)
            self._count_difference(place, is_explained=self._is_consequence(steps))
        return Replay(
            applications=self._count - len(self._lost),
            same_bytes=same_bytes,
            same_values=not self._differs,
            inputs=tuple(self._inputs),
            lost=tuple(self._lost),
            parts=self._parts,
            screenings=tuple(self._screenings),
            moved_lines=self._moved_lines,
            unexplained=tuple([*self._unexplained, *of_applications][:_MAX_UNEXPLAINED]),
            unexplained_count=self._unexplained_count,
        )

    def _is_consequence(self, steps: Steps) -> bool:
        """Return whether a difference outside the applications follows from a changed part or file."""
        match steps:
            # Only a changed part explains these: the program decides whether it ships a pack with these digests.
            case ("pack", "shipped" | "digest"):
                return bool(self._changed_parts)
            case ("pack", *_):
                return True
            case ("summary", *_):
                return bool(self._inputs)
            case (str(key), *_) if key in _TEXT_LISTS:
                return ReportInput.TEXTS in self._changed_parts
            case _:
                return False

    def _count_difference(self, steps: Steps, *, is_explained: bool) -> None:
        """Record that the reports differ at a place, and count it if no changed part or file explains it."""
        self._differs = True
        if is_explained or ReportInput.LOGIC in self._changed_parts or ReportInput.PROGRAM in self._changed_parts:
            return
        if steps[-1] == _LINE:
            self._moved_lines = True
            return
        self._unexplained_count += 1
        if len(self._unexplained) < _MAX_UNEXPLAINED:
            self._unexplained.append(pointer_to(*steps))

    def _is_changed_text(self, inner: Steps) -> bool:
        is_text = len(inner) > 1 and (inner[-1] in _TEXT_KEYS or _FILLED_IN in inner)
        return is_text and ReportInput.TEXTS in self._changed_parts


def input_of(source: Source) -> ScreenedFile:
    """Return the input that a report records for a file."""
    return ScreenedFile(source.path, source.sha256, source.problem)


def _state(now: ScreenedFile) -> InputState:
    if now.problem is None:
        return InputState.CHANGED
    return InputState.GONE if now.problem == NOT_FOUND else InputState.UNREADABLE


def _differing(old: Any, new: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the innermost places where two JSON values differ; lists of unequal length differ as a whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key in old and key in new:
                yield from _differing(old[key], new[key], (*steps, key))
            else:
                yield (*steps, key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differing(before, after, (*steps, place))
    # Compare the types too, since 1 == True in Python.
    elif old != new or type(old) is not type(new):
        yield steps


def _screenings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ScreeningChange]:
    """Yield the change of an application if its verdict or its outcomes differ."""
    outcomes = tuple(_outcomes(_kinds(before), _kinds(after)))
    if outcomes or before["verdict"] != after["verdict"]:
        # An unreadable application has no outcomes; that is not a change of each rule.
        changes = outcomes if before["outcomes"] and after["outcomes"] else ()
        yield ScreeningChange(after["path"], Verdict(before["verdict"]), Verdict(after["verdict"]), changes)


def _kinds(application: Mapping[str, Any]) -> Mapping[str, OutcomeKind]:
    return {outcome["rule"]: OutcomeKind(outcome["outcome"]) for outcome in application["outcomes"]}


def _outcomes(before: Mapping[str, OutcomeKind], after: Mapping[str, OutcomeKind]) -> Iterator[OutcomeChange]:
    for rule in {**after, **before}:
        if before.get(rule) is not after.get(rule):
            yield OutcomeChange(rule, before.get(rule), after.get(rule))
