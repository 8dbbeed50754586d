"""Patterns of phrases: what each mark stands for, and the phrase that a pattern is sampled by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.rules.prose.phrase_patterns import Patterns, WordSet, is_plain, sample
from sociallan.rules.prose.text_words import words_of
from tests.builders import lsh
from tests.rules.prose.capitals import capitals


def found(pattern: str, text: str) -> str | None:
    match = Patterns({"kind": [pattern]}).first(text)
    return None if match is None else text[match.start : match.end]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("drift och underhåll", "Drift och\n underhåll av parken", "Drift och\n underhåll"),
        ("drift", "driften", None),
        ("drift*", "Driften av parken", "Driften"),
        ("*drift", "Fastighetsdrift ingår", "Fastighetsdrift"),
        ("*drift", "Drift ingår", None),
        ("drift", "Fastighets-drift", None),
        ("se|jfr … bilag*", "Jfr vår egen bilaga", "Jfr vår egen bilaga"),
        ("se|jfr … bilag*", "Se bilaga 3", "Se bilaga"),
        ("se|jfr … bilag*", "Se en två tre fyra bilagor", None),
        ("se|jfr … bilag*", "Se parken. Bilagan är lång", None),
        ("senare …", "Senare, när beslutet är fattat. Klart.", "Senare, när beslutet är fattat"),
        ("alla .", "Alla.", "Alla"),
        ("alla .", "Alla hyresgäster.", None),
        ("se … .", "Se kommunens egen handlingsplan.", "Se kommunens egen handlingsplan"),
        ("se … .", "Se.", "Se"),
        ("se … .", "Se kommunens egen långa handlingsplan.", None),
        ("*arbetslös*", "Långtidsarbetslösa unga", "Långtidsarbetslösa"),
        ("*arbetslös*", "Arbetslösa unga", None),
        ("n/a", "N/A", "N/A"),
        ("alla i ^ .", "Alla i Malmö.", "Alla i Malmö"),
        ("alla i ^ .", "Alla i Upplands Väsby", "Alla i Upplands Väsby"),
        ("alla i ^ .", "ALLA I Dals-Ed", "ALLA I Dals-Ed"),
        ("alla i ^ .", "Alla i malmö", None),
        ("alla i ^ .", "Alla i LSS", None),
        ("alla i ^ .", "Alla i Malmös skolor", None),
        ("DRIFT", "Drift", "Drift"),
        ("§|drift el", "Drift el", "Drift el"),
        ("drift", "1drift", None),
        ("ny drift", "ny driften", None),
        ("ny drift", "ny nydrift", None),
        ("ny drift", "ny drif", None),
        ("ny drift*", "ny driften", "ny driften"),
        ("ny *drift", "ny nydrift", "ny nydrift"),
        # A sign at the end of a word needs no blank behind it, and one at its beginning none before it.
        ("jfr. …", "Jfr.bilaga 3", "Jfr."),
        ("se … §", "Se lagen, -§", "Se lagen, -§"),
        ("se … §4", "Se lagen, -§4", "Se lagen, -§4"),
        ("se … lag", "Se en -lag", None),
        ("se … enl.", "Se en -enl.", None),
        ("ny *ö", "Ny sjö", "Ny sjö"),
        ("ny s*", "Ny sjö", "Ny sjö"),
        ("ny *", "ny *", "ny *"),
        ("ny *", "ny drift", None),
        # What is taken for the same where case is ignored.
        ("stat till", "Stat TİLL", "Stat TİLL"),
        ("stat till", "Stat tıll", "Stat tıll"),
    ],
)  # fmt: skip
def test_a_pattern_matches_whole_words_by_its_marks(pattern: str, text: str, expected: str | None) -> None:
    assert found(pattern, text) == found(pattern.upper(), text) == expected


@pytest.mark.parametrize("order", [1, -1])
def test_the_longest_pattern_at_a_place_is_the_one_that_is_told(order: int) -> None:
    patterns = Patterns(dict([("short", ["se bilaga"]), ("long", ["se bilaga 3"])][::order]))

    match = patterns.first("Text: se bilaga 3")

    assert match is not None
    assert (match.kind, match.start) == ("long", 6)


@pytest.mark.parametrize("kinds", ["ab", "ba"])
def test_of_patterns_that_match_alike_the_one_that_is_given_first_is_told(kinds: str) -> None:
    match = Patterns(dict(zip(kinds, (["drift*"], ["*rift*", "drif*"]), strict=True))).first("driften")

    assert match is not None
    assert match.kind == kinds[0]


STARTS = ["se bilaga", "park*", "arbetslöshet*", "si*", "*lek", "*ovation", "*arbeten*", "§ 4"]


@pytest.mark.parametrize(
    ("word", "patterns"),
    [
        ("se", ["se bilaga"]),
        ("ser", []),
        ("park", ["park*"]),
        ("parken", ["park*"]),
        ("parad", []),
        ("arbetslösheten", ["arbetslöshet*"]),
        ("arbetslivet", []),
        ("sist", ["si*"]),
        ("lekpark", []),
        ("balek", ["*lek"]),
        ("renovation", ["*ovation"]),
        ("variation", []),
        ("parkarbetenlek", ["park*", "*lek", "*arbeten*"]),
        ("4", []),
    ],
)
def test_a_word_starts_the_patterns_that_it_may_be_the_first_of(word: str, patterns: list[str]) -> None:
    several = Patterns({"kind": STARTS})

    assert [pattern for _, pattern in several.starting_with(word)] == patterns


def test_a_set_of_words_has_those_with_any_ending_or_beginning_too() -> None:
    words = WordSet(["Rapport*", "*Plan", "Bilaga"])

    assert all(word in words for word in ("rapport", "rapporten", "plan", "handlingsplan", "bilaga"))
    assert not any(
        word in words for word in ("rapp", "rappor", "klan", "årsrapport", "planer", "bilagan", "bilag", "ilaga")
    )


@pytest.mark.parametrize(
    "pattern", ["drift", "drift*", "*drift", "se|jfr … bilag*", "alla .", "senare …", "drift och el", "i ^ ."]
)
def test_a_pattern_matches_its_sample(pattern: str) -> None:
    assert found(pattern, sample(pattern)) is not None


@pytest.mark.parametrize(
    ("pattern", "phrase"),
    [
        ("drift och el", "drift och el"),
        ("…", "…"),
        ("… drift", "drift"),
        ("drift* el", "drift el"),
        ("*drift*", "nydrift"),
        ("se|jfr … bilag* .", "se bilag"),
        ("senare …", "senare"),
        ("i ^", "i Norrby"),
    ],
)
def test_a_sample_has_the_first_of_several_words_and_none_that_are_left_out(pattern: str, phrase: str) -> None:
    assert sample(pattern) == phrase


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        ("drift och el", True),
        ("…", True),
        ("… .", False),
        ("senare …", False),
        ("se … bilaga", False),
        ("drift*", False),
        ("a|b", False),
        ("alla .", False),
        ("i ^", False),
    ],
)
def test_a_phrase_without_marks_is_plain(pattern: str, *, plain: bool) -> None:
    assert is_plain(pattern) is plain


WORDS = st.sampled_from(
    ["till", "tıll", "TİLL", "stat", "ſtat", "strasse", "straße", "Kelvin", "kelvin", "Örby", "x", "y"]
)
PARTS = st.one_of(
    WORDS, st.just("…"), WORDS.map("*{}".format), WORDS.map("{}*".format), st.just("x|till"), st.just("^")
)


@given(WORDS, st.lists(PARTS, max_size=3), st.lists(WORDS, max_size=6).map(" ".join))
def test_a_pattern_is_found_alike_whether_it_was_compiled_before_or_not(first: str, more: list[str], text: str) -> None:
    """It is not compiled for a text that lacks one of its words, and that must not change what is found."""
    pattern = " ".join([first, *more])
    met, unmet = Patterns({"kind": [pattern]}), Patterns({"kind": [pattern]})
    met.first(pattern.replace("*", "").replace("|", " "))

    assert unmet.first(text) == met.first(text)


@pytest.mark.slow
@pytest.mark.parametrize("around", ["{}", "({})", "”{}”", "–{}:", "1/{}", "{}-vis", "{}’s"])
def test_a_text_with_a_match_has_the_words_of_a_pattern(around: str) -> None:
    words = lsh().answers.prose.words
    several = [*words.denying, *words.handing_over, *words.referring, *words.filling, "*drift", "*arbetslös*", "n/a"]
    for pattern in several:
        patterns, text = Patterns({"kind": [pattern]}), around.format(sample(pattern))
        if patterns.first(text) is not None:
            assert patterns.may_match(words_of(text).split()), pattern


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["och", "lekpark", "underhåll"], False),
        (["drift", "och"], False),
        (["underhåll", "och", "drift"], True),
        (["underhåll", "och", "nattdrift"], False),
        (["nattdrift-drift", "och", "underhåll"], True),
        (["parken"], False),
        (["parken", "stängs"], True),
        (["parken", "stänger"], True),
        (["ö-lek", "stängs"], False),
    ],
)
def test_a_pattern_may_match_where_all_its_words_are(words: list[str], expected: bool) -> None:
    """Those with marks, and what is left out, may be any."""
    several = ("drift och underhåll", "park* … stängs|stänger")
    patterns, in_capitals = (Patterns({"kind": each}) for each in (several, capitals(several)))

    assert patterns.may_match(words) is in_capitals.may_match(words) is expected
