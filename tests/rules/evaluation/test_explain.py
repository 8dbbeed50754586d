"""Explaining a condition: what decided it, where that stands, and every gap at once."""

from typing import Any

import pytest

from sociallan.application.document import Gap
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.reasons import summed_up
from sociallan.rules.outcome import Trace
from sociallan.rules.truth import Truth
from tests.builders import DAY, at, condition, decided, detector, explained, finders, of_value

GOALS = """\
social:
  goals:
    - id: M1
      description: Tryggare
      level: output
    - id: M2
      level: outcome
      indicators: []
    - description: tbd
"""


def why(asked: str, given: Any, **known: Any) -> list[tuple[str, str]]:
    """Return pointers and place of each reason that decided."""
    trace = explained(condition(asked, **known), given)
    return [(" ".join(reason.pointers), at(reason.place)) for reason in summed_up(trace)[0]]


def test_what_is_true_needs_no_reasons() -> None:
    assert why("{field: applicant.name, not_placeholder: true}", "applicant: {name: Exempelstad}") == []


def test_where_nothing_can_be_computed_of_a_stated_value_that_is_the_reason_and_stays_it_elsewhere() -> None:
    given = {"investment": {"loan": 5, "total_cost": 0}}
    explainer = Explainer(of_value(given), Facts(given, None, DAY), Bindings({}, {}))

    (reason,), _ = summed_up(explainer.explain(condition("{field: derived.loan_share, at_most: 50}")))

    assert (reason.pointers, reason.gaps) == (("/investment/total_cost",), (Gap.NOTHING,))
    assert explainer.placed(reason) == reason


def test_of_a_false_all_the_false_parts_decide() -> None:
    asked = """\
all:
  - {field: applicant.kind, equals: region}
  - {field: applicant.name, not_placeholder: true}
  - {field: applicant.influence, equals: sole}
  - {field: applicant.member.name, not_placeholder: true}
"""
    given = "applicant:\n  name: Bolaget\n  kind: municipality\n  influence: none\n"

    assert why(asked, given) == [("/applicant/kind", "3:9"), ("/applicant/influence", "4:14")]


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (
            "{field: social.goals, unique: id}",
            "social:\n  goals:\n    - id: M1\n    - id: M2\n    - id: M1\n",
            [("/social/goals/0/id /social/goals/2/id", "3:11")],
        ),
        (
            "{field: social.goals, unique: id}",
            "social:\n  goals:\n    - id: M1\n    - level: impact\n",
            [("/social/goals/1/id", "4:7")],
        ),
        (
            "{field: derived.item_ids, unique: true}",
            "investment:\n  items:\n    - id: I1\n    - id: I1\n",
            [("/investment/items/0/id /investment/items/1/id", "3:11")],
        ),
        ("{field: social.goals, unique: id}", "social:\n  need: {}\n", [("/social/goals", "1:1")]),
    ],
)
def test_values_that_stand_twice_and_those_that_may_are_told_where_they_stand(
    asked: str, given: str, expected: list[tuple[str, str]]
) -> None:
    assert why(asked, given) == expected


def test_of_an_unknown_all_every_gap_is_told_at_once() -> None:
    asked = """\
all:
  - {field: applicant.name, not_placeholder: true}
  - {field: project.title, not_placeholder: true}
  - {field: project.end, not_placeholder: true}
"""
    given = "project:\n  title: fylls i senare\n"

    assert why(asked, given) == [("/applicant/name", "1:1"), ("/project/title", "2:10"), ("/project/end", "1:1")]


def test_of_a_false_any_every_part_decides() -> None:
    asked = "{any: [{field: project.area, equals: safety}, {field: project.status, equals: completed}]}"
    given = "project: {area: health, status: planned}"

    assert why(asked, given) == [("/project/area", "1:17"), ("/project/status", "1:33")]


def test_under_a_not_what_is_true_decides() -> None:
    given = "project: {area: health}"

    assert why("{not: {field: project.area, equals: health}}", given) == [("/project/area", "1:17")]


def test_every_item_that_fails_is_told() -> None:
    asked = "{each: social.goals, as: goal, must: {field: goal.description, not_placeholder: true}}"

    assert why(asked, GOALS) == [("/social/goals/1/description", "6:7"), ("/social/goals/2/description", "9:20")]


def test_items_that_ought_to_fail_are_told_for_none() -> None:
    asked = "{none: social.goals, as: goal, must: {field: goal.level, equals: output}}"

    assert why(asked, GOALS) == [("/social/goals/0/level", "5:14")]


def test_a_list_that_is_too_short_is_the_reason_itself() -> None:
    asked = "{each: investment.grants, as: grant, count_at_least: 1, must: {field: grant.from, not_placeholder: true}}"

    assert why(asked, "investment:\n  grants: []\n") == [("/investment/grants", "2:3")]


