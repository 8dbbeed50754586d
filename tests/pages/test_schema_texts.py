"""The texts of a schema: each in its place, and none but those."""

import pytest

from sociallan.files import resources
from sociallan.pages.schema_texts import texts_of_operators, texts_of_paths, with_paths, with_texts
from sociallan.rules.operators import OPERATORS
from tests.builders import lsh, shape, words


def test_a_text_is_laid_where_its_pointer_leads() -> None:
    schema = {"type": "object", "properties": {"a/b": {"anyOf": [{"type": "null"}, {"const": 1}]}}}
    texts = {"": {"title": "Whole"}, "/properties/a~1b/anyOf/1": {"title": "One", "description": "The number."}}

    assert with_texts(schema, texts) == {
        "title": "Whole",
        "type": "object",
        "properties": {
            "a/b": {"anyOf": [{"type": "null"}, {"title": "One", "description": "The number.", "const": 1}]}
        },
    }


def test_a_text_that_is_no_longer_among_the_texts_is_taken_away() -> None:
    assert with_texts({"title": "Old", "description": "Old.", "const": 1}, {"": {"title": "New"}}) == {
        "title": "New",
        "const": 1,
    }


def test_a_property_may_be_named_as_a_text_is() -> None:
    schema = {"properties": {"note": {"const": 1}, "title": {"const": 2}, "label": {"const": 3}}}

    assert list(with_texts(schema, {})["properties"]) == ["note", "title", "label"]


def test_texts_come_after_what_names_a_schema_and_before_what_it_demands() -> None:
    schema = {"type": "object", "$ref": "#", "$id": "urn:one", "$schema": "urn:two"}

    assert list(with_texts(schema, {"": {"title": "One"}})) == ["$ref", "$id", "$schema", "title", "type"]


def test_a_schema_is_left_as_it_was() -> None:
    with_texts(schema := {"title": "Old", "items": {"title": "Old"}}, {})

    assert schema == {"title": "Old", "items": {"title": "Old"}}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_operator_and_a_path_have_the_words_of_the_reports(lang: str) -> None:
    said = words(lang)
    rule = with_paths(resources.schema("rule"), shape().fields, lsh().values.values())

    described = with_texts(
        rule, {**texts_of_operators(said), **texts_of_paths(rule, shape().fields, lsh().values.values(), said)}
    )["$defs"]

    assert [described["condition"]["properties"][name]["title"] for name in OPERATORS] == [
        said.say(f"tests.{name}.title") for name in OPERATORS
    ]
    names = {offered["label"]: offered["description"] for offered in described["path"]["defaultSnippets"]}
    assert names["investment.loan"] == said.pick(shape().fields["investment.loan"].title)
    assert names["derived.loan_share"] == said.pick(lsh().values["loan_share"].label)
    assert names["derived.screening_date"] == said.say("field.derived.screening_date")
