"""Plans are verified with values: which are tried, which are moved to fit together, and what is left of a choice."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sociallan.application.location import PackLocation
from sociallan.rules.candidates import TEXTS
from sociallan.rules.condition import Leaf
from sociallan.rules.evaluation.compiled_rule import Reads
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change.plans import Plan, Step, field_of
from sociallan.rules.smallest_change.verification import Verifier
from tests.builders import TODAY, condition, shape

FIELDS = shape().fields
AREA, AREAS = "/project/area", FIELDS["project.area"].values
EXTENT, EXTENTS = "/project/location/extent", FIELDS["project.location.extent"].values
FREQUENCY, FREQUENCIES = "/evaluation/frequency", FIELDS["evaluation.frequency"].values
FUNCTION, FUNCTIONS = "/applicant/contacts/0/function", FIELDS["applicant.contacts.function"].values
MEMBER = "/applicant/member/is_member"
LOAN, GREEN, COST = "/investment/loan", "/investment/green_loan", "/investment/total_cost"
LARGE = 10**12


def asked(pointer: str, test: str, operand: Any = None, *, other: str = "", negated: bool = False) -> ValueConstraint:
    """Return a condition on a place; without a place, on a computed value."""
    named = f"{field_of(pointer)}, " if pointer else "derived."
    leaf = condition(f"{{field: {named}{test}}}")
    assert isinstance(leaf, Leaf)
    return ValueConstraint(leaf, pointer, operand, other, negated=negated)


def verifier(plan: Plan, meets: Callable[[Facts], bool], given: Any, tests: int, *, own: bool) -> Verifier:
    leaves = frozenset(id(wanted.leaf) for step in plan for wanted in step.wanted if own)
    reads = Reads(Counter({field_of(step.pointer): tests for step in plan}), leaves)
    return Verifier(Facts(given or {}, (), TODAY), FIELDS, meets, reads, PackLocation("rules/x.yaml", 1, 1))


def verified(
    plan: Plan, meets: Callable[..., bool] = lambda *_: True, *, given: Any = None, tests: int = 2, own: bool = True
) -> tuple[Plan | None, list[tuple[Any, ...]]]:
    """Return what is left of a plan, and the values that are tried, a tuple for each time.

    Each field is read by so many ``tests`` of the rule, whose ``own`` conditions are those of the plan or others.
    """
    tried: list[tuple[Any, ...]] = []

    def is_met(facts: Facts) -> bool:
        values = tuple(facts.at(step.pointer) for step in plan)
        tried.append(values)
        return meets(*values)

    return verifier(plan, is_met, given, tests, own=own).verified(plan), tried


def choices(plan: Plan | None) -> list[list[tuple[str, Any]]]:
    """Return of each place of a plan the tests with their operands."""
    assert plan is not None
    return [[(str(each.leaf.operator), each.operand) for each in step.wanted] for step in plan]


@pytest.mark.parametrize(
    ("tests", "own", "values"), [(0, True, [5]), (1, True, [5]), (2, True, [5, 4, 1]), (1, False, [5, 4, 1])]
)
def test_one_value_speaks_for_all_where_one_test_of_the_rule_reads_the_place(
    tests: int, own: bool, values: Sequence[int]
) -> None:
    plan = (Step(LOAN, (asked(LOAN, "at_most: 5", 5),)),)

    assert verified(plan, tests=tests, own=own) == (plan, [(value,) for value in values])


def test_a_plan_holds_only_if_each_value_that_is_tried_meets_the_rule() -> None:
    plan = (Step(LOAN, (asked(LOAN, "at_most: 5", 5),)),)

    assert verified(plan, lambda value: value != 1) == (None, [(5,), (4,), (1,)])


@pytest.mark.parametrize(("least", "is_possible"), [(5, True), (6, False)])
@pytest.mark.parametrize("tests", [1, 2])
def test_a_place_that_no_value_fits_is_no_plan(tests: int, least: int, is_possible: bool) -> None:
    step = Step(LOAN, (asked(LOAN, "at_most: 5", 5), asked(LOAN, f"at_least: {least}", least)))

    assert verified((step,), tests=tests) == (((step,), [(5,)]) if is_possible else (None, []))
    assert verifier((step,), lambda _: True, {}, tests, own=True).is_possible(step) is is_possible


@pytest.mark.parametrize(
    ("pointer", "refused", "left"),
    [
        (AREA, AREAS[:1], [("one_of", AREAS[1:])]),
        (AREA, AREAS[1:], [("equals", AREAS[0])]),
        (MEMBER, (False,), [("is", True)]),
        (MEMBER, (True,), [("is", False)]),
    ],
)
def test_of_a_choice_those_that_do_are_left(pointer: str, refused: Sequence[Any], left: Any) -> None:
    plan = (Step(LOAN, (asked(LOAN, "equals: 5", 5),)), Step(pointer), Step(COST, (asked(COST, "equals: 9", 9),)))

    narrowed, _ = verified(plan, lambda loan, choice, cost: (loan, cost) == (5, 9) and choice not in refused)

    assert choices(narrowed) == [[("equals", 5)], left, [("equals", 9)]]


def test_what_is_left_of_a_choice_must_do_beside_all_that_is_tried_then() -> None:
    # It is not tried among many combinations.
    refused = (AREAS[1], FREQUENCIES[0])

    assert verified((Step(AREA), Step(FREQUENCY)), lambda *pair: pair[0] != AREAS[0] and pair != refused)[0] is None


def test_a_choice_of_which_nothing_is_asked_stays_open_where_all_do_and_is_no_plan_where_none_does() -> None:
    plan = (Step(AREA),)

    assert verified(plan) == (plan, [(area,) for area in AREAS])
    assert verified(plan, lambda _: False) == (None, [(area,) for area in AREAS])


def test_a_choice_that_one_test_asks_for_is_told_by_that_test() -> None:
    plan = (Step(AREA, (asked(AREA, f"not_one_of: [{AREAS[0]}]", AREAS[:1]),)),)

    assert verified(plan) == (plan, [(area,) for area in AREAS[1:]])


@pytest.mark.parametrize(
    ("pointer", "several", "left"),
    [
        (
            EXTENT,
            [(f"not_one_of: [{EXTENTS[0]}]", EXTENTS[:1], False), (f"equals: {EXTENTS[2]}", EXTENTS[2], True)],
            [("one_of", (EXTENTS[1], EXTENTS[3]))],
        ),
        (MEMBER, [("is: true", True, False), ("is: false", False, True)], [("is", True)]),
    ],
)
def test_a_choice_that_several_tests_ask_for_is_told_by_what_they_leave(pointer: str, several: Any, left: Any) -> None:
    step = Step(pointer, tuple(asked(pointer, test, operand, negated=negated) for test, operand, negated in several))

    assert choices(verified((step,))[0]) == [left]


def test_all_combinations_of_few_values_are_tried() -> None:
    assert verified((Step(FUNCTION), Step(EXTENT)))[1] == [(one, other) for one in FUNCTIONS for other in EXTENTS]


def test_of_many_combinations_each_value_is_tried_beside_two_others() -> None:
    tried = verified((Step(AREA), Step(FREQUENCY)))[1]

    assert tried == [(AREAS[at % 3], FREQUENCIES[(at + shift) % 6]) for shift in (0, 1) for at in range(6)]


def test_new_items_of_a_list_differ_where_the_form_allows_each_value_once() -> None:
    assert verified((Step("/agenda_2030/0"), Step("/agenda_2030/1")))[1] == [(1, 17), (17, 1)]


def test_a_new_item_differs_from_those_that_are_there() -> None:
    assert verified((Step("/agenda_2030/1"),), given={"agenda_2030": [1]})[1] == [(17,)]


def test_items_may_be_equal_where_the_form_allows_it() -> None:
    first, second = (f"/social/interventions/0/linked_to/{at}" for at in (0, 1))
    given = {"social": {"interventions": [{"linked_to": [TEXTS[0]]}]}}

    assert verified((Step(second),), given=given)[1] == [(TEXTS[0],), (TEXTS[1],)]
    assert verified((Step(first), Step(second)))[1] == [(one, other) for one in TEXTS for other in TEXTS]


def test_a_list_is_tried_without_items_and_with_one() -> None:
    assert verified((Step("/agenda_2030"),))[1] == [([],), ([1],)]


def test_items_of_two_lists_may_be_equal() -> None:
    effects = FIELDS["social.effects"].values
    tried = verified((Step("/social/effects/0"), Step("/social/interventions/0/aims_at/0")))[1]

    assert {(effect, effect) for effect in effects} <= set(tried)


COMPARED = "{field: investment.total_cost}"


@pytest.mark.parametrize(
    ("test", "negated", "tried"),
    [
        (f"at_most: {COMPARED}", False, [(1, 1), (1, 1), (1, 1), (LARGE, 1), (LARGE, LARGE)]),
        # More than the most that the form allows is not tried.
        (f"more_than: {COMPARED}", False, [(1, 2), (1, LARGE)]),
        (f"at_most: {COMPARED}", True, [(1, 2), (1, LARGE)]),
    ],
)
def test_values_that_do_not_fit_together_are_moved_until_they_do(
    test: str, negated: bool, tried: list[tuple[int, int]]
) -> None:
    wanted = asked(LOAN, test, other=COST, negated=negated)

    assert verified((Step(COST), Step(LOAN, (wanted,))))[1] == tried


def test_what_a_number_is_computed_from_is_moved_until_the_number_fits() -> None:
    wanted = asked("", "loan_share, at_most: 50", 50)

    assert verified((Step(LOAN), Step(COST, (wanted,))))[1] == [
        (1, 2), (1, 2), (1, LARGE), (LARGE // 2, LARGE), (LARGE // 2, LARGE),
    ]  # fmt: skip


def test_what_is_compared_with_a_computed_number_is_moved_and_what_that_comes_from() -> None:
    wanted = asked(COST, "at_least: {field: derived.loans}")
    given = {"investment": {"green_loan": 3}}

    assert verified((Step(COST), Step(LOAN, (wanted,))), given=given)[1] == [
        (4, 1), (4, 1), (LARGE, 1), (LARGE, LARGE - 3),
    ]  # fmt: skip


def test_values_are_moved_in_three_ways_and_no_more() -> None:
    wanted = asked("", "loans, at_least: 10", 10)

    assert verified((Step(LOAN), Step(GREEN, (wanted,))))[1] == [
        (1, 9), (1, 9), (9, 1), (1, LARGE), (1, 9), (1, 9), (10, 0), (LARGE, 1), (LARGE, LARGE), (LARGE, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "wanted", "holds"),
    [
        ({"loan": 5}, asked(LOAN, "at_most: 5", 5), True),
        ({"loan": 5}, asked(LOAN, "at_most: 5", 5, negated=True), False),
        ({"loan": 6, "total_cost": 5}, asked(LOAN, f"at_most: {COMPARED}", other=COST), False),
        # What is missing holds neither so nor otherwise.
        ({"loan": 6}, asked(LOAN, f"at_most: {COMPARED}", other=COST, negated=True), False),
        ({}, asked(LOAN, "at_most: 5", 5), False),
        ({"loan": 6, "total_cost": 12}, asked("", "loan_share, at_most: 50", 50), True),
        ({"loan": 2, "green_loan": 4, "total_cost": 5}, asked(COST, "at_least: {field: derived.loans}"), False),
    ],
)
def test_a_condition_holds_of_what_is_stated_only(given: Any, wanted: ValueConstraint, holds: bool) -> None:
    facts = Facts({"investment": given}, (), TODAY)

    assert verifier((), lambda _: True, {}, 1, own=True).holds(wanted, facts) is holds


def test_where_what_a_value_is_held_against_is_missing_nothing_is_tried() -> None:
    plan = (Step(LOAN, (asked(LOAN, f"more_than: {COMPARED}", other=COST),)),)

    assert verified(plan) == (None, [])
