"""Names in a text that belong to another code than the one beside it."""

import pytest

from sociallan.application.may_name import MayName
from sociallan.rules.names_in_text import NamesInText
from sociallan.rules.rows import Rows
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


ROWS = Rows(
    "places",
    ("code", "name", "kind", "state"),
    (
        ("1", "Lund", "town", "in force"),
        ("1", "Dalby", "town", "in force"),
        ("2", "Malmö", "town", "in force"),
        ("3", "Malmö kommun", "town", "in force"),
        ("4", "", "town", "in force"),
        ("5", "Skåne", "region", "in force"),
        ("6", "Lomma", "town", "gone"),
    ),
)
PLAIN = MayName("places", "name", "code", "x.code", {"kind": "town", "state": "in force"})
WORDY = PLAIN._replace(before=("i",), after=("kommun",))


@pytest.mark.parametrize(
    ("spec", "text", "name"),
    [
        (PLAIN, "Torget, Malmö", "Malmö"),
        (PLAIN, "Malmö", "Malmö"),
        (PLAIN, "Malmös", "Malmös"),
        # Without words that may stand beside a name, none may.
        (PLAIN, "Torget Malmö", None),
        (PLAIN, "Torget i Malmö", None),
        (PLAIN, "Malmö  torg", None),
        (PLAIN, "Torget", None),
        (PLAIN, "Dalby, Malmö", None),
        (WORDY, "Torget i Malmö", "Malmö"),
        (WORDY, "Torget i Malmö kommun", "Malmö kommun"),
        (WORDY, "Torget nära Malmö", None),
        (WORDY, "Lund kommun, Malmö", None),
        # Rows of another kind, and names of something else.
        (PLAIN, "Skåne", None),
        (PLAIN, "Lomma", None),
        (PLAIN._replace(where={}), "Skåne", "Skåne"),
        (PLAIN._replace(unless=("Malmö",)), "Malmö", None),
        (PLAIN._replace(unless=("Lund", "Dalby", "Malmö", "Malmö kommun")), "Malmö, s", None),
    ],
)
def test_a_name_counts_where_it_stands_alone_or_beside_words_that_are_allowed(
    spec: MayName, text: str, name: str | None
) -> None:
    found = NamesInText(ROWS, spec).of_another(text, "1")

    assert (found and (text[found.start : found.end], found.own)) == (name and (name, "Lund"))


def test_of_a_code_without_a_name_no_text_is_of_another() -> None:
    for code in ("4", "5", "9"):
        assert NamesInText(ROWS, PLAIN).of_another("Malmö", code) is None
