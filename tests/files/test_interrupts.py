"""An interruption waits for what is begun, and no longer; every request to end is one."""

import importlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sociallan.files.interrupts import SIGNALS, blocked, deferred, exit_code, handled_by, ignored, interruptible

pytestmark = pytest.mark.parametrize("number", SIGNALS)


@pytest.fixture(autouse=True)
def interruptible_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    with interruptible():
        yield
    assert {signal.getsignal(number) for number in SIGNALS} == {signal.SIG_DFL}
    for number, handler in before.items():
        signal.signal(number, handler)


def interrupted(number: int, times: int, done: list[str]) -> None:
    with deferred():
        for _ in range(times):
            signal.raise_signal(number)
        done.append("written")


def test_every_request_to_end_is_an_interruption_with_the_exit_code_of_shells(number: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)

    assert exit_code() == 128 + number


def test_what_whoever_started_us_has_turned_off_stays_so(number: int) -> None:
    signal.signal(number, signal.SIG_IGN)

    with interruptible(), deferred():
        signal.raise_signal(number)

    assert signal.signal(number, signal.SIG_DFL) is signal.SIG_IGN


def test_an_interruption_comes_when_what_was_begun_is_finished(number: int) -> None:
    done: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        interrupted(number, 1, done)

    assert done == ["written"]
    assert exit_code() == 128 + number


MODULE = """\
import signal

signal.raise_signal({})
LOADED = True
"""


def test_an_interruption_within_an_import_comes_when_that_is_done(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception in a callback of the import system is written as a traceback, and lost."""
    (tmp_path / "interrupted_import.py").write_text(MODULE.format(number), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "interrupted_import", raising=False)

    def import_and_wait() -> None:
        importlib.import_module("interrupted_import")
        threading.Event().wait(60)

    with pytest.raises(KeyboardInterrupt):
        import_and_wait()

    assert sys.modules["interrupted_import"].LOADED
    assert exit_code() == 128 + number


def test_a_second_interruption_comes_at_once(number: int) -> None:
    done: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        interrupted(number, 2, done)

    assert done == []


def test_an_interruption_goes_to_the_given_handler_and_then_to_the_former_one(number: int) -> None:
    calls: list[str] = []

    with handled_by(lambda *_: calls.append("heard")):
        signal.raise_signal(number)

    assert calls == ["heard"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


def test_an_interruption_is_ignored_within_the_block(number: int) -> None:
    with ignored():
        signal.raise_signal(number)

    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


def block_and_interrupt(number: int, done: list[str]) -> None:
    with blocked():
        signal.raise_signal(number)
        done.append("begun")


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="not on this system")
def test_an_interruption_where_a_child_is_born_comes_when_it_is(number: int) -> None:
    done: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        block_and_interrupt(number, done)

    assert done == ["begun"]


def test_beside_the_main_thread_all_is_left_as_it_is(number: int) -> None:
    seen: list[object] = []

    def look() -> None:
        with handled_by(signal.SIG_IGN):
            seen.append(signal.getsignal(number))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [signal.getsignal(number)]
