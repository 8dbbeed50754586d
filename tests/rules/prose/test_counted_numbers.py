"""Numbers that count something: in figures and in words, alone and several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.field import Unit
from sociallan.rules.prose.counted_numbers import CountedNumbers
from tests.rules.prose.capitals import capitals

COUNTED, NUMERALS = (
    {Unit.PEOPLE: ("elever i åk 6", "elever", "femåringar", "barn")},
    {"ett": 1, "två": 2, "fem": 5, "nitton": 19, "tjugo": 20, "Femtio": 50, "hundra": 100, "tusen": 1000,
     "miljon": 1_000_000},
)  # fmt: skip
NUMBERS = CountedNumbers(COUNTED, NUMERALS, rates=(), wholes=(), parts=())
IN_CAPITALS = CountedNumbers(capitals(COUNTED), capitals(NUMERALS), rates=(), wholes=(), parts=())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("640 elever", [640]),
        ("1 200 elever och 80 barn", [1200, 80]),
        ("hundra elever", [100]),
        ("FEMHUNDRA elever", [500]),
        ("fem hundra tjugofem barn", [525]),
        ("hundratusen barn", [100_000]),
        ("femtiotvå tusen fem hundra barn", [52_500]),
        ("tjugo barn av 80 elever", [20, 80]),
        ("två barn", []),
        ("hundraårsbarn", []),
        ("hundra lägenheter", []),
        ("ethundra elever", []),
        ("3 av 4 elever", []),
        ("41 av 100 elever och 80 barn", [80]),
        ("10 av 10 elever", []),
        ("100 av 100 elever", []),
        ("10 elever", [10]),
        ("120 av 100 elever", [100]),
        ("var 1 av 5 barn av 640 elever", [640]),
        ("5 och 4 elever", [4]),
        ("640 av 1 200 elever", [1200]),
        ("8 av 40 elever", [40]),
        ("640 elever, 8 barn", [640, 8]),
        ("tusen barn", [1000]),
        ("miljon två tusen barn", [1_002_000]),
        ("nitton barn", []),
        ("fem fem fem fem fem barn", []),
        ("femtio platser för fem barn", []),
        ("tjugo" * 8 + " barn", [160]),
        ("tjugo" * 9 + " barn", []),
        ("25 elever i åk 6", [25]),
        ("3 av 4 elever i åk 6", []),
        ("tjugo femåringar", [20]),
        ("1 av 1 barn", [1]),
        ("1 av 2 barn", []),
        ("2 av 11 barn", [11]),
        ("3 trettonårigas 4 barn", []),
        ("3 trettonåringar 4 barn", [4]),
    ],
)
def test_a_number_is_read_in_figures_and_in_words(text: str, expected: list[int]) -> None:
    assert [each.number for each in NUMBERS.of(Unit.PEOPLE, text)] == expected
    assert [*IN_CAPITALS.of(Unit.PEOPLE, text)] == [*NUMBERS.of(Unit.PEOPLE, text)]


def test_a_number_is_told_with_the_word_that_it_counts() -> None:
    (found,) = NUMBERS.of(Unit.PEOPLE, "Skolans femhundra elever cyklar")

    assert "Skolans femhundra elever cyklar"[found.start : found.end] == "femhundra elever"


@given(st.text(alphabet="femtohundra 5barnelv", max_size=60))
def test_a_text_with_a_number_is_not_passed_over(text: str) -> None:
    assert NUMBERS.may_be_in(text) or not [*NUMBERS.of(Unit.PEOPLE, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("barn", False), ("två barn", False), ("Är 5 barn?", True), ("Hundra barn", True), ("hundra 5", True)],
)
def test_a_text_may_hold_a_number_with_a_figure_or_a_large_numeral(text: str, expected: bool) -> None:
    assert NUMBERS.may_be_in(text) is expected
    assert IN_CAPITALS.may_be_in(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("fem nittionio barn", 104), ("niohundranittionio tusen barn", 999_000)]
)
def test_a_numeral_below_a_hundred_is_added_and_one_below_a_thousand_is_multiplied(text: str, expected: int) -> None:
    numerals = {"fem": 5, "nittionio": 99, "niohundranittionio": 999, "tusen": 1000}
    (found,) = CountedNumbers({Unit.PEOPLE: ("barn",)}, numerals, (), (), ()).of(Unit.PEOPLE, text)

    assert found.number == expected


def test_a_long_row_of_numerals_is_read_in_parts() -> None:
    found = [*NUMBERS.of(Unit.PEOPLE, "hundra " * 3_000 + "barn")]

    assert len(found) == 1


GROUPS = {Unit.PEOPLE: ("elever", "barn")}
IN_WORDS = {"tjugo": 20, "hundra": 100, "tusen": 1000}
RATES = ("om #", "klasser med #", "*råd med #", "# per", "# eller fler")
WHOLES = ("av #", "# varav")
PARTS = ("särskilt #", "prioriter* #", "# bland dem")
BESIDE = CountedNumbers(GROUPS, IN_WORDS, RATES, WHOLES, PARTS)
BESIDE_IN_CAPITALS = CountedNumbers(*map(capitals, (GROUPS, IN_WORDS, RATES, WHOLES, PARTS)))


@pytest.mark.parametrize(
    "text",
    [
        "12 grupper om 8 elever",
        "20 klasser med 24 elever",
        "ett ungdomsråd med 12 barn",
        "5 elever per klass",
        "familjer med 3 barn eller fler",
        "tjugo barn per år",
        "Klasser  med\n24 elever",
        "1,5 tusen barn",
    ],
)
def test_a_number_of_each_is_left_out(text: str) -> None:
    assert [*BESIDE.of(Unit.PEOPLE, text)] == []
    assert [*BESIDE_IN_CAPITALS.of(Unit.PEOPLE, text)] == [*BESIDE.of(Unit.PEOPLE, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 procent av 640 elever", [(640, True)]),
        ("hälften av skolans alla 640 elever", [(640, True)]),
        ("640 elever i skolan, varav 80 barn", [(640, True), (80, False)]),
        ("640 elever. Varav detta följer är okänt.", [(640, False)]),
        ("avtal om skolan, 640 elever", [(640, False)]),
        ("skolan med 640 elever", [(640, False)]),
        ("640 elever perfekt", [(640, False)]),
        ("av dem i skolan och hemmet 640 elever", [(640, False)]),
        ("640 elever i skolan varav 80 barn", [(640, True), (80, False)]),
    ],
)
def test_a_number_is_a_whole_where_those_meant_are_a_part_of_it(text: str, expected: list[tuple[int, bool]]) -> None:
    assert [(each.number, each.is_whole) for each in BESIDE.of(Unit.PEOPLE, text)] == expected
    assert [*BESIDE_IN_CAPITALS.of(Unit.PEOPLE, text)] == [*BESIDE.of(Unit.PEOPLE, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Särskilt 80 barn", [(80, True)]),
        ("alla i skolan, särskilt de som är nya (80 barn)", [(80, True)]),
        ("640 elever, med 80 barn som prioriteras", [(640, False), (80, False)]),
        ("640 elever. Vi prioriterar 80 barn.", [(640, False), (80, True)]),
        ("Särskilt viktigt. 80 barn", [(80, False)]),
        ("särskilt 40 procent av 640 elever", [(640, False)]),
        ("Särskiltsatta 80 barn", [(80, False)]),
        ("640 elever, 80 barn bland dem", [(640, False), (80, True)]),
        ("särskilt" + " " * 52 + "80 barn", [(80, True)]),
        ("särskilt" + " " * 53 + "80 barn", [(80, False)]),
    ],
)
def test_a_number_is_a_part_later_in_the_sentence_than_what_says_so(
    text: str, expected: list[tuple[int, bool]]
) -> None:
    assert [(each.number, each.is_part) for each in BESIDE.of(Unit.PEOPLE, text)] == expected
    assert [*BESIDE_IN_CAPITALS.of(Unit.PEOPLE, text)] == [*BESIDE.of(Unit.PEOPLE, text)]
