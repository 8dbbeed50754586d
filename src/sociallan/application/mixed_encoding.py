"""Texts of which some letters are in UTF-8 and some in an encoding of one byte a letter, as pasting leaves them."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SINGLE_BYTE: Mapping[str, str] = {
    "cp1252": "Windows-1252 (ANSI, Latin-1)",
    "mac_roman": "Mac OS Roman",
    "cp850": "CP 850 (MS-DOS)",
}
"""Names of the encodings with one byte a character, the most likely first."""
UTF_8 = "UTF-8"
DISTINCTIVE_LETTERS = "åäöÅÄÖéü"
"""Letters of Swedish texts whose bytes differ between these encodings."""

_LETTERS = frozenset(DISTINCTIVE_LETTERS)
_SIGNS = _LETTERS | frozenset("§°´’‘”“–—…•€\u00a0")
"""The signs that Swedish texts commonly have beside those that every encoding has alike."""
_NOT_ASCII = re.compile(
    rb"(?P<utf_8>[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})|[\x80-\xff]"
)


class Mixed(NamedTuple):
    """Text in two encodings: the fewer of its letters, with their encoding, and the encoding of the others.

    ``text`` and ``letter`` are ``None`` where it is in doubt which letter a byte is. ``offset`` is that of the first
    of the fewer, in characters.
    """

    text: str | None
    letter: str | None
    encoding: str
    others: str
    offset: int


def mixed(data: bytes) -> Mixed | None:
    """Return a text that is no UTF-8 with what its bytes are in; ``None`` if no letter of it is UTF-8."""
    found = [(match.group(), match["utf_8"] is not None) for match in _NOT_ASCII.finditer(data)]
    known = [_utf_8(part) for part, is_utf_8 in found if is_utf_8]
    strays = b"".join(part for part, is_utf_8 in found if not is_utf_8)
    if not strays or _LETTERS.isdisjoint(known):
        return None
    encoding = _encoding_of(strays)
    is_stray_fewer = len(strays) <= len(known) or encoding is None
    first = next(match for match in _NOT_ASCII.finditer(data) if (match["utf_8"] is None) is is_stray_fewer)
    before = _text(data[: first.start()], encoding or "latin-1")
    names: Sequence[str] = (SINGLE_BYTE.get(encoding or "", ""), UTF_8)
    one, other = names if is_stray_fewer else reversed(names)
    text = None if encoding is None else _text(data, encoding)
    return Mixed(text, None if text is None else text[len(before)], one, other, len(before))


def _encoding_of(strays: bytes) -> str | None:
    """Return the one encoding in which all of some bytes are letters or signs of a text; ``None`` in doubt."""
    fitting = [name for name in SINGLE_BYTE if _SIGNS.issuperset(strays.decode(name, "replace"))]
    return fitting[0] if len(fitting) == 1 else None


def _utf_8(part: bytes) -> str:
    return part.decode("utf-8", "replace")


def _text(data: bytes, encoding: str) -> str:
    """Return a text of which every byte that is no UTF-8 is in another encoding."""

    def letter(match: re.Match[bytes]) -> bytes:
        return match.group() if match["utf_8"] else match.group().decode(encoding, "replace").encode()

    return _NOT_ASCII.sub(letter, data).decode("utf-8", "replace").removeprefix("\ufeff")
