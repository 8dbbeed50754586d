"""Texts that wait until what stands before them is known, few in memory, many on disk; and a folder beside them."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from types import TracebackType
from typing import IO

_MOST_IN_MEMORY = 4 * 1024 * 1024
_HEAD = 8
"""Bytes that tell how long a text is."""


class Spool:
    """Keeps texts in order, in a temporary file where they are many, which is gone when the spool is left."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._file: IO[bytes] = BytesIO()
        self._in_memory = True

    def put(self, text: str) -> None:
        """Keep a text."""
        data = text.encode("utf-8", "surrogatepass")
        if self._in_memory and self._file.tell() + len(data) > _MOST_IN_MEMORY:
            self._move_to_disk()
        self._file.write(len(data).to_bytes(_HEAD, "big") + data)

    def __iter__(self) -> Iterator[str]:
        """Yield the texts in order, one at a time, from the first, as often as they are asked for."""
        self._file.seek(0)
        while head := self._file.read(_HEAD):
            yield self._file.read(int.from_bytes(head, "big")).decode("utf-8", "surrogatepass")

    def folder(self) -> str:
        """Return a temporary folder, which is gone with all in it when the spool is left or the command has ended."""
        from sociallan.files.scratch import scratch_folder  # As below.

        return self._stack.enter_context(scratch_folder())

    def _move_to_disk(self) -> None:
        import tempfile  # Few runs have so much to keep, and this import is a large one.

        kept = self._file
        self._file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is closed where the spool is left
        kept.seek(0)
        self._file.write(kept.read())
        self._in_memory = False

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._stack.close()
