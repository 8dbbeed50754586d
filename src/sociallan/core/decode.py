"""Bytes to text: UTF-8 and UTF-16 are read, anything else is named with its cure."""

import codecs

from sociallan.core.places import Places
from sociallan.model.finding import Finding
from sociallan.model.place import START
from sociallan.model.source import Limits, Source

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(source: Source, limits: Limits) -> str | Finding:
    """Give the text of a source, or the one finding that says why it cannot be read."""
    if source.problem is not None:
        return Finding(source.problem, "", Places("").at(START))
    data = source.data
    if len(data) > limits.bytes:
        parameters = {"size": len(data), "limit": limits.bytes}
        return Finding("file.too-large", "", Places("").at(START), parameters)
    if data.startswith(UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return Finding("file.encoding", "", Places("").at(START))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error.start)


def _wrong_encoding(data: bytes, offset: int) -> Finding:
    # Windows-1252 is by far the likeliest; it is only used to show the line.
    before = data[:offset].decode("cp1252", "replace")
    return Finding("file.encoding", "", Places(data.decode("cp1252", "replace")).at_offset(len(before)))
