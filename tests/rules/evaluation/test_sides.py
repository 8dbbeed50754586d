"""The places that the sides of a test come from: what is missing, what is stated, and the lists that are empty."""

from typing import Any

import pytest

from sociallan.rules.condition import Leaf
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.sides import Sides, list_pointer, places_of_items
from sociallan.rules.outcome import ValueConstraint
from tests.builders import TODAY, condition

LOAN, GREEN, COST, ITEMS, GRANTS = (
    f"/investment/{name}" for name in ("loan", "green_loan", "total_cost", "items", "grants")
)


def leaf_of(text: str) -> Leaf:
    leaf = condition(f"{{{text}}}")
    assert isinstance(leaf, Leaf)
    return leaf


def sides(text: str, given: Any, subject: str = "", other: str = "") -> Sides:
    """Return the places of a test on an investment."""
    return Sides(Facts({"investment": given}, (), TODAY), ValueConstraint(leaf_of(text), subject, None, other))


@pytest.mark.parametrize(
    ("given", "missing", "stated"),
    [
        ({}, (LOAN, COST), ()),
        ({"loan": 5}, (COST,), (LOAN,)),
        ({"total_cost": 5}, (LOAN,), (COST,)),
        ({"loan": 5, "total_cost": 9}, (), (LOAN, COST)),
        # An amount of 0 is stated as any other.
        ({"loan": 0}, (COST,), (LOAN,)),
        ({"total_cost": 0}, (LOAN,), (COST,)),
    ],
)
def test_a_field_is_a_place_of_its_own(given: Any, missing: tuple[str, ...], stated: tuple[str, ...]) -> None:
    found = sides("field: investment.loan, at_most: {field: investment.total_cost}", given, LOAN, COST)

    assert (found.missing, found.stated, found.behind, found.empty) == (missing, stated, set(), set())


def test_a_literal_has_no_place() -> None:
    found = sides("field: investment.loan, at_most: 5", {"loan": 9}, LOAN)

    assert (found.missing, found.stated) == ((), (LOAN,))


@pytest.mark.parametrize(
    ("value", "given", "missing", "stated"),
    [
        ("loan_share", {}, (LOAN, COST), ()),
        ("loan_share", {"loan": 5}, (COST,), (LOAN,)),
        ("loan_share", {"loan": 5, "total_cost": 9}, (), (LOAN, COST)),
        # An amount of 0 is stated as any other, and so is a sum of 0.
        ("loans", {"green_loan": 0}, (LOAN,), (GREEN,)),
        ("loans", {"loan": 0, "green_loan": 0}, (), (LOAN, GREEN)),
        # Of several that are stated the first comes first.
        ("financing_total", {"loan": 5, "green_loan": 3}, (GRANTS,), (LOAN, GREEN)),
        # What another value comes from is found behind that.
        (
            "cost_without_operating",
            {"items": [{"nature": "operating", "cost": 3}]},
            (COST,),
            (f"{ITEMS}/0/cost",),
        ),
    ],
)
def test_the_places_of_a_computed_value_are_those_that_it_comes_from(
    value: str, given: Any, missing: tuple[str, ...], stated: tuple[str, ...]
) -> None:
    found = sides(f"field: derived.{value}, at_most: 5", given)

    assert (found.missing, found.stated, found.empty) == (missing, stated, set())


def test_behind_a_computed_value_stands_what_is_missing_of_it() -> None:
    assert sides("field: derived.loan_share, at_most: 5", {"loan": 5}).behind == {COST}
    assert sides("field: derived.loan_share, at_most: 5", {"loan": 5, "total_cost": 9}).behind == {LOAN, COST}


@pytest.mark.parametrize(
    ("text", "given", "empty"),
    [
        ("field: derived.items_total, at_most: 5", {}, {ITEMS}),
        ("field: derived.items_total, at_most: 5", {"items": [{}]}, set()),
        # A loan is added to what the list comes to: it need not have items.
        ("field: derived.loan_and_grants, at_most: 5", {"loan": 5}, set()),
        ("field: derived.loan_and_grants, at_most: 5", {}, set()),
    ],
)
def test_a_list_is_empty_where_a_value_is_computed_from_nothing_else(text: str, given: Any, empty: set[str]) -> None:
    assert sides(text, given).empty == empty


def test_what_gives_no_value_is_told_as_missing_and_not_as_stated() -> None:
    found = sides("field: derived.loan_share, at_most: 5", {"loan": 5, "total_cost": 0})

    assert (found.missing, found.stated) == ((COST,), (LOAN,))


def test_both_sides_may_be_computed() -> None:
    found = sides("field: derived.items_total, at_most: {field: derived.loans}", {"loan": 5, "green_loan": 3})

    assert (found.missing, found.stated) == ((ITEMS,), (LOAN, GREEN))
    assert (found.behind, found.empty) == ({ITEMS, LOAN, GREEN}, {ITEMS})


def test_the_first_list_on_the_way_to_a_field_is_pointed_at() -> None:
    assert list_pointer("social.goals[].indicators[].target.year") == "/social/goals"
    assert list_pointer("agenda_2030[]") == "/agenda_2030"


@pytest.mark.parametrize(("key", "places"), [(True, ("/x/0", "/x/2")), ("id", ("/x/0/id", "/x/2/id"))])
def test_the_values_of_a_list_are_its_items_or_a_field_of_them(key: Any, places: tuple[str, ...]) -> None:
    leaf = leaf_of("field: social.effects, unique: true")

    assert places_of_items(leaf, key, "/x", Facts({}, (), TODAY), [0, 2]) == places


def test_the_values_of_a_computed_list_are_those_that_it_comes_from() -> None:
    facts = Facts({"investment": {"items": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}}, (), TODAY)
    leaf = leaf_of("field: derived.item_ids, unique: true")

    assert places_of_items(leaf, key=True, pointer="", facts=facts, indexes=[0, 2]) == (
        f"{ITEMS}/0/id",
        f"{ITEMS}/2/id",
    )
