"""From a form to the JSON Schema of an application in canonical form."""

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest

from sociallan.application.field import FieldKind
from sociallan.application.form_check.form_schema import form_schema
from tests.builders import example, examples, form
from tests.mutants import value_of

SCHEMA = form_schema(form())


def at(path: str) -> Mapping[str, Any]:
    """Return the schema of a field, of the list itself where it is one."""
    schema: Mapping[str, Any] = SCHEMA
    for step in path.split("."):
        schema = schema.get("items", schema)["properties"][step]
    return schema


@pytest.mark.slow
def test_the_schema_is_a_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(SCHEMA))


def test_every_field_has_its_place_in_the_schema_and_nothing_else_has() -> None:
    def paths(schema: Mapping[str, Any], above: str = "") -> Iterator[str]:
        for name, part in schema.get("items", schema).get("properties", {}).items():
            path = f"{above}.{name}" if above else name
            yield path
            yield from paths(part, path)

    assert [*paths(SCHEMA)] == [path for path in form().fields if path]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("applicant.name", {"type": ["string", "null"], "maxLength": 500}),
        ("project.summary", {"type": ["string", "null"], "maxLength": 20_000}),
        ("applicant.member.is_member", {"type": ["boolean", "null"]}),
        ("investment.loan", {"type": ["integer", "null"], "minimum": 0, "maximum": 10**12}),
        ("social.target_group.size", {"type": ["integer", "null"], "minimum": 0, "maximum": 10**9}),
        ("project.area", {"type": ["string", "null"], "enum": ["housing", "safety", "health", None]}),
        ("format", {"type": ["integer", "null"], "enum": [1, None]}),
        (
            "agenda_2030",
            {
                "type": ["array", "null"],
                "maxItems": 1_000,
                "uniqueItems": True,
                "items": {"type": ["integer", "null"], "minimum": 1, "maximum": 17},
            },
        ),
    ],
)
def test_a_field_is_held_to_its_type_its_choices_and_its_limits(path: str, expected: Mapping[str, Any]) -> None:
    assert at(path) == expected


def test_every_value_may_be_left_out_and_a_record_holds_its_own_fields_alone() -> None:
    for path, field in form().fields.items():
        if not path:
            continue
        schema = at(path)

        assert "null" in schema["type"], path
        if field.kind is FieldKind.RECORD:
            assert schema["additionalProperties"] is False, path
        if field.kind is FieldKind.LIST:
            assert "null" in schema["items"]["type"], path


def test_the_application_itself_is_no_null() -> None:
    assert SCHEMA["type"] == "object"


@pytest.mark.parametrize("name", examples("ready"))
def test_an_example_is_valid_by_the_schema(name: str) -> None:
    assert example(name).data
    jsonschema.Draft202012Validator(dict(SCHEMA)).validate(value_of(name))
