"""Signals of doubt in texts, with the words that raise them: on each side of each limit."""

from collections.abc import Sequence
from typing import Any

import pytest

from sociallan.application.field import Unit
from sociallan.rules.candidates import text_of
from sociallan.rules.doubts import SIGNALS, Doubt, Signal
from sociallan.rules.prose.prose import Prose
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.text_words import words_of
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, loaded, outcome, rule_requiring, shape, small_pack, source
from tests.rules.prose.capitals import in_capitals

WORDS = ProseWords(
    denying=("inget behov", "saknar betydelse", "behovslös* lokal*"),
    not_denying=("förr", "behov … utöver"),
    own_language=("och", "att", "en", "i", "för", "som"),
    other_language=("the", "and", "of", "for", "is"),
    numerals={"två": 2, "fyra": 4, "tolv": 12, "tjugo": 20, "sextio": 60, "hundra": 100, "tusen": 1000},
    counted={Unit.PEOPLE: ("personer", "ungdomar"), Unit.KR: ("kr", "kronor")},
    rates=("om #",),
    wholes=("av #",),
    parts=("särskilt",),
)
PROSE, IN_CAPITALS = Prose(WORDS), Prose(in_capitals(WORDS))
NEED = "Unga i stadsdelen saknar en trygg plats att mötas på"


class Around:
    """An application in which some texts stand twice."""

    def __init__(self, *twice: str) -> None:
        self._twice = set(map(words_of, twice))

    def stands_twice(self, words: str) -> bool:
        return words in self._twice


