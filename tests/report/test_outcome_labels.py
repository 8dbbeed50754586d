"""Labels of outcomes: a value with a form error is not missing, in any format that names the outcome."""

from functools import cache

import pytest

from sociallan.formats import render
from sociallan.report.items import from_outcome
from sociallan.report.outcome_labels import FORM, heading_code, label_of_all, outcome_label
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from tests.builders import example, lsh, outcome, report, screen, source, view, words

READY = "ready/safety-ekersberga-centrum-for-alla.yaml"
WITHIN_COST = "financing-loan-within-cost"


@cache
def changed(**lines: str) -> Screening:
    """Screen an example with some lines of it written otherwise."""
    text = example(READY).data.decode()
    for key, value in lines.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"  {key}:")]
        text = text.replace(line, f"  {key}: {value}".rstrip())
    return screen(source(text))


MALFORMED = {"loan": "massor"}
MISSING = {"loan": ""}


def of_rule(screening: Screening) -> Outcome:
    return outcome(screening, WITHIN_COST)


def test_only_what_has_the_wrong_form_is_called_so() -> None:
    malformed, missing = of_rule(changed(**MALFORMED)), of_rule(changed(**MISSING))

    assert malformed.kind is missing.kind is OutcomeKind.MISSING
    assert (outcome_label(malformed), outcome_label(missing)) == (FORM, "missing")
    assert label_of_all((malformed, malformed)) == FORM
    assert label_of_all((malformed, missing)) == "missing"


@pytest.mark.parametrize("lines", [{"loan": "massor", "total_cost": ""}, {"loan": "", "total_cost": "massor"}])
def test_where_a_value_is_missing_too_that_is_told(lines: dict[str, str]) -> None:
    found = of_rule(changed(**lines))

    assert found.kind is OutcomeKind.MISSING
    assert outcome_label(found) == "missing"
    assert not found.only_invalid_values


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("form", ["text", "plain", "markdown", "html", "junit", "csv", "sarif", "gitlab", "github"])
def test_no_format_calls_what_has_the_wrong_form_missing(form: str, lang: str) -> None:
    """But for what a program reads: the outcome itself, in SARIF and JUnit too, is still ``missing``."""
    says = words(lang)
    names = [says.say(key) for key in ("outcome.missing", "heading.requirement.missing", "trace.truth.missing")]

    def count_of_labels(**lines: str) -> int:
        text = render(form, report(changed(**lines)), view(lang, explain=True)).replace('type="missing"', "")
        return sum(text.count(name) for name in names)

    assert count_of_labels(**MALFORMED) == count_of_labels()
    assert (count_of_labels(**MISSING) == count_of_labels()) is (form == "csv")


def test_the_row_of_an_item_names_the_form_too() -> None:
    screening = changed(**MALFORMED)

    item = from_outcome(of_rule(screening), screening, lsh(), view("en"))

    assert (item.status, item.status_text) == ("missing", "form error")
    assert item.label == "Wrong form for the requirement"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("form", ["text", "plain", "concise", "markdown", "html", "junit", "sarif", "gitlab", "github"])
@pytest.mark.parametrize("explain", [False, True])
def test_what_is_to_be_judged_is_not_told_as_found(form: str, lang: str, explain: bool) -> None:
    says = words(lang)
    screening = changed(future_state="Ring 070-123 45 67, så berättar vi hur det har gått.")
    found = outcome(screening, "privacy-phone")
    title = says.pick(found.rule.title)

    text = render(form, report(screening), view(lang, explain=explain)).replace("%3A", ":")

    label = says.say("heading.remark.unsettled")
    assert found.kind is OutcomeKind.JUDGEMENT
    assert not found.contradicted
    # Sources and tables of all rules name the title too, without a claim.
    assert f"{label}: {title}" in text
    assert f"{says.say('heading.remark.judgement')}: {title}" not in text
    assert f"- {title}" not in text


def test_what_contradicts_a_title_is_told_instead_of_it() -> None:
    assert heading_code(of_rule(changed(loan="900000000"))) == "not_met"
