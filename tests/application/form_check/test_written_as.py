"""A suggestion as the file of a document holds it: YAML, JSON or a cell."""

import json

import pytest

from sociallan.application.form_check.written_as import written_as
from sociallan.application.location import Cell
from sociallan.application.read import read
from sociallan.application.source import Source

YAML, JSON = (read(Source(f"a.{ending}", b"{}")) for ending in ("yaml", "json"))


@pytest.mark.parametrize(
    ("suggestion", "as_json"),
    [
        ("housing", '"housing"'),
        ("'0180'", '"0180"'),
        ('"0180"', '"0180"'),
        ("10000000", "10000000"),
        ("2.5", "2.5"),
        ("true", "true"),
        ("2026-03", '"2026-03"'),
        ("[1, 2]", "[1, 2]"),
        ("[housing, safety]", '["housing", "safety"]'),
        ("[ok, 'a, b', \"c, d\"]", '["ok", "a, b", "c, d"]'),
        ("[3, 11]", "[3, 11]"),
        ("[Å]", '["Å"]'),
        ("[ett", '"[ett"'),
    ],
)  # fmt: skip
def test_a_suggestion_is_json_in_json_and_stays_as_it_is_in_yaml(suggestion: str, as_json: str) -> None:
    assert written_as(YAML, suggestion) == suggestion
    assert written_as(JSON, suggestion) == as_json
    json.loads(as_json)


def test_a_suggestion_stands_in_a_cell_without_quotation_marks() -> None:
    document = JSON._replace(cells=(Cell("A", "C7"),))

    assert written_as(document, "'0180'") == "0180"
    assert written_as(document, "housing") == "housing"
