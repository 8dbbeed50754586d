"""Values to try at a place: those that are far apart, those around a limit, and only what the form allows."""

from typing import Any

import pytest

from sociallan.application.field import FIELD_TYPES, FieldKind
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Leaf, Literal, Path
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.rows import Column
from sociallan.rules.smallest_change.plans import Step
from sociallan.rules.smallest_change.trial_values import around, fits, is_local, is_of_unique, kind_at
from tests.builders import condition, shape

FIELDS = shape().fields
LOAN, START, NAME = "investment.loan", "project.start", "applicant.name"


LARGE = 10**12
TEXTS = ["Den ena texten", "Den andra texten"]


def pointer_of(path: str) -> str:
    return "/" + path.replace(".", "/")


def asked(condition_text: str, subject: str, operand: Any, *, negated: bool = False) -> ValueConstraint:
    leaf = condition(f"{{field: {condition_text}}}")
    assert isinstance(leaf, Leaf)
    return ValueConstraint(leaf, subject, operand, negated=negated)


def at(pointer: str, *wanted: ValueConstraint) -> list[Any]:
    """Return the values to try at a place of which something is wanted."""
    return list(around(Step(pointer, wanted), FIELDS))


def tried(path: str, test: str | None = None, operand: Any = None) -> list[Any]:
    """Return the values to try for a field, of which a condition asks something."""
    pointer = pointer_of(path)
    return at(pointer) if test is None else at(pointer, asked(f"{path}, {test}", pointer, operand))


def test_values_far_apart_are_tried_of_each_kind() -> None:
    assert tried(LOAN)[:3] == [1, 0, 10**12]
    assert tried(START)[:3] == ["2020", "2199-12-31", "1901-01"]
    assert tried("applicant.member.is_member") == [True, False]
    assert "212000-1355" in tried("applicant.org_number")


def test_a_list_is_tried_without_items_and_with_one() -> None:
    assert tried("social.effects")[-2:] == [[], [FIELDS["social.effects"].values[0]]]
    assert [type(item) for item in tried("agenda_2030")[-1]] == [int]


@pytest.mark.parametrize(
    ("test", "operand", "expected"), [("at_most: 5", 5, {4, 5, 6}), ("one_of: [5, 9]", (5, 9), {5, 9})]
)
def test_values_around_a_limit_are_tried(test: str, operand: Any, expected: set[int]) -> None:
    assert expected <= set(tried(LOAN, test, operand))


def test_a_date_is_tried_without_its_day_and_without_its_month() -> None:
    found = tried(START, "at_least: 2023-06-15", "2023-06-15")

    assert {"2023", "2023-06"} <= set(found)
    assert not {"202", "2023-", "2023-0", "2023-06-"} & set(found)


