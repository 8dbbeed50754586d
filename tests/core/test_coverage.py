"""Coverage: which truths of each condition the tests of a rule reach, out of those that it can have."""

from functools import cache

import pytest

from sociallan.core.coverage import Possible, coverage
from sociallan.core.rule_tests import RuleTester
from sociallan.model.condition import nodes
from sociallan.model.outcome import Truth
from sociallan.model.pack import Pack
from sociallan.model.trial import Coverage
from tests.builders import RULE, condition, loaded, lsh, shape, small_pack

T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING


def covered(pack: Pack) -> Coverage:
    tester = RuleTester(pack, shape().fields)
    return coverage([tester.run(rule, test) for rule in pack.rules for test in rule.tests], pack.params, shape().fields)


@cache
def of_lsh() -> Coverage:
    return covered(lsh())


def possible(text: str) -> set[Truth]:
    return set(Possible(lsh().params, shape().fields).of(condition(text, params={"largest_loan": None})))


@pytest.mark.parametrize(
    ("text", "truths"),
    [
        ("{field: investment.loan, at_least: 1}", {T, F, M}),
        ("{field: project.title, min_chars: 5}", {T, J, M}),
        ("{field: project.title, stated: true}", {T, F}),
        ("{field: project.title, not_placeholder: true}", {T, M}),
        ("{field: project.area, one_of: [housing, safety]}", {T, F, M}),
        ("{field: project.area, one_of: [housing, safety, health]}", {T, M}),
        ("{field: investment.loan, at_most: {param: largest_loan}}", {T}),
        ("{not: {field: project.title, stated: true}}", {T, F}),
        ("{not: {field: project.title, not_placeholder: true}}", {F, M}),
        (
            "{all: [{field: project.title, stated: true}, {field: project.title, min_chars: 5}]}",
            {T, F, J, M},
        ),
        (
            "{any: [{field: project.title, not_placeholder: true}, {field: project.title, min_chars: 5}]}",
            {T, M},
        ),
        ("{each: social.goals, as: goal, count_at_least: 1}", {T, F, M}),
        ("{each: social.goals, as: goal, must: {field: goal.description, not_placeholder: true}}", {T, M}),
        ("{some: social.goals, as: goal, must: {field: goal.description, not_placeholder: true}}", {T, F, M}),
        ("{none: social.goals, as: goal, must: {field: goal.description, not_placeholder: true}}", {T, F, M}),
        ("{each: social.goals, as: goal, count_at_most: 0}", {T, F, M}),
        ("{each: social.goals, as: goal, count_at_least: 100000}", {T, F, M}),
    ],
)
def test_the_truths_that_a_condition_can_have(text: str, truths: set[Truth]) -> None:
    assert possible(text) == truths


def test_a_condition_gives_itself_and_what_is_in_it() -> None:
    asked = condition("{all: [{not: {field: project.title, stated: true}}, {each: social.goals, as: g, must: "
                      "{field: g.id, stated: true}}]}")  # fmt: skip

    assert [type(node).__name__ for node in nodes(asked)] == ["All", "Not", "Leaf", "Quantified", "Leaf"]


def test_a_test_covers_what_it_comes_to_and_nothing_else() -> None:
    (node,) = covered(loaded(small_pack())).nodes

    assert set(node.reached) == {T}
    assert node.absent == (M,)


def test_all_is_covered_where_each_truth_has_a_test() -> None:
    rule = RULE.format(id="applicant-named") + "  - {name: Nameless, remove: [applicant.name], expect: missing}\n"

    whole = covered(loaded(small_pack(**{"rules__applicant-named": rule})))

    assert (whole.reached, whole.possible, whole.percent) == (2, 2, 100)


def test_what_is_required_is_not_reached_where_the_rule_does_not_apply() -> None:
    rule = RULE.format(id="applicant-named").replace("expect: met", "expect: not_applicable")
    rule = rule.replace("require:", "when: {field: project.title, stated: true}\nrequire:")

    when, require = covered(loaded(small_pack(**{"rules__applicant-named": rule}))).nodes

    assert set(when.reached) == {F}
    assert set(require.reached) == set()


def test_the_conditions_of_the_committees_question_are_covered_too() -> None:
    kinds = [type(node.condition).__name__ for node in of_lsh().nodes if node.rule.id == "financing-operating-words"]

    assert kinds == ["Quantified", "Leaf", "Not", "Quantified", "Leaf"]


def test_no_test_reaches_a_truth_that_cannot_be() -> None:
    assert [node.condition.at for node in of_lsh().nodes if node.reached - node.possible] == []


def test_a_node_is_told_apart_from_every_other_by_its_place() -> None:
    places = [(node.rule.id, node.condition.at) for node in of_lsh().nodes]

    assert len(places) == len(set(places))


def test_the_tests_of_the_pack_cover_most_of_it() -> None:
    assert of_lsh().percent > 85


def test_taking_a_test_away_is_noticed() -> None:
    rule = lsh().rule("G4-minimum-years")
    assert rule is not None

    lost = {test.name for test in rule.tests if without(rule.id, test.name) < of_rule(rule.id)}

    # Each of the others has a neighbour that comes to the same truth of the only condition.
    assert lost == {"The effort lasts one year after the project"}


def of_rule(name: str) -> int:
    return sum(len(node.reached) for node in of_lsh().nodes if node.rule.id == name)


def without(name: str, left_out: str) -> int:
    rule = lsh().rule(name)
    assert rule is not None
    tester = RuleTester(lsh(), shape().fields)
    tried = [tester.run(rule, test) for test in rule.tests if test.name != left_out]
    return coverage(tried, lsh().params, shape().fields).reached
