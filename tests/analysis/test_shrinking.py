"""Applications without the parts that they do without."""

from sociallan.analysis.shrinking import shrunk


def test_what_is_not_needed_is_left_out_down_to_items_of_lists() -> None:
    given = {"a": {"b": 1, "c": [1, 2, {"d": 3, "e": 4}]}, "f": None}

    small = shrunk(
        given, lambda value: any(isinstance(item, dict) and "d" in item for item in value.get("a", {}).get("c", ()))
    )

    assert small == {"a": {"c": [{"d": 3}]}}
    assert given == {"a": {"b": 1, "c": [1, 2, {"d": 3, "e": 4}]}, "f": None}


def test_where_nothing_is_needed_nothing_is_left() -> None:
    assert shrunk({"a": [1, 2]}, lambda _: True) == {}
