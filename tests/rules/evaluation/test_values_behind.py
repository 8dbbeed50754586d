"""Places that values are computed from: of values over chosen items, over no items and over other values."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest

from sociallan.application.read import read
from sociallan.rules.condition import Value
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operations import OPERATIONS
from tests.builders import DAY, computed, example, examples, loaded, small_pack
from tests.sampling import sampled

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
both: {label: {sv: k, en: k}, unit: kr, sum: investment.items.cost, where: {all: [
  {field: item.cost, less_than: {field: investment.loan}}, {field: item.description, equals: {field: applicant.name}}]}}
either: {label: {sv: l, en: l}, unit: kr, sum: investment.items.cost, where: {any: [
  {field: item.nature, equals: capital}, {field: item.description, equals: Torget}]}}
last: {label: {sv: m, en: m}, unit: none, max: social.goals.indicators.target.year,
  where: {field: item.direction, equals: up}}
most: {label: {sv: d, en: d}, unit: kr, max: investment.items.cost, where: {field: item.nature, equals: capital}}
"""


@cache
def values() -> Mapping[str, Value]:
    return loaded(small_pack(values=VALUES)).values


def facts(value: Any) -> Facts:
    return Facts(value, (), DAY)


def applications() -> Iterator[Any]:
    """Yield applications in which everything is stated: each choice of two parts, and two goals."""
    parts = [
        {"id": "I1", "cost": cost, "nature": nature, "description": text}
        for cost, nature, text in product((1, 3), ("capital", "operating"), ("Torget", "Parken"))
    ]
    goals = [
        {"indicators": [{"direction": way, "target": {"year": year}} for way, year in zip(ways, years, strict=True)]}
        for ways, years in ((("up", "down"), (2029, 2031)), (("down", "up"), (2032, 2030)))
    ]
    for items in product(parts, repeat=2):
        investment = {"loan": 2, "items": [*items]}
        yield {"applicant": {"name": "Torget"}, "investment": investment, "social": {"goals": goals}}


def only(value: Any, kept: Collection[str], pointer: str = "") -> Any:
    """Return an application of which every field is missing but those at some pointers; lists keep their items."""
    if pointer in kept:
        return value
    if isinstance(value, dict):
        return {name: only(part, kept, f"{pointer}/{name}") for name, part in value.items()}
    if isinstance(value, list):
        return [only(part, kept, f"{pointer}/{index}") for index, part in enumerate(value)]
    return None


def of_all_it_takes(several: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the values behind which all stands that they take: behind a list stand its items, not what chose them."""
    return {name: each for name, each in several.items() if each.operation and not OPERATIONS[each.operation].partial}


@pytest.mark.parametrize("name", of_all_it_takes(values()))
def test_what_is_behind_a_value_is_all_that_it_takes(name: str) -> None:
    value, known = values()[name], 0
    for application in applications():
        whole = facts(application)
        found, behind = whole.get(value), dict(whole.behind(value))
        known += found is not None

        assert behind == {pointer: whole.at(pointer) for pointer in behind}
        assert found is None or facts(only(application, behind)).get(value) == found
    assert known >= 40


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready"), 4))
def test_what_is_behind_a_value_of_the_pack_is_all_that_it_takes(name: str) -> None:
    application = read(example(name)).value
    whole = facts(application)
    for value in of_all_it_takes(computed()).values():
        if (found := whole.get(value)) is not None:
            assert facts(only(application, dict(whole.behind(value)))).get(value) == found, value.name


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


def test_items_are_chosen_from_every_list_within_a_list() -> None:
    value, application = values()["last"], next(applications())

    assert facts(application).get(value) == 2030
    for goal in application["social"]["goals"]:
        goal["indicators"] = [{**each, "target": {"year": None}} for each in goal["indicators"]]
    places = [f"/social/goals/{place}/target/year" for place in ("0/indicators/0", "1/indicators/1")]
    assert facts(application).behind(value) == tuple((place, None) for place in places)


def test_a_text_in_the_place_of_a_record_chooses_no_item() -> None:
    assert facts({"investment": {"items": ITEMS}, "applicant": "Kommunen"}).get(values()["named"]) is None
