"""Plans are verified with values: which are tried, and what is left of a choice."""

from collections.abc import Sequence
from typing import Any

import pytest

from sociallan.application.document import pointer_to
from sociallan.application.field import FieldKind, first_place
from sociallan.rules.candidates import TEXTS
from sociallan.rules.smallest_change.plans import Step
from tests.rules.smallest_change.edit_changes import put
from tests.rules.smallest_change.steps import ADD, steps_of
from tests.rules.smallest_change.verifying import COST, FIELDS, LOAN, MEMBER, asked, choices, verified, verifier

AREA, AREAS = "/project/area", FIELDS["project.area"].values
ANOTHER_AREA = "/project/other_areas/0"
EXTENT, EXTENTS = "/project/location/extent", FIELDS["project.location.extent"].values
FREQUENCY, FREQUENCIES = "/evaluation/frequency", FIELDS["evaluation.frequency"].values
FUNCTION, FUNCTIONS = "/applicant/contacts/0/function", FIELDS["applicant.contacts.function"].values

LISTS_OF_VALUES = [path for path, known in FIELDS.items() if known.items not in (None, FieldKind.RECORD)]


@pytest.mark.parametrize(
    ("tests", "own", "values"), [(0, True, [5]), (1, True, [5]), (2, True, [5, 4, 1]), (1, False, [5, 4, 1])]
)
def test_one_value_speaks_for_all_where_one_test_of_the_rule_reads_the_place(
    tests: int, own: bool, values: Sequence[int]
) -> None:
    plan = (Step(LOAN, (asked(LOAN, "at_most: 5", 5),)),)

    assert verified(plan, tests=[tests], own=[own]) == (plan, [(value,) for value in values])


@pytest.mark.parametrize(
    ("tests", "own", "is_alone"),
    [
        ((1, 1), (True, True), True),
        ((1, 2), (True, True), False),
        ((2, 1), (True, True), False),
        ((1, 1), (True, False), False),
        ((1, 1), (False, True), False),
    ],
)
def test_one_set_of_values_speaks_for_all_where_it_does_at_each_place(
    tests: Sequence[int], own: Sequence[bool], is_alone: bool
) -> None:
    plan = tuple(Step(place, (asked(place, "at_most: 5", 5),)) for place in (LOAN, COST))

    assert (verified(plan, tests=tests, own=own)[1] == [(5, 5)]) is is_alone


def test_a_plan_holds_only_if_each_value_that_is_tried_meets_the_rule() -> None:
    plan = (Step(LOAN, (asked(LOAN, "at_most: 5", 5),)),)

    assert verified(plan, lambda value: value != 1) == (None, [(5,), (4,), (1,)])


@pytest.mark.parametrize(("places", "is_tried"), [(300, True), (301, False)])
def test_a_plan_of_very_many_places_is_none(places: int, is_tried: bool) -> None:
    plan = (Step(LOAN, (asked(LOAN, "at_most: 5", 5),)),) * places

    assert verified(plan, tests=[1] * places) == ((plan, [(5,) * places]) if is_tried else (None, []))


@pytest.mark.parametrize(("least", "is_possible"), [(5, True), (6, False)])
@pytest.mark.parametrize("tests", [1, 2])
def test_a_place_that_no_value_fits_is_no_plan(tests: int, least: int, is_possible: bool) -> None:
    step = Step(LOAN, (asked(LOAN, "at_most: 5", 5), asked(LOAN, f"at_least: {least}", least)))

    assert verified((step,), tests=[tests]) == (((step,), [(5,)]) if is_possible else (None, []))
    assert verifier((step,), tests=[tests]).is_possible(step) is is_possible


@pytest.mark.parametrize(
    ("pointer", "refused", "left"),
    [
        (AREA, AREAS[:1], [("one_of", AREAS[1:])]),
        (AREA, AREAS[1:], [("equals", AREAS[0])]),
        # An item of a list of choices is one.
        (ANOTHER_AREA, AREAS[:1], [("one_of", AREAS[1:])]),
        (MEMBER, (False,), [("is", True)]),
        (MEMBER, (True,), [("is", False)]),
    ],
)
def test_of_a_choice_those_that_do_are_left(pointer: str, refused: Sequence[Any], left: Any) -> None:
    plan = (Step(LOAN, (asked(LOAN, "equals: 5", 5),)), Step(pointer), Step(COST, (asked(COST, "equals: 9", 9),)))

    narrowed, _ = verified(plan, lambda loan, choice, cost: (loan, cost) == (5, 9) and choice not in refused)

    assert choices(narrowed) == [[("equals", 5)], left, [("equals", 9)]]


@pytest.mark.parametrize("order", [1, -1])
def test_a_choice_of_which_nothing_is_left_stays_open_and_another_is_narrowed(order: int) -> None:
    def is_met(*values: Any) -> bool:
        return EXTENTS[0] not in values

    narrowed, _ = verified((Step(MEMBER), Step(EXTENT))[::order], is_met)

    assert choices(narrowed) == [[], [("one_of", EXTENTS[1:])]][::order]


