"""Texts that wait on disk until what stands before them is known, so that they take no memory."""

from collections.abc import Iterator
from types import TracebackType

_HEAD = 8
"""Bytes that tell how long a text is."""


class Spool:
    """Keeps texts in order in a temporary file, which is gone when the spool is left."""

    def __init__(self) -> None:
        import tempfile  # Most runs need none, and this import is a large one.

        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed where the spool is left

    def put(self, text: str) -> None:
        """Keep a text."""
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(len(data).to_bytes(_HEAD, "big") + data)

    def texts(self) -> Iterator[str]:
        """Give the texts in order, one at a time."""
        self._file.seek(0)
        while head := self._file.read(_HEAD):
            yield self._file.read(int.from_bytes(head, "big")).decode("utf-8", "surrogatepass")

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()
