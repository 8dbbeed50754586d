"""Bytes to text: UTF-8 and UTF-16 are read, anything else is named with its cure."""

import codecs

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.source import Limits, Source

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_WIDE = {"utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SAMPLE = 4_096
"""Bytes that are looked at to name an encoding of several bytes a character."""
_LAST_LATIN = "\u024f"

_ONE_BYTE = {"cp1252": "Windows-1252 (ANSI, Latin-1)", "mac_roman": "Mac OS Roman", "cp850": "CP 850 (MS-DOS)"}
"""The likeliest first."""

_TELLING = "åäöÅÄÖéü"
"""Letters of a Swedish text that tell these apart."""


def decode(source: Source, limits: Limits) -> str | Diagnostic[Location]:
    """Return the text of a source, or the one finding that says why it cannot be read."""
    if source.problem is not None:
        return Diagnostic(source.problem, NodePositions("").at(START))
    data = source.data
    if len(data) > limits.bytes:
        parameters = {"size": len(data), "limit": limits.bytes}
        return Diagnostic("file.too-large", NodePositions("").at(START), parameters)
    if b"\0" in data and (encoding := _wide(data)) is not None:
        return _wrong_encoding(data, encoding, _WIDE[encoding], 0)
    if data.startswith(UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return _wrong_encoding(data, "utf-16", "UTF-16", 0)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = max(_ONE_BYTE, key=lambda name: _letters(data, name))
        return _wrong_encoding(data, encoding, _ONE_BYTE[encoding], error.start)


def _wide(data: bytes) -> str | None:
    """Return the encoding of two or four bytes a character that a file without a mark of UTF-16 is saved in."""
    if data.startswith(UTF_16) and not data.startswith(_UTF_32):
        return None
    for encoding in _WIDE:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data[:_SAMPLE])
        except UnicodeDecodeError:
            continue
        # Taken for two bytes a character, text of one byte a character is Chinese.
        if text and "\0" not in text and 2 * sum(sign <= _LAST_LATIN for sign in text) > len(text):
            return encoding
    return None


def _letters(data: bytes, encoding: str) -> int:
    return sum(data.count(letter.encode(encoding)) for letter in _TELLING)


def _wrong_encoding(data: bytes, encoding: str, name: str, offset: int) -> Diagnostic[Location]:
    """Name the encoding; what the bytes mean in it is only used to show the line."""
    before = data[:offset].decode(encoding, "replace")
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    place = NodePositions(text).at_offset(len(before))
    return Diagnostic("file.encoding", place, {"encoding": name})
