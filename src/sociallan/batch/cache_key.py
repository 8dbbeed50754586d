"""Keys of the cache: digests of everything that decides what a worker yields for a file."""

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.pack.pack import Pack


def run_key(options: tuple[object, ...], resources: Resources, program: str) -> bytes:
    """Return the digest of what is the same for every file of a run.

    A worker has nothing else to go by than its options and resources and the program, by its identity. So each field
    of the options is in the digest, whatever fields there are; one that is added to the resources must be added here.

    Raises:
        TypeError: if an option has a type whose values cannot be told apart here.

    """
    # The shape is made of the pack's form. The words are the program's, in a language, with texts of the pack.
    pack, _shape, words = resources
    return hashlib.sha256(_told((program, options, pack, words.lang)).encode()).digest()


def file_key(run: bytes, source: Source) -> bytes:
    """Return the digest of a run and of a file: its bytes, the path that is shown, and how it was found."""
    key = hashlib.sha256(run)
    key.update(_told(source._replace(data=b"")).encode())
    key.update(source.data)
    return key.digest()


def _told(value: Any) -> str:
    """Return a text that is the same for equal values, in every process, and for no others."""
    match value:
        case Pack():
            # The digest of its bytes tells it from every other; the other one is that which reports show.
            return f"Pack({value.digest},{value.content_digest.hex()})"
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case None | bool() | int() | float() | str() | bytes():
            return ascii(value)
        case frozenset():
            return f"{{{','.join(sorted(map(_told, value)))}}}"
        case tuple() if hasattr(value, "_fields"):
            return f"{type(value).__name__}({','.join(map(_told, value))})"
        case tuple():
            return f"({''.join(f'{_told(each)},' for each in value)})"
        case _ if is_dataclass(value):
            return f"{type(value).__name__}({','.join(_told(getattr(value, each.name)) for each in fields(value))})"
        case _:
            raise TypeError(type(value).__name__)
