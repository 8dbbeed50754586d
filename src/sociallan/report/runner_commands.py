"""Removal of CI runner commands from reports.

A runner executes commands in the output of a step, and a report in a file may be printed later. So
that no text of an application is executed, every format passes through here after layout.

GitHub's runner matches ``::name`` at the start of a line, after white space, and ``##[name]`` anywhere;
Azure ``##vso[`` and TeamCity ``##teamcity[`` anywhere. Others may use other words.
"""

import re
from enum import StrEnum


class Notation(StrEnum):
    """The notation of a format, which determines how commands in its text are disabled.

    ``COMMANDS`` is text whose lines that start with ``::`` are intended as commands.
    """

    TEXT = "text"
    COMMANDS = "commands"
    JSON = "json"
    XML = "xml"
    BINARY = "binary"


# GitHub's runner compares by culture, which ignores characters like these.
_IGNORABLE = (
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_ANYWHERE = re.compile(rf"#({_IGNORABLE}*#)(?=[^\s#\[\x1b]*\[)")
"""``##``, an optional word and ``[``."""
_COLONS = re.compile(rf":{_IGNORABLE}*:")
"""A precondition of ``_LINE_START`` that is much faster to search for."""
_LINE_START = rf"((?:^|\r)(?:[^\S\r\n]|{_IGNORABLE})*):(?={_IGNORABLE}*:)"
"""``::`` at the start of a line. Compiled where there are colons, which few texts have."""


def unheeded(written: str, notation: Notation) -> str:
    """Return a text in a notation, with commands to a runner disabled.

    In JSON and XML they are escaped, so that the value stays the same; in text a space is inserted.
    """
    match notation:
        case Notation.TEXT:
            return _disable_at_line_start(r"\1: ", _ANYWHERE.sub(r"#\1 ", written))
        case Notation.COMMANDS:
            return _ANYWHERE.sub(r"#\1 ", written)
        case Notation.JSON:
            # The match is always within a string, and no line of JSON starts with a colon.
            return _ANYWHERE.sub(r"\\u0023\1", written)
        case Notation.XML:
            return _disable_at_line_start(r"\1&#58;", _ANYWHERE.sub(r"&#35;\1", written))
        case Notation.BINARY:
            return written


def without_commands_in_place(line: str) -> str:
    """Return part of a line with commands disabled and its length unchanged, so that columns stay valid."""
    return _ANYWHERE.sub(lambda match: f"{match[0][:-1]} ", line)


def _disable_at_line_start(replacement: str, written: str) -> str:
    return re.sub(_LINE_START, replacement, written, flags=re.MULTILINE) if _COLONS.search(written) else written
