"""The phrases and word lists of the pack lsh on texts that nobody wrote them for, one by one."""

from collections.abc import Iterator
from functools import cache

import pytest
import yaml

from sociallan.application.document import Gap
from sociallan.application.field import Unit
from sociallan.rules.doubts import Doubt, Signal
from sociallan.rules.prose.word_search import Finder
from tests.builders import ROOT, lsh


@cache
def texts() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = yaml.safe_load((ROOT / "tests" / "texts_lsh.yaml").read_text(encoding="utf-8"))
    return kinds


def found(name: str, kind: str) -> Iterator[str]:
    """Yield the texts of a kind in which words of a list are found."""
    finder = Finder(lsh().lists[name])
    return (text for text in texts()[kind] if finder.first(text) is not None)


def test_what_says_nothing_is_told_and_a_short_answer_is_not() -> None:
    gap = lsh().answers.prose.gap

    assert [text for text in texts()["gaps"] if gap(text) is None] == []
    assert [text for text in texts()["answers"] if gap(text) is not None] == []


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Frågan är inte relevant för oss.", Gap.DECLARED_UNKNOWN),
        ("Detta är ett mycket viktigt projekt för kommunen.", Gap.FEW_WORDS),
        ("Syfte och mål", Gap.FEW_WORDS),
        ("Inget att tillägga.", Gap.PLACEHOLDER),
        ("Texten kompletteras senare.", Gap.DEFERS),
    ],
)
def test_what_says_nothing_is_told_with_the_reason(text: str, gap: Gap) -> None:
    assert lsh().answers.prose.gap(text) is gap


@pytest.mark.parametrize(
    ("name", "kind", "other"),
    [
        ("operating_words", "operating", "built"),
        ("whole_population", "everyone", "some"),
        ("falling_words", "falling", "no_falling"),
        ("rising_words", "rising", "no_rising"),
    ],
)
def test_the_words_of_a_list_are_found_in_its_own_kind_of_texts_alone(name: str, kind: str, other: str) -> None:
    assert [*found(name, kind)] == texts()[kind]
    assert [*found(name, other)] == []


@pytest.mark.parametrize(("kind", "denies"), [("denials", True), ("no_denials", False)])
def test_a_denial_is_told_where_it_is_of_what_is_asked_for(kind: str, denies: bool) -> None:
    doubt = Doubt(Signal.DENIAL, lsh().answers.prose)

    assert [text for text in texts()[kind] if (doubt.alone(text) is not None) is not denies] == []


@pytest.mark.parametrize(("kind", "counted"), [("people", True), ("no_people", False)])
def test_a_number_is_told_of_people_where_it_counts_them(kind: str, counted: bool) -> None:
    numbers = lsh().answers.prose.counted

    assert [text for text in texts()[kind] if bool([*numbers.of(Unit.PEOPLE, text)]) is not counted] == []
