"""Names of files as text that every program reads, though not every name is text.

On Linux a name is bytes, and Python has a lone surrogate for each that is no UTF-8. On Windows it is
halves of characters of UTF-16, which may stand alone.
"""

_AS_THEY_ARE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~/-")


def is_text(path: str) -> bool:
    """Return whether a path can be written as UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def encoded(path: str) -> str:
    """Return a path as in an address: ``%84`` for the byte 84; ``decoded`` gives the path again."""
    return "".join(chr(byte) if byte in _AS_THEY_ARE else f"%{byte:02X}" for byte in _bytes(path))


def decoded(text: str) -> str:
    """Return the path of an address."""
    first, *others = text.split("%")
    data = first.encode() + b"".join(bytes.fromhex(each[:2]) + each[2:].encode() for each in others)
    return _path(data)


def _bytes(path: str) -> bytes:
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
    # Bytes of Linux that look like a half of Windows are written as that half's would be.
    return data if _path(data) == path else path.encode("utf-8", "surrogatepass")


def _path(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")
