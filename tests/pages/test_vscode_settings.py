"""The settings for VS Code: what stands there is kept, and what cannot be kept is left alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from sociallan.pages.vscode_settings import (
    EXTENSION,
    SCHEMA,
    NotMergedError,
    OtherSchemaError,
    is_own,
    with_extension,
    with_schema,
)

PATTERNS = ("*.yaml", "*.yml")
OWN = f"./{SCHEMA}"
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_SETTINGS = st.dictionaries(st.text(), _VALUES, max_size=5)


@pytest.mark.slow
@limits(max_examples=30)
@given(settings=_SETTINGS, indent=st.sampled_from([None, 2, 4, "\t"]))
def test_every_other_setting_is_kept_and_a_second_time_changes_nothing(
    settings: dict[str, Any], indent: int | str | None
) -> None:
    text = json.dumps(settings, ensure_ascii=False, indent=indent)
    for merged in (lambda each: with_schema(each, PATTERNS), with_extension):
        written = merged(text)
        assert [pair for pair in json.loads(written).items() if pair[0] in settings] == list(settings.items())
        assert len(json.loads(written)) == len(settings) + 1
        assert merged(written) == written


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // Vår mapp\n  "a": 1\n}',
        '{"a": 1,}',
        '{"a": 1, "a": 2}',
        "[]",
        '{"a": "\\ud800"}',
        '{"a": 1e999}',
        "\0",
        "[" * 100_000,
        '{"yaml.schemas": [], "recommendations": {}}',
    ],
)
def test_what_would_be_lost_is_not_written(text: str) -> None:
    with pytest.raises(NotMergedError):
        with_schema(text, PATTERNS)
    with pytest.raises(NotMergedError):
        with_extension(text)


@pytest.mark.parametrize("files", ["*.yml", ["a.json", "*.yaml"]])
def test_the_schema_of_another_is_not_replaced(files: object) -> None:
    with pytest.raises(OtherSchemaError, match=r"^https://other$"):
        with_schema(json.dumps({"yaml.schemas": {"https://other": files}}), PATTERNS)


def test_a_schema_for_other_files_stays_beside_ours_and_files_are_added() -> None:
    text = json.dumps({"yaml.schemas": {"https://other": "ci.yml", OWN: "*.yml"}})

    assert json.loads(with_schema(text, ("ansokan.yaml",)))["yaml.schemas"] == {
        "https://other": "ci.yml",
        OWN: ["*.yml", "ansokan.yaml"],
    }


def test_indentation_stays_and_the_extension_is_known_in_any_case() -> None:
    assert with_schema('{\n\t"a": 1\n}\n', ("a.yaml",)).startswith('{\n\t"a": 1,\n\t"yaml.schemas": {\n\t\t"./.vscode')
    known = json.dumps({"recommendations": [EXTENSION.title()]})
    assert with_extension(known) == known


def test_only_a_schema_of_applications_is_ours() -> None:
    assert is_own('{"$id": "urn:sociallan:schema:application:lsh:1"}')
    assert not any(is_own(text) for text in ("", "{}", "[]", '{"$id": 1}', '{"$id": "urn:other"}'))
