"""A file that a walk comes upon is passed over only where it is surely no application."""

import json

import pytest

from sociallan.application.read import read
from sociallan.application.recognition import skip_reason
from sociallan.application.source import Limits, Source
from sociallan.formats import render
from tests.builders import example, examples, shape, view
from tests.formats.samples import sample

FOREIGN = {
    "docker-compose.yml": "version: '3'\nservices:\n  web: &a {image: x}\n  db: {<<: *a}\n",
    "package.json": '{"name": "x", "version": "1", "description": "d", "scripts": {}, "dependencies": {}}',
    "tsconfig.json": '{"compilerOptions": {}, "include": []}',
    "mkdocs.yml": "site_name: x\nnav: []\ntheme: {name: y}\nplugins: []\n",
    "workflow.yml": "name: x\non: push\npermissions: {}\njobs: {}\n",
    "openapi.yaml": "openapi: 3.1.0\ninfo: {}\npaths: {}\ncomponents: {}\nsecurity: []\n",
    "chart.yaml": "apiVersion: v2\nname: x\nversion: 1\nappVersion: 2\nreplicaCount: 1\n",
}
NEAR = ("aplicant: {}", "Applicant: {}", "Låntagare: {}", "lantagare: {}", "Projekt: {}", "long-term: {}", "sosial: {}")


def reason(text: str | bytes, limits: Limits = Limits()) -> str | None:
    source = Source("x", text.encode() if isinstance(text, str) else text)
    found = skip_reason(read(source, limits=limits), shape().fields)
    return None if found is None else str(found)


@pytest.mark.parametrize("name", FOREIGN)
def test_a_mapping_without_one_name_of_a_field_is_none(name: str) -> None:
    assert reason(FOREIGN[name]) == "no-application"


@pytest.mark.parametrize("field", shape().fields[""].children)
def test_one_name_of_a_field_is_enough(field: str) -> None:
    assert reason(FOREIGN["workflow.yml"] + f"{field}: x\n") is None


@pytest.mark.parametrize("text", NEAR)
def test_one_name_nearly_spelt_or_as_its_label_is_enough(text: str) -> None:
    assert reason(FOREIGN["workflow.yml"] + text) is None


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[]", "[1]", "- a: 1", "text", "12", "{}", "a: [", "\x00", "a: 1\n b: 2"]
)
def test_what_cannot_be_read_is_empty_a_list_or_a_scalar_is_an_application_with_faults(text: str) -> None:
    assert reason(text) is None


@pytest.mark.parametrize("name", examples())
def test_no_example_is_passed_over(name: str) -> None:
    assert skip_reason(read(example(name)), shape().fields) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "expected"),
    [("json", "own-report"), ("ndjson", "own-report"), ("sarif", "sarif"), ("gitlab", "code-quality")],
)
def test_the_reports_of_this_program_are_known_whole_cut_or_saved_anew(name: str, expected: str) -> None:
    text = render(name, sample("several"), view())

    assert reason(text) == expected
    assert reason(text.encode("utf-16")) == expected
    assert reason(text, Limits(bytes=1_000)) == expected
    assert reason(text[: len(text) // 2]) == expected
    if name != "ndjson":
        assert reason(json.dumps(json.loads(text), sort_keys=True)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"runs": [{"tool": {"driver": {"name": "x"}}, "results": [', "sarif"),
        ('{"version": "2.1.0", "runs": [{"results": [', "sarif"),
        ('[{"description": "a {} \\"b", "location": {"path": "p"}, "check_name": "x", ', "code-quality"),
        ('[{"description": "the word \\"check_name\\": is here"', None),
    ],
)
def test_reports_of_other_programs_are_known_by_their_beginnings_too(text: str, expected: str | None) -> None:
    assert reason(text) == expected
