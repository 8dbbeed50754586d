"""The content of texts: none, with the reason for that."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.document import Gap
from sociallan.rules.candidates import text_of_words
from sociallan.rules.prose.prose import WORDS_OF_A_COPY, Prose, is_sentence
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, at, loaded, lsh, outcome, rule_requiring, shape, small_pack, source
from tests.rules.prose.capitals import in_capitals

PROSE = Prose(
    ProseWords(
        referring=("se bilaga", "se ansökan"),
        deferring=("kompletteras", "återkommer med"),
        handing_over=("fyller i|på detta|senare …",),
        about_answers=("senare", "preliminär*"),
        beside=("rubriken", "och", "statistik*", "*kontoret"),
        own_language=("och", "att", "en", "i", "för", "som"),
        other_language=("the", "and", "of", "for", "is"),
        own_texts=("Beskrivning av målgruppen", "Vilka är målgruppen, och hur många är de?"),
    )
)
IN_CAPITALS = Prose(in_capitals(PROSE.words))
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
        ("(Anna) (fyller i senare) i höst.", Gap.DEFERS),
        ("Unga vuxna i stadsdelen fyller i senare", Gap.DEFERS),
        ("Unga vuxna i hela stadsdelen fyller i senare", None),
        ("Unga vuxna. Vi fyller i senare", None),
        (f"Anna fyller i senare. {NEED}.", None),
        ("Unga i stadsdelen och deras vuxna fyller i detta varje år", None),
        ("Statistiken hos fastighetskontoret kompletteras", Gap.DEFERS),
        ("Statistiken hos en förening kompletteras ofta med sådant som unga skriver", None),
        ("Kompletteras av Maria Lind", Gap.DEFERS),
        ("Preliminärt, statistik senare", Gap.FEW_WORDS),
        ("Senare, enligt Maria Lind", Gap.FEW_WORDS),
        ("Preliminärt, kompletteras senare", Gap.DEFERS),
        ("Statistik, kontoret", Gap.FEW_WORDS),
        ("Preliminära siffror säger att unga saknar en plats", None),
        ("Röda Korset, Hyresgästföreningen och Fryshuset i Råslätt", None),
        ("Trygghet", Gap.FEW_WORDS),
        ("Trygghet, trygghet och TRYGGHET", Gap.FEW_WORDS),
        ("och Röda Korset, Hyresgästföreningen, Fryshuset, 14 mkr", None),
        ("Se bilaga 3, 14 mkr", Gap.REFERS),
        ("Kompletteras 14 mkr", Gap.DEFERS),
        ("Torget byggs 2 miljoner kronor", None),
        ("Torget byggs 7 maj", Gap.FEW_WORDS),
        ("Januari, februari, mars, april", None),
        ("14 200 000 kronor", Gap.FEW_WORDS),
        ("Ja 120", Gap.FEW_WORDS),
        ("120", Gap.FEW_WORDS),
        ("bra bra bra bra", Gap.NOISE),
        ("asdf asdf", Gap.NOISE),
        ("asdfghjkl qwerty lkjh poiuy", Gap.NOISE),
        ("aaaaaaa bbbbb", Gap.NOISE),
        ("blablabla hahaha asdasdasd", Gap.NOISE),
        ("sdkfjhsdkfjh xcvbnmxc wrtpsdfg hkj", Gap.NOISE),
        ("sdkfjhsdkfjh xcvbnmxc wrtpsdfg hkj och", None),
        ("sdkfjhsdkfjh xcvbnmxc wrtpsdfg hkj the", None),
        ("!!!!! ???", Gap.NOISE),
        ("----", Gap.NOISE),
        ("Beskrivning av målgruppen", Gap.COPIED),
        ("beskrivning av målgruppen:", Gap.COPIED),
        ("Vilka är målgruppen – och hur många är de", Gap.COPIED),
        ("Beskrivning av målgruppen. Se bilaga 3.", Gap.COPIED),
        (f"Beskrivning av målgruppen. {NEED}.", None),
        (f"Beskrivning av målgruppen. Se bilaga 3. {NEED}.", None),
        ("– Beskrivning av målgruppen", Gap.COPIED),
        ("A", Gap.NOISE),
        ("A B C", Gap.NOISE),
        ("Utvecklingsstrategi, forskningsskrift, besiktningsschema och västkust", None),
        ("HVB, LSS, MSBFS och SFS styr", None),
        ("The need is among young people", None),
        # Words after a phrase count as those before it: here four, and three.
        ("Se bilaga: unga saknar trygg plats", None),
        ("Se bilaga: unga saknar plats", Gap.REFERS),
        # Beside a phrase, common words of either language and single letters are none of its own.
        ("Se bilaga för att en i och som", Gap.REFERS),
        ("Se bilaga for the and of is", Gap.REFERS),
        ("Se bilaga A B C D", Gap.REFERS),
        ("Se bilaga a b c d", Gap.REFERS),
        ("Se bilaga: rubriken och att unga saknar plats", Gap.REFERS),
        # Without a phrase they count, but for letters and keys struck at random.
        ("Trygghet och att en", None),
        ("Trygghet och att en för", None),
        ("Trygghet och att i", Gap.FEW_WORDS),
        # Words on when and how the answer comes make them none again.
        ("Preliminärt och att en för", Gap.FEW_WORDS),
        ("Asdfgh och att en", Gap.FEW_WORDS),
        # So many words of its own are enough, whatever else there is.
        ("Unga saknar trygg sdkfjhsdkfjh", None),
        ("Unga Lind i stadsdelen asdfgh sdkfjhsdkfjh saknar", None),
        ("Preliminärt säger Maria Lind unga saknar plats", None),
        ("bo", Gap.FEW_WORDS),
        # The words of an address are none of its own.
        ("https://exempel.se/unga/saknar/trygg/plats", Gap.REFERS),
        ("C:\\unga\\saknar\\trygg\\plats", Gap.REFERS),
        # A capital letter begins a name, but for that of a sentence.
        ("Kompletteras av Maria Lind och Anna Berg", Gap.DEFERS),
        ("Kompletteras. Unga. Saknar. Trygg. Plats.", None),
        ("www.exempel.se/unga/saknar/trygg/plats", Gap.REFERS),
        ("WWW.EXEMPEL.SE/unga/saknar/trygg/plats", Gap.REFERS),
        # Brackets all around are a place to fill in.
        ("[unga saknar trygg plats]", Gap.PLACEHOLDER),
        ("Unga [under 25] saknar trygg plats", None),
        ("– 3", Gap.FEW_WORDS),
        # It begins as the form's own text, and is another.
        ("Beskrivning av unga som saknar plats", None),
    ],
)
def test_a_text_says_nothing_for_a_reason_that_is_told(text: str, gap: Gap | None) -> None:
    assert PROSE.gap(text, 4) is gap
    assert IN_CAPITALS.gap(text, 4) is gap


def test_one_word_of_its_own_is_enough_unless_more_are_asked() -> None:
    assert PROSE.gap("Trygghet") is None
    assert PROSE.gap("Se bilaga: trygghet") is None
    assert PROSE.gap("Se bilaga") is Gap.REFERS
    assert PROSE.gap("----") is Gap.NOISE


def test_a_question_says_nothing_unless_a_phrase_says_why() -> None:
    prose = Prose(ProseWords(asking=("hur många",), referring=("hur många i bilagan",)))

    assert prose.gap("Hur många är de som bor där?", 4) is Gap.ASKS
    assert prose.gap("Hur många i bilagan?", 4) is Gap.REFERS


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Lorem ipsum dolor sit amet consectetur", Gap.NOISE),
        ("Unga lorem ipsum dolor sit amet", None),
        ("Och lorem ipsum dolor sit amet consectetur", None),
    ],
)
def test_a_text_that_begins_as_one_put_in_for_another_goes_on_as_such(text: str, gap: Gap | None) -> None:
    assert Prose(ProseWords(filling=("lorem ipsum",), own_language=("och",))).gap(text, 4) is gap


def test_a_name_before_words_put_in_for_others_makes_the_text_say_something() -> None:
    assert Prose(ProseWords(filling=("lorem ipsum",))).gap("– Lund lorem ipsum dolor sit amet consectetur", 4) is None


NO_MORE = ("inget mer",)


@pytest.mark.parametrize(
    ("words", "gap"),
    [
        (ProseWords(referring=NO_MORE), Gap.REFERS),
        (ProseWords(deferring=NO_MORE), Gap.DEFERS),
        (ProseWords(unknowing=NO_MORE), Gap.DECLARED_UNKNOWN),
        (ProseWords(standing_in=NO_MORE), Gap.PLACEHOLDER),
        (ProseWords(empty_talk=NO_MORE), Gap.FEW_WORDS),
        (ProseWords(filling=NO_MORE), Gap.NOISE),
    ],
)
def test_each_kind_of_phrase_has_its_reason(words: ProseWords, gap: Gap) -> None:
    assert Prose(words).gap("Inget mer") is gap


@pytest.mark.parametrize(
    ("words", "gap"),
    [
        (ProseWords(unknowing=NO_MORE, own_language=("om",)), None),
        (ProseWords(referring=NO_MORE, own_language=("om",)), Gap.REFERS),
    ],
)
def test_a_text_that_names_somebody_says_something_unless_it_refers_to_them(words: ProseWords, gap: Gap | None) -> None:
    assert Prose(words).gap("Inget mer om Kalmar") is gap


def test_a_word_that_is_a_name_too_is_still_one_of_the_text_s_own() -> None:
    assert Prose(ProseWords(unknowing=("vet inte",), own_language=("i",))).gap("Vet inte. I Kalmar kalmar.") is None


def test_a_word_of_both_languages_is_a_common_one() -> None:
    prose = Prose(ProseWords(referring=("se bilaga",), own_language=("en", "att"), other_language=("en", "the")))

    assert prose.gap("Se bilaga en") is Gap.REFERS


@pytest.mark.parametrize(("words", "expected"), [("fyra ord är få", False), ("fem ord är en kopia", True)])
def test_a_copied_example_has_five_words_at_least(words: str, expected: bool) -> None:
    assert is_sentence(words, WORDS_OF_A_COPY) is expected


def test_a_copy_is_known_whatever_signs_stand_between_its_words() -> None:
    prose = Prose(ProseWords(own_texts=("Beskriv nu. Gör det utförligt",)))

    assert prose.gap("Beskriv nu – gör det: utförligt!", 4) is Gap.COPIED
    assert prose.gap("Beskriv nu. Gör det utförligt!", 4) is Gap.COPIED
    assert prose.gap("”Beskriv”  NU: gör det utförligt", 4) is Gap.COPIED


def test_a_copied_sentence_may_be_of_two_words() -> None:
    prose = Prose(ProseWords(own_texts=("Beskriv nu",), referring=("se bilaga",)))

    assert prose.gap("Beskriv nu. Se bilaga 3.", 2) is Gap.COPIED
    assert prose.gap("Beskriv nu. Torget byggs om.", 2) is None


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


PACK_PROSE = {
    "referring": ["se bilaga"],
    "deferring": ["kompletteras"],
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
    ("text", "gap"),
    [
        ("Ort kompletteras", Gap.DEFERS),
        ("Målgruppens stadsdel kompletteras", Gap.DEFERS),
        ("Förorten kompletteras", None),
    ],
)
def test_the_words_of_every_label_say_nothing_of_their_own(text: str, gap: Gap | None) -> None:
    labels = ("Ort", "Målgruppens stadsdel")

    assert Prose(ProseWords(deferring=("kompletteras",), labels=labels)).gap(text) is gap


@pytest.mark.parametrize(
    "text",
    [
        *("14,2 mkr", "14 200 000 kr", "ca 14 miljoner kronor", "560", "560 personer", "mars 2026", "Hösten 2027"),
        *("2026-03-01", "41,5 %", "tio miljoner", "senast 2030", "tre år", "2026–2030", "Ca 560."),
    ],
)
def test_an_amount_a_date_or_a_number_alone_says_nothing(text: str) -> None:
    assert lsh().answers.prose.gap(text) is Gap.FEW_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "Det blir en ny plan.",
        "Omkring 560 hyresgäster",
        "Lokaler för 14,2 mkr",
        "Unga personer",
        "70 procent känner trygghet",
    ],
)
def test_a_number_of_something_says_something(text: str) -> None:
    assert lsh().answers.prose.gap(text) is None


def test_what_stands_beside_an_address_is_noise_by_itself() -> None:
    """The words of an address say nothing of what somebody has written."""
    text = "asdfgh https://www.kommunen.se/rapport/om/trygghet/och/fritid"

    assert lsh().answers.prose.gap(text) is Gap.NOISE
