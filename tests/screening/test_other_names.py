"""Notes on places that name another municipality than the one with the code."""

import pytest

from tests.builders import screen

PLACE = "project:\n  location:\n    place: {}\n    municipality_code: {}\n"


def notes_on(place: str, code: str = '"1281"') -> list[tuple[str, object]]:
    findings = screen(PLACE.format(place, code)).findings
    return [(each.pointer, each.parameters) for each in findings if each.code == "text.other-name"]


def test_a_place_that_names_another_municipality_is_told() -> None:
    assert notes_on("Rosengård i Malmö") == [
        ("/project/location/place", {"text": "Malmö", "code": "1281", "own": "Lund"}),
    ]


@pytest.mark.parametrize("place", ["Malmö", "Malmö kommun", "Malmö stad"])
def test_a_place_of_which_a_remark_tells_is_not_told_again(place: str) -> None:
    assert notes_on(place) == []


@pytest.mark.parametrize("code", ["null", "abc", '"9999"'])
def test_a_code_of_no_municipality_is_not_compared(code: str) -> None:
    assert notes_on("Rosengård i Malmö", code) == []
