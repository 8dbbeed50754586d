"""The day that a command is given: the first of the pack at the earliest."""

import pytest

from sociallan.application.dates import days_later
from sociallan.batch.resources import Resources
from sociallan.cli.applications import ensure_day
from sociallan.cli.exits import CannotRun
from tests.builders import lsh, shape, words


def test_the_first_day_of_a_pack_may_be_asked_for_and_no_earlier_one() -> None:
    loaded, first = Resources(lsh(), shape(), words("en")), lsh().valid_from

    ensure_day(first, loaded)

    with pytest.raises(CannotRun, match=first):
        ensure_day(days_later(first, -1), loaded)


@pytest.mark.parametrize("text", ["2025", "2025-02-30", "today", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CannotRun):
        ensure_day(text, Resources(lsh(), shape(), words("en")))
