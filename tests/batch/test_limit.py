"""The limit on a file's time: it belongs to one file at a time, and ends with it."""

import signal

import pytest

from sociallan.batch.limit import HAS_TIMER, TooSlow, current, file_limit, limited

pytestmark = pytest.mark.skipif(not HAS_TIMER, reason="not on this system")


def test_between_files_no_file_is_under_way() -> None:
    with limited():
        with file_limit():
            first = current()
        between = current()
        with file_limit():
            second = current()

    assert first is not None
    assert second is not None
    assert (first is second, between, current()) == (False, None, None)


def test_without_a_limit_no_file_is_timed() -> None:
    with file_limit():
        assert current() is None


def test_a_file_that_fails_stops_its_timer_as_well() -> None:
    with limited(), pytest.raises(TooSlow), file_limit():
        raise TooSlow

    assert (current(), signal.getitimer(signal.ITIMER_PROF)) == (None, (0.0, 0.0))
