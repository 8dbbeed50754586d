"""Values written as YAML: read back as they are, wherever they stand."""

from typing import Any

import pytest
import yaml

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.yaml_text import written
from sociallan.report.yaml_flow import flow

TEXTS = [
    "",
    " ",
    " a ",
    "a  b",
    "a\tb",
    "a\n",
    "\na",
    "a \nb",
    "a\r\nb",
    "a\x07b",
    "a\x85b",
    "a\u2028b",
    "\ufeffa",
    "a\ufffeb",
    "null",
    "Nej",
    "1_000",
    "0x1f",
    "---",
    "...\n---",
    "? a",
    "!a",
    "&a",
    "*a",
    "%a",
    "a\\b",
    "'\"",
    "ord " * 60 + "slut",
    "ord  " * 60 + "slut",
    "# " * 60 + "slut",
    "a\n\n\n  b\n c",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_back_as_it_is(text: str) -> None:
    value: dict[str, Any] = {"a": text, "b": [text, "x"], "c": [{"d": text, "e": {"f": text}}], "g": 1}

    document = read(Source("a.yaml", f"{written(value, 0)}\n".encode()))

    assert document.value == value
    assert document.findings == ()


@pytest.mark.parametrize("text", ["yes", "No", "NO", "on", "Off", "y", "N", "true", "Null", "ja", "nej", "2024-06"])
def test_a_text_is_a_text_for_a_reader_of_yaml_1_1_too(text: str) -> None:
    assert yaml.safe_load(written({"a": text, "b": [text]}, 0)) == {"a": text, "b": [text]}
    assert yaml.safe_load(flow({"a": text, "b": [text]})) == {"a": text, "b": [text]}


@pytest.mark.parametrize("value", [True, False, None, 0, -1.5, 1e-7, 10**14, [], [1, 2.5], [True, None]])
def test_a_value_is_read_back_as_it_is(value: Any) -> None:
    assert read(Source("a.yaml", f"{written({'a': value, 'b': 1}, 0)}\n".encode())).value == {"a": value, "b": 1}


@pytest.mark.parametrize("name", ["a b", "1", "null", "å:", "- a"])
def test_a_name_that_no_field_has_is_read_back_as_it_is(name: str) -> None:
    assert read(Source("a.yaml", f"{written({name: 1}, 0)}\n".encode())).value == {name: 1}
