"""The lines on projects that stand in several applications."""

import pytest

from sociallan.report.run_lines import repeat_lines
from sociallan.screening.report import Repeat
from tests.builders import words


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_project_is_told_once_with_all_its_places_and_those_beyond_twenty_are_counted(lang: str) -> None:
    pairs = [Repeat(f"{number}.yaml", f"{number}-again.yaml") for number in range(23)]

    told = list(repeat_lines([*pairs, Repeat("0.yaml", "third.yaml")], words(lang)))

    assert len(told) == 21
    assert [all(name in told[0] for name in ("0.yaml", "0-again.yaml", "third.yaml")), "3" in told[0]] == [True, True]
    assert "1.yaml" in told[1]
    assert "3" in told[20]
    assert list(repeat_lines([], words(lang))) == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_of_very_many_places_of_one_project_twenty_beside_the_first_are_named(lang: str) -> None:
    (told,) = repeat_lines([Repeat("a.yaml", f"{number}.yaml") for number in range(50)], words(lang))

    assert told.count(".yaml") == 22
    assert "51" in told
    assert "30" in told
