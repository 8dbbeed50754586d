"""Derived values: what each of them is, when it is missing, and what it comes from."""

from typing import Any

import pytest

from sociallan.report.values import DERIVED_UNITS
from sociallan.rules.derived import DERIVED, Facts, strings, with_value
from tests.builders import DAY, detector, shape, words

ITEMS = [{"id": "I1", "cost": 70, "nature": "capital"}, {"id": "I2", "cost": 30, "nature": "operating"}]


def facts(value: Any, day: str = DAY) -> Facts:
    return Facts(value, tuple(text for _, text in strings(value)), day)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("items_total", {"investment": {"items": ITEMS}}, 100),
        ("items_total", {"investment": {"items": []}}, 0),
        ("operating_total", {"investment": {"items": ITEMS}}, 30),
        ("operating_total", {"investment": {"items": []}}, 0),
        ("cost_without_operating", {"investment": {"items": ITEMS, "total_cost": 100}}, 70),
        ("financing_total", {"investment": {"loan": 60, "green_loan": 0, "grants": []}}, 60),
        (
            "financing_total",
            {"investment": {"loan": 60, "green_loan": 10, "grants": [{"amount": 5}, {"amount": 1}]}},
            76,
        ),
        ("loan_share", {"investment": {"loan": 1, "total_cost": 3}}, 33.3),
        ("loan_share", {"investment": {"loan": 5, "total_cost": 0}}, 0),
        ("horizon_years", {"long_term": {"until": "2031"}, "project": {"end": "2020-06"}}, 11),
        ("horizon_years", {"long_term": {"until": 2019}, "project": {"end": 2020}}, -1),
        ("months_since_completion", {"project": {"end": "2024-06"}}, 7),
        ("months_since_completion", {"project": {"end": "2025-03"}}, -2),
        ("months_since_completion", {"project": {"end": 2023}}, 13),
        ("item_ids", {"investment": {"items": ITEMS}}, ["I1", "I2"]),
        ("item_ids", {"investment": {"items": [{"id": "I1"}, {}]}}, ["I1", None]),
        ("screening_date", {}, DAY),
        ("org_number_series", {"applicant": {"org_number": "212000-0142"}}, "municipality"),
        ("org_number_series", {"applicant": {"org_number": "232100-0016"}}, "region"),
        ("org_number_series", {"applicant": {"org_number": "222000-0000"}}, "municipal_federation"),
        ("org_number_series", {"applicant": {"org_number": "556000-0000"}}, "company"),
        ("org_number_series", {"applicant": {"org_number": "802000-0000"}}, "foundation"),
        ("org_number_series", {"applicant": {"org_number": "769600-0000"}}, "association"),
        ("org_number_series", {"applicant": {"org_number": "969600-0000"}}, "other"),
    ],
)
def test_a_derived_value_is(name: str, value: Any, expected: object) -> None:
    assert facts(value).get(name) == expected


@pytest.mark.parametrize(
    ("name", "value", "missing"),
    [
        ("items_total", {}, ["/investment/items"]),
        (
            "items_total",
            {"investment": {"items": [{"cost": 1}, {}, {"cost": None}]}},
            ["/investment/items/1/cost", "/investment/items/2/cost"],
        ),
        ("operating_total", {"investment": {"items": [{"cost": 1}]}}, ["/investment/items/0/nature"]),
        ("cost_without_operating", {"investment": {"items": []}}, ["/investment/total_cost"]),
        ("financing_total", {"investment": {"loan": 1}}, ["/investment/green_loan", "/investment/grants"]),
        ("loan_share", {"investment": {"loan": 1}}, ["/investment/total_cost"]),
        ("horizon_years", {"project": {"end": 2020}}, ["/long_term/until"]),
        ("months_since_completion", {}, ["/project/end"]),
        ("org_number_series", {"applicant": None}, ["/applicant/org_number"]),
    ],
)
def test_a_derived_value_is_missing_where_an_input_is(name: str, value: Any, missing: list[str]) -> None:
    known = facts(value)

    found = [pointer for path in DERIVED[name].inputs for pointer, there in known.inputs(path) if there is None]

    assert known.get(name) is None
    assert found == missing


def test_a_list_of_ids_is_missing_only_where_the_list_is() -> None:
    assert facts({}).get("item_ids") is None
    assert facts({"investment": {"items": []}}).get("item_ids") == []


def test_a_value_is_computed_once_and_stays() -> None:
    value = {"investment": {"items": [{"id": "I1", "cost": 1}]}}
    known = facts(value)

    first = known.get("items_total")
    value["investment"]["items"].append({"id": "I2", "cost": 1})

    assert (first, known.get("items_total")) == (1, 1)


def test_a_change_makes_a_copy_and_leaves_the_application_alone() -> None:
    value = {"investment": {"items": [{"cost": 1}]}}

    changed = facts(value).changed([("/investment/items/0/cost", 5), ("/investment/loan", 2), ("/social/goals/-", {})])

    assert changed.root == {"investment": {"items": [{"cost": 5}], "loan": 2}, "social": {"goals": [{}]}}
    assert value == {"investment": {"items": [{"cost": 1}]}}


def test_texts_that_mention_something_are_pointed_out_wherever_they_stand() -> None:
    known = facts({"project": {"summary": "Skriv till anna@exempel.se"}, "social": {"goals": [{"name": "a@b.se"}, {}]}})

    assert known.mentions(detector("emails", "email")) == ["/project/summary", "/social/goals/0/name"]
    assert known.mentions(detector("phones", "phone")) == []


def test_every_input_is_a_field_of_the_application() -> None:
    inputs = {path.replace("[]", "") for derived in DERIVED.values() for path in derived.inputs}

    assert inputs <= set(shape().fields)


def test_units_stand_where_values_are_declared_and_where_they_are_shown() -> None:
    assert {name: derived.unit for name, derived in DERIVED.items() if derived.unit} == dict(DERIVED_UNITS)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_derived_value_and_series_has_a_name(lang: str) -> None:
    said = words(lang)

    names = [said.say(f"field.derived.{name}") for name in DERIVED]
    series = [
        said.say(f"field.series.{facts({'applicant': {'org_number': sample}}).get('org_number_series')}")
        for sample in DERIVED["org_number_series"].samples
    ]

    assert all(names)
    assert all(series)


def test_each_sample_gives_a_series_of_its_own() -> None:
    samples = DERIVED["org_number_series"].samples

    series = {facts({"applicant": {"org_number": sample}}).get("org_number_series") for sample in samples}

    assert len(series) == len(samples)


@pytest.mark.parametrize(
    ("step", "expected"), [("0", ["new", "b"]), ("1", ["a", "new"]), ("2", ["a", "b", "new"]), ("-", ["a", "b", "new"])]
)
def test_an_item_is_set_in_its_place_or_put_last(step: str, expected: list[str]) -> None:
    given = {"list": ["a", "b"]}

    assert with_value(given, ["list", step], "new") == {"list": expected}
    assert given == {"list": ["a", "b"]}
