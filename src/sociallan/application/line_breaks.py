"""Characters that are line breaks in YAML 1.1, and so to libyaml, but ordinary characters in YAML 1.2.

Each is substituted by one other character before libyaml reads the text, so that lines and columns are
unchanged, and restored in every value and key.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any

from yaml.events import ScalarEvent

_YAML_1_1_BREAKS = "\x85\u2028\u2029"
_SUBSTITUTES = range(0xF0000, 0x110000)
"""Private-use characters. A file within the size limit cannot contain all of them, at four bytes each."""


def has_odd_breaks(text: str) -> bool:
    """Return whether a text holds a line break of YAML 1.1 that is none in YAML 1.2."""
    return not text.isascii() and any(char in text for char in _YAML_1_1_BREAKS)


def substitute(text: str) -> tuple[str, dict[int, str]]:
    """Return a text with these characters substituted, and the ``str.translate`` table that restores them."""
    present = set(text)
    free = (chr(code) for code in _SUBSTITUTES if chr(code) not in present)
    pairs = list(zip(_YAML_1_1_BREAKS, islice(free, len(_YAML_1_1_BREAKS)), strict=True))
    return text.translate({ord(char): other for char, other in pairs}), {ord(other): char for char, other in pairs}


def restore(next_event: Callable[[], Any], originals: dict[int, str]) -> Callable[[], Any]:
    """Return a source of events that restores the original characters in values and keys."""

    def restored() -> Any:
        event = next_event()
        if event.__class__ is ScalarEvent:
            event.value = event.value.translate(originals)
        return event

    return restored
