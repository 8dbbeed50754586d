"""Decoding of bytes to text: UTF-8 and UTF-16; any other encoding is a diagnostic that names it, and so is no text."""

import codecs
from unicodedata import is_normalized

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.source import Limits, Source

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MULTI_BYTE = {"utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SAMPLE = 4_096
"""Number of bytes examined to detect an encoding with several bytes a character."""
_NFC_BYTES = bytes((*range(0x80), *range(0x80, 0xC0), 0xC2, 0xC3))
"""Bytes of UTF-8 text up to U+00FF, which includes Swedish letters: such text is always in NFC."""
_NO_TEXT = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
"""Bytes that stand for no letter in any of the encodings, and in no text."""
_LAST_LATIN = "\u024f"

_SINGLE_BYTE = {"cp1252": "Windows-1252 (ANSI, Latin-1)", "mac_roman": "Mac OS Roman", "cp850": "CP 850 (MS-DOS)"}
"""Names of the encodings with one byte a character, the most likely first."""

_DISTINCTIVE_LETTERS = "åäöÅÄÖéü"
"""Letters of Swedish texts whose bytes differ between these encodings."""


def decode(source: Source, limits: Limits) -> str | Diagnostic[Location]:
    """Return the text of a source, or a diagnostic of the reason that it cannot be read."""
    if source.problem is not None:
        return Diagnostic(source.problem, NodePositions("").at(START), suggestion=source.near)
    data = source.data
    if len(data) > limits.bytes:
        parameters = {"size": len(data), "limit": limits.bytes}
        return Diagnostic("file.too-large", NodePositions("").at(START), parameters)
    if b"\0" in data and (encoding := _multi_byte_encoding(data)) is not None:
        return _wrong_encoding(data, encoding, _MULTI_BYTE[encoding], 0)
    if data.startswith(UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return _wrong_encoding(data, "utf-16", "UTF-16", 0)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.translate(None, _NO_TEXT) != data:
            return Diagnostic("file.no-text", NodePositions("").at(START))
        encoding = _single_byte_encoding(data)
        return _wrong_encoding(data, encoding, _SINGLE_BYTE[encoding], error.start)


def _multi_byte_encoding(data: bytes) -> str | None:
    """Return the encoding, of two or four bytes a character, of a file without a UTF-16 mark; ``None`` if none fits."""
    if data.startswith(UTF_16) and not data.startswith(_UTF_32):
        return None
    for encoding in _MULTI_BYTE:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data[:_SAMPLE])
        except UnicodeDecodeError:
            continue
        # Text with one byte a character decodes to Chinese characters here: require mostly Latin letters.
        if text and "\0" not in text and 2 * sum(char <= _LAST_LATIN for char in text) > len(text):
            return encoding
    return None


def _count_letters(data: bytes, encoding: str) -> int:
    return sum(data.count(letter.encode(encoding)) for letter in _DISTINCTIVE_LETTERS)


def guessed(data: bytes) -> str:
    """Return the text of bytes that are in another encoding than those that are read, in the likeliest one."""
    encoding = _multi_byte_encoding(data) if b"\0" in data else None
    return data.decode(encoding or _single_byte_encoding(data), "replace").removeprefix("\ufeff")


def is_nfc(source: Source, text: str) -> bool:
    """Return whether the text of a source is in NFC."""
    return not source.data.translate(None, _NFC_BYTES) or is_normalized("NFC", text)


def _single_byte_encoding(data: bytes) -> str:
    return max(_SINGLE_BYTE, key=lambda name: _count_letters(data, name))


def _wrong_encoding(data: bytes, encoding: str, name: str, offset: int) -> Diagnostic[Location]:
    """Return the diagnostic of a wrong encoding; the bytes are decoded only for the excerpt of the line."""
    before = data[:offset].decode(encoding, "replace")
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    place = NodePositions(text).at_offset(len(before))
    return Diagnostic("file.encoding", place, {"encoding": name})
