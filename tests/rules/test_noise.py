"""Noise in texts of the pack's language, told from words, names and abbreviations."""

import pytest

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
