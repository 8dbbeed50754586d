"""The questions of a report: the weightiest first, at most ten, and none asked twice."""

import pytest

from sociallan.report.questions import Asked, Origin, Questions, questions
from sociallan.rules.rule import Level
from sociallan.screening.report import MOST_QUESTIONS
from tests.builders import example, examples, lsh, screen, view

NORRBYKOPING = "ready/housing-norrbykoping-varsam-renovering.yaml"


def of(name: str, *, explain: bool = False) -> Questions:
    return questions(screen(example(name)), lsh(), view(explain=explain))


def weight(asked: Asked) -> int:
    return 0 if asked.rule.judge is None else asked.rule.judge.weight


@pytest.mark.parametrize("name", examples())
def test_a_report_has_at_most_ten_questions_but_for_what_was_found(name: str) -> None:
    shown, more = of(name)

    assert len(shown) <= max(MOST_QUESTIONS, sum(asked.origin is Origin.FINDING for asked in shown))
    assert not {asked.rule.id for asked in shown} & set(more)


@pytest.mark.parametrize("name", examples("ready"))
def test_the_heaviest_come_first_and_no_lighter_one_is_shown_than_those_beyond(name: str) -> None:
    shown, more = of(name)

    weights = [weight(asked) for asked in shown if asked.origin is not Origin.FINDING]
    beyond = [rule.judge.weight for rule in lsh().rules if rule.judge is not None and rule.id in more]
    assert weights == sorted(weights, reverse=True)
    assert not beyond or max(beyond) <= weights[-1]


@pytest.mark.slow
def test_no_two_ready_examples_have_the_same_questions() -> None:
    asked = [frozenset(each.rule.id for each in of(name).shown) for name in examples("ready")]

    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("name", examples("ready"))
def test_no_text_of_a_question_stands_twice_or_has_braces(name: str) -> None:
    texts = [asked.question for asked in of(name, explain=True).shown]

    assert len(set(texts)) == len(texts)
    assert not [text for text in texts if set("{}") & set(text)]


@pytest.mark.parametrize("name", examples("ready"))
def test_a_rule_whose_question_is_asked_more_precisely_does_not_ask_it_too(name: str) -> None:
    shown, more = of(name, explain=True)

    sharpened = {id_ for asked in shown if asked.rule.judge is not None for id_ in asked.rule.judge.sharpens}
    assert more == ()
    assert sharpened
    assert not sharpened & {asked.rule.id for asked in shown if asked.origin is Origin.RULE}


def test_questions_quote_the_words_and_figures_of_the_application() -> None:
    texts = [asked.question for asked in of(NORRBYKOPING).shown]

    assert (
        "Utgångsvärdet 71 för ”Andel hushåll som bor kvar i Ängsbacken två år efter slutbesiktning” är från 2020. Är "
        "det hämtat ur ”Norrbyköpings Bostäder, uppföljning av flyttningar efter renoveringen av Tallmon”, och gäller "
        "det ”Ängsbacken, Norrbyköping” liksom målet 90 år 2029?"
    ) in texts
    assert texts[0].startswith("Insatsen ”Boendelotsar och lägenhetsvisa samtal” slutar 2028-12, men målet 90 för ")


def test_what_stands_there_and_leaves_a_requirement_open_is_asked_before_the_catalogue() -> None:
    catalogue = [rule.judge for rule in lsh().rules if rule.level is Level.QUESTION and rule.judge is not None]
    sharpened = {name for question in catalogue for name in question.sharpens}
    own = {
        rule.id: rule.judge.weight
        for rule in lsh().rules
        if rule.level is Level.REQUIREMENT and rule.judge is not None and rule.judge.when is not None
    }

    assert "applicant-kind" in own
    assert min(own[name] for name in own.keys() - sharpened) > max(question.weight for question in catalogue)


def test_the_pack_has_at_least_forty_questions_with_tests_that_ask_and_that_do_not() -> None:
    catalogue = [rule for rule in lsh().rules if rule.level is Level.QUESTION]

    assert len(catalogue) >= 40
    for rule in catalogue:
        assert {"judgement", "not_applicable"} <= {str(test.expect) for test in rule.tests}, rule.id
