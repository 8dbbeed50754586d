"""Explaining a condition: what decided it, where that stands, and every gap at once."""

from typing import Any

import pytest

from sociallan.application.document import Gap
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.reasons import summed_up
from sociallan.rules.outcome import Reason, Trace
from sociallan.rules.truth import Truth
from tests.builders import (
    DAY,
    at,
    checked,
    condition,
    decided,
    detector,
    explained,
    finders,
    lsh,
    of_value,
    table,
)

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


def test_a_parameter_of_nothing_is_a_limit() -> None:
    asked = condition("{field: investment.loan, at_most: {param: limit}}", params={"limit": 0})

    assert explained(asked, {"investment": {"loan": 5}}, params={"limit": 0}).truth is Truth.FALSE


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

    trace, reversed_trace = (explained(asked, {"social": {"goals": each}}) for each in (goals, goals[::-1]))

    # Told in the order of the list all the same.
    assert [child.item for child in trace.children] == [*range(400, 500)]
    assert [child.item for child in reversed_trace.children] == [*range(99), 150]


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
    trace = explained(condition("{some: social.goals, as: goal, count_at_least: 2}"), f"social: {{goals: {items}}}")

    assert (trace.truth, trace.children, trace.left_out) == (truth, (), 0)


PLACES = table("places", code=("0180", "0331"))
BINDINGS = Bindings(
    {"limit": 5, "none": None},
    {**finders(words=["lön"]), "emails": detector("emails", "email")},
    PLACES,
    lsh().answers.prose,
)


def reason_of(asked: str, given: Any, *, bindings: Bindings = BINDINGS) -> Reason:
    """Return the reason of a condition that is a single test, whatever its truth."""
    tree = condition(
        asked, params=bindings.params, lists={"words": False, "emails": True}, tables=PLACES, prose=bindings.prose.words
    )
    reason = explained(tree, given, bindings=bindings).reason
    assert reason is not None
    return reason


NAME = "{field: applicant.name, not_placeholder: true}"
COMPARED = "{field: investment.loan, at_most: {field: investment.total_cost}}"
SUBSTANCE = "{field: project.summary, says_something: 3}"


@pytest.mark.parametrize(
    ("asked", "given", "other", "place"),
    [
        (NAME, "applicant: {kind: region}", "applicant: {kind: municipality}", "1:1"),
        (NAME, "applicant: {name: tbd}", "format: 1\napplicant: {name: tbd}", "2:19"),
        (NAME, "applicant: {name: tbd}", "applicant: {name: okänt}", None),
        (NAME, "applicant: {name: tbd}", "applicant: {kind: region}", None),
        ("{field: applicant.name, max_chars: 3}", "applicant: {name: Heby}", "applicant:\n  name: Heby", "2:9"),
        (SUBSTANCE, "project: {summary: Ett torg}", "format: 1\nproject: {summary: Ett torg}", "2:20"),
        (SUBSTANCE, "project: {summary: }", "project: {title: Torget}", None),
        (COMPARED, "investment: {loan: 5}", "investment: {loan: 5, sum: 1}", "1:1"),
        (COMPARED, "investment: {loan: 5}", "investment: {loan: 5, total_cost: }", None),
        ("{some: social.goals, as: goal, count_at_least: 1}", "social: {}", "social: {goals: }", None),
    ],
)  # fmt: skip
def test_a_reason_is_that_of_another_document_where_its_values_are_missing_for_the_same_cause(
    asked: str, given: str, other: str, place: str | None
) -> None:
    document = checked(other)
    explainer = Explainer(document, Facts(document.value, None, DAY), BINDINGS)

    placed = explainer.placed(reason_of(asked, given))

    assert (None if placed is None else at(placed.place)) == place


NUMBERS = "{field: social.target_group.description, no_doubt: numbers}"
LOAN = {"investment": {"loan": 4, "total_cost": 8}}
ITEMS = {"investment": {"items": [{"id": "I1"}, {"cost": 5}, {"id": "I3"}]}}


