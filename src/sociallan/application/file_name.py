"""Percent-encoding of file names, including names that are not valid Unicode.

On Linux a name is bytes, and Python represents each byte that is not UTF-8 by a lone surrogate. On Windows
a name is UTF-16 code units, which may contain unpaired surrogates.
"""

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~/-")


def is_text(path: str) -> bool:
    """Return whether a path can be written as UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def encoded(path: str) -> str:
    """Return a path percent-encoded as in a URL: ``%84`` for the byte 84. ``decoded`` is the inverse."""
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in _bytes(path))


def decoded(text: str) -> str:
    """Return the path of a percent-encoded text."""
    first, *others = text.split("%")
    data = first.encode() + b"".join(bytes.fromhex(each[:2]) + each[2:].encode() for each in others)
    return _path(data)


def _bytes(path: str) -> bytes:
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
    # Linux bytes that equal an encoded Windows surrogate are encoded like that surrogate.
    return data if _path(data) == path else path.encode("utf-8", "surrogatepass")


def _path(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")
