"""Folding of characters that look alike: spaces and dashes to ASCII, and invisible characters to NUL."""

from unicodedata import category


class _Folded(dict[int, int]):
    """Translation table: spaces and dashes to the ASCII ones, invisible characters to NUL; filled on use."""

    def __missing__(self, code: int) -> int:
        match category(chr(code)):
            case "Zs" | "Zl" | "Zp":
                self[code] = ord(" ")
            case "Pd":
                self[code] = ord("-")
            case "Cf" | "Cc" | "Mn" | "Me":
                self[code] = 0
            case _:
                self[code] = code
        return self[code]


FOLDED = _Folded(
    {ord(char): ord(char) for char in "\n\r"}
    | {ord(char): ord(" ") for char in "\t\v\f\x1c\x1d\x1e\x1f\x85\u2800"}
    | {ord(char): ord("-") for char in "\u02d7\u2043\u207b\u208b\u2212\u2796"}  # look like dashes, other category
    | dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), 0)  # invisible letters
)
"""The signs of a text as identifiers are searched for."""
