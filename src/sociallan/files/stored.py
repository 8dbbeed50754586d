"""Shipped packs and words in the form in which the program uses them, stored at the build of a wheel.

A checkout has none, and none is ever read from a folder that others write: to unpickle is to run code.
"""

import hashlib
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sociallan import __version__
from sociallan.application.source import Source

FOLDER = "stored"
"""The folder of the stored objects, in the package."""

_PACKAGE = Path(__file__).resolve().parents[1]
_KEY_BYTES = 32


def stored(name: str, files: Iterable[Source]) -> Any:
    """Return the object stored under a name, ``None`` without one or if it was made of other files than these."""
    try:
        data = (_PACKAGE / FOLDER / name).read_bytes()
    except OSError:
        return None
    if data[:_KEY_BYTES] != _key(files):
        return None
    # The bytes lie beside the modules of the program, and whoever can write there needs no pickle.
    return pickle.loads(data[_KEY_BYTES:])  # noqa: S301


def to_store(value: Any, files: Iterable[Source]) -> bytes:
    """Return the bytes of a stored object, which was made of some files."""
    return _key(files) + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _key(files: Iterable[Source]) -> bytes:
    """Return the digest of files and of the program's version: any change of a file makes another key."""
    key = hashlib.sha256(__version__.encode())
    for file in files:
        key.update(f"\0{file.path}\0{len(file.data)}\0".encode())
        key.update(file.data)
    return key.digest()