def test_a_list_of_lists_is_told_down_to_the_innermost() -> None:
    asked = """\
each: social.goals
as: goal
must: {each: goal.indicators, as: indicator, must: {field: indicator.name, not_placeholder: true}}
"""
    goals = "social: {goals: [{indicators: [{name: Trygghet}]}, {indicators: [{unit: procent}]}]}"

    assert [pointers for pointers, _ in why(asked, goals)] == ["/social/goals/1/indicators/0/name"]


def test_a_list_that_is_missing_is_a_gap() -> None:
    trace = explained(
        condition("{some: social.goals, as: goal, must: {field: goal.id, not_placeholder: true}}"), "{social: {}}"
    )

    assert trace.truth is Truth.MISSING
    assert trace.reason is not None
    assert (trace.reason.gap, trace.reason.pointers, trace.children) == (Gap.ABSENT, ("/social/goals",), ())


@pytest.mark.parametrize(
    ("given", "gap", "exact"),
    [
        ("applicant: {kind: region}", Gap.ABSENT, False),
        ("applicant: {name: }", Gap.NULL, True),
        ("applicant: {name: ~}", Gap.NULL, True),
        ("applicant: {name: '  '}", Gap.BLANK, True),
        ("applicant: {name: TBD}", Gap.PLACEHOLDER, True),
        ("applicant: {name: okänt}", Gap.DECLARED_UNKNOWN, True),
        ("applicant: {name: 17}", Gap.INVALID, True),
        ("applicant: bolaget", Gap.INVALID, False),
    ],
)
def test_a_gap_says_what_kind_it_is(given: str, gap: Gap, exact: bool) -> None:
    trace = explained(condition("{field: applicant.name, min_chars: 3}"), given)

    assert trace.reason is not None
    assert (trace.truth, trace.reason.gap, trace.reason.place.exact) == (Truth.MISSING, gap, exact)


def test_of_a_comparison_the_missing_side_is_told_and_of_a_failed_one_both() -> None:
    asked = "{field: investment.loan, at_most: {field: investment.total_cost}}"

    assert why(asked, {"investment": {"loan": 5}})[0][0] == "/investment/total_cost"
    assert why(asked, {"investment": {"total_cost": 5}})[0][0] == "/investment/loan"
    assert why(asked, {})[0][0] == "/investment/loan /investment/total_cost"
    assert why(asked, {"investment": {"loan": 5, "total_cost": 4}})[0][0] == "/investment/loan /investment/total_cost"


def test_a_derived_value_is_told_by_the_fields_it_comes_from() -> None:
    asked = "{field: derived.loan_share, at_most: 50}"

    assert why(asked, {"investment": {"loan": 8, "total_cost": 10}})[0][0] == "/investment/loan /investment/total_cost"
    assert why(asked, {"investment": {"loan": 8}})[0][0] == "/investment/total_cost"


def test_a_parameter_without_a_value_sets_no_limit() -> None:
    asked = condition("{field: investment.loan, at_most: {param: limit}}", params={"limit": None})

    assert explained(asked, {"investment": {"loan": 5}}, params={"limit": None}).truth is Truth.TRUE
    assert explained(asked, {}, params={"limit": None}).truth is Truth.TRUE


def test_a_judgement_tells_the_word_that_raised_it() -> None:
    asked = condition("{field: project.summary, mentions_none: words}", lists={"words": False})

    trace = explained(asked, "project: {summary: Vi betalar Löner i tre år}", known=finders(words=["löner"]))

    assert trace.reason is not None
    assert (trace.truth, trace.reason.operand, at(trace.reason.place)) == (Truth.JUDGEMENT, "Löner", "1:20")


def test_what_points_to_a_person_is_told_by_place_and_never_shown() -> None:
    asked = condition("{field: derived.free_text, mentions_none: emails}", lists={"emails": True})
    given = "project:\n  title: Nytt torg\n  summary: Ring anna@exempel.se\n"

    trace = explained(asked, given, known={"emails": detector("emails", "email")})

    assert trace.reason is not None
    assert trace.reason.pointers == ("/project/summary",)
    assert at(trace.reason.place) == "3:12"
    assert "anna" not in repr((trace.reason.found, trace.reason.operand, trace.reason.place))


def test_the_value_found_is_masked() -> None:
    trace = explained(condition("{field: project.title, max_chars: 3}"), "project: {title: anna@exempel.se}")

    assert trace.reason is not None
    assert (trace.reason.found, trace.reason.place.excerpt) == ("****@*******.**", "project: {title: ****@*******.**}")


