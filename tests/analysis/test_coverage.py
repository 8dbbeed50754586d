"""Coverage: which truths of each condition the tests of a rule reach, out of those that it can have."""

import pytest

from sociallan.analysis.coverage import coverage
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import NodeCoverage
from sociallan.analysis.rule_tests import RuleTester
from sociallan.rules.condition import nodes
from sociallan.rules.rule import RuleTest
from sociallan.rules.truth import Truth
from tests.builders import RULE, condition, covered, covered_by_lsh, loaded, lsh, shape, small_pack

T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING


def test_a_condition_gives_itself_and_what_is_in_it() -> None:
    asked = condition("{all: [{not: {field: project.title, stated: true}}, {each: social.goals, as: g, must: "
                      "{field: g.id, stated: true}}]}")  # fmt: skip

    assert [type(node).__name__ for node in nodes(asked)] == ["All", "Not", "Leaf", "Quantified", "Leaf"]


def test_a_test_covers_what_it_comes_to_and_nothing_else() -> None:
    (node,) = covered(loaded(small_pack())).nodes

    assert node.reached_by == {T: ({"sv": "Namngiven", "en": "Named"},)}
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


@pytest.mark.slow
def test_the_conditions_of_the_committees_question_are_covered_too() -> None:
    kinds = [
        type(node.condition).__name__ for node in covered_by_lsh().nodes if node.rule.id == "financing-operating-words"
    ]

    required = ["Quantified", "AnyOf", "Leaf", "All", "Leaf", "Leaf"]
    assert kinds == [*required, "Not", "Quantified", "AnyOf", "Leaf", "Leaf"]


@pytest.mark.parametrize(
    ("quantity", "titled", "asked"), [("all", "true", 1), ("all", "false", 2), ("any", "true", 2), ("any", "false", 1)]
)
def test_behind_the_part_that_decides_nothing_is_reached(quantity: str, titled: str, asked: int) -> None:
    """A trace tells of every part, but a test that does not come to a part says nothing of it."""
    parts = f"{quantity}: [{{field: project.title, stated: {titled}}}, {{field: applicant.name, stated: true}}]"
    rule = RULE.format(id="applicant-named").replace("field: applicant.name, not_placeholder: true", parts)

    _, *leaves = covered(loaded(small_pack(**{"rules__applicant-named": rule}))).nodes

    assert sum(bool(node.reached) for node in leaves) == asked


@pytest.mark.slow
def test_no_test_reaches_what_the_domain_does_not() -> None:
    explorer = Explorer(lsh(), shape())
    beyond = [node for node in covered_by_lsh().nodes if node.reached - node.possible]

    # Of a domain that is a sample, the tests may well reach what the sample leaves out.
    assert [(node.rule.id, node.condition.at) for node in beyond if not explorer.reachability(node.rule).sampled] == []


@pytest.mark.slow
def test_a_node_is_told_apart_from_every_other_by_its_place() -> None:
    places = [(node.rule.id, node.condition.at) for node in covered_by_lsh().nodes]

    assert len(places) == len(set(places))


@pytest.mark.slow
def test_taking_a_test_away_is_noticed() -> None:
    rule = lsh().rule("G3-target-group-sized")
    assert rule is not None

    kept = [test for test in rule.tests if without(rule.id, test) == of_rule(rule.id)]

    # Each comes to another truth of the only condition.
    assert kept == []


def of_rule(name: str) -> int:
    return sum(len(node.reached) for node in nodes_of(name))


def nodes_of(name: str) -> list[NodeCoverage]:
    return [node for node in covered_by_lsh().nodes if node.rule.id == name]


def without(name: str, left_out: RuleTest) -> int:
    rule = lsh().rule(name)
    assert rule is not None
    tester = RuleTester(lsh())
    tried = [tester.run(rule, test) for test in rule.tests if test is not left_out]
    return coverage(tried, {name: Explorer(lsh(), shape()).reachability(rule)}).reached
