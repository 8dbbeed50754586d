"""An interruption waits for what is begun, and no longer."""

import signal

import pytest

from sociallan.files.interrupts import answered, held, unheard


def interrupted(times: int, done: list[str]) -> None:
    with held():
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        done.append("written")


def test_an_interruption_comes_when_what_was_begun_is_finished() -> None:
    done: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        interrupted(1, done)

    assert done == ["written"]


def test_a_second_interruption_comes_at_once() -> None:
    done: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        interrupted(2, done)

    assert done == []


def test_an_interruption_is_answered_as_is_said_and_then_as_before() -> None:
    answers: list[str] = []

    with answered(lambda *_: answers.append("heard")):
        signal.raise_signal(signal.SIGINT)

    assert answers == ["heard"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_an_interruption_is_not_heard_where_a_child_is_born() -> None:
    with unheard():
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