def quoted(signal: Signal, text: str, *twice: str, numbers: Sequence[tuple[Unit, Any]] = ()) -> str | None:
    span, same = (Doubt(signal, prose).within(Around(*twice), numbers).first(text) for prose in (PROSE, IN_CAPITALS))
    assert same == span, "the words of a pack are found whatever their case"
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{NEED}.", None),
        ("Det finns inget  behov av detta", "inget  behov"),
        ("Frågan SAKNAR betydelse", "SAKNAR betydelse"),
        ("Inget behov finns", "Inget behov"),
        ("I vår kommun finns inget behov", "inget behov"),
        ("Här i vår kommun finns inget behov", None),
        ("Här i vår kommun finns inget behov, och det saknar betydelse", None),
        ("Vi har ingen plats i vår stadsdel. Inget behov", "Inget behov"),
        ("Här i vår kommun finns inget behov. Det saknar betydelse", "saknar betydelse"),
        ("Vi har ingen plats i vår stadsdel\ninget behov", "inget behov"),
        ("Vi har ingen plats i vår stadsdel: inget behov", None),
        ("(Inget behov finns)", "Inget behov"),
        ("”Inget behov”, säger de", "Inget behov"),
        ("Där/inget behov", "inget behov"),
        ("En behovslös lokal", "behovslös lokal"),
        ("Förr fanns inget behov", None),
        ("Inget behov finns utöver det", None),
        ("Inget behov fanns förr", None),
        ("Det var bättre förr. Inget behov finns", "Inget behov"),
        ("Inget behov finns. Det var bättre förr", "Inget behov"),
    ],
)
def test_a_denial_is_told_where_it_is_that_of_its_sentence(text: str, found: str | None) -> None:
    """At most four words stand before it in the sentence: further on it denies something in it."""
    assert quoted(Signal.DENIAL, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Unga får en trygg plats.", "Unga får en trygg plats."),
        ("unga får – en TRYGG plats", "unga får – en TRYGG plats"),
        ("Unga får en otrygg plats.", None),
        ("Fyra ord är nog", "Fyra ord är nog"),
        ("Tre ord räcker", None),
    ],
)
def test_a_sentence_that_stands_twice_is_told_and_a_shorter_text_is_not(text: str, found: str | None) -> None:
    assert quoted(Signal.SAME_TEXT, text, "Unga får en TRYGG plats", "Fyra ord är nog", "Tre ord räcker") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NEED, None),
        ("The aim of the project is safety", "The aim of the project is"),
        ("The aim of the project", None),
        ("The the the the", None),
        ("The Rule of Law and order", "The Rule of Law and"),
        ("Enligt The Rule of Law and order i en stad", "The Rule of Law and"),
        ("Enligt The Rule of Law and order i en stad och ort", None),
        ("Enligt The Rule of Law and order i en stad och ort för alla", None),
        ("Vi följer The Rule of Law och det som gäller i en stad för att nå dit", None),
        ("(The) “rule” –of– law, (and) order", "The) “rule” –of– law, (and"),
    ],
)
def test_another_language_is_told_where_a_text_has_three_words_of_it_and_more_than_of_its_own(
    text: str, found: str | None
) -> None:
    assert quoted(Signal.OTHER_LANGUAGE, text) == found


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("Ungefär 200 personer", 40, "200 personer"),
        ("Ungefär 200 personer", 200, None),
        ("Ungefär 1 200 personer", 1200, None),
        ("Ungefär 1\u00a0200 ungdomar", 200, "1\u00a0200 ungdomar"),
        ("Ungefär 1.200 personer", 1200, None),
        ("20 ungdomar av 200 personer", 200, None),
        ("20 ungdomar av 30 personer", 200, "20 ungdomar"),
        ("200 lägenheter", 40, None),
        ("Ungefär 200 personer", None, None),
        ("Ungefär 200 personer", 0, None),
        ("200 personerna", 40, None),
        ("1,5 personer", 40, None),
        ("Omkring 200 personer", 150, "200 personer"),
        ("Omkring 200 personer", 160, None),
        ("Det är 200 personer", 150, "200 personer"),
        ("Det är omkring 200 personer", 150, None),
        ("I de två husen bor 200 personer", 150, None),
        ("200 personer, varav 80 ungdomar", 100, None),
        ("Fyrahundra personer", 640, "Fyrahundra personer"),
        ("Fyra hundra sextio ungdomar", 460, None),
        ("Tvåtusenfyrahundrasextio personer", 2460, None),
        ("De hundratjugo ungdomar som bor här", 400, "hundratjugo ungdomar"),
        ("Tolv personer", 400, None),
        ("Familjer med fyra ungdomar", 400, None),
        ("I kvarteret bor 120 personer", 40, None),
        ("I kvarteret bor 121 personer", 40, "121 personer"),
        ("I kvarteret bor 40 personer", 120, None),
        ("I kvarteret bor 40 personer", 121, "40 personer"),
        ("Här bor 2 400 personer. Det gäller de 640 som är otrygga", 640, None),
        ("Här bor 2 400 personer. Det gäller de 64 som är otrygga", 640, "2 400 personer"),
        ("Här bor 2 400 personer, varav 700 ungdomar", 640, None),
        ("Grupper om 8 personer", 640, None),
        ("Det gäller de äldre i stadsdelen, särskilt 20 personer", 640, None),
        ("Det gäller de äldre i stadsdelen, särskilt 700 personer", 40, "700 personer"),
        ("En fjärdedel av 4000 personer", 1000, None),
        ("En fjärdedel av 4000 personer", 100, None),
        ("En fjärdedel av 400 personer", 4000, "400 personer"),
        ("Vi vill nå en fjärdedel av 400 personer", 1200, None),
        ("Vi vill nå en fjärdedel av 400 personer", 1201, "400 personer"),
    ],
)
def test_a_number_in_a_text_is_told_if_it_is_over_three_times_the_one_beside_it_or_under_a_third(
    text: str, number: object, found: str | None
) -> None:
    assert quoted(Signal.NUMBERS, text, numbers=[(Unit.PEOPLE, number)]) == found


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([(Unit.PEOPLE, 200), (Unit.KR, 40)], "9000 kr"),
        ([(Unit.KR, 9000), (Unit.PEOPLE, 40)], "200 personer"),
        ([(Unit.KR, 9000), (Unit.PEOPLE, 200)], None),
    ],
)
def test_a_number_is_compared_with_that_of_its_unit(numbers: Sequence[tuple[Unit, int]], found: str | None) -> None:
    assert quoted(Signal.NUMBERS, "Lokal för 200 personer à 9000 kr", numbers=numbers) == found


def test_a_text_alone_never_stands_twice() -> None:
    assert Doubt(Signal.SAME_TEXT, PROSE).alone(text_of(60)) is None


