"""Places that values are computed from: of values over chosen items, over no items and over other values."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from sociallan.rules.condition import Value
from sociallan.rules.evaluation.derived import Facts
from tests.builders import DAY, computed, loaded, small_pack

ITEMS = [{"id": "I1", "cost": 70, "nature": "capital"}, {"id": "I2", "cost": 30, "nature": "operating"}]

VALUES = """\
capital: {label: {sv: i, en: i}, unit: kr, sum: investment.items.cost, where: {field: item.nature, equals: capital}}
chosen_part: {label: {sv: j, en: j}, unit: percent, share: {part: investment.loan, whole: derived.capital}}
least: {label: {sv: a, en: a}, unit: kr, min: investment.items.cost}
items: {label: {sv: b, en: b}, unit: kr, sum: investment.items.cost}
part: {label: {sv: c, en: c}, unit: percent, share: {part: investment.loan, whole: derived.items}}
cheap: {label: {sv: f, en: f}, unit: none, list: investment.items.id,
  where: {field: item.cost, less_than: {field: investment.loan}}}
paid: {label: {sv: g, en: g}, unit: kr, sum: investment.items.cost,
  where: {field: item.cost, less_than: {field: investment.loan}}}
named: {label: {sv: h, en: h}, unit: kr, sum: investment.items.cost,
  where: {field: item.description, equals: {field: applicant.name}}}
most: {label: {sv: d, en: d}, unit: kr, max: investment.items.cost, where: {field: item.nature, equals: capital}}
"""


@cache
def values() -> Mapping[str, Value]:
    return loaded(small_pack(values=VALUES)).values


def facts(value: Any) -> Facts:
    return Facts(value, (), DAY)


@pytest.mark.parametrize(
    ("name", "items", "behind"),
    [
        ("least", [], [("/investment/items", [])]),
        ("part", [], [("/investment/items", [])]),
        ("part", [{"cost": 0}], [("/investment/items/0/cost", 0)]),
        ("most", [], [("/investment/items", [])]),
        ("most", [{"cost": 3, "nature": "operating"}], [("/investment/items/0/cost", 3)]),
        (
            "chosen_part",
            [{"cost": 0, "nature": "capital"}, {"cost": 3, "nature": "operating"}],
            [
                ("/investment/items/0/nature", "capital"),
                ("/investment/items/1/nature", "operating"),
                ("/investment/items/0/cost", 0),
                ("/investment/items/1/cost", 3),
            ],
        ),
    ],
)
def test_a_value_that_nothing_gives_comes_from_what_is_stated(name: str, items: Any, behind: Any) -> None:
    known = facts({"investment": {"loan": 5, "items": items}})
    value = values()[name]

    assert known.get(value) is None
    assert list(known.behind(value)) == behind


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("screening_date", {}),
        ("free_text", {"project": {"title": "Torget"}}),
        ("items_total", {"investment": {"items": []}}),
    ],
)
def test_a_value_that_no_field_gives_comes_from_none(name: str, value: Any) -> None:
    assert facts(value).behind(computed()[name]) == ()


@pytest.mark.parametrize(
    ("investment", "expected", "behind"),
    [
        ({"loan": 60, "items": ITEMS}, ["I2"], ["items/1/id"]),
        ({"loan": 20, "items": [*ITEMS, {}]}, None, ["items/2/cost", "items/2/id"]),
        ({"items": ITEMS}, None, ["loan"]),
    ],
)
def test_items_are_chosen_by_what_stands_outside_of_their_list(investment: Any, expected: Any, behind: Any) -> None:
    value = values()["cheap"]
    known = facts({"investment": investment})

    assert known.get(value) == expected
    assert [pointer for pointer, _ in known.behind(value)] == [f"/investment/{place}" for place in behind]


def test_a_sum_of_items_comes_from_what_they_are_chosen_by_first() -> None:
    value = values()["paid"]
    known = facts({"investment": {"loan": 60, "items": ITEMS[1:]}})

    assert [pointer for pointer, _ in known.behind(value)] == ["/investment/loan", "/investment/items/0/cost"]


def test_a_text_in_the_place_of_a_record_chooses_no_item() -> None:
    assert facts({"investment": {"items": ITEMS}, "applicant": "Kommunen"}).get(values()["named"]) is None
