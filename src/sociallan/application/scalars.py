"""The meaning of unquoted words in YAML: the YAML 1.2 core schema, less what people write by mistake.

YAML 1.2.2, section 10.3. Left out are infinities and not-a-number, which JSON cannot hold.
"""

import re

CONSTANTS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
"""Words that stand for a value that is neither text nor number."""

NUMBER_STARTS = frozenset("+-.0123456789")
"""The characters that a number can begin with."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 15
"""Digits that a double holds exactly; larger amounts than this are slips of the keyboard."""


Number = tuple[str | int | float, str | None]
"""A value, and the finding code of what is wrong with how it is written."""


def number(text: str) -> Number:
    """Return the value of a plain scalar that begins as a number does."""
    if text.isdecimal() and text[0] != "0" and len(text) <= _LONGEST_NUMBER and text.isascii():
        return int(text), None
    if _INTEGER.fullmatch(text):
        digits = text.lstrip("+-")
        if len(digits) > 1 and digits[0] == "0":
            return text, "value.leading-zero"
        if len(digits) > _LONGEST_NUMBER:
            return text, "value.number-too-large"
        return int(text), None
    if _FLOAT.fullmatch(text):
        if len(text) > _LONGEST_NUMBER + 5 or abs(value := float(text)) >= 10**_LONGEST_NUMBER:
            return text, "value.number-too-large"
        return value, None
    if len(text) <= _LONGEST_NUMBER and _OTHER_BASE.fullmatch(text):
        return int(text, 0), None
    return text, None
