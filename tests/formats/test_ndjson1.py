"""The former report as lines of JSON: each valid by itself, and the last one sums up."""

import json
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from sociallan.files import resources
from sociallan.formats import render
from sociallan.formats.json_outcome import outcome_values
from sociallan.report.json_text import JsonFragment
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import RULE, TODAY, example, examples, loaded, report, screener, shape, small_pack, source, view
from tests.formats.samples import LANGS, SAMPLES, rendered
from tests.sampling import sampled


def lines(name: str, lang: str = "sv") -> list[Any]:
    return [json.loads(line) for line in rendered("ndjson1", name, lang).splitlines()]


@pytest.mark.slow
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


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_a_line_says_what_a_report_does_but_for_how_every_rule_was_checked(name: str) -> None:
    """For a line the rules are not traced, which is where most of the time would go."""
    untraced = screener().screen(example(name), traced=False)
    traced = screener().screen(example(name), traced=True)

    line, _ = map(json.loads, render("ndjson1", report(untraced), view("sv")).splitlines())
    (whole,) = json.loads(render("json", report(traced), view("sv")))["applications"]

    for outcome in (*line["outcomes"], *whole["outcomes"]):
        outcome.pop("trace")
    assert {key: line[key] for key in whole} == whole
    assert [outcome["waits"] for outcome in line["outcomes"]] == [outcome.undetermined for outcome in traced.outcomes]


def published() -> jsonschema.Draft202012Validator:
    schema = resources.schema("report")
    known: Registry[Any] = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    return jsonschema.Draft202012Validator({"$ref": f"{schema['$id']}#/$defs/line1"}, registry=known)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_line_holds_the_application_of_the_json_report(name: str) -> None:
    report = json.loads(rendered("json", name, "sv"))
    *applications, summary = lines(name)

    kept = {"schema", "record", "tool", "pack", "lang"}
    assert [{k: v for k, v in line.items() if k not in kept} for line in applications] == report["applications"]
    assert {line["record"] for line in applications} == {"application"}
    assert all(line["pack"] == report["pack"] and line["tool"] == report["tool"] for line in applications)
    assert (summary["record"], summary["summary"], summary["as_of"]) == ("summary", report["summary"], report["as_of"])


@pytest.mark.parametrize(
    ("given", "key"),
    [({}, None), ({"undetermined": True}, "waits"), ({"left_out": 3}, "left_out"), ({"edits": ()}, "edits")],
)
def test_only_an_outcome_that_has_nothing_of_its_own_is_written_once_for_all(
    given: dict[str, Any], key: str | None
) -> None:
    screening = screener().screen(example("incomplete/early-sketch.yaml"))
    outcome = Outcome(screening.outcomes[0].rule, OutcomeKind.MISSING, **given)

    values = outcome_values(outcome, screening, screener().pack, view("sv"))

    assert isinstance(values, JsonFragment) == (key is None)
    if key is not None:
        assert not isinstance(values, JsonFragment)
        (given_value,) = given.values()
        assert json.loads(json.dumps(values[key])) == (list(given_value) if key == "edits" else given_value)


def test_what_is_written_once_for_all_has_the_figures_of_each_day() -> None:
    rule = RULE.format(id="applicant-named").replace("Titel, en: Title", '"Minst {limit}", en: "At least {limit}"')
    pack = loaded(small_pack(**{"rules__applicant-named": rule}))
    given = "applicant: {name: Exempelkommun}"
    looks = view("sv")

    titles = [
        json.loads(render("ndjson1", report(screening, pack=pack), looks).splitlines()[0])["outcomes"][0]["title"]
        for day in ("2021-01-01", "2025-01-01", "2021-01-01")
        for screening in [Screener(pack, shape(), today=day).screen(source(given), traced=False)]
    ]

    assert titles == ["Minst 10 kr", "Minst 20 kr", "Minst 10 kr"]


def test_what_is_written_once_for_all_is_so_for_one_pack_and_one_language() -> None:
    rule = RULE.format(id="applicant-named")
    packs = [loaded(small_pack(**{"rules__applicant-named": rule.replace("Titel", title)})) for title in ("A", "B")]
    given = "applicant: {name: Exempelkommun}"

    titles = [
        json.loads(render("ndjson1", report(screening, pack=pack), view(lang)).splitlines()[0])["outcomes"][0]["title"]
        for pack in packs
        for lang in LANGS
        for screening in [Screener(pack, shape(), today=TODAY).screen(source(given), traced=False)]
    ]

    assert sorted(titles) == ["A", "B", "Title", "Title"]
