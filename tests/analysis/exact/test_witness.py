"""Applications written out from what the solver found."""

import pytest

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder
from sociallan.analysis.exact.solving import Answer, Query, longest_list
from sociallan.analysis.results import Example
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.prose.word_search import WordList
from sociallan.rules.rule import Level
from sociallan.rules.truth import Truth
from tests.builders import DAY, condition, decided, finders, lsh, shape

WORDS = {"words": ("lön", "hyra"), "others": ("hyra",)}
LISTS = {name: WordList(name, {}, words, None) for name, words in WORDS.items()}


def asked(text: str, truth: Truth, *, gaps: frozenset[str] = frozenset()) -> Example | Answer:
    """Ask for an application for which a condition has a truth."""
    symbols = Symbols(shape().fields, 2)
    three = Encoder(symbols, Bindings(), LISTS).truth(condition(text, lists=dict.fromkeys(WORDS, False)), {})
    return Query(symbols, symbols.between(DAY, DAY), gaps=gaps).ask(three.is_(truth))


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("{field: applicant.org_number, stated: true}", "TF"),
        ("{field: derived.org_number_series, equals: company}", "TFM"),
        ("{field: derived.org_number_series, equals: other}", "TFM"),
        ("{field: applicant.member.code, stated: true}", "TF"),
        ("{all: [{field: applicant.name, min_chars: 7}, {field: applicant.name, max_chars: 7}]}", "TJM"),
        (
            "{all: [{field: project.summary, min_chars: 300}, {not: {field: project.summary, mentions_none: words}}]}",
            "FJM",
        ),
        (
            (
                "{all: [{field: project.start, less_than: {field: project.end}}, "
                "{field: project.end, at_most: 2020-02-29}]}"
            ),
            "TFM",
        ),
        ("{each: social.goals, as: goal, count_at_least: 2, must: {field: goal.description, min_chars: 40}}", "TFJM"),
        (
            (
                "{all: [{field: agenda_2030, min_items: 2}, "
                "{none: agenda_2030, as: one, must: {field: one, less_than: 16}}]}"
            ),
            "TFM",
        ),
        ("{not: {field: applicant.name, equals: {field: project.title}}}", "TFM"),
        ("{field: derived.loan_share, at_most: 79.5}", "TFM"),
    ],
)
@pytest.mark.parametrize("truth", [Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING])
def test_what_is_written_out_is_valid_and_has_the_truth_that_was_asked_for(
    text: str, possible: str, truth: Truth
) -> None:
    found = asked(text, truth)

    assert found is not Answer.UNDECIDED
    assert isinstance(found, Example) is (truth.name[0] in possible)
    if isinstance(found, Example):
        assert shape().fits(found.value), found.value
        known = finders(**WORDS)
        assert decided(condition(text, lists=dict.fromkeys(WORDS, False)), found.value, known=known) is truth
        assert found.day == DAY


def test_a_text_that_is_to_have_a_word_has_one() -> None:
    has_words, others = (f"{{field: project.summary, mentions_none: {name}}}" for name in ("words", "others"))
    hits = f"{{all: [{{field: project.summary, stated: true}}, {has_words}, {others}]}}"

    found = asked(hits, Truth.JUDGEMENT)

    assert isinstance(found, Example)
    assert "hyra" in found.value["project"]["summary"] or "lön" in found.value["project"]["summary"]


def test_no_text_is_one_that_is_read_as_missing() -> None:
    short = "{all: [{field: applicant.name, stated: true}, {field: applicant.name, max_chars: 1}]}"
    all_but_one = frozenset("bcdfghk")

    found = asked(short, Truth.TRUE, gaps=all_but_one)

    assert isinstance(found, Example)
    assert found.value == {"applicant": {"name": "m"}}


@pytest.mark.slow
def test_what_cannot_be_written_is_not_decided_and_what_cannot_be_is_none() -> None:
    impossible = "{all: [{field: investment.loan, at_least: 2}, {field: investment.loan, at_most: 1}]}"
    other_word = "{all: [{field: applicant.name, equals: ab}, {field: applicant.name, mentions_none: words}]}"
    no_word = "{field: applicant.org_number, mentions_none: words}"

    assert asked(impossible, Truth.TRUE) is Answer.NONE
    assert asked(other_word, Truth.JUDGEMENT) is Answer.NONE
    assert asked(no_word, Truth.JUDGEMENT) is Answer.UNDECIDED


def test_lists_are_one_longer_than_what_rules_count_to() -> None:
    assert longest_list(rule for rule in lsh().rules if rule.level is not Level.QUESTION) == 3
