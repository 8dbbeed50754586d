"""Characters that libyaml takes for line breaks (YAML 1.1) and that are characters of the text in YAML 1.2.

They are exchanged for others before libyaml reads the text, one for one so that lines and columns stay, and
exchanged back in every value and key that it gives.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any

from yaml.events import ScalarEvent

_NO_BREAKS = "\x85\u2028\u2029"
_STAND_INS = range(0xF0000, 0x110000)
"""Private use. A file within the limit on bytes cannot hold all of them: each takes four."""


def has_odd_breaks(text: str) -> bool:
    """Return whether a text holds a character that libyaml takes for a line break by mistake."""
    return not text.isascii() and any(sign in text for sign in _NO_BREAKS)


def exchanged(text: str) -> tuple[str, dict[int, str]]:
    """Return a text with other characters for these, and the table that ``str.translate`` puts them back by."""
    present = set(text)
    free = (chr(code) for code in _STAND_INS if chr(code) not in present)
    pairs = list(zip(_NO_BREAKS, islice(free, len(_NO_BREAKS)), strict=True))
    return text.translate({ord(sign): other for sign, other in pairs}), {ord(other): sign for sign, other in pairs}


def restoring(next_event: Callable[[], Any], back: dict[int, str]) -> Callable[[], Any]:
    """Return a source of events whose values and keys hold the characters of the text again."""

    def restored() -> Any:
        event = next_event()
        if event.__class__ is ScalarEvent:
            event.value = event.value.translate(back)
        return event

    return restored
