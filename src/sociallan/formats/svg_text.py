"""Width of text in a figure, and its wrapping into lines: SVG has no wrapping of its own.

The widths are those of DejaVu Sans, one of the widest fonts that a system uses for its own texts. In others there is
room to spare.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WIDTHS = {
    0.28: "iIjlJ'",
    0.32: " .,:;!|/()[]-‐",
    0.40: 'ftr"·',
    0.55: "csz–",
    0.64: "abdeghknopquvxyåäöéF0123456789+=?”“*•",
    0.70: "ABCELPRSTVXYZKÅÄÉ",
    0.80: "DGHNOQUÖ&w→…",
    1.00: "mMW%@—",
}
"""Width of signs, in relation to the size of the text."""
_WIDTH = {sign: width for width, signs in _WIDTHS.items() for sign in signs}
_UNKNOWN, _WIDE = 0.85, 1.25
_BOLD = 1.12


@lru_cache(4096)
def _width_of_sign(sign: str) -> float:
    if sign in _WIDTH:
        return _WIDTH[sign]
    if unicodedata.combining(sign):
        return 0
    return _WIDE if unicodedata.east_asian_width(sign) in "WF" else _UNKNOWN


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text of a size."""
    return sum(map(_width_of_sign, text)) * size * (_BOLD if bold else 1)


def shortened(lines: Sequence[str], most: int, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the first lines of a text; the last ends in an ellipsis where there are more."""
    if len(lines) <= most:
        return tuple(lines)
    left = room - width("…", size, bold=bold)
    last = lines[most - 1]
    return (*lines[: most - 1], last[: _fitting(last, left, size, bold=bold)].rstrip() + "…")


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text in lines no wider than ``room``; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(f"{line} {word}", size, bold=bold) <= room:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        line = word
        while width(line, size, bold=bold) > room:
            fits = _fitting(line, room, size, bold=bold)
            lines.append(line[:fits])
            line = line[fits:]
    return (*lines, line) if line else tuple(lines)


def _fitting(word: str, room: float, size: float, *, bold: bool) -> int:
    """Return how many signs of a word there is room for, at least one."""
    taken = 0.0
    for count, sign in enumerate(word):
        taken += width(sign, size, bold=bold)
        if taken > room and count:
            return count
    return len(word)
