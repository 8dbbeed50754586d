"""Positions of words within a text of several lines, in every style of YAML."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.location import Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.read import read
from sociallan.rules.prose.text_positions import place_of_words, place_within
from tests.builders import at, detector, finders, of_value, screen, source

WORD = "hittad"
Style = Callable[[list[str]], str]


def placed(text: str, words: str, pointer: str = "/a", *, secret: bool = False) -> Location:
    document = read(source(text))
    value = document.value[pointer[1:]]
    start = value.index(words)
    found = (start, start + len(words))
    return place_within(document, pointer, value, NodePositions(text), found, secret=secret)


STYLES: dict[str, Style] = {
    "plain": lambda lines: "x\n  " + "\n  ".join(lines),
    "single": lambda lines: "'" + "\n\n  ".join(line.replace("'", "''") for line in lines) + "'",
    "double": lambda lines: '"' + "\n  ".join(line.replace('"', '\\"').replace("å", "\\u00e5") for line in lines) + '"',
    "joined": lambda lines: '"' + " \\\n  \\ ".join(line.replace('"', "\\x22") for line in lines) + '"',
    "literal": lambda lines: "|  # anteckning: 'x'\n  " + "\n  ".join(lines),
    "folded": lambda lines: ">-\n\n  " + "\n\n  ".join(lines) + "\n",
}


@pytest.mark.parametrize("style", STYLES)
@given(
    st.lists(st.text("abå'\"\\😀 ", min_size=1, max_size=8).map(lambda text: f"x{text}y"), min_size=2, max_size=5),
    st.data(),
)
def test_words_stand_where_they_are_written(style: str, lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    lines = [line.replace("\\", "/") for line in lines]
    lines[number] += f" {WORD} z"
    text = f"a: {STYLES[style](lines)}\nb: 1\n"

    place = placed(text, WORD)

    before = text[: text.index(WORD)].split("\n")
    assert at(place) == f"{len(before)}:{len(before[-1]) + 1}"
    assert place.span.end_column - place.span.column == len(WORD)
    assert place.excerpt == text.split("\n")[len(before) - 1]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a: >-\n  ett\n  två tre\n", "ett två", "2:3"),
        ("a: >-\n  noll\n  ett\n  två tre\n", "ett två", "3:3"),
        ('a: "ett\n  \\U0001f600 två"\n', "två", "2:14"),
        ('a: "ett\n  \\ttv\\u00e5 \\N\\L\\P\\_ \\"tre\\""\n', '"tre"', "2:23"),
        ("a: >-\n  e\u0301tt\n  de\u0301 två\n", "två", "3:7"),
        ("a: >-\n  ett\n  a\u0300 två\n", "två", "3:6"),
        ("a: 'ett\n\n\n  två'''\n", "två'", "4:3"),
        ("a: ett två\n", "två", "1:4"),
        ("a: >-\n  noll\n  x e\u0301tt\n", "ett".replace("e", "é"), "3:5"),
        # Signs that the reader takes for letters, and some that have a name of their own.
        ("a: >-\n  \u212bngbåt\n  och två\n", "två", "3:7"),
        ('a: "ett\n  \\0\\a\\b\\e\\x41 två"\n', "två", "2:16"),
    ],
)
def test_folds_and_escapes_are_counted(text: str, words: str, expected: str) -> None:
    assert at(placed(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a: >-\n  noll ett\n  två tre\n", "ett två", (2, 8, 2, 11)),
        ("a: >-\n  ett\n  två eller tre\n", "ett två eller", (2, 3, 2, 6)),
    ],
)
def test_words_over_two_lines_are_marked_to_the_end_of_the_first(
    text: str, words: str, expected: tuple[int, int, int, int]
) -> None:
    assert placed(text, words).span == expected


TWO = "a: >-\n  ett två\n  tre\nb:\n  c: ett\n  d: två\n"


@pytest.mark.parametrize(
    ("pointer", "text", "found", "expected"),
    [
        ("/a", "ett två tre", (8, 11), "3:3"),
        ("/a", "ett två tre", (8, 8), "1:4"),
        ("/a", "ett tvåtre, fyra", (8, 11), "1:4"),
        ("/a", "noll två tre", (9, 12), "1:4"),
        # Where nothing stands, what stands around it is told as a whole.
        ("/a/b", "ett två tre", (8, 11), "1:1"),
    ],
)
def test_words_that_do_not_stand_there_as_they_are_told_are_placed_as_a_whole(
    pointer: str, text: str, found: tuple[int, int], expected: str
) -> None:
    assert at(place_within(read(source(TWO)), pointer, text, NodePositions(TWO), found, secret=False)) == expected


def test_a_value_without_a_text_has_no_place_of_its_words() -> None:
    document = of_value({"a": "ett\ntvå"})

    assert at(place_within(document, "/a", "ett\ntvå", NodePositions(""), (4, 7), secret=False)) == "1:1"


@pytest.mark.parametrize(("finder", "excerpt"), [("phone", "  ring ***-***"), ("words", "  ring 070-174")])
def test_what_identifies_a_person_is_masked_on_its_line_where_that_is_looked_for(finder: str, excerpt: str) -> None:
    text = "a: >-\n  ett\n  ring 070-174\n  06 05 nu\n"
    search = detector("d", finder) if finder == "phone" else finders(words=["ring"])["words"]

    place = place_of_words(read(source(text)), "/a", "ett ring 070-174 06 05 nu", NodePositions(text), search)

    assert (place.span.line, place.excerpt) == (3, excerpt)


@pytest.mark.parametrize(("word", "expected"), [("tre", "3:3"), ("fyra", "1:4")])
def test_the_words_of_a_list_are_placed_where_they_are_found(word: str, expected: str) -> None:
    finder = finders(words=[word])["words"]

    assert at(place_of_words(read(source(TWO)), "/a", "ett två tre", NodePositions(TWO), finder)) == expected


def test_a_part_of_what_points_to_a_person_is_masked_in_its_line() -> None:
    place = placed("a: >-\n  Anna 19640823\n  -3234 bor här\n", "19640823 -3234", secret=True)

    assert place.excerpt == "  Anna ********"


@pytest.mark.parametrize("filler", [" " * 30_000, "\n" * 30_000], ids=["blanks", "lines"])
def test_a_text_that_takes_very_much_of_the_file_is_placed_as_a_whole(filler: str) -> None:
    assert at(placed(f'a: "ett\\\n{filler}två"\n', "två")) == "1:4"


@pytest.mark.parametrize(
    ("filler", "expected"),
    [(" " * 19_988, "2:19989"), (" " * 19_989, "1:4"), ("\n" * 19_998, "20000:1"), ("\n" * 19_999, "1:4")],
)
def test_a_text_is_searched_up_to_so_many_signs_or_lines_of_the_file(filler: str, expected: str) -> None:
    assert at(placed(f'a: "ett\\\n{filler}två"\nb: {"x" * 20_000}\n', "två")) == expected


HEAD = "project:\n  summary: >-\n    Ett hus\n    för alla.\n    "


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Ring 640823-3234 nu\n",
        f"{HEAD}Ring 070-174 06 05 nu\n",
        f"{HEAD}Skriv anna@example.org nu\n",
    ],
)
def test_a_personal_number_in_a_block_is_told_on_its_own_line(text: str) -> None:
    screening = screen(text)

    reasons = [reason for each in screening.outcomes if each.rule.id.startswith("privacy") for reason in each.reasons]
    places = [place for reason in reasons for place in reason.places if reason.pointers == ("/project/summary",)]
    assert places
    assert {(place.span.line, place.span.column > 5, place.exact) for place in places} == {(5, True, True)}
    assert all("*" in place.excerpt for place in places)