@pytest.mark.parametrize("left", [[], ["housing"]])
def test_a_list_of_choices_is_no_choice_itself(left: Any) -> None:
    assert verified((Step("/project/other_areas"),), lambda areas: areas == left) == (None, [([],), (["housing"],)])


# Neither is tried among many combinations.
@pytest.mark.parametrize("refused", [(AREAS[1], FREQUENCIES[0]), (AREAS[2], FREQUENCIES[1])])
def test_what_is_left_of_a_choice_must_do_beside_all_that_is_tried_then(refused: tuple[str, str]) -> None:
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


def test_what_joins_a_choice_with_other_places_stays_beside_what_is_left_of_it() -> None:
    share = asked("", "loan_share, at_most: 50", 50)
    twice = (asked(MEMBER, "is: true", operand=True), asked(MEMBER, "is: false", operand=False, negated=True))
    step = Step(MEMBER, (*twice, share))

    plan, _ = verified((step,), given={"investment": {"loan": 6, "total_cost": 12}})

    assert choices(plan) == [[("is", True), ("at_most", 50)]]


def test_all_combinations_of_few_values_are_tried() -> None:
    assert verified((Step(FUNCTION), Step(EXTENT)))[1] == [(one, other) for one in FUNCTIONS for other in EXTENTS]


def test_of_many_combinations_each_value_is_tried_beside_two_others() -> None:
    tried = verified((Step(AREA), Step(FREQUENCY)))[1]

    assert tried == [(AREAS[at % 3], FREQUENCIES[(at + shift) % 6]) for shift in (0, 1) for at in range(6)]


def test_new_items_of_a_list_differ_where_the_form_allows_each_value_once() -> None:
    assert verified((Step("/agenda_2030/0"), Step("/agenda_2030/1")))[1] == [(1, 17), (17, 1)]


@pytest.mark.parametrize("path", LISTS_OF_VALUES)
def test_a_new_item_differs_from_those_that_are_there_where_the_form_allows_each_value_once(path: str) -> None:
    pointer = pointer_to(*first_place(path, FIELDS).split("."))
    (first, *others) = (value for (value,) in verified((Step(f"{pointer}/0"),))[1])
    given: dict[str, Any] = {}
    put(given, f"{pointer}/0", first)

    tried = [value for (value,) in verified((Step(f"{pointer}/1"),), given=given)[1]]

    assert tried == (others if FIELDS[path].unique else [first, *others])


def test_an_item_that_is_there_may_stay_as_it_is() -> None:
    assert verified((Step("/agenda_2030/0"),), given={"agenda_2030": [1]})[1] == [(1,), (17,)]


def test_a_value_that_may_stand_once_is_none_of_those_in_the_other_items() -> None:
    step = Step("/social/goals/1/id", (asked("/social/goals", "unique: id", "id"),))
    given = {"social": {"goals": [{"id": "x1"}, {}]}}

    assert verified((step,), given=given, tests=[1]) == ((step,), [("x1 x",)])


def test_items_may_be_equal_where_the_form_allows_it() -> None:
    first, second = (f"/social/interventions/0/linked_to/{at}" for at in (0, 1))

    assert verified((Step(first), Step(second)))[1] == [(one, other) for one in TEXTS for other in TEXTS]


def test_a_list_is_tried_without_items_and_with_one() -> None:
    assert verified((Step("/agenda_2030"),), given={"agenda_2030": [3]})[1] == [([],), ([1],)]


def test_items_of_two_lists_may_be_equal() -> None:
    effects = FIELDS["social.effects"].values
    tried = verified((Step("/social/effects/0"), Step("/social/interventions/0/aims_at/0")))[1]

    assert {(effect, effect) for effect in effects} <= set(tried)


def test_a_value_is_moved_to_what_is_less_than_another_that_is_0() -> None:
    below = "{field: it.target.value, equals: 0}, {field: it.baseline.value, less_than: {field: it.target.value}}"
    require = f"{{each: social.goals, as: goal, must: {{each: goal.indicators, as: it, must: {{all: [{below}]}}}}}}"
    place = "/social/goals/0/indicators/0"

    assert steps_of(require, "{social: {goals: [{indicators: [{unit: antal}]}]}}") == [
        (ADD, f"{place}/target/value", [("equals", 0)]),
        (ADD, f"{place}/baseline/value", [("less_than", None)]),
    ]


def test_of_a_free_text_both_limits_are_told_and_not_the_texts_that_were_tried() -> None:
    require = "{all: [{field: project.title, min_chars: 5}, {field: project.title, max_chars: 9}]}"

    assert steps_of(require, "{}") == [(ADD, "/project/title", [("min_chars", 5), ("max_chars", 9)])]
