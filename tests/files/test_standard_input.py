"""Standard input that is a pipe: read to its end however slowly it comes, and not waited for where it is silent."""

import os
import sys
import threading
from collections.abc import Iterator
from io import TextIOWrapper
from queue import SimpleQueue
from typing import BinaryIO, cast

import pytest

from sociallan.files import sources, standard_input


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Return the end that is written to of a pipe that is standard input."""
    reads, writes = os.pipe()
    with os.fdopen(reads, "rb") as stream:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(cast("BinaryIO", stream)))
        yield writes


@pytest.mark.parametrize("begun", [b"", b"format: 1\n"])
def test_a_pipe_that_is_silent_and_does_not_end_is_not_waited_for(
    begun: bytes, pipe: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standard_input, "TIMEOUT", 0.05)
    os.write(pipe, begun)

    given = sources.source("-", stdin_name="a.yaml")
    with pytest.raises(standard_input.Silent):
        sources.read_list("-")
    os.close(pipe)

    assert (given.path, given.problem) == ("a.yaml", "file.silent")


def test_a_pipe_that_delivers_slowly_is_read_to_its_end(pipe: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each wait is for the next piece only: here there is one piece more than could be waited for together."""
    waits: list[float] = []

    class Counting:
        def __init__(self) -> None:
            self._queue: SimpleQueue[bytes | OSError] = SimpleQueue()
            self.put = self._queue.put

        def get(self, timeout: float) -> bytes | OSError:
            waits.append(timeout)
            return self._queue.get(timeout=60)

    monkeypatch.setattr(standard_input, "SimpleQueue", Counting)
    pieces = [b"x" * 70_000, b"y" * 10, b"z"]

    def write() -> None:
        for piece in pieces:
            os.write(pipe, piece)
        os.close(pipe)

    threads = threading.active_count()
    writer = threading.Thread(target=write)
    writer.start()
    data = standard_input.read()
    writer.join()

    assert data == b"".join(pieces)
    assert set(waits) == {standard_input.TIMEOUT}
    assert threading.active_count() <= threads


def test_no_more_is_read_than_is_asked_for(pipe: int) -> None:
    os.write(pipe, b"x" * 1_000)

    assert standard_input.read(10) == b"x" * 10
    os.close(pipe)
    assert standard_input.read() == b"x" * 990


def test_no_standard_input_is_an_error_that_is_none_of_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert sources.source("-", stdin_name="a.yaml").problem == "file.unreadable"
