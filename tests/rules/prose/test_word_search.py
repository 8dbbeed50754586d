"""Finding the words of a list, or what points to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.rules.prose.phrases import Phrases
from sociallan.rules.prose.word_search import Finder, Where, WordList
from tests.builders import detector
from tests.defaults import other_defaults
from tests.rules.prose.capitals import in_capitals

WORDS = ("lön", "löner", "drift och underhåll", "e-tjänst", "alla invånare", "§ 4", "…")


def found(text: str, words: tuple[str, ...] = WORDS) -> str | None:
    span = Finder(WordList("words", {}, words, None)).first(text)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lön", "lön"),
        ("Lön till lotsar", "Lön"),
        ("ALLA INVÅNARE", "ALLA INVÅNARE"),
        ("kostnad för löner.", "löner"),
        ("kostnad för (löner)", "löner"),
        ("löpande drift och underhåll", "drift och underhåll"),
        ("löpande drift\n  och   underhåll", "drift\n  och   underhåll"),
        ("en ny e-tjänst byggs", "e-tjänst"),
        ("se § 4 i avtalet", "§ 4"),
        ("med mera …", "…"),
    ],
)
def test_a_word_or_phrase_is_found_whatever_its_case_and_spacing(text: str, expected: str) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["", "belöning", "lönsam", "avlöning", "drift", "drift, och underhåll", "invånare alla", "tjänst", "lön_er"]
)
def test_only_whole_words_are_found(text: str) -> None:
    assert found(text) is None


def test_the_longest_phrase_is_the_one_that_is_found() -> None:
    assert found("lokalhyra per år", ("lokalhyra", "lokalhyra per år")) == "lokalhyra per år"


def test_the_first_of_several_is_given() -> None:
    assert found("löner, lön") == "löner"


def test_a_sign_is_found_behind_another() -> None:
    assert found("avtalet (§ 4)", ("§ 4",)) == "§ 4"


def test_a_list_without_words_finds_nothing() -> None:
    assert found("lön", ()) is None


@given(st.text(alphabet="lön er…§4-edriftochunderhåll \n", max_size=40))
def test_the_quick_look_never_misses_what_the_whole_search_finds(text: str) -> None:
    assert Finder(WordList("words", {}, WORDS, None)).first(text) == Phrases(WORDS).first(text)


@pytest.mark.parametrize(
    ("detect", "expected"),
    [("personal_number", "191212121212"), ("email", "a.b@kommun.se"), ("phone", "070-123 45 67")],
)
def test_a_detector_finds_its_own_kind_only(detect: str, expected: str) -> None:
    text = "Ring 070-123 45 67, skriv till a.b@kommun.se, och nämn 191212121212."

    span = detector("d", detect).first(text)

    assert span is not None
    assert text[slice(*span)] == expected


def test_a_detector_finds_nothing_in_plain_prose() -> None:
    assert detector("d", "phone").first("Lånet är 25 000 000 kr, beslutat 2024-06-01, § 45.") is None


HEADS = WordList(
    "words",
    {},
    ("drift*", "*personal"),
    None,
    Where.HEADS,
    ("löner",),
    ("sänker", "utan"),
    ("av", "till", "för", "att"),
    ("går", "pengar*"),
)
EVERYONE = WordList(
    "words",
    {},
    ("alla invånare", "alla som vill … .", "för alla"),
    None,
    Where.HEAD,
    (),
    ("vill i", "det är"),
    ("för", "i"),
)


GUARDED = WordList("words", {}, ("lön",), None, guards=("utan",))


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (HEADS, "Driften av parken", "Driften"),
        (HEADS, "Ny scen. Skolpersonal till den", "Skolpersonal"),
        (HEADS, "Ombyggnad av lokaler för drift", None),
        (HEADS, "Ombyggnad av gården och löner till värdar", "löner"),
        (HEADS, "Isolering sänker löner och drift", None),
        (HEADS, "Drift- och personalrum", None),
        (HEADS, "Drift utan el. Drift av parken", "Drift"),
        (HEADS, "Pengarna till drift", "drift"),
        (HEADS, "Lånet går till att betala skolpersonal", "skolpersonal"),
        (HEADS, "Lånet går till hus för drift", None),
        (EVERYONE, "Alla invånare i staden", "Alla invånare"),
        (EVERYONE, "Barn i Ekeby. Alla invånare är välkomna", None),
        (EVERYONE, "En plats för alla", "för alla"),
        (EVERYONE, "Barn i Ekeby, där det är för alla trångt", None),
        # What a pattern takes in up to the end is part of it, but what stands before and after is not.
        (EVERYONE, "Alla som vill i år", "Alla som vill i år"),
        (EVERYONE, "Alla som vill, det är", "Alla som vill, det är"),
        (EVERYONE, "Det är alla som vill i år", None),
        (EVERYONE, "Alla som vill (i år: det är de)", None),
        (EVERYONE, "Alla som vill nu", "Alla som vill nu"),
        # What is left out between the words of a pattern is no part of it.
        (GUARDED._replace(words=("drift … parken",)), "Drift av parken", "Drift av parken"),
        (GUARDED._replace(words=("drift … parken",)), "Drift utan parken", None),
        (GUARDED, "Vi betalar lön", "lön"),
        (GUARDED, "Utan lön", None),
        (GUARDED._replace(guards=(), where=Where.HEADS, ends=("av",)), "Hus av lön", None),
        (GUARDED._replace(guards=(), where=Where.HEADS, ends=("av",)), "Hus. Lön av år", "Lön"),
        (GUARDED._replace(guards=(), words=("lön", "drift*")), "Driften", "Driften"),
        (GUARDED._replace(guards=(), where=Where.HEADS), "Lön- och driftsrum", None),
        (GUARDED._replace(guards=(), where=Where.HEADS), "Lön - och drift", "Lön"),
        (GUARDED._replace(guards=(), where=Where.HEADS, words=("plan-b",)), "Plan-b gäller", "Plan-b"),
        (EVERYONE, "I Norrby bor alla invånare", None),
        (GUARDED._replace(words=("utan …",)), "Utan lön", None),
    ],
)
def test_words_are_found_where_the_list_says_and_not_beside_a_guard(
    words: WordList, text: str, expected: str | None
) -> None:
    span = Finder(words).first(text)

    assert (None if span is None else text[slice(*span)]) == expected
    assert Finder(in_capitals(words)).first(text) == span


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        (WordList("words", {}, ("lön", "drift och el"), None), True),
        (WordList("words", {}, ("lön", "drift*"), None), False),
        (WordList("words", {}, ("lön",), None, Where.HEAD), False),
        (GUARDED, False),
        (WordList("emails", {}, (), "email"), False),
    ],
)
def test_a_list_is_plain_where_its_words_are_found_wherever_they_stand(words: WordList, *, plain: bool) -> None:
    assert Finder(words).is_plain is plain


@pytest.mark.parametrize(
    ("detect", "passed_over"), [("email", ("contact.email",)), ("personal_number", ()), (None, ())]
)
def test_what_reaches_a_person_is_not_looked_for_where_it_is_asked_for(
    detect: str | None, passed_over: tuple[str, ...]
) -> None:
    assert Finder(WordList("words", {}, (), detect), ["contact.email"]).passed_over == passed_over


def test_what_a_list_finds_is_decided_by_all_but_its_names() -> None:
    assert HEADS.search == HEADS._replace(id="other", title={"sv": "Annan"}).search
    assert HEADS.search == HEADS[2:]


def test_a_list_has_no_more_words_than_it_is_given_and_a_search_passes_nothing_over() -> None:
    assert other_defaults(WordList) == []
    assert Finder(WordList("words", {}, (), "email")).passed_over == ()
