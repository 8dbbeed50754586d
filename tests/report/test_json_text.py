"""JSON with parts that are serialised already: each stands once, unquoted, wherever it is."""

import json

import pytest

from sociallan.report.json_text import JsonFragment, escaped, serialised

PART = JsonFragment('{"a": 1}')
VALUE = {"first": 1, "parts": [PART, PART], "second": "x", "more": [PART], "third": [2], "none": []}
READ = {"first": 1, "parts": [{"a": 1}] * 2, "second": "x", "more": [{"a": 1}], "third": [2], "none": []}


@pytest.mark.parametrize("indent", [None, ""])
@pytest.mark.parametrize("levels", [3, 4])
def test_parts_between_other_values_are_read_as_they_are(levels: int, indent: str | None) -> None:
    written = serialised(VALUE, levels, indent)

    assert json.loads(written) == READ
    assert [written.count(f'"{key}"') for key in VALUE] == [1] * len(VALUE)
    assert [*json.loads(written)] == [*VALUE]


def test_each_of_the_outer_levels_has_a_line_for_each_member() -> None:
    assert serialised({"a": {"b": [1, 2]}}, 2) == '{\n  "a": {\n    "b": [1, 2]\n  }\n}'


@pytest.mark.parametrize("sign", ["\x1b", "\u2028", "\u202e", "\ufeff"])
def test_signs_that_steer_are_escaped_and_read_as_themselves(sign: str) -> None:
    written = escaped(json.dumps(sign, ensure_ascii=False))

    assert sign not in written
    assert json.loads(written) == sign
