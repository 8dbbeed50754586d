"""Shipped packs and words in the form in which the program uses them, stored at the build of a wheel.

A checkout has none, and none is ever read from a folder that others write: to unpickle is to run code.
"""

import hashlib
import io
import pickle
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from sociallan import __version__
from sociallan.application.source import Source

FOLDER = "stored"
"""The folder of the stored objects, in the package."""

PACKAGE = Path(__file__).resolve().parents[1]
_KEY_BYTES = 32


def stored(name: str, files: Iterable[Source]) -> Any:
    """Return the object stored under a name, ``None`` without one, or if it is not whole or was made of other files."""
    try:
        data = (PACKAGE / FOLDER / name).read_bytes()
    except OSError:
        return None
    key, pickled = data[:_KEY_BYTES], data[_KEY_BYTES:]
    if key != _key(files, pickled):
        return None
    # The bytes lie beside the modules of the program, and whoever can write there needs no pickle.
    return pickle.loads(pickled)  # noqa: S301


def to_store(value: Any, files: Iterable[Source]) -> bytes:
    """Return the bytes of a stored object, which was made of some files."""
    pickled = io.BytesIO()
    _Pickler(pickled, pickle.HIGHEST_PROTOCOL).dump(value)
    return _key(files, pickled.getvalue()) + pickled.getvalue()


class _Pickler(pickle.Pickler):
    """Pickler of objects that are made again by their classes: a frozen dataclass sets its state at half the speed."""

    def reducer_override(self, value: Any) -> Any:
        """Return the class of a dataclass and the values of its fields; any other object is pickled as usual."""
        if not is_dataclass(value) or isinstance(value, type):
            return NotImplemented
        return type(value), tuple(getattr(value, each.name) for each in fields(value))


def _key(files: Iterable[Source], pickled: bytes) -> bytes:
    """Return the digest of the program's version, of files and of the object made of them.

    Any change of a file makes another key, and so does damage to the object.
    """
    key = hashlib.sha256(__version__.encode())
    for file in files:
        key.update(f"\0{file.path}\0{len(file.data)}\0".encode())
        key.update(file.data)
    key.update(pickled)
    return key.digest()
