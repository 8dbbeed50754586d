"""Pieces of generated source: numbers of truths, values that are looked up, and functions over items."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest

from sociallan.rules.evaluation.generated_source import FALSE, MISSING, NUMBERS, TRUE, Frame
from sociallan.rules.truth import Truth

_NOT_FALSE = (Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING)


@pytest.mark.parametrize(("one", "other"), [*product(_NOT_FALSE, repeat=2)])
def test_of_truths_none_of_which_is_false_the_greatest_is_the_disjunction(one: Truth, other: Truth) -> None:
    assert NUMBERS[one] | NUMBERS[other] == NUMBERS[max(one, other)]


def test_what_is_used_once_is_written_in_its_place_and_what_is_used_twice_is_looked_up_first() -> None:
    frame = Frame()
    frame.looked_up = {"v1": "scope['a']", "v2": "v1.get('b')", "v3": "scope['c']"}

    assert frame.written(["v2 + v2", "v3"]) == (["v2 = scope['a'].get('b')"], ["v2 + v2", "scope['c']"])


def over(items: Sequence[Any], *, is_each: bool, fewest: int = 0) -> Any:
    """Call a generated function with items that are the numbers of truths."""
    lines = Frame("item", "i1").over_items("told", "i1", is_each=is_each, fewest=fewest)
    names: dict[str, Any] = {"EMPTY": MISSING}
    exec("\n".join(lines), names)
    return names["told"](items, {}, None)


@pytest.mark.parametrize(("fewest", "number"), [(0, TRUE), (1, TRUE), (2, TRUE), (3, FALSE)])
def test_of_too_few_items_none_is_tried(fewest: int, number: int) -> None:
    assert over([TRUE, TRUE], is_each=True, fewest=fewest) == number


@pytest.mark.parametrize(
    ("is_each", "items", "number"),
    [
        (True, [], TRUE),
        (True, [TRUE, None], MISSING),
        (True, [None, FALSE], FALSE),
        (False, [], FALSE),
        (False, [FALSE, None], MISSING),
        (False, [None, TRUE], TRUE),
    ],
)
def test_the_items_are_walked_until_one_decides(is_each: bool, items: Sequence[Any], number: int) -> None:
    assert over(items, is_each=is_each) == number


@pytest.mark.parametrize("calls_closures", [False, True])
def test_an_item_is_put_into_the_scope_for_closures_alone(calls_closures: bool) -> None:
    frame = Frame("item", "i1")
    if calls_closures:
        frame.calls_closures = True

    lines = frame.over_items("told", "i1", is_each=True, fewest=0)

    assert ("        scope['item'] = i1" in lines) is calls_closures
