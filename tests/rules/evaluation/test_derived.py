"""The computed values of the pack lsh: what each of them is, when it is missing, and what it comes from."""

from fractions import Fraction
from typing import Any

import pytest

from sociallan.application.walking import texts
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operations import OPERATIONS, Operation, Takes
from sociallan.rules.truth import Truth
from tests.builders import DAY, computed, condition, decided, detector, finders, loaded, small_pack, values_text

ITEMS = [{"id": "I1", "cost": 70, "nature": "capital"}, {"id": "I2", "cost": 30, "nature": "operating"}]


def facts(value: Any, day: str = DAY) -> Facts:
    return Facts(value, texts(value), day)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("items_total", {"investment": {"items": ITEMS}}, 100),
        ("items_total", {"investment": {"items": []}}, 0),
        ("operating_total", {"investment": {"items": ITEMS}}, 30),
        ("operating_total", {"investment": {"items": []}}, 0),
        ("operating_total", {"investment": {"items": [{"nature": "capital"}, ITEMS[1]]}}, 30),
        ("cost_without_operating", {"investment": {"items": ITEMS, "total_cost": 100}}, 70),
        ("financing_total", {"investment": {"loan": 60, "green_loan": 0, "grants": []}}, 60),
        (
            "financing_total",
            {"investment": {"loan": 60, "green_loan": 10, "grants": [{"amount": 5}, {"amount": 1}]}},
            76,
        ),
        ("loan_share", {"investment": {"loan": 1, "total_cost": 3}}, Fraction(100, 3)),
        ("loan_share", {"investment": {"loan": 80_049, "total_cost": 100_000}}, Fraction(80_049, 1_000)),
        ("horizon_years", {"long_term": {"until": "2031"}, "project": {"end": "2020-06"}}, 11),
        ("horizon_years", {"long_term": {"until": 2019}, "project": {"end": 2020}}, -1),
        ("horizon_years", {"long_term": {"until": "2030-01-01"}, "project": {"end": "2027-12-31"}}, 2),
        ("months_since_completion", {"project": {"end": "2024-06"}}, 7),
        ("months_since_completion", {"project": {"end": "2025-03"}}, -2),
        ("months_since_completion", {"project": {"end": 2023}}, 13),
        ("months_since_completion", {"project": {"end": "2024-12-16"}}, 0),
        ("item_ids", {"investment": {"items": ITEMS}}, ["I1", "I2"]),
        ("item_ids", {"investment": {"items": [{"id": "I1"}, {}]}}, ["I1", None]),
        ("screening_date", {}, DAY),
        ("screening_year", {}, int(DAY[:4])),
        ("free_text", {"project": {"title": "Torget"}}, None),
        ("org_number_series", {"applicant": {"org_number": "212000-0142"}}, "municipality"),
        ("org_number_series", {"applicant": {"org_number": "232100-0016"}}, "region"),
        ("org_number_series", {"applicant": {"org_number": "222000-0000"}}, "municipal_federation"),
        ("org_number_series", {"applicant": {"org_number": "556000-0000"}}, "company"),
        ("org_number_series", {"applicant": {"org_number": "802000-0000"}}, "foundation"),
        ("org_number_series", {"applicant": {"org_number": "769600-0000"}}, "association"),
        ("org_number_series", {"applicant": {"org_number": "969600-0000"}}, "other"),
    ],
)
def test_a_computed_value_is_what_its_inputs_come_to(name: str, value: Any, expected: object) -> None:
    assert facts(value).get(computed()[name]) == expected


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
        ("operating_total", {"investment": {"items": [{"nature": "operating"}]}}, ["/investment/items/0/cost"]),
        (
            "operating_total",
            {"investment": {"items": [{"nature": "capital"}, {"nature": "operating"}, {}]}},
            ["/investment/items/2/nature", "/investment/items/1/cost", "/investment/items/2/cost"],
        ),
        ("cost_without_operating", {"investment": {"items": []}}, ["/investment/total_cost"]),
        ("cost_without_operating", {"investment": {"items": ITEMS}}, ["/investment/total_cost"]),
        ("cost_without_operating", {"investment": {"total_cost": 1}}, ["/investment/items"]),
        ("financing_total", {"investment": {"loan": 1}}, ["/investment/green_loan", "/investment/grants"]),
        ("loan_share", {"investment": {"loan": 1}}, ["/investment/total_cost"]),
        ("horizon_years", {"project": {"end": 2020}}, ["/long_term/until"]),
        ("months_since_completion", {}, ["/project/end"]),
        ("item_ids", {"investment": {}}, ["/investment/items"]),
        ("org_number_series", {"applicant": None}, ["/applicant/org_number"]),
    ],
)
def test_a_computed_value_is_missing_where_what_it_needs_is(name: str, value: Any, missing: list[str]) -> None:
    known = facts(value)

    assert known.get(computed()[name]) is None
    assert known.behind(computed()[name]) == tuple((pointer, None) for pointer in missing)


