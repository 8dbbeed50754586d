"""Copies of an application with other values in it."""

import pytest

from sociallan.application.walking import with_value


@pytest.mark.parametrize(
    ("step", "expected"), [("0", ["new", "b"]), ("1", ["a", "new"]), ("2", ["a", "b", "new"]), ("-", ["a", "b", "new"])]
)
def test_an_item_is_set_in_its_place_or_put_last(step: str, expected: list[str]) -> None:
    given = {"list": ["a", "b"]}

    assert with_value(given, ["list", step], "new") == {"list": expected}
    assert given == {"list": ["a", "b"]}