@pytest.mark.parametrize("signal", Signal)
def test_samples_of_a_signal_raise_it_and_do_not(signal: Signal) -> None:
    samples = Doubt(signal, PROSE).samples

    raised = {quoted(signal, text, text_of(60), numbers=[(Unit.PEOPLE, 1), (Unit.KR, 1)]) is None for text in samples}

    assert raised == {True, False}


@pytest.mark.parametrize("signal", Signal)
@pytest.mark.parametrize("written", ["   {}", "\n\n{}\n", "\u00a0{} "])
def test_blanks_around_a_text_change_nothing_of_the_words_that_are_quoted(signal: Signal, written: str) -> None:
    def found(text: str) -> str:
        return (quoted(signal, text, text, numbers=[(Unit.PEOPLE, 1), (Unit.KR, 1)]) or "").strip()

    texts = [text for text in Doubt(signal, PROSE).samples if found(text)]

    assert texts
    assert [found(written.format(text)) for text in texts] == [found(text) for text in texts]


@pytest.mark.parametrize("signal", Signal)
def test_a_signal_looks_at_what_its_record_says_and_at_nothing_else(signal: Signal) -> None:
    """Only what is found in a text alone is remembered for every application; here nothing is."""

    def found(text: str, *twice: str, numbers: Sequence[tuple[Unit, Any]] = ()) -> Any:
        return Doubt(signal, Prose(WORDS)).within(Around(*twice), numbers).first(text)

    texts = (*Doubt(signal, PROSE).samples, NEED)
    beside = [[(Unit.PEOPLE, 1), (Unit.KR, 1)], [(Unit.PEOPLE, 10**6), (Unit.KR, 10**6)]]

    by_numbers = any(found(text, numbers=numbers) != found(text) for text in texts for numbers in beside)
    by_others = any(found(text, text) != found(text) for text in texts)

    assert by_numbers is SIGNALS[signal].compares_numbers
    assert (by_numbers or by_others) is (SIGNALS[signal].has_sign is None)


@pytest.mark.parametrize("signal", Signal)
def test_words_that_raise_a_doubt_are_shown(signal: Signal) -> None:
    """They are no identifier, which would be masked."""
    assert Doubt(signal, PROSE).within(Around(), ()).detects is None


def test_every_signal_has_its_record() -> None:
    assert set(SIGNALS) == set(Signal)


PACK_PROSE = {
    "denying": ["inget behov"],
    "own_language": ["och"],
    "other_language": ["the", "and", "of"],
    "counted": {"people": ["personer"]},
}


@pytest.mark.parametrize(
    ("signal", "given", "found"),
    [
        ("denial", "{description: Det finns inget behov}", "inget behov"),
        ("same_text", "{description: De som bor i stadsdelen}", "De som bor i stadsdelen"),
        ("other_language", "{description: The needs of the young and old}", "The needs of the young and"),
        ("numbers", "{description: Högst 200 personer, size: 40}", "200 personer"),
        ("numbers", "{description: Högst 40 personer, size: 40}", None),
        ("numbers", "{description: Högst 40 personer}", None),
    ],
)
def test_a_signal_of_doubt_is_a_question_with_the_quoted_words(signal: str, given: str, found: str | None) -> None:
    given = f"social: {{change: De som bor i stadsdelen., target_group: {given}}}"
    require = f"{{field: social.target_group.description, no_doubt: {signal}}}"
    files = small_pack(**{"rules__applicant-named": rule_requiring(require)})
    files["pack.yaml"] += f"prose: {as_json(PACK_PROSE)}\n"

    told = outcome(Screener(loaded(files), shape(), today=TODAY).screen(source(given)), "applicant-named")

    expected = (OutcomeKind.MET, []) if found is None else (OutcomeKind.JUDGEMENT, [found])
    assert (told.kind, [reason.operand for reason in told.reasons]) == expected


def test_a_word_of_the_own_language_counts_once() -> None:
    """Of different words there must be more of the other language."""
    assert quoted(Signal.OTHER_LANGUAGE, "och och och och the and of och") is not None


def test_the_same_numbers_are_no_sentence() -> None:
    assert quoted(Signal.SAME_TEXT, "Andel 1 2 3 4 5", "Andel 1 2 3 4 5") is None
