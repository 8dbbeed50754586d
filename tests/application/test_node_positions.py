"""From positions to what can be shown."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.location import Span
from sociallan.application.node_positions import NodePositions, key_place, place_of
from sociallan.application.personal_data.identifiers import mask
from tests.application.reading import document, where, where_key
from tests.builders import at
from tests.steps import steps

TEXT = "applicant:\n  name: Sjöbo 😀 kommun\n  contacts:\n  - function: finance\nproject: {title: Torget}\n"


@pytest.mark.parametrize(
    ("pointer", "value_at", "key_at"),
    [
        ("/applicant", "1:1", "1:1"),
        ("/applicant/name", "2:9", "2:3"),
        ("/applicant/contacts", "3:3", "3:3"),
        ("/applicant/contacts/0", "4:5", "4:5"),
        ("/applicant/contacts/0/function", "4:15", "4:5"),
        ("/project/title", "5:18", "5:11"),
    ],
)
def test_a_value_and_its_key_have_places(pointer: str, value_at: str, key_at: str) -> None:
    given = document(TEXT)

    assert where(given, pointer) == value_at
    assert where_key(given, pointer) == key_at


def test_a_place_covers_the_value_and_shows_its_line() -> None:
    given = document(TEXT)

    place = place_of(given, "/applicant/name", NodePositions(given.text))

    assert place.span == Span(2, 9, 2, 23)
    assert place.excerpt == "  name: Sjöbo 😀 kommun"
    assert place.exact


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("area: housing", "area"),
        ('"area": housing', '"area"'),
        ("'it''s': 1", "'it''s'"),
        ('"a: \\" b": 1', '"a: \\" b"'),
        ("{area: housing}", "area"),
        ("? area\n: housing", "area"),
        ("a:b: 1", "a:b"),
        ("area : 1", "area"),
        ("http://x: 1", "http://x"),
        ("a😀: 1", "a😀"),
    ],
)
def test_the_place_of_a_key_covers_the_key(text: str, covered: str) -> None:
    given = document(text)
    (key,) = given.value

    span = key_place(given, f"/{key.replace('/', '~1')}", NodePositions(text)).span

    assert text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1] == covered


@pytest.mark.parametrize("pointer", ["/applicant/org_number", "/applicant/member/name"])
def test_what_is_absent_is_placed_at_its_nearest_parents_key(pointer: str) -> None:
    given = document(TEXT)

    place = place_of(given, pointer, NodePositions(given.text))

    assert at(place) == "1:1"
    assert place.excerpt == "applicant:"
    assert not place.exact


def test_what_is_absent_at_the_top_has_no_line_to_show() -> None:
    given = document(TEXT)

    place = place_of(given, "/social/goals", NodePositions(given.text))

    assert (at(place), place.excerpt, place.exact) == ("1:1", "", False)


def test_what_could_not_be_read_has_its_place_at_the_start() -> None:
    given = document("a: [")

    place = place_of(given, "/a", NodePositions(given.text))

    assert (at(place), place.exact) == ("1:1", False)


def test_a_text_of_several_lines_is_shown_to_the_end_of_its_first() -> None:
    given = document("summary: Första raden\n  och den andra\narea: health\n")

    place = place_of(given, "/summary", NodePositions(given.text))

    assert place.span == Span(1, 10, 1, 22)


def test_an_excerpt_is_masked_and_keeps_its_columns() -> None:
    given = document("  name: Åsa, 070-123 45 67, a@b.se")

    place = place_of(given, "/name", NodePositions(given.text))

    assert place.excerpt == "  name: Åsa, ***-*** ** **, *@*.**"


def test_an_excerpt_of_a_very_long_line_is_cut() -> None:
    assert len(NodePositions("x" * 100_000).at(Span(1, 5, 1, 6)).excerpt) == 1_000


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("abc", 1, Span(1, 2, 1, 3)),
        ("a\r\nb\nc", 5, Span(3, 1, 3, 2)),
        ("a\n", 2, Span(2, 1, 2, 1)),
        ("😀é", 1, Span(1, 2, 1, 3)),
    ],
)
def test_a_character_stands_at_its_line_and_column(text: str, offset: int, expected: Span) -> None:
    assert NodePositions(text).at_offset(offset).span == expected


@given(st.text("ab\n\r\u2028", max_size=20), st.integers(1, 30), st.integers(1, 30))
def test_a_character_past_the_end_is_placed_within_the_text(text: str, line: int, column: int) -> None:
    places = NodePositions(text)

    span = places.at_character(line, column).span

    assert 1 <= span.line == span.end_line <= line
    assert span.column <= span.end_column <= len(places.line(span.line)) + 1


def test_a_line_past_the_end_is_empty() -> None:
    assert [NodePositions("a\nb").line(number) for number in (0, 1, 2, 3)] == ["", "a", "b", ""]


def test_of_a_line_without_end_no_more_is_looked_at_than_a_key_can_be() -> None:
    line = "{" + ",".join(["a:1"] * 10_000) + "}"

    assert NodePositions(line).of_key(yaml.Mark("", 1, 0, 1, None, 0)).span == (1, 2, 1, 2 + 1_024)


_SIGNS = st.sampled_from(
    [
        "19811218-9876",
        "070-123 45 67",
        "a@b.se",
        "+46",
        "0701234567 " * 4,
        "1981121898 " * 4,
        "0",
        "1",
        "-",
        " ",
        "\u200b",
        ".",
        "/",
        *"\"'{}<>;,:()@å",
    ]
)


@given(st.integers(970, 1_010), st.lists(_SIGNS, max_size=30).map("".join))
def test_a_long_line_is_shown_as_if_all_of_it_were_masked(before: int, text: str) -> None:
    line = "a" * before + " " + text + "; kalle"

    assert NodePositions(line).at(Span(1, 1, 1, 2)).excerpt == mask(line)[:1_000]


def test_what_stands_far_behind_an_excerpt_is_not_looked_through() -> None:
    def excerpt(count: int) -> None:
        # The key differs, since what is masked is remembered.
        NodePositions(f'{{n{count}: "19811218-9876"}},' * count).at(Span(1, 1, 1, 2))

    assert steps(excerpt, 10_000) == steps(excerpt, 20_000)
