"""Finding phrases: what their definition says, in steps that grow as the text does."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociallan.rules.prose.phrases import Phrases
from tests.sampling import sampled
from tests.steps import steps


def defined(phrases: list[str], text: str) -> tuple[int, int] | None:
    """Return what the first phrase is, by a regular expression that may take very long."""
    longest_first = sorted((phrase.split() for phrase in phrases), key=lambda words: len(" ".join(words)), reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, words)) for words in longest_first if words)
    match = re.search(rf"(?<!\w)(?:{joined})(?!\w)", text, re.IGNORECASE) if joined else None
    return match.span() if match else None


@pytest.mark.law
@settings(max_examples=len(sampled(range(1500), 150)))
@given(
    phrases=st.lists(st.text(alphabet="aåB -. ", max_size=6), max_size=6),
    text=st.text(alphabet="aåÅbB -.\n_", max_size=25),
)
def test_the_first_phrase_is_the_one_that_is_defined(phrases: list[str], text: str) -> None:
    assert Phrases(phrases).first(text) == defined(phrases, text)


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["a b"], "a  \n b", "a  \n b"),
        (["a b"], "a c b", None),
        (["a b"], "ab", None),
        (["a", "b"], "c b a", "b"),
        # The longest of those that start first, also where it ends after another that is part of it.
        (["a", "a b"], "a b", "a b"),
        (["a", "a b"], "a c", "a"),
        (["b", "a b c"], "a b c", "a b c"),
        (["b", "a b c"], "a b d", "b"),
        (["a", "b", "a b c"], "a b d", "a"),
        (["a b", "b c", "a b c d"], "a b c e", "a b"),
        # Where a longer one fails, what it holds is found: its end goes on, or is a phrase itself.
        (["a b c", "b d"], "a b d", "b d"),
        (["a b c d", "b c e", "c f"], "a b c f", "c f"),
        (["x a b y", "a b"], "x a b z", "a b"),
        (["x a b y", "a b z", "b"], "x a b", "b"),
        # Whole words, and no marks that follow a word directly.
        (["a"], "ab ba a", "a"),
        (["- a"], "b- a", None),
        (["- a", "a"], "b- a", "a"),
        ([""], "a", None),
    ],
)
def test_the_first_phrase_is_the_longest_at_its_start(phrases: list[str], text: str, found: str | None) -> None:
    span = Phrases(phrases).first(text)

    assert (None if span is None else text[slice(*span)]) == found
    assert span == defined(phrases, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phrases", "text"),
    [
        (lambda _: ["a " * k + "b" for k in range(100)], lambda n: "a " * n),
        (lambda n: ["a " * k + "b" for k in range(n)], lambda _: "a " * 200),
        (lambda _: ["-" * k + "a b" for k in range(100)], lambda n: "x" + "-" * n),
        (lambda _: ["a b " * 50 + "c"], lambda n: "a b " * n),
        (lambda _: ["a" * k for k in range(2, 100)], lambda n: "a " * n),
        (lambda _: ["a", "a " * 100 + "b"], lambda n: " a" * n),
    ],
)
def test_the_steps_grow_as_the_text_does_and_not_with_the_phrases(
    phrases: Callable[[int], list[str]], text: Callable[[int], str]
) -> None:
    few, many = (steps(Phrases(phrases(n)).first, text(n)) for n in (50, 500))

    assert many <= 12 * few
    assert many <= 20 * len(text(500)) + 100


def test_case_does_not_matter_in_any_script() -> None:
    assert Phrases(["ΣΟΦΟΣ"]).first("ο σοφος") == (2, 7)
    assert Phrases(["straße"]).first("En STRASSE.") == (3, 10)
