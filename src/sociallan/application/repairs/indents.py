"""Indents of the lines of a file."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

STEP = 2
"""Blanks by which a line is further in than the one that it belongs to."""
FURTHEST = 60
"""Lines above and below a fault that may be part of its repair."""
_ABOVE, _BELOW = 40, 12
"""Lines around one whose indents are tried for it."""
_FURTHEST_PART = 200
"""Lines above one among which the parts that it may belong to begin: in a template most of them are notes."""


def width(line: str) -> int:
    """Return the number of blanks before a line."""
    return len(line) - len(line.lstrip(" "))


def has_content(line: str) -> bool:
    """Return whether a line is neither blank nor a comment."""
    plain = line.lstrip()
    return plain != "" and not plain.startswith("#")


def next_content(lines: Sequence[str], index: int) -> int:
    """Return the index of the first line with content from one on; that one if there is none."""
    return next((each for each in range(index, len(lines)) if has_content(lines[each])), index)


def widths_around(lines: Sequence[str], index: int, now: int) -> list[int]:
    """Return the indents of the lines around one, and those a step further in, the nearest first.

    Those of the parts that the line above is in are among them, however many notes a template has between.
    """
    around = (*lines[max(index - _ABOVE, 0) : index], *lines[index + 1 : index + 1 + _BELOW])
    widths = {width(line) for line in around if has_content(line)} | set(_widths_of_parts(lines, index))
    found = widths | {each + STEP for each in widths}
    return sorted(found - {now}, key=lambda each: (abs(each - now), each))


def _widths_of_parts(lines: Sequence[str], index: int) -> Iterator[int]:
    """Yield the indent of the last line with content above one, and of each part that it is in."""
    least = None
    for each in range(index - 1, max(index - _FURTHEST_PART, -1), -1):
        line = lines[each]
        if has_content(line) and (least is None or width(line) < least):
            least = width(line)
            yield least
        if least == 0:
            return


def irregular(lines: Sequence[str]) -> int:
    """Return the number of lines that are further in than the one above by anything but one step.

    The items of a list count as irregular if they are no further in than its name.
    """
    content = [line.rstrip() for line in lines if has_content(line)]
    return sum(_is_irregular(one, other) for one, other in pairwise(content))


def _is_irregular(above: str, line: str) -> bool:
    step = width(line) - width(above)
    usual = (STEP,) if above.endswith(":") else (0, STEP)
    return step >= 0 and step not in usual
