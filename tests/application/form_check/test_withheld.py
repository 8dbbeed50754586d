"""Values withheld without a look at each: from where enough faults have been found, and no earlier."""

from sociallan.application.form_check.withheld import unchecked_items
from sociallan.application.source import Limits

SCHEMA = {"properties": {"texts": {"items": {"type": "string"}}}}
MOST = 10 * Limits().findings


def test_wrong_items_are_looked_at_until_they_hold_enough_faults() -> None:
    assert list(unchecked_items({"texts": [1] * MOST}, SCHEMA, {})) == []
    assert list(unchecked_items({"texts": [1] * (MOST + 2)}, SCHEMA, {})) == [("texts", MOST), ("texts", MOST + 1)]


def test_items_that_are_right_or_empty_count_for_nothing() -> None:
    assert list(unchecked_items({"texts": ["a", None] * MOST + [1] * MOST}, SCHEMA, {})) == []


def test_an_item_counts_for_as_many_faults_as_it_has_values() -> None:
    large = [[0] * (MOST - 1)]

    assert list(unchecked_items({"texts": [*large, 1, "a", 2]}, SCHEMA, {})) == [("texts", 1), ("texts", 3)]
