"""The lines on projects that stand in several applications."""

import pytest

from sociallan.report.repeats import lines
from sociallan.screening.report import Repeat
from tests.builders import words


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_is_told_with_the_first_and_those_beyond_twenty_are_counted(lang: str) -> None:
    several = [Repeat("a.yaml", f"{number}.yaml") for number in range(23)]

    told = list(lines(several, words(lang)))

    assert len(told) == 21
    assert all("a.yaml" in line for line in told[:20])
    assert "3" in told[20]
    assert list(lines([], words(lang))) == []
