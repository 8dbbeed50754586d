"""A queue of texts kept in memory or, if large, on disk, with an optional temporary folder."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from types import TracebackType
from typing import IO

_MAX_IN_MEMORY = 4 * 1024 * 1024
_LENGTH_BYTES = 8
"""Size in bytes of the length prefix of each text."""


class Spool:
    """An ordered store of texts; above ``_MAX_IN_MEMORY`` bytes they move to a temporary file, removed on exit."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._file: IO[bytes] = BytesIO()
        self._in_memory = True

    def put(self, text: str) -> None:
        """Append a text."""
        data = text.encode("utf-8", "surrogatepass")
        if self._in_memory and self._file.tell() + len(data) > _MAX_IN_MEMORY:
            self._move_to_disk()
        self._file.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)

    def __iter__(self) -> Iterator[str]:
        """Yield the texts in order, starting from the first each time."""
        self._file.seek(0)
        while length := self._file.read(_LENGTH_BYTES):
            yield self._file.read(int.from_bytes(length, "big")).decode("utf-8", "surrogatepass")

    def folder(self) -> str:
        """Create a temporary folder that is removed when the spool is closed or the command has ended."""
        from sociallan.files.scratch import scratch_folder  # A slow import that few runs need.

        return self._stack.enter_context(scratch_folder())

    def _move_to_disk(self) -> None:
        import tempfile  # A slow import that few runs need.

        in_memory = self._file
        self._file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the spool
        in_memory.seek(0)
        self._file.write(in_memory.read())
        self._in_memory = False

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._stack.close()
