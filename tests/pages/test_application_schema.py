"""The schema that editors use: red if and only if ``check`` finds a fault of form, and texts of the field's own.

What an editor makes of it is asked of yaml-language-server by ``make verify-editor``, which needs node.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import jsonschema
import pytest

from sociallan.application.field import FIELD_TYPES
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.files.languages import LANGUAGES
from sociallan.pages.application_schema import application_schema
from sociallan.report import field_texts
from tests.builders import example, examples, form, lsh, shape, source, words
from tests.editor.mutants import UNSEEN, mutants
from tests.sampling import sampled

OF_YAML = ("invalid/duplicate-key.yaml",)
"""Examples whose fault a schema does not see: it is one of YAML."""
BY_HAND = [
    "format: cirka 1",
    "social: {target_group: {size: cirka 0600}}",
    "agenda_2030: [7, null, null, okänt]",
    "agenda_2030: [7, 7]",
    "project: {other_areas: [housing, boende och boendemiljöer]}",
    "project: {other_areas: [housing, null, saknas, Safety]}",
    "applicant: saknas",
    "applicant: vi",
    "social: {goals: [null, okänt, {id: M1}]}",
    "social: {goals: [M1]}",
    "applicant: {member: {code: 0180, is_member: JA}}",
    "applicant: {name: 1984}",
    "applicant: {org_number: 5599999991}",
    "applicant: {org_number: 55999999910}",
    "evaluation: {frequency: Årligen}",
    "contribution: {routes: [utvecklat arbetssätt, practice]}",
    "investment: {loan: 190 Mkr, total_cost: 1 000 000 kr}",
    "investment: {loan: 1 001 mdkr}",
    "social: {target_group: {size: 1 560}}",
    "social: {goals: [{indicators: [{baseline: {value: '41,5', year: '2023'}}]}]}",
    "investment: {total_cost: 1000000000001}",
]


@cache
def schema(lang: str = "sv") -> Mapping[str, Any]:
    return application_schema(lsh(), words(lang))


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


def parts(properties: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every property of the application with its path."""
    for name, part in properties.items():
        yield above + name, part
        yield from parts(part.get("items", part).get("properties", {}), f"{above}{name}.")


@lru_cache(maxsize=256)
def is_taken(given: Source) -> bool:
    """Return whether the schema takes an application as it is written."""
    return validator().is_valid(read(given).value)


def is_seen_as_it_is_found(given: Source) -> bool:
    """Return whether the schema takes an application as it is written just where no fault of form is found."""
    checked = shape().check(read(given, gaps=lsh().gaps))
    is_wrong = not {finding.code for finding in checked.findings} <= UNSEEN
    return is_taken(given) != is_wrong


@pytest.mark.parametrize("name", [name for name in examples() if name not in OF_YAML])
def test_an_example_is_red_if_and_only_if_it_is_invalid(name: str) -> None:
    assert is_seen_as_it_is_found(example(name))


@pytest.mark.parametrize("text", BY_HAND)
def test_a_text_is_red_if_and_only_if_it_is_invalid(text: str) -> None:
    assert is_seen_as_it_is_found(source(text))


@pytest.mark.law
@pytest.mark.slow
def test_a_mutant_is_red_if_and_only_if_it_is_invalid() -> None:
    changed = mutants(len(sampled(range(200), 70)))

    wrong = [mutant.change for mutant in changed if not is_seen_as_it_is_found(source(mutant.text))]

    assert wrong == []
    red = sum(not is_taken(source(mutant.text)) for mutant in changed)
    assert len(changed) / 4 < red < len(changed) * 3 / 4, "mutants of one kind prove little"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_its_own_title_and_help_and_says_what_is_wrong(lang: str) -> None:
    described = dict(parts(schema(lang)["properties"]))

    assert described.keys() == {path for path in form().fields if path}
    for path, part in described.items():
        field, said = form().fields[path], words(lang)
        assert part["title"] == said.pick(field.title)
        assert part["description"] == field_texts.about(field, said)
        alternatives = part.get("then", part)["anyOf"]
        assert part["title"] in alternatives[0]["errorMessage"] or field.single_type.name == "date"
        assert not {"{", "}"} & {*alternatives[0]["errorMessage"]}
        assert ("pattern" in alternatives[0]) == ("patternErrorMessage" in alternatives[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_has_its_meaning(lang: str) -> None:
    for path, part in parts(schema(lang)["properties"]):
        field = form().fields[path]
        if field.values:
            stated, *others = part.get("items", part).get("then", part.get("items", part))["anyOf"]
            assert stated["enum"] == [*field.values]
            assert stated["enumDescriptions"] == [field.labels[code][lang] for code in field.values]
            # Where a code matched twice, its hover would show the title of the field for each.
            patterns = [other["pattern"] for other in others if "pattern" in other]
            assert len(patterns) == 1
            assert [code for code in field.values if re.search(patterns[0], code)] == []


def test_a_list_of_other_values_than_choices_holds_each_once_as_it_is_written() -> None:
    listed = form().fields["project.other_areas"]
    names = listed._replace(item_type=FIELD_TYPES["name"], values=(), labels={})
    other = form()._replace(fields={**form().fields, names.path: names})

    made = application_schema(replace(lsh(), form=other), words())

    assert made["properties"]["project"]["properties"]["other_areas"]["uniqueItems"] is True


def test_nothing_is_shared_but_the_words_for_no_answer() -> None:
    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from (part["$ref"] for _ in [0] if "$ref" in part)
            yield from (each for below in part.values() for each in references(below))
        elif isinstance(part, list):
            yield from (each for below in part for each in references(below))

    assert {*references(schema())} == {"#/$defs/unanswered"}
    assert {*schema()["$defs"]} == {"unanswered"}


def test_null_stands_where_completion_does_not_look() -> None:
    def offered(part: Any) -> Iterator[Any]:
        """Yield the types and values that completion finds: it looks into these keywords and no others."""
        yield from part.get("enum", [])
        yield from [part["type"]] if isinstance(part.get("type"), str) else part.get("type", [])
        for keyword in ("anyOf", "allOf", "oneOf"):
            yield from (each for below in part.get(keyword, []) for each in offered(below))

    for path, part in parts(schema()["properties"]):
        for value in (part, part.get("items", {})):
            assert not {None, "null"} & {*offered(value)}, path
