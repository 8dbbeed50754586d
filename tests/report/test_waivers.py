"""Waivers: shown with who, how long and why, and never as one more thing to mend."""

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sociallan.formats import render
from sociallan.report.content import report_content
from sociallan.report.table_rows import item_rows
from sociallan.report.waivers import findings
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import ReportHeader
from sociallan.screening.settings import Waiver, WaiverState, WaiverUse
from sociallan.screening.totals import whole_report
from sociallan.screening.waivers import waive
from tests.builders import TODAY, example, lsh, screen, view, words
from tests.formats.samples import LANGS, WAIVED, sample

GIVEN = "incomplete/pilot-eidar-granngarden-lextorp.yaml"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("form", ["text", "plain", "html", "markdown"])
def test_a_waived_expectation_is_told_with_who_answers_for_it(form: str, lang: str) -> None:
    screening = screen(example(GIVEN))
    open_rule = next(
        outcome.rule.id
        for outcome in screening.outcomes
        if outcome.rule.level is Level.EXPECTATION and outcome.kind is OutcomeKind.MISSING and not outcome.undetermined
    )
    waiver = Waiver(open_rule, "**", "Kreditchefen", "En plan täcker alla", "2030-12-31", 1)

    report = whole_report(ReportHeader("0.0.0", lsh(), TODAY), [waive(screening, [waiver])])

    shown = render(form, report, view(lang))
    assert all(said in shown for said in ("Kreditchefen", "2030-12-31", "En plan täcker alla"))


def results(name: str) -> dict[str, Any]:
    (run,) = json.loads(render("sarif", sample(name), view()))["runs"]
    return {result["ruleId"]: result for result in run["results"]}


def test_in_sarif_it_is_the_result_that_it_was_and_suppressed() -> None:
    with_waivers, without = results("waived"), results("incomplete")

    assert set(with_waivers) == set(without)
    for waiver in WAIVED:
        (suppression,) = with_waivers[waiver.rule].pop("suppressions")
        assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
        assert all(said in suppression["justification"] for said in (waiver.owner, waiver.expires, waiver.reason))
    assert with_waivers == without


def test_gitlab_which_has_no_word_for_it_is_not_told() -> None:
    names = {issue["check_name"] for issue in json.loads(render("gitlab", sample("waived"), view()))}

    assert names == set(results("incomplete")) - {waiver.rule for waiver in WAIVED}


def test_github_is_told_how_many_there_are_and_gets_no_command_for_them() -> None:
    shown = render("github", sample("waived"), view("en"))

    assert "Not shown here: 2 waived deviations." in shown
    assert not any(waiver.rule in shown for waiver in WAIVED)
    assert "waived" not in render("github", sample("incomplete"), view("en"))


def test_in_junit_its_case_is_skipped_with_who_answers() -> None:
    cases = {
        case.get("name"): case for case in ET.fromstring(render("junit", sample("waived"), view())).iter("testcase")
    }

    for waiver in WAIVED:
        skipped = cases[waiver.rule].find("skipped")
        assert skipped is not None
        assert skipped.get("type") == "waived"
        assert all(said in skipped.get("message", "") for said in (waiver.owner, waiver.expires, waiver.reason))


def test_in_csv_it_is_counted_for_itself() -> None:
    counts = {}
    for name in ("waived", "incomplete"):
        shown = render("csv", sample(name), view("en")).removeprefix("\ufeff")
        (row,) = csv.DictReader(io.StringIO(shown, newline=""))
        counts[name] = {heading: int(row[f"{heading}, number"]) for heading in ("To fix", "Weaknesses", "Waived")}

    before = counts["incomplete"]
    assert before["Waived"] == 0
    assert counts["waived"] == {**before, "Weaknesses": before["Weaknesses"] - len(WAIVED), "Waived": len(WAIVED)}


@pytest.mark.parametrize("lang", LANGS)
def test_on_the_second_sheet_it_stands_last_with_who_how_long_and_why(lang: str) -> None:
    (screening,) = sample("waived").screenings

    rows = list(item_rows(report_content(screening, sample("waived").head, view(lang)), view(lang)))

    assert [(row[3], *row[-3:]) for row in rows[-len(WAIVED) :]] == [
        (waiver.rule, waiver.owner, waiver.expires, waiver.reason) for waiver in WAIVED
    ]
    assert all(row[-3:] == (None, None, None) for row in rows[: -len(WAIVED)])


@pytest.mark.parametrize("state", WaiverState)
def test_every_waiver_is_told_of_but_one_that_is_in_use(state: WaiverState) -> None:
    lines = list(findings((WaiverUse(WAIVED[0], state),), "sociallan.toml", words()))

    assert len(lines) == (state is not WaiverState.IN_USE)
