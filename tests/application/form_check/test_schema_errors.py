"""Both validators find the same: what the schema allows, and each violation with its place."""

import runpy
import sys
from collections.abc import Callable
from typing import Any

import pytest

from sociallan.application.form_check import schema_errors
from sociallan.application.form_check.schema_errors import (
    Formats,
    Mismatch,
    ReferenceValidator,
    RustValidator,
    Schema,
    Validator,
    repeats,
    validator,
)

FORMATS: Formats = {
    "even": lambda value: not isinstance(value, str) or len(value) % 2 == 0,
    "small": lambda value: not isinstance(value, str) or value.islower(),
}
SCHEMA: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string", "maxLength": 4},
        "code": {"type": "string", "pattern": "^[0-9]{2}$"},
        "word": {"type": "string", "pattern": "[a-z]"},
        "pair": {"type": "string", "format": "even"},
        "small": {"type": "string", "format": "small"},
        "day": {"type": "string", "format": "date"},
        "once": {"type": "array", "uniqueItems": True, "items": {"type": ["string", "number", "boolean", "null"]}},
        "often": {"type": "array", "uniqueItems": False, "items": {"type": ["string", "null"]}},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"cost": {"minimum": 0}}}},
    },
}
LONE_SURROGATE = "\ud800"


@pytest.mark.parametrize("made", [RustValidator, ReferenceValidator])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, []),
        ({"text": "torg"}, []),
        ({"text": "torget"}, [Mismatch("maxLength", ("text",))]),
        ({"text": 4}, [Mismatch("type", ("text",))]),
        ({"text": LONE_SURROGATE}, []),
        ({"text": LONE_SURROGATE * 5}, [Mismatch("maxLength", ("text",))]),
        ({"code": "12"}, []),
        ({"code": "12\n"}, [Mismatch("pattern", ("code",))]),
        ({"code": LONE_SURROGATE}, [Mismatch("pattern", ("code",))]),
        ({"code": 12}, [Mismatch("type", ("code",))]),
        ({"word": "1a2"}, []),
        ({"pair": "ab"}, []),
        ({"pair": "abc"}, [Mismatch("format", ("pair",))]),
        ({"small": "ab"}, []),
        ({"small": "Ab"}, [Mismatch("format", ("small",))]),
        ({"pair": LONE_SURROGATE * 2}, []),
        ({LONE_SURROGATE: 1}, [Mismatch("additionalProperties", ())]),
        ({"once": ["a", "b", None]}, []),
        ({"once": ["a", "b", "a"]}, [Mismatch("uniqueItems", ("once",))]),
        ({"once": [LONE_SURROGATE, "b", LONE_SURROGATE]}, [Mismatch("uniqueItems", ("once",))]),
        ({"once": [1, 1.0]}, [Mismatch("uniqueItems", ("once",))]),
        ({"once": [1, True, 0, False, "1"]}, []),
        ({"often": ["a", "a", None, None]}, []),
        ({"parts": [{"cost": 1}, {"cost": -1}]}, [Mismatch("minimum", ("parts", 1, "cost"))]),
        ({"text": 4, "torg": 1}, [Mismatch("additionalProperties", ()), Mismatch("type", ("text",))]),
        ([], [Mismatch("type", ())]),
    ],
)
def test_a_violation_is_told_with_its_keyword_and_its_place(
    made: Callable[[Schema, Formats], Validator], value: Any, expected: list[Mismatch]
) -> None:
    checker = made(SCHEMA, FORMATS)

    assert sorted(checker.mismatches(value)) == expected
    assert checker.is_valid(value) is (not expected)
    assert checker.mismatch(value) in (expected or (None,))


@pytest.mark.parametrize("made", [RustValidator, ReferenceValidator])
def test_a_gap_may_be_repeated(made: Callable[[Schema, Formats], Validator]) -> None:
    checker, value = made(SCHEMA, FORMATS), {"once": ["a", None, None]}

    assert list(checker.mismatches(value)) == []
    assert checker.mismatch(value) is None


@pytest.mark.parametrize("made", [RustValidator, ReferenceValidator])
def test_no_format_is_checked_that_is_not_given(made: Callable[[Schema, Formats], Validator]) -> None:
    assert made(SCHEMA, {}).is_valid({"pair": "abc", "day": "någon gång"})


def test_the_fast_validator_is_used_where_it_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(validator(SCHEMA), RustValidator)

    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    elsewhere = runpy.run_path(schema_errors.__file__)

    made = elsewhere["validator"](SCHEMA)
    assert isinstance(made, elsewhere["ReferenceValidator"])
    assert made.mismatch({"text": 4}) == Mismatch("type", ("text",))
    assert made.mismatch({"pair": "abc"}) is None
    assert elsewhere["validator"](SCHEMA, FORMATS).mismatch({"pair": "abc"}) == Mismatch("format", ("pair",))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([], False),
        (["a", "b"], False),
        (["a", "a"], True),
        ([0.5, 0.5], True),
        ([1, 1.0], True),
        ([True, True], True),
        ([True, 1], False),
        ([None, None], False),
        ([["a"], ["a"]], False),
        ("aa", False),
        (None, False),
    ],
)
def test_a_list_repeats_what_stands_twice_in_it(value: Any, *, expected: bool) -> None:
    assert repeats(value) is expected
