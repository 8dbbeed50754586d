"""Splitting into lines at LF, CRLF or CR only, as editors and code hosts count lines, and lines in place of others."""

import itertools
import re
from collections.abc import Mapping, Sequence

LINE_BREAK = re.compile("\r\n|[\n\r]")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends; there is always at least one."""
    return LINE_BREAK.split(text) if "\r" in text else text.split("\n")


def end_of(line: str) -> str:
    """Return the line break at the end of a line, or an empty text."""
    return line[len(without_end(line)) :]


def without_end(line: str) -> str:
    """Return a line without the line break at its end."""
    return line.rstrip("\r\n")


def with_ends(text: str) -> list[str]:
    """Return the lines of a text with their line breaks; the last line has none and may be empty."""
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text)), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(starts)]


def with_lines(lines: tuple[str, ...], after: Mapping[int, str]) -> tuple[str, ...]:
    """Return lines with others at some indexes, which keep their line breaks."""
    changed = list(lines)
    for index, line in after.items():
        changed[index] = line + end_of(lines[index])
    return tuple(changed)


def different(lines: Sequence[str], after: Mapping[int, str]) -> tuple[int, ...]:
    """Return the indexes of the lines that are written otherwise than they were."""
    return tuple(index for index, line in after.items() if line != without_end(lines[index]))
