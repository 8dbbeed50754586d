"""The content of texts: none, with the reason for that, and signals of doubt with the words that raise them."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.document import Gap
from sociallan.application.field import Unit
from sociallan.rules.candidates import text_of, text_of_words
from sociallan.rules.doubts import SIGNALS, Doubt, Signal
from sociallan.rules.prose import Prose, ProseWords, words_of
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, at, loaded, outcome, rule_requiring, shape, small_pack, source

PROSE = Prose(
    ProseWords(
        referring=("se bilaga", "se ansökan"),
        deferring=("kompletteras", "återkommer med"),
        handing_over=("fyller i|på detta|senare …",),
        about_answers=("senare", "preliminär*"),
        beside=("statistik*", "*kontoret"),
        denying=("inget behov", "saknar betydelse"),
        own_language=("och", "att", "en", "i", "för", "som"),
        other_language=("the", "and", "of", "for", "is"),
        numerals={"två": 2, "fyra": 4, "tolv": 12, "tjugo": 20, "sextio": 60, "hundra": 100, "tusen": 1000},
        counted={Unit.PEOPLE: ("personer", "ungdomar"), Unit.KR: ("kr", "kronor")},
        own_texts=("Beskrivning av målgruppen", "Vilka är målgruppen, och hur många är de?"),
    )
)
NEED = "Unga i stadsdelen saknar en trygg plats att mötas på"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        (NEED, None),
        (f"{NEED}. Se bilaga 3.", None),
        (f"{NEED}, siffrorna kompletteras", None),
        ("Se bilaga 3", Gap.REFERS),
        ("SE  BILAGA 3, sidan 4", Gap.REFERS),
        ("Behovet: se bilaga", Gap.REFERS),
        ("Kompletteras", Gap.DEFERS),
        ("Vi återkommer med underlag", Gap.DEFERS),
        ("Se bilaga, kompletteras", Gap.REFERS),
        ("Anna på bolaget fyller i senare i höst.", Gap.DEFERS),
        ("Anna fyller i senare. Se bilaga.", Gap.DEFERS),
        (f"Anna fyller i senare. {NEED}.", None),
        ("Unga i stadsdelen och deras vuxna fyller i detta varje år", None),
        ("Statistiken hos fastighetskontoret kompletteras", Gap.DEFERS),
        ("Statistiken hos en förening kompletteras ofta med sådant som unga skriver", None),
        ("Kompletteras av Maria Lind", Gap.DEFERS),
        ("Preliminärt, statistik senare", Gap.PLACEHOLDER),
        ("Senare, enligt Maria Lind", Gap.PLACEHOLDER),
        ("Statistik, kontoret", Gap.FEW_WORDS),
        ("Preliminära siffror säger att unga saknar en plats", None),
        ("Röda Korset, Hyresgästföreningen och Fryshuset i Råslätt", None),
        ("Trygghet", Gap.FEW_WORDS),
        ("Trygghet, trygghet och TRYGGHET", Gap.FEW_WORDS),
        ("Ja 120", Gap.FEW_WORDS),
        ("120", Gap.FEW_WORDS),
        ("bra bra bra bra", Gap.NOISE),
        ("asdf asdf", Gap.NOISE),
        ("asdfghjkl qwerty lkjh poiuy", Gap.NOISE),
        ("aaaaaaa bbbbb", Gap.NOISE),
        ("blablabla hahaha asdasdasd", Gap.NOISE),
        ("sdkfjhsdkfjh xcvbnmxc wrtpsdfg hkj", Gap.NOISE),
        ("!!!!! ???", Gap.NOISE),
        ("----", Gap.NOISE),
        ("Beskrivning av målgruppen", Gap.COPIED),
        ("beskrivning av målgruppen:", Gap.COPIED),
        ("Vilka är målgruppen – och hur många är de", Gap.COPIED),
        ("Utvecklingsstrategi, forskningsskrift, besiktningsschema och västkust", None),
        ("HVB, LSS, MSBFS och SFS styr", None),
        ("The need is among young people", None),
    ],
)
def test_a_text_says_nothing_for_a_reason_that_is_told(text: str, gap: Gap | None) -> None:
    assert PROSE.gap(text, 4) is gap


@given(st.integers(1, 60))
def test_a_text_has_at_least_so_many_different_words_or_one_too_few(count: int) -> None:
    assert PROSE.gap(text_of_words(count), count) is None
    assert PROSE.gap(text_of_words(count), count + 1) is Gap.FEW_WORDS


@given(st.text(max_size=80), st.integers(0, 20))
def test_more_words_asked_never_make_a_text_say_something(text: str, fewest: int) -> None:
    if PROSE.gap(text, fewest) is not None:
        assert PROSE.gap(text, fewest + 1) is not None


@given(st.text(max_size=80), st.integers(0, 20))
def test_without_phrases_only_words_and_noise_count(text: str, fewest: int) -> None:
    assert Prose().gap(text, fewest) in (None, Gap.FEW_WORDS, Gap.NOISE)


class Around:
    """An application in which some texts stand twice."""

    def __init__(self, *twice: str) -> None:
        self._twice = set(map(words_of, twice))

    def stands_twice(self, words: str) -> bool:
        return words in self._twice


def quoted(signal: Signal, text: str, *twice: str, numbers: Sequence[tuple[Unit, Any]] = ()) -> str | None:
    span = Doubt(signal, PROSE).within(Around(*twice), numbers).first(text)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("signal", "text", "found"),
    [
        (Signal.DENIAL, f"{NEED}.", None),
        (Signal.DENIAL, "Det finns inget  behov av detta", "inget  behov"),
        (Signal.DENIAL, "Frågan SAKNAR betydelse", "SAKNAR betydelse"),
        (Signal.SAME_TEXT, "Unga får en trygg plats.", "Unga får en trygg plats."),
        (Signal.SAME_TEXT, "Unga får en otrygg plats.", None),
        (Signal.SAME_TEXT, "Ja", None),
        (Signal.OTHER_LANGUAGE, NEED, None),
        (Signal.OTHER_LANGUAGE, "The aim of the project is safety", "The aim of the project is"),
        (Signal.OTHER_LANGUAGE, "Vi följer The Rule of Law och det som gäller i en stad för att nå dit", None),
        (Signal.OTHER_LANGUAGE, "The the the the", None),
    ],
)
def test_a_doubt_is_raised_by_words_that_are_quoted(signal: Signal, text: str, found: str | None) -> None:
    assert quoted(signal, text, "Unga får en TRYGG plats", "Ja") == found


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("Ungefär 200 personer", 40, "200 personer"),
        ("Ungefär 200 personer", 200, None),
        ("Ungefär 1 200 personer", 1200, None),
        ("Ungefär 1\u00a0200 ungdomar", 200, "1\u00a0200 ungdomar"),
        ("Ungefär 1.200 personer", 1200, None),
        ("20 ungdomar av 200 personer", 200, None),
        ("200 lägenheter", 40, None),
        ("Ungefär 200 personer", None, None),
        ("200 personerna", 40, None),
        ("1,5 personer", 40, None),
        ("Omkring 200 personer", 150, "200 personer"),
        ("Omkring 200 personer", 160, None),
        ("I de två husen bor 200 personer", 150, None),
        ("200 personer, varav 80 ungdomar", 100, None),
        ("Fyrahundra personer", 640, "Fyrahundra personer"),
        ("Fyra hundra sextio ungdomar", 460, None),
        ("Tvåtusenfyrahundrasextio personer", 2460, None),
        ("De hundratjugo ungdomar som bor här", 400, "hundratjugo ungdomar"),
        ("Tolv personer", 400, None),
        ("Familjer med fyra ungdomar", 400, None),
    ],
)
def test_a_number_in_a_text_is_compared_with_the_one_beside_it(text: str, number: object, found: str | None) -> None:
    assert quoted(Signal.NUMBERS, text, numbers=[(Unit.PEOPLE, number)]) == found


@pytest.mark.parametrize("signal", Signal)
def test_samples_of_a_signal_raise_it_and_do_not(signal: Signal) -> None:
    samples = Doubt(signal, PROSE).samples

    raised = {quoted(signal, text, text_of(60), numbers=[(Unit.PEOPLE, 1), (Unit.KR, 1)]) is None for text in samples}

    assert raised == {True, False}


def test_every_signal_has_its_record() -> None:
    assert set(SIGNALS) == set(Signal)


PACK_PROSE = {
    "referring": ["se bilaga"],
    "deferring": ["kompletteras"],
    "denying": ["inget behov"],
    "own_language": ["och"],
    "other_language": ["the", "and", "of"],
    "counted": {"people": ["personer"]},
}


FEWEST_WORDS = """\
fewest_words:
  title: {sv: Ord, en: Words}
  unit: count
  cites: [SOURCE#one]
  values: [{from: 2020-08-24, value: 4}]
"""


def screened(require: str, given: str) -> Any:
    text = rule_requiring(require)
    files = small_pack(**{"rules__applicant-named": text})
    files["pack.yaml"] += f"prose: {as_json(PACK_PROSE)}\n"
    files["params.yaml"] += FEWEST_WORDS
    return outcome(Screener(loaded(files), shape(), today=TODAY).screen(source(given)), "applicant-named")


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Se bilaga 3", Gap.REFERS),
        ("Underlag kompletteras", Gap.DEFERS),
        ("bra bra bra", Gap.NOISE),
        ("Trygghet", Gap.FEW_WORDS),
        ("Beskrivning av målgruppen", Gap.COPIED),
        ("Description of the target group", Gap.COPIED),
    ],
)
def test_a_text_that_says_nothing_is_missing_with_its_reason(text: str, gap: Gap) -> None:
    given = f"social:\n  target_group:\n    description: {text}\n"

    found = screened("{field: social.target_group.description, says_something: {param: fewest_words}}", given)

    (reason,) = found.reasons
    assert (found.kind, reason.gaps, at(reason.place)) == (OutcomeKind.MISSING, (gap,), "3:18")
    assert [edit.pointer for edit in found.edits] == ["/social/target_group/description"]


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

    told = screened(f"{{field: social.target_group.description, no_doubt: {signal}}}", given)

    expected = (OutcomeKind.MET, []) if found is None else (OutcomeKind.JUDGEMENT, [found])
    assert (told.kind, [reason.operand for reason in told.reasons]) == expected
