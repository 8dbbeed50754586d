"""The boundary domain: small applications that show what conditions tell apart."""

from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.domain import Domain, domain
from sociallan.analysis.mutation.mutants import mutants
from sociallan.analysis.reachability import scope_for
from sociallan.analysis.rule_tests import swapped
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.prose.word_search import WordList
from sociallan.rules.truth import Truth
from tests.builders import DAY, as_json, computed, condition, loaded, shape, small_pack
from tests.generated import any_application, any_condition, bound, tree
from tests.mutants import at
from tests.sampling import sampled

WORDS = {
    "words": WordList("words", {"sv": "Ord", "en": "Words"}, ("lön", "alla invånare"), None),
    "emails": WordList("emails", {"sv": "E-post", "en": "E-mail"}, (), "email"),
}


def made(*asked: str, day: str = DAY, **params: Any) -> Domain:
    """Return the domain of conditions."""
    conditions = tuple(tree(text, **params) for text in asked)
    return domain([ResolvedConditions(conditions, bound(**params))], day, shape().fields, shape().fits)


def found(several: Domain, pointer: str) -> list[Any]:
    """List what stands at a pointer in any of the cases, ``None`` where nothing does."""
    values: list[Any] = []
    for case in several.cases:
        try:
            value = at(case, pointer)
        except (KeyError, IndexError):
            value = None
        if value not in values:
            values.append(value)
    return values


def test_what_chooses_rows_of_a_table_is_tried_with_a_value_of_the_row_and_of_another() -> None:
    asked = "{field: applicant.name, found_in: {table: codes, column: code, where: {name: {field: project.summary}}}}"
    decide = Compiler(bound()).compile(tree(asked))

    several = made(asked)

    truths = {
        (case.get("applicant", {}).get("name") in ("x", "2020"), decide(scope_for(case, DAY)))
        for case in several.cases
        if case.get("applicant")
    }
    assert {(True, Truth.TRUE), (True, Truth.FALSE), (False, Truth.FALSE), (True, Truth.MISSING)} <= truths
    assert found(several, "/project/summary")[0] == "Lön till alla"


@pytest.mark.parametrize(
    ("asked", "pointer", "values"),
    [
        ("{field: investment.loan, at_most: 5}", "/investment/loan", [5, 6, 4, None]),
        ("{field: investment.loan, at_most: 0}", "/investment/loan", [0, 1, None]),
        ("{field: investment.loan, at_most: {param: limit}}", "/investment/loan", [10, 11, 9, None]),
        ("{field: project.end, at_most: 2020-06}", "/project/end", ["2020-06", "2020-07", "2020-05", None]),
        ("{field: project.area, equals: health}", "/project/area", ["health", "housing", "safety", None]),
        ("{field: applicant.member.is_member, is: true}", "/applicant/member/is_member", [True, False, None]),
    ],
)
def test_a_field_holds_what_lies_on_both_sides_and_nothing(asked: str, pointer: str, values: list[Any]) -> None:
    assert found(made(asked, limit=10), pointer) == values


@pytest.mark.parametrize(("least", "lengths"), [(1, {0, 1, 2}), (2, {0, 1, 2, 3}), (4, {0, 1, 2, 3, 4, 5})])
def test_a_list_has_lengths_on_both_sides(least: int, lengths: set[int]) -> None:
    lists = found(made(f"{{field: agenda_2030, min_items: {least}}}"), "/agenda_2030")

    assert {len(numbers) for numbers in lists if numbers is not None} == lengths
    assert None in lists


@pytest.mark.parametrize(
    ("asked", "name", "targets"),
    [
        ("{field: derived.loan_share, at_most: 50}", "loan_share", {49, 50, 51}),
        ("{field: derived.horizon_years, at_least: 3}", "horizon_years", {2, 3, 4}),
        ("{field: derived.months_since_completion, at_most: 24}", "months_since_completion", {23, 24, 25}),
        ("{field: derived.items_total, at_least: 100}", "items_total", {99, 100, 101}),
    ],
)
def test_a_derived_number_lies_just_below_at_and_above_a_limit(asked: str, name: str, targets: set[int]) -> None:
    several = made(asked)

    assert {scope_for(case, DAY)["derived"].get(computed()[name]) for case in several.cases} >= {*targets, None}


def test_computed_values_with_an_input_in_common_lie_at_their_limits_together() -> None:
    """The end of the project moves with the one, so the other needs a year of its own for each end."""
    years, horizon = (computed()[name] for name in ("project_years", "horizon_years"))
    several = made("{field: derived.project_years, at_least: 5}", "{field: derived.horizon_years, at_least: 3}")

    derived = [scope_for(case, DAY)["derived"] for case in several.cases]
    assert {(each.get(years), each.get(horizon)) for each in derived} >= {(4, 2), (4, 3), (5, 2), (5, 3)}


