"""Figures in texts that are none of those that fields state."""

import pytest

from sociallan.application.amount_phrases import AmountPhrases
from sociallan.application.field import Unit
from sociallan.rules.prose.counted_numbers import PhrasesBeside
from sociallan.rules.prose.other_figures import PhrasedAmount, figure_of_another, may_hold_amount, year_of_another
from tests.rules.prose.capitals import capitals

GROUPS = {Unit.PERCENT: ("procent", "%"), Unit.PEOPLE: ("personer", "unga", "unga i arbete", "unga i staden")}


@pytest.mark.parametrize(
    ("text", "stated", "unit", "found"),
    [
        ("62 procent saknar en plats.", 71, "procent", "62 procent"),
        ("62 % saknar en plats.", 71, "Procent", "62 %"),
        ("62% saknar en plats.", 0.62, "procent", "62%"),
        ("6,3 procent går dit.", 60, "procent", "6,3 procent"),
        ("138 unga mellan 16 och 29 år", 183, "personer", "138 unga"),
        ("1 380 personer", 138, "personer", "1 380 personer"),
        ("1.380 personer", 138, "personer", "1.380 personer"),
        ("7 besök i veckan", 9, "besök i veckan", "7 besök i veckan"),
        ("138 unga i arbete i området", 183, "personer", "138 unga i arbete"),
        ("138 unga i staden", 183, "personer", "138 unga i staden"),
        ("62 procent, av dem 17 procent på orten.", 71, " procent ", "62 procent"),
        ("46 personer känner sig otrygga.", 54, "personer", "46 personer"),
        ("45 procent känner sig otrygga.", 54, "procent", "45 procent"),
    ],
)
def test_a_text_that_names_another_figure_is_found(text: str, stated: float, unit: str, found: str) -> None:
    span = figure_of_another(text, [stated], unit, GROUPS)

    assert span is not None
    assert text[slice(*span)] == found
    assert figure_of_another(text, [stated], unit, capitals(GROUPS)) == span


@pytest.mark.parametrize(
    ("text", "stated", "unit"),
    [
        ("62 procent saknar en plats, 17 procent av dem går dit.", 62, "procent"),
        ("6 mot 29 procent", 6, "procent"),
        ("6,3 procent går dit.", 6, "procent"),
        ("Omkring 6 procent går dit.", 6.3, "procent"),
        ("6,5 procent går dit.", 6, "procent"),
        ("7 procent går dit.", 6.5, "procent"),
        ("En minskning med 3 procent", -3, "procent"),
        ("1 380 personer", 1380, "personer"),
        ("I åldern 16–29 år svarade sex av tio.", 60, "procent"),
        ("34 av 102 saknar en plats.", 33, "procent"),
        ("138 personer saknar en plats.", 62, "procent"),
        ("Var tredje saknar en plats.", 33, "procent"),
        ("46 procent känner sig otrygga.", 54, "procent"),
        ("46,2 % känner sig otrygga.", 53.8, "procent"),
    ],
)
def test_a_text_that_may_say_the_same_is_left_alone(text: str, stated: float, unit: str) -> None:
    assert figure_of_another(text, [stated], unit, GROUPS) is None
    assert figure_of_another(text, [stated], unit, capitals(GROUPS)) is None


CHANGES = PhrasesBeside(("med #", "# fler"), before=r"\s+$", after=r"\s*")


@pytest.mark.parametrize(
    "text", ["Andelen ökar med 19 procent.", "19 procent fler är trygga.", "71 procent, från 20 procent"]
)
def test_a_change_and_one_of_several_numbers_are_left_alone(text: str) -> None:
    assert figure_of_another(text, [71, 90], "procent", GROUPS, CHANGES) is None


def test_the_first_figure_that_is_no_change_is_found() -> None:
    text = "Ökar med 19 procent, till 80 procent."

    assert figure_of_another(text, [71, 90], "procent", GROUPS, CHANGES) == (26, 36)


ABOUT = PhrasesBeside(("nästan #",), before=r"\s+$", after=r"\s*")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nästan 300 personer", None),
        ("nästan 308 personer", None),
        ("nästan 309 personer", "309 personer"),
        ("nästan 251 personer", "251 personer"),
        ("300 personer, nästan alla unga", "300 personer"),
        ("410 personer, nästan 300 personer är unga", None),
    ],
)
def test_an_estimate_may_be_a_tenth_from_the_number(text: str, found: str | None) -> None:
    span = figure_of_another(text, [280], "personer", GROUPS, None, ABOUT)

    assert (span and text[slice(*span)]) == found


