"""The application's own words as a screening keeps them: all values, masked, and only where they are asked for."""

from tests.builders import example, own_words_of, screener, source

PERSON = "Ring 070-123 45 67 om tvättstugan"


def test_values_are_kept_as_stated_and_persons_are_masked() -> None:
    own = own_words_of(f"project: {{title: Torget, summary: '{PERSON}'}}\ninvestment: {{loan: 25000000}}\n")

    assert own.values["project"]["title"] == "Torget"
    assert own.values["investment"] == {"loan": 25_000_000}
    assert own.values["project"]["summary"] == "Ring ***-*** ** ** om tvättstugan"


def test_a_text_that_counts_as_no_answer_is_kept_apart_and_masked() -> None:
    own = own_words_of("social: {change: 'Se bilaga 3', future_state: 'Se bilaga 070-123 45 67'}\n")

    assert own.values["social"]["change"] is None
    assert own.unanswered == {"/social/change": "Se bilaga 3", "/social/future_state": "Se bilaga ***-*** ** **"}


def test_the_text_that_stands_for_what_is_not_stated_is_told_by_its_step() -> None:
    assert own_words_of("investment: {link: is_intervention}\n").stand_ins == {"effort"}
    assert own_words_of("investment: {link: with_intervention}\n").stand_ins == frozenset()


def test_they_are_left_out_unless_asked_for_and_where_nothing_can_be_read() -> None:
    ready = example("ready/safety-ekersberga-centrum-for-alla.yaml")

    assert screener().screen(ready).own_words is not None
    assert screener().screen(ready, quoted=False).own_words is None
    assert screener().screen(source("- a\n")).own_words is None
