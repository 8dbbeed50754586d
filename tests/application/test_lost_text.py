"""Texts behind a number sign: told where they may belong to an answer, and left alone where they are notes."""

import pytest

from sociallan.application.lost_text import lost_texts
from sociallan.application.read import read
from sociallan.application.source import Source
from tests.builders import screen, shape


def lost(text: str, name: str = "a.yaml") -> list[tuple[str, int, int, object]]:
    notes = lost_texts(read(Source(name, text.encode())), shape().fields)
    return [(each.pointer, each.place.span.line, each.place.span.column, each.parameters["text"]) for each in notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("project:\n  title: Gårdar #1 till #5\n", ("/project/title", 2, 17, "1 till #5")),
        ("applicant:\n  name: # Ungdomsgård\n", ("/applicant/name", 2, 9, "Ungdomsgård")),
        ("applicant:\n  name: #Ungdomsgård\n", ("/applicant/name", 2, 9, "Ungdomsgård")),
        ("social:\n  interventions:\n    - name: Väg #2\n", ("/social/interventions/0/name", 3, 17, "2")),
        ("project:\n  summary: Klart år 2030,\n    # 1 i länet.\n", ("/project/summary", 3, 5, "1 i länet.")),
        (
            "project:\n  summary:\n    Vi bygger\n    # hand. Allt\n  area: housing\n",
            ("/project/summary", 4, 5, "hand. Allt"),
        ),
        (
            "project:\n  summary:\n    Vi bygger.\n\n# Mål: allt\n  area: housing\n",
            ("/project/summary", 5, 1, "Mål: allt"),
        ),
        (
            "project:\n  summary: >-\n    Vi bygger.\n# Allt\n  area: housing\n",
            ("/project/summary", 4, 1, "Allt"),
        ),
        (
            "investment:\n  grants:\n  #   # Bidragsgivare.\n  # - from: Länet\n  #   amount: 5\n",
            ("/investment/grants", 4, 3, "- from: Länet"),
        ),
        (
            "investment:\n  grants:\n\n  #- from:\n  #  amount: 5 #?\nsubmitted: 2026\n",
            ("/investment/grants", 5, 3, "amount: 5 #?"),
        ),
    ],
)
def test_what_may_belong_to_an_answer_is_told_where_it_stands(text: str, expected: tuple[str, int, int, str]) -> None:
    assert lost(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "project:\n  title: Gårdar  # arbetsnamn\n",
        "project:\n  title: 'Gårdar #1'\n",
        "project:\n  title: Gårdar#1\n",
        "project:\n  # title: Gårdar #1\n  title: Gårdar\n",
        "project:\n  title:   #\n",
        "project:\n  area: housing #1\n",
        "investment:\n  loan: 5 #preliminärt\n",
        "project:\n  summary: >-\n    Vi bygger #1 till #5\n",
        "project:\n  title: Gårdar\n  # Ett av fyra\n  area: housing\n",
        "project:\n  title: Gårdar\n\n# Investeringen\ninvestment:\n",
        "project:\n  title: Gårdar\n#  summary: Kort\n  area: housing\n",
        "project:\n  title: Gårdar\n  #\n",
        "project:\n  title:\n    # Skriv här\n  area: housing\n",
        "annat:\n  title: Gårdar #1\n",
        "project:\n  title: Gårdar\n  # Projektets läge. Hur långt projektet har kommit.\nstatus: planned\n",
        "investment:\n  grants:\n  # - from:\n  #   amount:\n  # Skriv from: Länet\n",
        "investment:\n  grants:\n    - from: Länet\n  # - from: Boverket\n",
        "investment:\n  grants:\n  loan: 5\n  # - from: Boverket\n",
        "social:\n  need:\n    evidence:\n      - source: Enkät\n   #   # Ett år. Exempel: 2024.\n        year: 2024\n",
    ],
)
def test_a_note_a_quoted_sign_and_what_is_no_text_are_left_alone(text: str) -> None:
    assert lost(text) == []


def test_a_note_is_left_alone_beside_a_text_that_is_lost() -> None:
    given = "project:\n  title: Gårdar #1\n  summary: Kort  # arbetsnamn\n"

    assert [pointer for pointer, *_ in lost(given)] == ["/project/title"]


def test_a_line_that_is_told_already_is_not_told_again() -> None:
    text = "applicant:\n  name: Ekhem AB\nOBS! kolla med ekonomi\n  kind: municipal_company\n"

    assert [each.code for each in screen(text).findings if each.place.span.line == 3] == ["yaml.note"]


def test_a_file_in_json_has_no_comments() -> None:
    assert lost('{"project": {"title": "Gårdar #1"}}', "a.json") == []
