"""Identity of the program as it runs: whatever may change what it writes for the same input."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sociallan import __version__
from sociallan.files.stored import FOLDER, PACKAGE

_INSTALLED = ".dist-info"
_COMPILED = "__pycache__"


def identity() -> str:
    """Return the versions of the program, of Python and of every installed package; in a checkout also its state."""
    installed = sorted(name for folder in sys.path for name in _names(folder) if name.endswith(_INSTALLED))
    return "\n".join((__version__, sys.version, *installed, _state_of_checkout()))


def _names(folder: str) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208  # Names are enough.
    return []


def _state_of_checkout() -> str:
    """Return the digest of the program's files; ``""`` in an installation, where the version identifies them."""
    if (PACKAGE / FOLDER).is_dir():
        return ""
    state = hashlib.sha256()
    for path in _files(PACKAGE):
        state.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode("utf-8", "surrogatepass"))
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != _COMPILED)
        yield from (Path(place, name) for name in sorted(names))
