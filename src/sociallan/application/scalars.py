"""Values of plain (unquoted) scalars: the YAML 1.2 core schema without forms that are usually mistakes.

YAML 1.2.2, section 10.3. Infinities and not-a-number are not supported, as JSON cannot represent them.
"""

import re
from typing import TypeGuard

CONSTANTS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
"""Plain scalars for truth values and null."""
_IN_YAML_1_1 = frozenset(("yes", "no", "on", "off", "y", "n"))

NUMBER_STARTS = frozenset("+-.0123456789")
"""Possible first characters of a number."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
"""A month or a day, which is a text and needs no quotation marks."""
_LONGEST_NUMBER = 15
"""Number of digits that a double represents exactly; a larger amount is a typing error."""


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether a value is a number; truth values are none, although Python counts them as such."""
    return isinstance(value, int | float) and not isinstance(value, bool)


Number = tuple[str | int | float, str | None]
"""A value, and the code of a diagnostic if its notation is invalid."""


def number(text: str) -> Number:
    """Return the value of a plain scalar that begins with one of ``NUMBER_STARTS``."""
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


def may_be_constant(text: str) -> bool:
    """Return whether some program takes a plain scalar for a truth value or null, by YAML 1.2 or 1.1."""
    return text in CONSTANTS or text.lower() in _IN_YAML_1_1
