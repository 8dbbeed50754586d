"""Values withheld without a look at each, from where enough faults have been found, and copies with others."""

from typing import Any

import pytest

from sociallan.application.form_check.string_formats import FORMATS
from sociallan.application.form_check.withheld import oversized_lists, replaced, unchecked_items, without
from sociallan.application.source import Limits

SCHEMA = {"properties": {"texts": {"items": {"type": "string"}}}}
MOST = 10 * Limits().findings


def test_wrong_items_are_looked_at_until_they_hold_enough_faults() -> None:
    assert list(unchecked_items({"texts": [1] * MOST}, SCHEMA, {})) == []
    assert list(unchecked_items({"texts": [1] * (MOST + 2)}, SCHEMA, {})) == [("texts", MOST), ("texts", MOST + 1)]


def test_an_item_that_is_wrong_in_its_format_alone_is_wrong() -> None:
    schema = {"properties": {"texts": {"items": {"type": "string", "format": "date"}}}}
    value = {"texts": ["2024-01-01", "någon gång"] * (MOST + 1)}

    assert list(unchecked_items(value, schema, FORMATS)) == [("texts", 2 * MOST + 1)]
    assert list(unchecked_items(value, schema, {})) == []


@pytest.mark.parametrize("names", [("texts", "more"), ("more", "texts")])
def test_wrong_items_of_all_lists_count_together_in_the_order_of_the_lists(names: tuple[str, str]) -> None:
    texts = SCHEMA["properties"]["texts"]
    schema = {"properties": {"texts": texts, "more": texts}}
    first, second = names

    found = list(unchecked_items({first: [1] * MOST, "unknown": [1], second: ["a", 1, None, 2]}, schema, {}))

    assert found == [(second, 1), (second, 3)]


@pytest.mark.parametrize("wrong", [0, False, [], {}])
def test_an_item_that_holds_nothing_is_wrong_where_it_is_of_another_type(wrong: Any) -> None:
    assert list(unchecked_items({"texts": [wrong] * (MOST + 1)}, SCHEMA, {})) == [("texts", MOST)]


def test_items_that_are_right_or_empty_count_for_nothing() -> None:
    assert list(unchecked_items({"texts": ["a", None] * MOST + [1] * MOST}, SCHEMA, {})) == []


@pytest.mark.parametrize("large", [[0] * (MOST - 1), dict.fromkeys(map(str, range(MOST - 1)), 0)])
def test_an_item_counts_for_as_many_faults_as_it_has_values_and_one_for_itself(large: Any) -> None:
    assert list(unchecked_items({"texts": [large, 1, "a", 2]}, SCHEMA, {})) == [("texts", 1), ("texts", 3)]

    smaller = large[1:] if isinstance(large, list) else dict([*large.items()][1:])
    assert list(unchecked_items({"texts": [smaller, 1, "a", 2]}, SCHEMA, {})) == [("texts", 3)]


def test_the_values_of_a_record_are_no_items() -> None:
    schema = {"properties": {"texts": {"items": {"type": "number"}}}}

    assert list(unchecked_items({"texts": dict.fromkeys(map(str, range(2 * MOST)), 0)}, schema, {})) == []


@pytest.mark.parametrize("beside", [[1] * MOST, "x", None, {"texts": [1]}, {"x": [1]}])
def test_only_lists_of_which_the_form_knows_the_items_are_looked_at(beside: Any) -> None:
    schema = {"properties": {"record": SCHEMA, "plain": {}, "texts": SCHEMA["properties"]["texts"]}}
    wrong = {"texts": [1] * (MOST + 1)}

    for value in ({"record": wrong}, {"record": wrong, "plain": beside}, {"record": wrong, "unknown": beside}):
        assert list(unchecked_items(value, schema, {})) == [("record", "texts", MOST)]
    assert list(unchecked_items([wrong], schema, {})) == []


LISTS = {
    "properties": {
        "goals": {"maxItems": 2, "items": {"properties": {"names": {"maxItems": 1, "items": {}}}}},
        "rows": {"items": {"maxItems": 1, "items": {}}},
        "record": {"properties": {"names": {"maxItems": 1, "items": {}}}},
        "plain": {},
    }
}


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ({"goals": [{}]}, []),
        ({"goals": [{}, {}]}, []),
        ({"goals": [{}, {}, {}]}, [("goals",)]),
        ({"goals": [{"names": [1, 2]}, {"names": [1]}, {"names": [1, 2]}]}, [("goals",)]),
        ({"goals": [{"names": [1, 2]}, {"names": [1]}]}, [("goals", 0, "names")]),
        ({"rows": [[1], [1, 2], "xy", None]}, [("rows", 1)]),
        ({"record": {"names": [1, 2]}}, [("record", "names")]),
        ({"record": {"names": [1, 2]}, "goals": [{}, {}, {}]}, [("record", "names"), ("goals",)]),
        ({"plain": [1, 2, 3], "unknown": [1, 2, 3]}, []),
        ({"plain": {"x": [1, 2, 3]}}, []),
        ({"goals": "many", "record": None}, []),
        ([1, 2, 3], []),
        ("many", []),
    ],
)
def test_a_list_with_more_items_than_allowed_is_found_and_none_in_it(value: Any, paths: Any) -> None:
    assert list(oversized_lists(value, LISTS)) == paths


@pytest.mark.parametrize(
    ("changes", "copy"),
    [
        ({}, {"a": {"b": 1, "c": [2, 3]}, "d": None}),
        ({("a", "b"): 5}, {"a": {"b": 5, "c": [2, 3]}, "d": None}),
        ({("a", "c", 1): 5, ("d",): 6}, {"a": {"b": 1, "c": [2, 5]}, "d": 6}),
        ({("a", "b"): 5, ("a",): 6}, {"a": 6, "d": None}),
        ({("a",): 6, ("a", "b"): 5}, {"a": 6, "d": None}),
        ({("a", "c", 0): 5, ("a", "c"): [7]}, {"a": {"b": 1, "c": [7]}, "d": None}),
        # Nothing stands below what is missing.
        ({("d", "e"): 5}, {"a": {"b": 1, "c": [2, 3]}, "d": None}),
        ({(): 5, ("a",): 6}, 5),
    ],
)
def test_a_copy_has_other_values_at_some_paths_and_the_value_itself_stays(changes: Any, copy: Any) -> None:
    value: Any = {"a": {"b": 1, "c": [2, 3]}, "d": None}

    assert replaced(value, changes) == copy
    assert value == {"a": {"b": 1, "c": [2, 3]}, "d": None}


def test_of_a_copy_only_what_is_changed_is_another() -> None:
    value = {"a": {"b": [1]}, "c": {"d": [2]}}

    copy = without(value, [("a", "b")])

    assert copy == {"a": {"b": None}, "c": {"d": [2]}}
    assert copy["c"] is value["c"]
    assert without(value, []) is value
    assert without(value, [()]) is None
