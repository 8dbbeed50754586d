"""Applications to measure with: an example that is ready, with changes, screened in this process."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sociallan.application.document import steps_of
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import strings, with_value
from sociallan.screening.report import Screening
from tests.builders import example, lsh, screener


@cache
def values(name: str) -> Any:
    """Return the values of an example that is ready, by the name of its file."""
    return read(example(f"ready/{name}"), gaps=lsh().gaps).value


def changed(name: str, change: Mapping[str, Any]) -> Screening:
    """Screen an example that is ready with other values at some pointers."""
    value = values(name)
    for pointer, wanted in change.items():
        value = with_value(value, steps_of(pointer), wanted)
    return screener().screen(Source(f"{name}.json", json.dumps(value, ensure_ascii=False).encode()))


@cache
def prose(name: str) -> tuple[str, ...]:
    """Return the pointers of the answers in sentences of an example that is ready."""
    return tuple(_prose(values(name)))


def _prose(value: Any) -> Iterator[str]:
    fields = lsh().form.fields
    for pointer, _ in strings(value):
        path = ".".join(step for step in steps_of(pointer) if not step.isdecimal())
        if fields[path].prose:
            yield pointer