def test_every_node_of_the_trace_knows_its_line_in_the_rule_and_its_item() -> None:
    asked = condition("""\
each: social.goals
as: goal
must:
  any:
    - {field: goal.level, equals: outcome}
    - {field: goal.description, min_chars: 2}
""")

    def lines(trace: Trace) -> list[tuple[int, int | None, str]]:
        below = [line for child in trace.children for line in lines(child)]
        return [(trace.condition.at.line, trace.item, trace.truth.name), *below]

    assert lines(explained(asked, GOALS)) == [
        (1, None, "MISSING"),
        (4, 0, "TRUE"),
        (5, None, "FALSE"),
        (6, None, "TRUE"),
        (4, 1, "TRUE"),
        (5, None, "TRUE"),
        (6, None, "MISSING"),
        (4, 2, "MISSING"),
        (5, None, "MISSING"),
        (6, None, "MISSING"),
    ]


def test_nothing_is_cut_short_while_explaining() -> None:
    asked = condition("{all: [{field: project.area, equals: safety}, {field: project.end, not_placeholder: true}]}")

    trace = explained(asked, {"project": {"area": "health"}})

    assert [child.truth for child in trace.children] == [Truth.FALSE, Truth.MISSING]


def test_reasons_that_say_the_same_are_told_once() -> None:
    asked = """\
all:
  - {field: project.end, not_placeholder: true}
  - {field: project.end, at_least: 2020}
"""

    assert len(why(asked, "project: {title: Torget}")) == 1


NESTED = """\
each: social.goals
as: goal
must: {each: goal.indicators, as: indicator, must: {field: indicator.name, not_placeholder: true}}
"""


def nodes(trace: Trace) -> int:
    return 1 + sum(map(nodes, trace.children))


def nested(goals: int, indicators: int) -> dict[str, Any]:
    return {"social": {"goals": [{"indicators": [{}] * indicators}] * goals}}


@pytest.mark.parametrize("quantifier", ["each", "some", "none"])
@pytest.mark.parametrize("name", ["x", None])
@pytest.mark.parametrize("count", [3, 100, 101, 999])
def test_a_long_list_is_decided_by_all_its_items_however_few_are_explained(
    quantifier: str, name: str | None, count: int
) -> None:
    asked = condition(f"{{{quantifier}: social.goals, as: goal, must: {{field: goal.id, equals: x}}}}")
    value = {"social": {"goals": [{"id": "y"}] * (count - 1) + [{"id": name}]}}

    trace = explained(asked, value)

    assert trace.truth is decided(asked, value)
    assert len(trace.children) == min(count, 100)


def test_of_a_long_list_the_items_that_decide_are_explained_first_and_the_rest_are_counted() -> None:
    asked = condition("{each: social.goals, as: goal, must: {field: goal.id, equals: x}}")
    goals = [{"id": "x"}] * 400 + [{}] * 20 + [{"id": "y"}] * 150

    trace = explained(asked, {"social": {"goals": goals}})
    reasons, left_out = summed_up(trace)

    assert [child.item for child in trace.children] == [*range(420, 520)]
    assert (len(reasons), left_out) == (100, 50)


def test_after_the_items_that_decide_come_those_that_are_not_true() -> None:
    asked = condition("{each: social.goals, as: goal, must: {field: goal.id, equals: x}}")
    goals = [{"id": "x"}] * 400 + [{"id": "y"}] + [{}] * 150

    trace = explained(asked, {"social": {"goals": goals}})

    assert [child.item for child in trace.children] == [*range(400, 500)]


@pytest.mark.parametrize(("names", "counted"), [("xx", 2), ("xy", None)])
def test_more_items_than_may_be_are_the_reason_themselves(names: str, counted: int | None) -> None:
    asked = condition("{some: social.goals, as: goal, count_at_most: 1, must: {field: goal.id, equals: x}}")

    trace = explained(asked, {"social": {"goals": [{"id": name} for name in names]}})

    assert (trace.truth is Truth.FALSE) is (counted is not None)
    assert (None if trace.reason is None else trace.reason.found) == counted


def test_lists_of_long_lists_are_explained_in_bounded_steps_and_every_item_left_out_is_counted() -> None:
    asked = condition(NESTED)
    small, large = explained(asked, nested(90, 90)), explained(asked, nested(49, 999))

    assert small.truth is large.truth is Truth.MISSING
    assert max(nodes(small), nodes(large)) < 1_000
    for trace, goals, indicators in ((small, 90, 90), (large, 49, 999)):
        reasons, left_out = summed_up(trace)
        assert len(reasons) == 100
        assert len(reasons) + left_out == goals * indicators


@pytest.mark.parametrize(("items", "truth"), [("[]", Truth.MISSING), ("[{}]", Truth.FALSE), ("[{}, {}]", Truth.TRUE)])
def test_a_list_is_counted_by_all_of_its_items_where_nothing_is_asked_of_them(items: str, truth: Truth) -> None:
    asked = condition("{some: social.goals, as: goal, count_at_least: 2}")

    assert explained(asked, f"social: {{goals: {items}}}").truth is truth
