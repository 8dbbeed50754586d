"""The report as JSON: the contract, valid against its schema and the same from run to run."""

import json
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.files import resources
from sociallan.formats import render
from sociallan.pack.calendar import in_force
from sociallan.report.json_text import escaped
from sociallan.rules.rule import Level
from tests.builders import example, examples, lsh, report, schema_faults, screen, screener, view
from tests.conftest import Golden
from tests.formats.samples import LANGS, SAMPLES, rendered, sample, small_sample
from tests.sampling import sampled

KEYS = {"schema", "tool", "pack", "as_of", "lang", "summary", "applications"}
APPLICATION = {
    "path",
    "sha256",
    "verdict",
    "as_of",
    "applicant",
    "title",
    "area",
    "loan",
    "groups",
    "findings",
    "outcomes",
    "questions",
}


def as_json(name: str, lang: str = "sv", *, explain: bool = False) -> Any:
    return json.loads(rendered("json", name, lang, explain=explain))


@pytest.mark.parametrize("lang", LANGS)
def test_a_small_report_reads_as_it_did(lang: str, golden: Golden) -> None:
    golden(f"json/small.{lang}.json", render("json", small_sample(), view(lang)))


def test_a_small_report_with_traces_reads_as_it_did(golden: Golden) -> None:
    golden("json/small-explained.sv.json", render("json", small_sample(), view("sv", explain=True)))


@pytest.mark.slow
@pytest.mark.parametrize("explain", [True, False])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_is_valid_against_the_published_schema(name: str, lang: str, *, explain: bool) -> None:
    assert schema_faults(resources.schema("report"), as_json(name, lang, explain=explain)) == []


@pytest.mark.parametrize("name", examples("incomplete", "invalid"))
def test_an_example_gives_a_valid_report(name: str) -> None:
    document = json.loads(render("json", report(screen(example(name))), view("sv")))

    assert schema_faults(resources.schema("report"), document) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert rendered("json", name, "sv") == render("json", sample(name), view("sv"))


@pytest.mark.parametrize("name", examples("invalid"))
def test_the_same_file_screened_anew_gives_the_same_bytes(name: str) -> None:
    first = render("json", report(screen(example(name))), view("sv"))

    assert render("json", report(screen(example(name))), view("sv")) == first


@pytest.mark.parametrize("name", SAMPLES)
def test_the_keys_of_the_contract_are_there(name: str) -> None:
    document = as_json(name)

    assert set(document) >= KEYS
    assert document["schema"] == "sociallan-report/1"
    assert all(set(application) >= APPLICATION for application in document["applications"])


def test_the_summary_counts_the_applications() -> None:
    assert as_json("several")["summary"] == {"applications": 4, "ready": 1, "incomplete": 1, "not_met": 1, "invalid": 1}


def test_language_changes_texts_and_nothing_else() -> None:
    texts = ("message", "cure", "title", "ask", "question", "answer", "text", "instead", "lang")

    def without_texts(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_texts(part) for key, part in value.items() if key not in texts}
        return [without_texts(part) for part in value] if isinstance(value, list) else value

    assert without_texts(as_json("several", "sv")) == without_texts(as_json("several", "en"))
    assert as_json("several", "sv") != as_json("several", "en")


def test_lines_and_columns_are_one_based_and_in_code_points() -> None:
    (application,) = json.loads(
        render("json", report(screen("projektet🏡: {}\nprojektet: {tittel: å}\n")), view("sv"))
    )["applications"]

    places = [
        (finding["pointer"], finding["line"], finding["column"], finding["end_column"])
        for finding in application["findings"]
    ]
    assert places[0] == ("/projektet🏡", 1, 1, 11)
    assert places[1] == ("/projektet", 2, 1, 10)


@pytest.mark.law
@pytest.mark.parametrize("form", ["json", "ndjson"])
@pytest.mark.parametrize("name", sampled(examples("ready", "incomplete", "not_met", "invalid"), 8))
def test_without_traces_a_report_is_the_same_however_it_was_screened(name: str, form: str) -> None:
    untraced = report(screener().screen(example(name), traced=False))

    assert render(form, untraced, view()) == render(form, report(screen(example(name))), view())


def test_every_outcome_of_the_day_is_there_with_its_trace_where_that_is_asked_for() -> None:
    (application,) = as_json("not_met", explain=True)["applications"]

    held = [rule for rule in lsh().rules if rule.level is not Level.QUESTION]
    there = [rule.id for rule in held if in_force(rule, application["as_of"])]
    assert [outcome["rule"] for outcome in application["outcomes"]] == there
    assert all(outcome["trace"] for outcome in application["outcomes"])
    assert not any(outcome["trace"] for outcome in as_json("not_met")["applications"][0]["outcomes"])


def test_letters_stand_as_they_are() -> None:
    shown = rendered("json", "not_met", "sv")

    assert "Ängsholma" in shown
    assert "\\u00" not in shown


@given(st.text() | st.text("\x1b\x7f\x9b\u00ad\u202e\u2028\u2029\ufeff\U000e0041\ud800å–🏡"))
def test_nothing_in_json_steers_a_terminal_and_what_is_text_reads_the_same(text: str) -> None:
    shown = escaped(json.dumps([text], ensure_ascii=False, indent=2))

    # Only the name of a file can hold halves of characters, and no strict reader takes those.
    assert json.loads(shown) == ["".join("\ufffd" if category(sign) == "Cs" else sign for sign in text)]
    assert not any(category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in shown.replace("\n", ""))


def test_printable_letters_are_not_escaped() -> None:
    assert escaped('"åäö – ”a” 🏡 漢"\n') == '"åäö – ”a” 🏡 漢"\n'


def test_what_to_write_is_told_of_what_is_open_alone() -> None:
    outcomes = as_json("several")["applications"][0]["outcomes"]

    assert {outcome["outcome"] for outcome in outcomes} >= {"met", "not_applicable"}
    assert all((outcome["ask"] is None) is (outcome["outcome"] in ("met", "not_applicable")) for outcome in outcomes)