OF_LISTS = [name for name, spec in OPERATIONS.items() if spec.takes in (Takes.PATHS, Takes.LIST)]


@pytest.mark.parametrize("operation", OF_LISTS)
@pytest.mark.parametrize("missing", [None, {}])
def test_only_a_list_has_a_value_where_that_of_one_item_is_missing(operation: Operation, missing: Any) -> None:
    takes_lists = OPERATIONS[operation].takes is Takes.LIST
    path = "social.goals.indicators" if takes_lists else "investment.items.cost"
    unit = "count" if OPERATIONS[operation].counts else "kr"
    text = f"it:\n  label: {{sv: Det, en: It}}\n  unit: {unit}\n  {operation}: {path}\n"
    value = loaded(small_pack(values=text)).values["it"]

    def of_items(second: Any) -> Any:
        items = [{"cost": 1, "indicators": [{}]}, second]
        return facts({"investment": {"items": items}, "social": {"goals": items}}).get(value)

    assert of_items({"cost": 2, "indicators": []}) is not None
    assert (of_items(missing) is not None) is OPERATIONS[operation].partial


@pytest.mark.parametrize("operation", OF_LISTS)
def test_the_items_of_a_field_that_is_a_list_are_what_is_computed_from(operation: Operation) -> None:
    unit = "count" if OPERATIONS[operation].counts else "none"
    text = f"it:\n  label: {{sv: Det, en: It}}\n  unit: {unit}\n  {operation}: agenda_2030\n"
    value = loaded(small_pack(values=text)).values["it"]
    results = {"sum": 7, "count": 3, "distinct": 2, "min": 1, "max": 3, "list": [3, 1, 3]}

    assert facts({"agenda_2030": [3, 1, 3]}).get(value) == results[operation]


def test_a_share_of_nothing_is_missing_for_the_whole() -> None:
    known = facts({"investment": {"loan": 5_000_000, "total_cost": 0}})

    assert known.get(computed()["loan_share"]) is None
    assert known.behind(computed()["loan_share"]) == (("/investment/total_cost", 0),)


def test_of_many_items_only_those_that_are_left_out_are_not_gathered() -> None:
    items = [{"cost": number, "nature": "capital" if number == 1 else "operating"} for number in range(12)]
    gathered = facts({"investment": {"items": items}}).gathered(computed()["operating_total"])

    assert gathered == [[(f"/investment/items/{number}/cost", number) for number in range(12) if number != 1]]


def test_what_is_gathered_has_pointers_of_fields_alone_and_is_none_where_something_is_missing() -> None:
    value = computed()["cost_without_operating"]

    assert facts({"investment": {"items": ITEMS, "total_cost": 100}}).gathered(value) == [
        [("", 30)],
        [("/investment/total_cost", 100)],
    ]
    assert facts({"investment": {"items": ITEMS}}).gathered(value) is None


def test_a_value_comes_from_all_that_it_is_computed_from() -> None:
    known = facts({"investment": {"items": ITEMS, "total_cost": 100}})

    assert [pointer for pointer, _ in known.behind(computed()["cost_without_operating"])] == [
        "/investment/items/0/nature",
        "/investment/items/1/nature",
        "/investment/items/0/cost",
        "/investment/items/1/cost",
        "/investment/total_cost",
    ]


def test_a_list_of_another_value_comes_from_the_fields_of_that_value() -> None:
    values = (
        values_text()
        + """
amounts:
  label: {sv: Belopp, en: Amounts}
  unit: kr
  list: [derived.items_total, investment.loan]
"""
    )
    amounts = loaded({**small_pack(), "values.yaml": values}).values["amounts"]
    known = facts({"investment": {"items": ITEMS, "loan": 5}})

    assert known.get(amounts) == [100, 5]
    assert [pointer for pointer, _ in known.behind(amounts)] == [
        "/investment/items/0/cost",
        "/investment/items/1/cost",
        "/investment/loan",
    ]


