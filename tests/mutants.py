"""Examples changed by one thing each: what a property is tried on."""

import copy
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.node_positions import NodePositions, key_place, place_of
from sociallan.application.read import read
from tests.builders import example, source


def value_of(name: str) -> Any:
    """Read an example's values as they stand, placeholders and all."""
    return read(example(name)).value


def pointers(value: Any, pointer: str = "") -> Iterator[str]:
    """Yield the pointer of every value within a value, collections too."""
    if isinstance(value, dict):
        steps: list[tuple[str | int, Any]] = list(value.items())
    else:
        steps = list(enumerate(value)) if isinstance(value, list) else []
    for step, part in steps:
        below = pointer + pointer_to(step)
        yield below
        yield from pointers(part, below)


def _opened(value: Any, steps: Sequence[str]) -> tuple[Any, Any]:
    """Return a copy of a value, and the part of it at some steps; what is not on the way is shared, not copied."""
    changed = holder = copy.copy(value)
    for step in steps:
        key = int(step) if isinstance(holder, list) else step
        holder[key] = copy.copy(holder[key])
        holder = holder[key]
    return changed, holder


def without(value: Any, pointer: str, *, null: bool) -> Any:
    """Return a copy in which one value is removed, or null; an item of a list is always made null."""
    *parents, last = pointer[1:].split("/")
    changed, holder = _opened(value, parents)
    if isinstance(holder, list):
        holder[int(last)] = None
    elif null:
        holder[last] = None
    else:
        del holder[last]
    return changed


def at(value: Any, pointer: str) -> Any:
    """Return the value at a pointer."""
    for step in pointer[1:].split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def set_at(value: Any, pointer: str, new: Any) -> Any:
    """Return a copy in which the value at a pointer is another."""
    *parents, last = pointer[1:].split("/")
    changed, holder = _opened(value, parents)
    holder[int(last) if isinstance(holder, list) else last] = new
    return changed


_OTHERS: dict[type, tuple[Any, ...]] = {
    bool: (True, False),
    int: (0, 1, 2, 10**6, 10**9, 2015, 2050),
    float: (0, 0.5, 99.9),
    str: (
        "other",
        "none",
        "x",
        "2019",
        "2031-12",
        "planned",
        "completed",
        "output",
        "alla invånare",
        "löner",
        "I1",
        "I9",
    ),
    list: ([], [None], ["other"], [{}]),
    dict: ({},),
    type(None): ("x", 1),
}


def mutated(value: Any, count: int, seed: int) -> Iterator[Any]:
    """Yield copies of an application, each with one to three values replaced, some of them by gaps."""
    chance = random.Random(seed)
    for _ in range(count):
        changed = value
        for _ in range(chance.randint(1, 3)):
            pointer = chance.choice(list(pointers(changed)))
            new = chance.choice((*_OTHERS[type(at(changed, pointer))], None))
            changed = set_at(changed, pointer, copy.deepcopy(new))
        yield changed


@dataclass(frozen=True)
class Spot:
    """One value of a file: its pointer, and the stretch of one line that it stands on (0-based, end exclusive)."""

    pointer: str
    line: int
    start: int
    end: int

    def replaced(self, text: str, new: str) -> str:
        """Return the text with the value written otherwise."""
        lines = text.split("\n")
        old = lines[self.line]
        lines[self.line] = old[: self.start] + new + old[self.end :]
        return "\n".join(lines)


def spots(text: str) -> list[Spot]:
    """Find the values of a file that stand on one line: plain values, and lists and records in brackets."""
    document = read(source(text))
    places = NodePositions(text)
    found = []
    for pointer in pointers(document.value):
        value = at(document.value, pointer)
        if isinstance(value, dict | list):
            span = key_place(document, pointer, places).span
            rest = places.line(span.line)[span.end_column - 1 :]
            bracketed = re.match(r": *([\[{].*[\]}])$", rest)
            if bracketed and places.line(span.line)[: span.column - 1].strip(" -") == "":
                start = span.end_column - 1 + bracketed.start(1)
                found.append(Spot(pointer, span.line - 1, start, len(places.line(span.line))))
        else:
            span = place_of(document, pointer, places).span
            written = places.line(span.line)[span.column - 1 : span.end_column - 1]
            if span.line == span.end_line and not written.startswith((">", "|")):
                found.append(Spot(pointer, span.line - 1, span.column - 1, span.end_column - 1))
    return found


def keys(text: str) -> list[Spot]:
    """Find the keys of a file."""
    document = read(source(text))
    places = NodePositions(text)
    found = []
    for pointer in pointers(document.value):
        if not pointer.rpartition("/")[2].isdecimal():
            span = key_place(document, pointer, places).span
            found.append(Spot(pointer, span.line - 1, span.column - 1, span.end_column - 1))
    return found