@pytest.mark.parametrize(
    ("asked", "given", "truth", "pointers", "found", "operand"),
    [
        ("{field: project.title, stated: true}", {"project": {"title": "T"}}, Truth.TRUE, "/project/title", "T", True),
        ("{field: project.title, stated: false}", {"project": {"title": "T"}}, Truth.FALSE,
         "/project/title", "T", False),
        ("{field: project.title, stated: true}", {}, Truth.FALSE, "/project/title", None, True),
        ("{field: project.title, stated: false}", {}, Truth.TRUE, "/project/title", None, False),
        ("{field: investment.loan, at_most: {param: limit}}", {"investment": {"loan": 6}}, Truth.FALSE,
         "/investment/loan", 6, 5),
        ("{field: investment.loan, at_most: {param: none}}", {"investment": {"loan": 6}}, Truth.TRUE,
         "/investment/loan", 6, None),
        ("{field: derived.loan_share, at_most: 40}", LOAN, Truth.FALSE,
         "/investment/loan /investment/total_cost", 50, 40),
        ("{field: derived.free_text, mentions_none: emails}", {"project": {"title": "T"}}, Truth.TRUE, "", None, None),
        ("{field: derived.free_text, mentions_none: emails}", {"project": {"title": "a@b.se"}}, Truth.JUDGEMENT,
         "/project/title", None, None),
        ("{field: project.title, mentions_none: words}", {"project": {"title": "T"}}, Truth.TRUE,
         "/project/title", "T", None),
        ("{field: project.title, no_doubt: denial}", {"project": {"title": "Inget behov"}}, Truth.JUDGEMENT,
         "/project/title", "Inget behov", "Inget behov"),
        ("{field: social.effects, unique: true}", {"social": {"effects": ["a", "b"]}}, Truth.TRUE,
         "/social/effects", ("a", "b"), None),
        ("{field: social.effects, unique: true}", {"social": {"effects": ["a", "b", "b"]}}, Truth.FALSE,
         "/social/effects/1 /social/effects/2", "b", None),
        ("{field: social.effects, unique: true}", {"social": {"effects": ["b", "b", "a", "a"]}}, Truth.FALSE,
         "/social/effects/0 /social/effects/1 /social/effects/2 /social/effects/3", "b", None),
        (NUMBERS, {"social": {"target_group": {"description": "60 personer i Norrby", "size": 9_000}}},
         Truth.JUDGEMENT, "/social/target_group/description", "60 personer i Norrby", "60 personer"),
        (NUMBERS, {"social": {"target_group": {"description": "60 personer i Norrby", "size": 60}}},
         Truth.TRUE, "/social/target_group/description", "60 personer i Norrby", None),
        (COMPARED, {"investment": {"loan": 4}}, Truth.MISSING, "/investment/total_cost", 4, None),
        (COMPARED, {"investment": {"total_cost": 8}}, Truth.MISSING, "/investment/loan", None, 8),
        ("{some: social.goals, as: goal, count_at_least: 2}", {"social": {"goals": [{"id": "a"}]}}, Truth.FALSE,
         "/social/goals", 1, 2),
        ("{field: project.title, one_of: {field: derived.item_ids}}", {"project": {"title": "I2"}, **ITEMS},
         Truth.MISSING, "/investment/items/1/id", "I2", ("I1", None, "I3")),
        ("{field: project.area, one_of: {field: project.other_areas}}",
         {"project": {"area": "housing", "other_areas": ["safety", None, None]}}, Truth.MISSING,
         "/project/other_areas/1 /project/other_areas/2", "housing", ("safety", None, None)),
    ],
)  # fmt: skip
def test_a_reason_has_the_truth_the_fields_the_value_and_the_operand_of_its_test(
    asked: str, given: Any, truth: Truth, pointers: str, found: Any, operand: Any
) -> None:
    reason = reason_of(asked, given)

    assert (reason.truth, " ".join(reason.pointers)) == (truth, pointers)
    assert (reason.found, reason.operand) == (found, operand)
    assert bool(reason.gaps) is (truth is Truth.MISSING)
    assert len(reason.places) == max(1, len(reason.pointers))


@pytest.mark.parametrize(
    ("code", "truth", "allowed"), [("0999", Truth.FALSE, {"0180", "0331"}), ("0180", Truth.TRUE, set())]
)
def test_of_a_value_that_a_table_does_not_have_the_reason_has_those_that_it_has(
    code: str, truth: Truth, allowed: set[str]
) -> None:
    reason = reason_of("{field: project.title, found_in: {table: places, column: code}}", {"project": {"title": code}})

    assert (reason.truth, set(reason.allowed)) == (truth, allowed)


