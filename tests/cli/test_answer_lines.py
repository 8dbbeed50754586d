"""The lines of answers: what is pasted into a terminal is told apart from what is typed one line at a time."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sociallan.cli.answer_lines import Left, is_pasting, read_line, rest_of_paste


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Put a terminal at standard input and output, and give the other end of it."""
    pty = pytest.importorskip("pty", reason="no terminal can be made here")
    leader, follower = pty.openpty()
    with os.fdopen(follower, encoding="utf-8") as read, os.fdopen(os.dup(follower), "w", encoding="utf-8") as written:
        monkeypatch.setattr(sys, "stdin", read)
        monkeypatch.setattr(sys, "stdout", written)
        yield leader
    os.close(leader)


def test_lines_that_are_pasted_at_once_are_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as keyboard:
        os.write(keyboard, "Gårdarna\när mörka.\n\nDe ska lysas\nupp.\n\n".encode())

        assert read_line("> ") == "Gårdarna"
        assert is_pasting()
        assert list(rest_of_paste("> ")) == ["är mörka.", "De ska lysas", "upp."]


def test_a_line_that_is_typed_is_an_answer_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as keyboard:
        os.write(keyboard, "Gårdarna är mörka.\n".encode())

        assert read_line("> ") == "Gårdarna är mörka."
        assert not is_pasting()


@pytest.mark.parametrize("blank", ["\n", " \n"])
def test_a_blank_line_of_a_pipe_is_an_answer_and_only_its_end_is_none(
    monkeypatch: pytest.MonkeyPatch, blank: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(blank.encode())))

    assert read_line("> ").strip() == ""
    with pytest.raises(Left):
        read_line("> ")
