"""Noise in texts of the pack's language, told from words, names and abbreviations."""

from itertools import islice, permutations

import pytest

from sociallan.rules.prose.noise import Noise, is_mash
from tests.builders import lsh

NOISE = lsh().answers.prose


@pytest.mark.parametrize(
    "text",
    [
        "asdf asdf", "sdkfjh sdkjfh sdf", "jkljkl öjklö", "hgfdjk lksjdf oiwe kjsdf lkj", "qweqwe", "asdasd asdasd",
        "Behov behov behov behov", "Vi bygger om. Vi bygger om. Vi bygger om.", "A", "aaaaaaaa", "!!", "bla bla bla",
    ],
)  # fmt: skip
def test_keys_struck_at_random_and_words_over_and_over_say_nothing(text: str) -> None:
    assert NOISE.gap(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Jokkmokks kommun", "Gnosjö kommun och Mullsjö kommun", "LSS-boende", "Hjo", "HSB", "Stambyte", "Öxnehaga torg",
        "Torget x",
        "Skyddsrum blir skejtpark.", "Strövområden, stråk och skolgårdar.",
        "26 procent av hushållen flyttade inom två år.",
    ],
)  # fmt: skip
def test_names_and_short_answers_are_no_noise(text: str) -> None:
    assert NOISE.gap(text) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ababab", True), ("abab", False), ("abcdabcdabcd", True), ("abcdeabcdeabcde", False),
        ("qweqwe", True), ("qwqw", False),
        ("asdf", True), ("fdsa", True), ("asd", False), ("qwert", True), ("qwer", False), ("zxcvb", True),
        ("krpslt", True), ("krpsl", False), ("akrpsltna", True), ("akrpslta", False), ("KRPSLTN", False),
        ("MASHED", False), ("lägenhet", False), ("abcabc", False), ("ASDF", True), ("QweQwe", True), ("", False),
        ("asdfasdf", True), ("abababab", True), ("akrpsltnda", True), ("aaa", True),
        ("trädgränd", False),
    ],
)  # fmt: skip
def test_a_word_is_struck_at_random_from_some_letters_on(word: str, expected: bool) -> None:
    """As many letters in a row of keys, repeats of some of them, or letters without a vowel."""
    assert is_mash(word) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ro", False), ("ro ro", True), ("ro RO ro", True), ("ro lugn", False), ("och och, och !", True),
        ("ro lugn fred ro lugn fred ro lugn", True), ("ro lugn fred ro lugn fred ro", False),
        ("ro lugn fred hem ro lugn fred hem ro lugn", False), ("ro lugn fred hem " * 3, True),
        ("ro lugn " * 3, False), ("ro lugn " * 4, True),
        ("ro lugn fred hem ljus mat sol vind", False), ("uytr ewq", True),
        ("ro lugn ro lugn ro lugn ro", False), ("asdfgh hem", True), ("asdfgh och", False),
        ("asdf hemma", False), ("asdf hemm", False), ("asdfg hem", True), ("asdfg hem och", False),
        ("fgh jkl", True), ("tre öre", False), ("uyt ewq", True), ("fgh hem", False), ("fgh", False), ("gh jk", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_text_is_noise_if_few_words_repeat_or_most_of_its_letters_are_struck_at_random(
    words: str, expected: bool
) -> None:
    """Few are fewer than two of five, in eight words or more; a word of the language tells that someone wrote it."""
    assert Noise(frozenset(("och",)), ()).of(words) is expected


BANANAS, FRUITS = "banan " * 1_000, "ban dan fan gan " * 400


@pytest.mark.parametrize(
    ("learnt", "text", "expected"),
    [
        (BANANAS, "banan bananan", False), (BANANAS.upper(), "banan bananan", False),
        # No pair of these letters has been seen. Shorter texts must be stranger.
        (BANANAS, "", False), (BANANAS, "xyz xzy yxz zyx yzx", True),
        (BANANAS, "xyz xzy yxz zyx", True), (BANANAS, "xyz xzy yxz zy", False), (BANANAS, "xyz", False),
        (BANANAS, "xq", True), (BANANAS, "Norrby xq", False),
        # Just on either side of the limits.
        (BANANAS, "xy xyz zyx", False), (BANANAS, "xy yx zw wxyz", True), (BANANAS, "banan xyz zyx yzx", False),
        (BANANAS, "Norrby x q w", True), (BANANAS, "Norrby x q", False), (BANANAS, "Norrby xyz xzy yxz zyx", True),
        (BANANAS, "Xyz Xzy Yxz Zyx", False), (BANANAS, "XYZ", False),
        (FRUITS, "ban dan fan gan", False), (FRUITS, "bAN dAN fAN gAN", False),
        (BANANAS[:5_000], "xyz xzy yxz zyx", True), (BANANAS[:4_999], "xyz xzy yxz zyx", False),
        ("", "xyz xzy yxz zyx", False),
    ],
)  # fmt: skip
def test_a_text_is_noise_if_its_letters_seldom_follow_each_other_where_enough_was_learnt(
    learnt: str, text: str, expected: bool
) -> None:
    """Beside names and abbreviations, which say nothing of the letters of words."""
    assert Noise(frozenset(), (learnt,)).of(text) is expected


@pytest.mark.parametrize(("length", "expected"), [(400, False), (401, True)])
def test_a_text_is_known_by_its_beginning(length: int, expected: bool) -> None:
    struck = " ".join(map("".join, islice(permutations("bcdfgk"), 56)))

    text = struck.ljust(length - len(" och"), "l") + " och"

    assert Noise(frozenset(("och",)), ()).of(text) is expected
