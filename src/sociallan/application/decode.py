"""Decoding of bytes to text: UTF-8 and UTF-16. Another encoding, UTF-8 read as another, or no text is a diagnostic."""

import codecs
import re
from contextlib import suppress
from unicodedata import is_normalized

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location
from sociallan.application.mixed_encoding import DISTINCTIVE_LETTERS, SINGLE_BYTE, Mixed, mixed
from sociallan.application.node_positions import NodePositions
from sociallan.application.source import UTF_16_MARKS, Limits, Source

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MULTI_BYTE = {"utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SAMPLE = 4_096
"""Number of bytes examined to detect an encoding with several bytes a character."""
_NFC_BYTES = bytes((*range(0x80), *range(0x80, 0xC0), 0xC2, 0xC3))
"""Bytes of UTF-8 text up to U+00FF, which includes Swedish letters: such text is always in NFC."""
_NO_TEXT = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
"""Bytes that stand for no letter in any of the encodings, and in no text."""
_LAST_LATIN = "\u024f"

OTHER_ENCODINGS = frozenset(("file.encoding", "file.encoded-twice", "file.encodings-mixed"))
"""Codes of the diagnostics of texts that can be read in another encoding than the file is in."""

_BYTE_OF = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}
"""The byte of each character of Windows-1252, those that it leaves out as Windows reads them."""

_MISREAD = re.compile("Ã[¥¤¶…„–©¼]")
"""A letter in UTF-8 that was read as Windows-1252."""


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
    if data.startswith(UTF_16_MARKS):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return _wrong_encoding(data, "utf-16", "UTF-16", 0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the mark.
        data = data.removeprefix(codecs.BOM_UTF8)
        if data.translate(None, _NO_TEXT) != data:
            return Diagnostic("file.no-text", NodePositions("").at(START))
        found = mixed(data)
        if found is not None:
            return _mixed_encodings(data, found)
        encoding = _single_byte_encoding(data)
        return _wrong_encoding(data, encoding, SINGLE_BYTE[encoding], error.start)
    misread = _MISREAD.search(text) if b"\xc3\x83" in data else None
    if misread is None or _encoded_once(text) is None:
        return text
    letters: dict[str, object] = {"wrong": misread.group(), "right": _encoded_once(misread.group())}
    return Diagnostic("file.encoded-twice", NodePositions(text).at_offset(misread.start()), letters)


def _encoded_once(text: str) -> str | None:
    """Return a text in UTF-8 that was read as Windows-1252 as it was before; ``None`` if not all of it was."""
    try:
        return bytes(_BYTE_OF[sign] for sign in text).decode()
    except (KeyError, UnicodeDecodeError):
        return None


def _multi_byte_encoding(data: bytes) -> str | None:
    """Return the encoding, of two or four bytes a character, of a file without a UTF-16 mark; ``None`` if none fits."""
    if data.startswith(UTF_16_MARKS) and not data.startswith(_UTF_32):
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
    return sum(data.count(letter.encode(encoding)) for letter in DISTINCTIVE_LETTERS)


def guessed(data: bytes) -> str:
    """Return the text of bytes that are in another encoding than those that are read, in the likeliest one."""
    with suppress(UnicodeDecodeError):
        meant = _encoded_once(data.decode("utf-8-sig"))
        if meant is not None:
            return meant.removeprefix("\ufeff")
    several = mixed(data) if b"\0" not in data else None
    if several is not None and several.text is not None:
        return several.text
    encoding = _multi_byte_encoding(data) if b"\0" in data else None
    return data.decode(encoding or _single_byte_encoding(data), "replace").removeprefix("\ufeff")


def is_nfc(source: Source, text: str) -> bool:
    """Return whether the text of a source is in NFC."""
    return not source.data.translate(None, _NFC_BYTES) or is_normalized("NFC", text)


def _single_byte_encoding(data: bytes) -> str:
    return max(SINGLE_BYTE, key=lambda name: _count_letters(data, name))


def _wrong_encoding(data: bytes, encoding: str, name: str, offset: int) -> Diagnostic[Location]:
    """Return the diagnostic of a wrong encoding; the bytes are decoded only for the excerpt of the line."""
    before = data[:offset].decode(encoding, "replace")
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    place = NodePositions(text).at_offset(len(before))
    return Diagnostic("file.encoding", place, {"encoding": name})


def _mixed_encodings(data: bytes, found: Mixed) -> Diagnostic[Location]:
    text = found.text or data.decode("utf-8-sig", "replace")
    place = NodePositions(text).at_offset(found.offset)
    if found.letter is None:
        return Diagnostic("file.letter-unreadable", place)
    parameters = {"letter": found.letter, "encoding": found.encoding, "others": found.others}
    return Diagnostic("file.encodings-mixed", place, parameters)
