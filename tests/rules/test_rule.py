"""Rules: all texts, conditions and fields of one, and whether it reads prose."""

import pytest

from sociallan.application.field import FieldKind
from sociallan.rules.condition import Path
from sociallan.rules.rule import PLACEHOLDER, Named, Question, Rule
from sociallan.rules.truth import OutcomeKind
from tests.builders import condition, loaded, small_pack
from tests.defaults import other_defaults

(PLAIN,) = loaded(small_pack()).rules
TITLE, LOAN = "{field: project.title, min_chars: 3}", "{field: investment.loan, at_most: 5}"
SHARE = "{all: [{field: derived.loan_share, at_most: 50}, {field: project.area, equals: housing}]}"
NAMED = Named({"sv": "En punkt"}, condition("{field: applicant.name, stated: true}"))
OTHER = Named({"sv": "En till"}, condition("{field: project.title, stated: true}"))
QUOTED = Path.to_field("project.summary", FieldKind.TEXT)
ASKING = Question({"sv": "Fråga"}, (QUOTED,), condition(SHARE), quotes={"summary": QUOTED}, named=(NAMED, OTHER))
WHOLE = PLAIN._replace(when=condition(TITLE), require=condition(LOAN), judge=ASKING)


def test_the_conditions_of_a_rule_come_in_the_order_that_they_are_decided_in() -> None:
    assert list(WHOLE.conditions()) == [WHOLE.when, WHOLE.require, ASKING.when]
    assert list(WHOLE._replace(when=None).conditions()) == [WHOLE.require, ASKING.when]
    assert list(WHOLE._replace(judge=ASKING._replace(when=None)).conditions()) == [WHOLE.when, WHOLE.require]
    assert list(WHOLE._replace(judge=None).conditions()) == [WHOLE.when, WHOLE.require]


def test_a_rule_reads_the_fields_of_all_its_conditions() -> None:
    assert [str(leaf.path) for leaf in WHOLE.leaves()] == [
        "project.title",
        "investment.loan",
        "derived.loan_share",
        "project.area",
    ]
    assert WHOLE.fields() == {"project.title", "investment.loan", "derived.loan_share", "project.area"}


def test_of_an_item_a_rule_reads_the_field_of_the_form() -> None:
    each = PLAIN._replace(require=condition("{each: social.goals, as: goal, must: {field: goal.id, stated: true}}"))

    assert each.fields() == {"social.goals", "social.goals.id"}


def test_a_rule_that_does_not_say_it_is_not_met_where_it_fails_and_its_question_has_the_usual_weight() -> None:
    assert Rule._field_defaults["otherwise"] is OutcomeKind.NOT_MET
    assert ASKING.weight == 30


def test_the_texts_of_a_rule_are_its_own_and_those_of_its_question() -> None:
    own = [PLAIN.title, PLAIN.unmet, PLAIN.why, PLAIN.ask]

    assert list(PLAIN.texts()) == own
    assert list(PLAIN._replace(unmet={"sv": "Brister"}).texts()) == [PLAIN.title, {"sv": "Brister"}, *own[2:]]
    assert list(WHOLE.texts()) == [*own, ASKING.question, NAMED.what, OTHER.what]
    assert (PLAIN.quotes, WHOLE.quotes) == ({}, {"summary": QUOTED})


@pytest.mark.parametrize(
    ("asked", "reads"),
    [
        ("{field: project.summary, says_something: 3}", True),
        ("{field: project.summary, no_doubt: same_text}", True),
        (f"{{all: [{TITLE}, {{field: project.summary, says_something: 3}}]}}", True),
        (TITLE, False),
        ("{field: project.summary, mentions_none: words}", False),
    ],
)
def test_a_rule_reads_prose_where_any_of_its_tests_does(asked: str, *, reads: bool) -> None:
    assert PLAIN._replace(require=condition(asked, lists={"words": False})).reads_prose() is reads


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Högst {limit} kr och {goal.name}.", ["limit", "goal.name"]),
        ("{a1_b.c.d}", ["a1_b.c.d"]),
        ("{Limit} {1a} {a.} {.a} {a b} {}", []),
    ],
)
def test_a_placeholder_is_a_name_in_braces(text: str, names: list[str]) -> None:
    assert PLACEHOLDER.findall(text) == names


def test_what_is_not_given_of_a_question_is_nothing_but_its_weight() -> None:
    assert other_defaults(Question) == ["weight"]
