"""What an unquoted word in YAML means: the YAML 1.2 core schema, less what people write by mistake.

YAML 1.2.2, section 10.3. Left out are infinities and not-a-number, which JSON cannot hold.
"""

import re
from typing import NamedTuple

_CONSTANTS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 15
"""Digits that a double holds exactly; larger amounts than this are slips of the keyboard."""


class Plain(NamedTuple):
    """A value, and the finding code of what is wrong with how it is written."""

    value: str | int | float | bool | None
    problem: str | None = None


def resolve(text: str) -> Plain:
    """Give the value of a plain scalar."""
    if text[:1] in _NUMBER_STARTS and text:
        return _number(text)
    if text in _CONSTANTS:
        return Plain(_CONSTANTS[text])
    return Plain(text)


def _number(text: str) -> Plain:
    if _INTEGER.fullmatch(text):
        digits = text.lstrip("+-")
        if len(digits) > 1 and digits[0] == "0":
            return Plain(text, "value.leading-zero")
        if len(digits) > _LONGEST_NUMBER:
            return Plain(text, "value.number-too-large")
        return Plain(int(text))
    if _FLOAT.fullmatch(text):
        if len(text) > _LONGEST_NUMBER + 5 or abs(value := float(text)) >= 10**_LONGEST_NUMBER:
            return Plain(text, "value.number-too-large")
        return Plain(value)
    if len(text) <= _LONGEST_NUMBER and _OTHER_BASE.fullmatch(text):
        return Plain(int(text, 0))
    return Plain(text)
