"""What differs between a report and the one made again, and what of it is explained."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociallan.core.stored_report import LOST
from sociallan.model.document import pointer_to
from sociallan.model.outcome import OutcomeKind
from sociallan.model.replay import (
    Input,
    InputChange,
    InputState,
    OutcomeChange,
    Part,
    PartChange,
    Replay,
    ScreeningChange,
    StoredReport,
)
from sociallan.model.report import Verdict
from sociallan.model.source import Source

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


def replay(stored: StoredReport, text: str, inputs: Sequence[Input]) -> Replay:
    """Hold a report against the one made again, which is ``text``; ``inputs`` are its files as they are now."""
    old, new = stored.value, json.loads(text)
    changed = {place: _state(now) for place, now in enumerate(inputs) if now != stored.inputs[place]}
    parts = tuple(
        PartChange(part, old[head][key], new[head][key])
        for part, (head, key) in _PARTS.items()
        if old[head][key] != new[head][key]
    )
    because = frozenset(change.part for change in parts)
    differing = list(_differing(old, new))
    unexplained = [steps for steps in differing if not _is_explained(steps, because, changed)]
    others = [steps for steps in unexplained if steps[-1] != _LINE]
    lost = tuple(given.path for given in stored.inputs if given.problem in LOST)
    return Replay(
        applications=len(inputs) - len(lost),
        same_bytes=text.encode() == stored.data,
        same_values=not differing,
        inputs=tuple(InputChange(inputs[place].path, state) for place, state in changed.items()),
        lost=lost,
        parts=parts,
        screenings=tuple(_screenings(old["applications"], new["applications"])),
        moved_lines=len(others) < len(unexplained),
        unexplained=tuple(pointer_to(*steps) for steps in others[:_TOLD]),
        unexplained_count=len(others),
    )


def input_of(source: Source) -> Input:
    """Give what a report keeps of a file."""
    return Input(source.path, source.sha256, source.problem)


def _state(now: Input) -> InputState:
    match now.problem:
        case None:
            return InputState.CHANGED
        case "file.not-found":
            return InputState.GONE
        case _:
            return InputState.UNREADABLE


def _differing(old: Any, new: Any, steps: _Steps = ()) -> Iterator[_Steps]:
    """Give where two values of JSON differ: the innermost places, and lists of unequal length as a whole."""
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


def _is_explained(steps: _Steps, because: frozenset[Part], changed: Mapping[int, InputState]) -> bool:
    """Say whether a difference follows from something that has changed."""
    if Part.LOGIC in because or Part.PROGRAM in because:
        return True
    match steps:
        # It says whether a pack with these very digests comes along, which nobody but the program decides.
        case ("pack", "shipped" | "digest"):
            return bool(because)
        case ("pack", *_):
            return True
        case ("summary", *_):
            return bool(changed)
        case ("applications", int(place), *inner):
            of_texts = Part.TEXTS in because and len(inner) > 1 and inner[-1] in _OF_TEXTS
            return place in changed or of_texts
        case _:
            return False


def _screenings(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[ScreeningChange]:
    """Give the applications whose verdict or outcomes are others."""
    for before, after in zip(old, new, strict=True):
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
