"""The report as lines of JSON: each valid by itself, and the last one sums up."""

import json
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from sociallan.files import resources
from sociallan.render import render
from tests.builders import view
from tests.render.samples import LANGS, SAMPLES, sample


def lines(name: str, lang: str = "sv") -> list[Any]:
    return [json.loads(line) for line in render("ndjson", sample(name), view(lang)).splitlines()]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_is_valid_against_the_published_schema(name: str, lang: str) -> None:
    line_schema = published()

    for line in lines(name, lang):
        line_schema.validate(line)


def test_the_schema_tells_a_fault() -> None:
    application, *_, summary = lines("several")

    assert not published().is_valid({**application, "verdict": "approved"})
    assert not published().is_valid({**summary, "summary": {}})
    assert not published().is_valid({**summary, "record": "application"})


def published() -> jsonschema.Draft202012Validator:
    schema = resources.schema("report")
    known: Registry[Any] = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    return jsonschema.Draft202012Validator({"$ref": f"{schema['$id']}#/$defs/line"}, registry=known)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_line_holds_the_application_of_the_json_report(name: str) -> None:
    report = json.loads(render("json", sample(name), view("sv")))
    *applications, summary = lines(name)

    kept = {"schema", "record", "tool", "pack", "lang"}
    assert [{k: v for k, v in line.items() if k not in kept} for line in applications] == report["applications"]
    assert {line["record"] for line in applications} == {"application"}
    assert all(line["pack"] == report["pack"] and line["tool"] == report["tool"] for line in applications)
    assert (summary["record"], summary["summary"], summary["as_of"]) == ("summary", report["summary"], report["as_of"])