def test_a_list_of_ids_is_missing_only_where_the_list_is() -> None:
    assert facts({}).get(computed()["item_ids"]) is None
    assert facts({"investment": {"items": []}}).get(computed()["item_ids"]) == []


def test_a_value_is_computed_once_and_stays() -> None:
    value = {"investment": {"items": [{"id": "I1", "cost": 1}]}}
    known, total = facts(value), computed()["items_total"]

    first = known.get(total)
    value["investment"]["items"].append({"id": "I2", "cost": 1})

    assert (first, known.get(total)) == (1, 1)


def test_a_change_makes_a_copy_and_leaves_the_application_alone() -> None:
    value = {"investment": {"items": [{"cost": 1}]}}

    changed = facts(value).changed([("/investment/items/0/cost", 5), ("/investment/loan", 2), ("/social/goals/-", {})])

    assert changed.root == {"investment": {"items": [{"cost": 5}], "loan": 2}, "social": {"goals": [{}]}}
    assert value == {"investment": {"items": [{"cost": 1}]}}


def test_what_is_not_read_stays_until_it_is_replaced() -> None:
    root = {"project": {"end": None, "title": "Torget"}}
    known = Facts(root, None, DAY, {"/project/end": "snart", "/project/start": "a@b.se"})

    assert [known.written(f"/project/{name}") for name in ("end", "title", "summary")] == ["snart", "Torget", None]
    assert known.at("/project/end") is None
    assert known.mentions(detector("emails", "email")) == ["/project/start"]
    changed = known.changed([("/project/end", "2030"), ("/project/title", "Parken")])
    assert [changed.written(f"/project/{name}") for name in ("end", "title", "start")] == ["2030", "Parken", "a@b.se"]
    assert changed.day == DAY


@pytest.mark.parametrize(
    ("words", "is_twice"), [("fler bor kvar", True), ("torget", True), ("parken", False), ("gatan", False)]
)
def test_the_same_words_stand_twice_whatever_is_between_them(words: str, is_twice: bool) -> None:
    given = {"project": {"summary": "Fler bor kvar!"}, "social": {"goals": [{"name": "fler  bor kvar"}, "Parken"]}}

    assert facts({**given, "names": ["Torget", "torget", "TORGET"]}).stands_twice(words) is is_twice


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("{field: derived.screening_year, at_least: 2000}", {}),
        ("{field: submitted, stated: true}", {"submitted": "2024"}),
        ("{field: applicant.name, stated: false}", {"applicant": "Kommunen"}),
        ("{field: applicant.name, stated: true}", {"applicant": {"name": "Kommunen"}}),
    ],
)
def test_a_condition_starts_from_records_fields_and_computed_values(asked: str, value: Any) -> None:
    assert decided(condition(asked), value) is Truth.TRUE


def test_texts_with_one_of_several_words_are_pointed_out_wherever_they_stand() -> None:
    known = facts({"project": {"summary": "Löner till personal", "title": "Torget"}, "notes": ["ny personal"]})

    assert known.mentions(finders(staff=["personal"])["staff"]) == ["/project/summary", "/notes/0"]


def test_texts_that_mention_something_are_pointed_out_wherever_they_stand() -> None:
    known = facts({"project": {"summary": "Skriv till anna@exempel.se"}, "social": {"goals": [{"name": "a@b.se"}, {}]}})

    assert known.mentions(detector("emails", "email")) == ["/project/summary", "/social/goals/0/name"]
    assert known.mentions(detector("phones", "phone")) == []


def test_each_sample_gives_a_series_of_its_own() -> None:
    series = computed()["org_number_series"]

    found = [facts({"applicant": {"org_number": sample}}).get(series) for sample in series.samples]

    assert sorted(found) == sorted(series.labels)


REACHED = {
    "people": [{"name": "Ekonomichefen", "mail": "a.b@kommun.se, 070-123 45 67, 191212121212"}],
    "people_met": "Skriv till c.d@kommun.se.",
}


@pytest.mark.parametrize(
    ("detect", "expected"),
    [("email", ["/people_met"]), ("phone", []), ("personal_number", ["/people/0/mail"])],
)
def test_in_fields_of_contacts_only_how_to_reach_someone_is_passed_over(detect: str, expected: list[str]) -> None:
    assert facts(REACHED).mentions(detector("d", detect, ["people"])) == expected


@pytest.mark.parametrize("detect", ["email", "phone", "personal_number"])
def test_without_fields_of_contacts_everything_is_searched(detect: str) -> None:
    assert "/people/0/mail" in facts(REACHED).mentions(detector("d", detect))