DEADLINES = PhrasesBeside(("till #", "# ska"), before=r"\s+$", after=r"\s*")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fler bor kvar till 2035.", (2035, (19, 23))),
        ("2035 ska fler bo kvar.", (2035, (0, 4))),
        ("Översiktsplan 2030 lyfter området, och till 2035 bor fler kvar.", (2035, (44, 48))),
        ("Översiktsplan 2030 lyfter området.", None),
        ("Översiktsplan 2029 lyfter området, och till 2035 bor fler kvar.", None),
    ],
)
def test_only_a_year_by_which_something_is_to_be_reached_is_found(
    text: str, found: tuple[int, tuple[int, int]] | None
) -> None:
    assert year_of_another(text, [2029], 2024, DEADLINES) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fler bor kvar 2035.", (2035, (14, 18))),
        ("Sedan 2016 har många flyttat. År 2031 är det färre.", (2031, (33, 37))),
        ("Fler bor kvar 2029 och 2035.", None),
        ("Fler bor kvar 2024.", None),
        ("Program 2030–2035", None),
        ("Dnr 12035", None),
        ("Fler bor kvar.", None),
    ],
)
def test_a_year_to_come_that_no_field_states_is_found(text: str, found: tuple[int, tuple[int, int]] | None) -> None:
    assert year_of_another(text, [2029], 2024) == found


LOAN = PhrasedAmount(AmountPhrases(("lånet på #", "lånebelopp* är #"), ("grön*",)), ("cirka",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lånet på 45 miljoner kronor räcker.", "Lånet på 45 miljoner kronor"),
        ("Lånet på 45 mkr räcker.", "Lånet på 45 mkr"),
        ("lånebeloppet är 45 000 000 kr", "lånebeloppet är 45 000 000 kr"),
        ("Lånet på 5,4 miljoner", "Lånet på 5,4 miljoner"),
        ("Lånet på cirka 45 miljoner", "Lånet på cirka 45 miljoner"),
        ("Det är grönt. Lånet på 45 mkr räcker.", "Lånet på 45 mkr"),
        ("Lånet på 50 mkr", "Lånet på 50 mkr"),
        ("Lånet på 54,9 mkr", "Lånet på 54,9 mkr"),
        ("Lånet på 54 mkr, nej, lånet på 5.400.000 kr", "lånet på 5.400.000 kr"),
    ],
)
def test_another_amount_is_found_with_the_phrase_before_it(text: str, found: str) -> None:
    span = LOAN.of_another(text, [54_000_000])

    assert span is not None
    assert text[slice(*span)] == found
    assert may_hold_amount(text)


@pytest.mark.parametrize("text", ["Lånet på 45 år", "Lånet på många mkr", "Lånet på 45 krav", "45, kr"])
def test_a_text_without_a_number_of_a_unit_holds_no_amount(text: str) -> None:
    assert not may_hold_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lånet på 54 miljoner kronor räcker.",
        "Lånet på 54.000.000 kr räcker.",
        "Lånet på 54 000.000 kr räcker.",
        "Lånet på 54 MKR räcker.",
        "Lånet på 0,054 miljarder kronor",
        "Lånet på 54.1 mkr",
        "Lånet på cirka 50 miljoner kronor",
        "Det gröna lånet på 45 miljoner kronor",
        "Lånet på 45 miljoner kronor är grönt.",
        "Lånet på 45 år",
        "Lånet på hallen kostar 45 miljoner kronor",
        "Hallen kostar 45 miljoner kronor",
    ],
)
def test_what_may_be_the_amount_or_is_another_is_left_alone(text: str) -> None:
    assert LOAN.of_another(text, [54_000_000]) is None


@pytest.mark.parametrize(
    ("text", "stated", "may_be"),
    [
        ("Lånet på 1 miljon", 1_500_000, True),
        ("Lånet på 1 miljon", 1_510_000, False),
        ("Lånet på 1,5 miljoner", 1_550_000, True),
        ("Lånet på 1,5 miljoner", 1_551_000, False),
        ("Lånet på 1,5 miljoner", 1_449_000, False),
        ("Lånet på 1,55 miljoner", 1_565_000, False),
        ("Lånet på 201 kr", 200, True),
        ("Lånet på 202 kr", 200, False),
        ("Lånet på cirka 220 kr", 200, True),
        ("Lånet på cirka 221 kr", 200, False),
    ],
)
def test_an_amount_is_as_near_as_it_is_rounded_or_a_share_of_the_stated_one(
    text: str, stated: int, may_be: bool
) -> None:
    assert (LOAN.of_another(text, [stated]) is None) is may_be


def test_an_amount_may_be_the_sum_with_another() -> None:
    assert LOAN.of_another("Lånet på 72 mkr", [54_000_000, 72_000_000]) is None


def test_without_other_words_no_sentence_is_left_out() -> None:
    loan = PhrasedAmount(AmountPhrases(("lånet på #",)), ())

    assert loan.of_another("Ja, det gröna lånet på 45 mkr", [54_000_000]) == (14, 29)
