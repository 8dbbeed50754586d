"""Texts that no runner of CI takes for a command, wherever in a log they come to stand.

A runner reads commands in what a step prints, and a report in a file may be printed later. So that no
text of an application is one, each format is passed through here last, when its lines are laid out.

The runners look for: GitHub ``::name`` first on a line, behind white space, and ``##[name]`` anywhere;
Azure ``##vso[`` and TeamCity ``##teamcity[`` anywhere. Others may use other words.
"""

import re
from enum import StrEnum


class Notation(StrEnum):
    """How a format is written, and so how a sign in it can be told from the same sign in a command.

    ``COMMANDS`` is text in which the lines that begin with ``::`` are commands on purpose.
    """

    TEXT = "text"
    COMMANDS = "commands"
    JSON = "json"
    XML = "xml"
    BINARY = "binary"


# GitHub's runner compares as people sort, and characters like these then count for nothing.
_WEIGHTLESS = (
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_ANYWHERE = re.compile(rf"#({_WEIGHTLESS}*#)(?=[^\s#\[\x1b]*\[)")
"""``##`` before a word, or none, and ``[``."""
_TWICE = re.compile(rf":{_WEIGHTLESS}*:")
"""What a line must hold to be looked at for the following; searching for it is much faster."""
_FIRST = re.compile(rf"((?:^|\r)(?:[^\S\r\n]|{_WEIGHTLESS})*):(?={_WEIGHTLESS}*:)", re.MULTILINE)
"""``::`` first on a line."""


def unheeded(written: str, notation: Notation) -> str:
    """Return a text of a notation without commands to a runner.

    In JSON and XML the value stays the same; in a text a space is put into what would be a command.
    """
    match notation:
        case Notation.TEXT:
            return _first(r"\1: ", _ANYWHERE.sub(r"#\1 ", written))
        case Notation.COMMANDS:
            return _ANYWHERE.sub(r"#\1 ", written)
        case Notation.JSON:
            # It can only stand within a string, and no line of JSON begins with a colon.
            return _ANYWHERE.sub(r"\\u0023\1", written)
        case Notation.XML:
            return _first(r"\1&#58;", _ANYWHERE.sub(r"&#35;\1", written))
        case Notation.BINARY:
            return written


def in_place(line: str) -> str:
    """Return part of a line without commands and as long as before, so that columns can be pointed at."""
    return _ANYWHERE.sub(lambda match: f"{match[0][:-1]} ", line)


def _first(broken: str, written: str) -> str:
    return _FIRST.sub(broken, written) if _TWICE.search(written) else written