def test_of_a_value_that_is_in_no_row_that_a_field_chooses_the_reason_has_those_in_the_chosen_rows() -> None:
    rows = table("places", code=("0180", "0331"), name=("Solna", "Heby"))
    chosen = "{table: places, column: code, where: {name: {field: project.summary}}}"

    (reason,) = summed_up(
        explained(
            condition(f"{{field: project.title, found_in: {chosen}}}", tables=rows),
            {"project": {"title": "0331", "summary": "Solna"}},
            bindings=Bindings({}, {}, rows),
        )
    )[0]

    assert (reason.truth, set(reason.allowed)) == (Truth.FALSE, {"0180"})
    assert reason.pointers == ("/project/title", "/project/summary")


@pytest.mark.parametrize(
    ("summary", "truth", "gaps"),
    [
        ("Ett torg", Truth.MISSING, (Gap.FEW_WORDS,)),
        ("Se bilaga 3", Truth.MISSING, (Gap.REFERS,)),
        ("Ett nytt torg för alla i Norrby", Truth.TRUE, ()),
        (None, Truth.MISSING, (Gap.ABSENT,)),
    ],
)
def test_of_a_text_that_says_nothing_the_reason_has_why(
    summary: str | None, truth: Truth, gaps: tuple[Gap, ...]
) -> None:
    project = {"title": "Torget"} if summary is None else {"summary": summary}

    reason = reason_of(SUBSTANCE, {"project": project})

    assert (reason.truth, reason.gaps) == (truth, gaps)


TWO_LINES = "project:\n  summary: >-\n    Ett torg. Det\n    finns inget behov\n    av lön. a@b.se\n"


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("{field: project.summary, no_doubt: denial}", "4:11"),
        ("{field: project.summary, mentions_none: words}", "5:8"),
        ("{field: derived.free_text, mentions_none: emails}", "5:13"),
    ],
)
def test_words_are_told_at_their_own_place_in_a_text_of_several_lines(asked: str, place: str) -> None:
    assert at(reason_of(asked, TWO_LINES).place) == place


def test_a_condition_on_an_item_may_read_the_item_around_it() -> None:
    asked = """\
each: social.goals
as: goal
must: {each: goal.indicators, as: indicator, must: {field: indicator.name, equals: {field: goal.id}}}
"""
    goals = [{"id": "a", "indicators": [{"name": "a"}]}, {"id": "b", "indicators": [{"name": "a"}]}]

    assert [pointers for pointers, _ in why(asked, {"social": {"goals": goals}})] == [
        "/social/goals/1/indicators/0/name /social/goals/1/id"
    ]
    long = [{"id": each, "indicators": [{"name": "a"}] * 120} for each in "aab"]
    assert why(asked, {"social": {"goals": long}})[0][0] == "/social/goals/2/indicators/0/name /social/goals/2/id"


@pytest.mark.parametrize(
    ("goals", "explained_each"), [(5, [100, 100, 100, 100, 95]), (7, [100, 100, 100, 100, 93, 1, 1])]
)
def test_so_many_items_of_all_lists_are_explained_and_one_of_each(goals: int, explained_each: list[int]) -> None:
    trace = explained(condition(NESTED), nested(goals, 101))

    assert [len(child.children) for child in trace.children] == explained_each


MANY: dict[str, Any] = {"investment": {"items": [{"id": "I1"}] * 30}, "project": {"title": "I2", "area": "housing"}}


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ("{field: derived.item_ids, unique: true}", {}),
        ("{field: investment.items, unique: id}", {}),
        ("{field: derived.item_ids, min_items: 40}", {}),
        ("{field: project.area, one_of: {field: project.other_areas}}", {"other_areas": [None] * 30}),
    ],
)
def test_of_many_fields_some_are_named_and_of_those_a_few_are_placed(asked: str, more: Any) -> None:
    reason = reason_of(asked, {**MANY, "project": {**MANY["project"], **more}})

    assert (len(reason.pointers), len(reason.places)) == (20, 6)