def test_a_text_fits_up_to_its_longest() -> None:
    most = FIELDS[NAME].max_chars
    assert most is not None

    assert [fits(FIELDS[NAME], value, of_item=False) for value in (5, "å", "å" * most, "å" * (most + 1))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_number_fits_within_both_its_limits() -> None:
    known = FIELDS["agenda_2030"]
    low, high = known.minimum, known.maximum
    assert low is not None
    assert high is not None

    fitting = [fits(known, value, of_item=True) for value in (low - 1, low, high, high + 1)]

    assert fitting == [False, True, True, False]


@pytest.mark.parametrize(
    ("low", "high", "fitting"),
    [(3, None, [3, 5]), (None, 3, [-2, 0, 3]), (None, 0, [-2, 0]), (0, None, [0, 3, 5]), (None, None, [-2, 0, 3, 5])],
)
def test_a_number_has_the_limits_that_the_form_states_and_no_other(
    low: int | None, high: int | None, fitting: list[int]
) -> None:
    known = FIELDS["social.need.evidence.value"]._replace(minimum=low, maximum=high)

    assert [value for value in (-2, 0, 3, 5) if fits(known, value, of_item=False)] == fitting


def test_a_list_fits_where_it_repeats_nothing_that_may_stand_once() -> None:
    known = FIELDS["social.effects"]
    first, second, *_ = known.values

    assert [fits(known, value, of_item=False) for value in ([first, second], [first, first])] == [True, False]


def test_the_kind_of_an_item_is_not_that_of_its_list() -> None:
    assert kind_at(FIELDS["investment.items"], of_item=True) is FieldKind.RECORD
    assert kind_at(FIELDS["agenda_2030"], of_item=True) is FieldKind.NUMBER


@pytest.mark.parametrize(
    ("pointer", "values"),
    [
        ("/project/area", ["housing", "safety", "health"]),
        ("/project/other_areas/0", ["housing", "safety", "health"]),
        ("/project/other_areas", [[], ["housing"]]),
        ("/agenda_2030/0", [1, 0, LARGE, 1, 17]),
        ("/social/need/evidence/0/value", [1, 0, LARGE]),
        ("/applicant/members/0/is_member", [True, False]),
        ("/applicant/members/0/code", ["0269", "0999"]),
        ("/applicant/org_number", ["212000-1355", "559999-9991"]),
        ("/applicant/name", TEXTS),
        ("/investment/items/0", [{}]),
        ("/investment/items", [[], [{}]]),
        ("/project", [{}]),
        # The limits of a date are years.
        ("/project/start", ["2020", "2199-12-31", "1901-01", 1900, 2200]),
    ],
)
def test_of_a_choice_all_are_tried_and_of_another_kind_few_that_are_far_apart(pointer: str, values: list[Any]) -> None:
    assert at(pointer) == values


def test_an_item_is_tried_as_its_type_is_written() -> None:
    numbers = FIELDS["social.interventions.linked_to"]._replace(item_type=FIELD_TYPES["organisation_number"])
    step = Step("/social/interventions/0/linked_to/0")

    assert list(around(step, {numbers.path: numbers})) == at("/applicant/org_number")


@pytest.mark.parametrize(
    ("path", "test", "operand", "negated", "first"),
    [
        (LOAN, "at_most: 5", 5, False, [5, 5, 6, 4]),
        (LOAN, "at_most: 5", 5, True, [6, 5, 6, 4]),
        # What a limit is of says nothing of the values beside it.
        (NAME, "min_chars: 3", 3, False, ["xxx"]),
        (NAME, "equals: abc", "abc", False, ["abc", "abc", TEXTS[0]]),
        (
            START,
            "more_than: 2023-06-15",
            "2023-06-15",
            False,
            ["2024", "2023-06-15", "2023-06-16", "2023-06-14", "2023", "2023-06"],
        ),
    ],
)
def test_what_is_asked_of_a_place_is_tried_first(
    path: str, test: str, operand: Any, negated: bool, first: list[Any]
) -> None:
    pointer = pointer_of(path)

    assert at(pointer, asked(f"{path}, {test}", pointer, operand, negated=negated)) == [*first, *at(pointer)]


def test_what_several_conditions_ask_of_a_place_is_tried_in_their_order() -> None:
    pointer = pointer_of(LOAN)
    least, most = asked(f"{LOAN}, at_least: 3", pointer, 3), asked(f"{LOAN}, at_most: 9", pointer, 9)

    assert at(pointer, least, most) == [*(3, 3, 4, 2), *(9, 9, 10, 8), *at(pointer)]


def test_of_a_column_both_ends_are_tried_and_what_it_has_not() -> None:
    pointer, field = "/project/location/municipality_code", "project.location.municipality_code"
    leaf = Leaf(Path.to_field(field, FieldKind.TEXT), Operator.FOUND_IN, Literal("x"), PackLocation("x.yaml", 1, 1))
    column = Column("places", "code", frozenset({"0180", "0269"}), frozenset())

    assert at(pointer, ValueConstraint(leaf, pointer, column)) == [
        "0180",
        "0180",
        "0269",
        "0189",
        TEXTS[0],
        "0269",
        "0999",
    ]


def test_an_input_of_a_computed_value_is_tried_small_and_large() -> None:
    assert tried(LOAN) == [1, 0, LARGE, 0, LARGE]
    assert at(pointer_of(LOAN), asked("derived.loan_share, at_most: 5", "", 5)) == [1, LARGE, *tried(LOAN)]


def test_values_that_stand_nowhere_else_are_made_of_the_number_of_the_innermost_item() -> None:
    text = asked("social.goals, unique: id", "/social/goals", "id")
    number = asked("agenda_2030, unique: true", "/agenda_2030", operand=True)

    assert at("/social/goals/3/id", text) == ["x3", "x3 x", *TEXTS]
    assert at("/social/goals/3/indicators/5/name", text) == ["x5", "x5 x", *TEXTS]
    assert at("/social/goals/12/id", text)[:2] == ["x12", "x12 x"]
    assert at("/agenda_2030/4", number)[:3] == [5, 1_000_004, 1]
    assert at("/agenda_2030", number)[0] == [1]


def test_a_condition_on_a_place_alone_is_on_its_value_and_names_what_it_is_held_against() -> None:
    pointer = pointer_of(LOAN)
    own, joining = asked(f"{LOAN}, at_most: 5", pointer, 5), asked(f"{LOAN}, at_most: 5", pointer, None)
    others = asked(f"{LOAN}, at_most: 5", "/investment/green_loan", 5)

    assert [is_local(wanted, Step(pointer)) for wanted in (own, joining, others)] == [True, False, False]
    assert at(pointer, joining) == at(pointer, others) == at(pointer)


def test_a_condition_that_a_value_stands_nowhere_else_is_on_a_list_and_not_on_the_place() -> None:
    unique = asked("agenda_2030, unique: true", "/agenda_2030", operand=True)
    short = asked("agenda_2030, max_items: 1", "/agenda_2030", 1)

    assert is_of_unique(unique, Step("/agenda_2030/4"))
    assert not is_of_unique(unique, Step("/agenda_2030"))
    assert not is_of_unique(short, Step("/agenda_2030/4"))


@pytest.mark.parametrize(
    ("path", "fitting", "others"),
    [
        # A loan of nothing is no answer, a green loan of nothing is one.
        (LOAN, [1, LARGE], [0, -1, LARGE + 1]),
        ("investment.green_loan", [0, LARGE], [-1, LARGE + 1]),
        ("social.need.evidence.value", [-1, LARGE + 1], [None, [], (1, 2)]),
        (START, ["1900", "2200-12-31", 2000], ["1899-12-31", "2201-01", None, []]),
        ("investment.items", [[{}], [{}, {}]], [[], "x", {}]),
        ("agenda_2030", [[], [1, 2]], [[1, 1], 1]),
        ("applicant.member.is_member", [True, False], [None]),
        ("project", [{"title": "x"}], []),
    ],
)
def test_a_value_fits_that_the_form_allows_and_that_is_an_answer(
    path: str, fitting: list[Any], others: list[Any]
) -> None:
    assert [value for value in (*fitting, *others) if fits(FIELDS[path], value, of_item=False)] == fitting


def test_an_item_is_not_held_against_what_is_no_answer_in_the_list() -> None:
    assert fits(FIELDS["investment.items"], {}, of_item=True)
    assert fits(FIELDS["social.effects"], "education", of_item=True)
    assert not fits(FIELDS["social.effects"], ["education"], of_item=True)