def test_every_form_of_organisation_is_tried() -> None:
    several = made("{field: derived.org_number_series, equals: region}")

    forms = {scope_for(case, DAY)["derived"].get(computed()["org_number_series"]) for case in several.cases}
    assert {"municipality", "region", "municipal_federation", "company", "foundation", "other", None} <= forms


def test_fields_that_are_compared_lie_on_both_sides_of_each_other() -> None:
    several = made("{field: project.end, more_than: {field: project.start}}")

    signs = {
        (end > start) - (end < start)
        for end, start in (
            (at(case, "/project/end"), at(case, "/project/start")) for case in several.cases if both(case)
        )
    }
    assert signs == {-1, 0, 1}


def both(case: Any) -> bool:
    return {"start", "end"} <= set(case.get("project", {}))


def test_the_items_of_a_list_are_all_pairs_of_what_their_conditions_tell_apart() -> None:
    several = made("{some: social.goals, as: goal, must: {field: goal.level, equals: impact}}")

    lists = [goals for goals in found(several, "/social/goals") if goals is not None]
    pairs = [tuple(goal.get("level") for goal in goals) for goals in lists]
    levels = [pair[0] for pair in pairs if len(pair) == 1]
    assert {"impact", None} < set(levels)
    assert set(pairs) == {(), *((level,) for level in levels), *product(levels, repeat=2)}


def test_an_application_without_anything_is_tried() -> None:
    assert {} in made("{field: investment.loan, stated: true}").cases


def test_a_derived_value_without_inputs_makes_no_trouble() -> None:
    assert made("{field: derived.screening_date, at_least: 2020}").cases == ({},)


@pytest.mark.slow
def test_of_too_many_combinations_a_part_is_tried_and_the_domain_says_so() -> None:
    asked = [f"{{field: {name}, stated: true}}" for name in shape().fields if name.count(".") == 1 and plain(name)]

    several = made(*asked)

    assert several.sampled
    assert not made(asked[0]).sampled
    assert 4_000 < len(several.cases) < 5_000


def test_a_domain_says_so_too_where_only_the_items_of_a_list_are_too_many() -> None:
    items = "investment.items"
    names = [name.removeprefix(f"{items}.") for name in shape().fields if name.startswith(f"{items}.") and plain(name)]
    asked = ", ".join(f"{{field: item.{name}, stated: true}}" for name in names)

    several = made(f"{{some: {items}, as: item, must: {{all: [{asked}]}}}}")

    assert several.sampled
    assert len(several.cases) < 4_000


def plain(name: str) -> bool:
    return shape().fields[name].kind not in ("list", "record")


@pytest.mark.law
@pytest.mark.slow
@settings(max_examples=len(sampled(range(100), 35)))
@given(any_condition(), st.sampled_from([None, 1]))
def test_every_case_has_the_right_form_and_comes_out_the_same_each_time(asked: Any, limit: int | None) -> None:
    first, second = (made(as_json(asked), limit=limit, none=None) for _ in range(2))

    assert all(map(shape().fits, first.cases))
    assert first == second


@pytest.mark.law
def test_what_any_application_tells_apart_the_domain_does_too() -> None:
    """For every small change of any condition, where the domain was not sampled; else for nearly all."""
    counts: Counter[str] = Counter()
    rule = loaded(small_pack()).rules[0]

    @settings(max_examples=len(sampled(range(250), 18, few=False)))
    @given(any_condition(), st.lists(any_application(), min_size=20, max_size=20), st.sampled_from([None, 1]))
    def compare(asked: Any, applications: list[Any], limit: int | None) -> None:
        params: dict[str, Any] = {"limit": limit, "none": None}
        changed = rule._replace(require=tree(as_json(asked), **params))
        several = made(as_json(asked), **params)
        inside = [scope_for(case, DAY) for case in several.cases]
        outside = [scope_for(value, DAY) for value in applications if shape().fits(value)]
        decide = Compiler(bound(**params)).compile(changed.require)
        truths, others = [decide(scope) for scope in inside], [decide(scope) for scope in outside]
        assert several.sampled or set(others) <= set(truths)
        for mutant in mutants(changed, lambda name: (params[name],), shape().fields):
            other = Compiler(swapped(bound(**params), mutant.swap)).compile(mutant.rule.require)
            if all(other(scope) is truth for scope, truth in zip(outside, others, strict=True)):
                continue
            told = any(other(scope) is not truth for scope, truth in zip(inside, truths, strict=True))
            counts["sampled" if several.sampled else "whole"] += 1
            counts["lost"] += not told
            assert told or several.sampled, (mutant.change, asked)

    compare()

    print(f"changes that an application tells apart: {dict(counts)}")
    assert counts["whole"] > len(sampled(range(200), 9))
    assert counts["lost"] <= 0.05 * counts["sampled"]


def test_every_truth_of_the_operators_is_found() -> None:
    several = made("{field: social.change, min_chars: 40}")
    decide = Compiler(Bindings()).compile(condition("{field: social.change, min_chars: 40}"))

    assert {decide(scope_for(case, DAY)) for case in several.cases} == {Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING}
