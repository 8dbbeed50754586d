"""Names in a text that belong to another code than the one beside it."""

import pytest

from sociallan.rules.names_in_text import NamesInText
from tests.builders import lsh

PLACE = lsh().form.fields["project.location.place"]
LUND, BOTKYRKA, FALKENBERG = "1281", "0127", "1382"


def found(place: str, code: str) -> tuple[str, str] | None:
    spec = PLACE.may_name
    assert spec is not None
    name = NamesInText(lsh().tables[spec.table].on("2026-01-01"), spec).of_another(place, code)
    return None if name is None else (place[name.start : name.end], name.own)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Rosengård, Malmö", "Malmö"),
        ("Rosengård i Malmö", "Malmö"),
        ("Rosengård, Malmö.", "Malmö"),
        ("Malmö, Rosengård", "Malmö"),
        ("Malmö – Rosengård", "Malmö"),
        ("Rosengård (Malmö kommun)", "Malmö"),
        ("Malmös innerstad", "Malmös"),
        ("Centrala Malmö", "Malmö"),
        ("Lilla torg, Västerås", "Västerås"),
        ("Torget i Lilla Edet", "Lilla Edet"),
    ],
)
def test_a_place_in_another_municipality_is_found(place: str, name: str) -> None:
    assert found(place, LUND) == (name, "Lund")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Rosengård, Malmö", "1280"),
        ("Norra Fäladen, Lund", LUND),
        ("Lund, nära Malmö", LUND),
        ("Lunds centrum, mot Malmö", LUND),
        ("lund, Malmö", LUND),
        ("Kvarteret Malmö torg", LUND),
        ("Malmövägen", LUND),
        ("Malmön, Sotenäs", "1427"),
        ("norra malmö", LUND),
        ("Sala backe", LUND),
        ("Berg, Skoghall", "1761"),
        ("Fittja, Stockholm", BOTKYRKA),
        ("Fittja, Region Stockholm", BOTKYRKA),
        ("Lund i Falkenberg", FALKENBERG),
        ("Rosengård, Malmö", "0999"),
        ("Rosengård, Malmö", "0012"),
        ("Norrbacka", LUND),
    ],
)
def test_a_place_that_may_be_in_its_own_municipality_is_left_alone(place: str, code: str) -> None:
    assert found(place, code) is None
