"""The report as JUnit XML: valid, read back by junitparser, a case for every rule of the day."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from sociallan.formats import render
from sociallan.formats.junit import _escaped
from sociallan.pack.calendar import in_force
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from tests.builders import example, examples, lsh, report, screen, source, view
from tests.formats.samples import LANGS, SAMPLES, rendered, sample
from tests.sampling import sampled

if TYPE_CHECKING:
    from xmlschema import XMLSchema


@cache
def schema() -> "XMLSchema":
    import xmlschema  # Imported late, since it takes as long as many tests.

    return xmlschema.XMLSchema(str(Path(__file__).with_name("junit.xsd")))


def suites(name: str, lang: str = "sv") -> list[TestSuite]:
    return list(JUnitXml.fromstring(rendered("junit", name, lang).encode()))


def result(case: TestCase) -> type | None:
    return type(case.result[0]) if case.result else None


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_is_valid(name: str, lang: str) -> None:
    schema().validate(rendered("junit", name, lang))


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_an_example_gives_a_valid_report_that_fails_only_where_it_is_not_ready(name: str) -> None:
    screening = screen(example(name))
    shown = render("junit", report(screening), view("sv"))

    schema().validate(shown)
    (suite,) = JUnitXml.fromstring(shown.encode())
    assert (suite.failures + suite.errors == 0) == (screening.verdict is Verdict.READY)


@pytest.mark.parametrize("name", ["ready", "incomplete", "not_met"])
def test_every_rule_of_the_day_is_a_case_and_what_is_met_passes(name: str) -> None:
    (suite,) = suites(name)
    (screening,) = sample(name).screenings

    cases = {case.name: case for case in suite}
    assert list(cases) == [
        rule.id for rule in lsh().rules if in_force(rule, screening.as_of) and rule.level is not Level.QUESTION
    ]
    for outcome in screening.outcomes:
        assert (result(cases[outcome.rule.id]) is None) == (outcome.kind is OutcomeKind.MET)


def test_faults_of_a_kind_that_stand_in_one_place_are_cases_of_different_names() -> None:
    (suite,) = JUnitXml.fromstring(
        render("junit", report(screen("format: 1\nformat: 1\nformat: 1\n")), view("sv")).encode()
    )

    assert [case.name for case in suite][:2] == ["yaml.duplicate-key /format", "yaml.duplicate-key /format (2)"]


def test_requirements_fail_and_what_does_not_decide_is_skipped() -> None:
    (suite,) = suites("incomplete")
    (screening,) = sample("incomplete").screenings

    of_case = {case.name: result(case) for case in suite}
    for outcome in screening.outcomes:
        decides = outcome.rule.level == "requirement" and not outcome.undetermined
        if outcome.kind in (OutcomeKind.MISSING, OutcomeKind.NOT_MET):
            assert of_case[outcome.rule.id] is (Failure if decides else Skipped)


def test_a_question_to_the_committee_is_skipped_and_told() -> None:
    (suite,) = suites("ready")
    (screening,) = sample("ready").screenings

    asked = next(outcome for outcome in screening.outcomes if outcome.asks_people)
    case = next(case for case in suite if case.name == asked.rule.id)
    assert result(case) is Skipped
    assert asked.rule.judge is not None
    assert case.result[0].message == asked.rule.judge.question["sv"]


def test_a_fault_of_form_is_an_error_with_its_line() -> None:
    (suite,) = suites("invalid")

    (fault,) = (case for case in suite if result(case) is Error)
    assert fault.name.startswith("schema.unknown-key /")
    assert fault.classname == "examples.invalid.misspelt-key_yaml"
    assert fault.result[0].text.startswith(f"{suite._elem.get('file')}:128:1\n")


def test_the_sums_are_those_of_the_cases() -> None:
    for suite in suites("several"):
        results = [result(case) for case in suite]
        assert suite.tests == len(results)
        assert (suite.failures, suite.errors, suite.skipped) == tuple(
            results.count(k) for k in (Failure, Error, Skipped)
        )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_totals_are_the_sums_of_the_suites(name: str) -> None:
    document = ET.fromstring(rendered("junit", name, "sv"))

    for key in ("tests", "failures", "errors"):
        assert int(document.attrib[key]) == sum(int(suite.attrib[key]) for suite in document)


@pytest.mark.slow
def test_several_faults_of_one_kind_have_names_of_their_own() -> None:
    shown = render("junit", report(screen(source('a: "\x01"\nb: "\x02"\n'))), view("sv"))

    schema().validate(shown)


@given(st.text() | st.text("<>&\"']]>\x00\x0b\x1b\ud800\ufffe\uffff\u2028å\n\r\t"))
def test_any_text_can_stand_in_xml(text: str) -> None:
    read = ET.fromstring(f'<a b="{_escaped(text)}">{_escaped(text)}</a>'.encode())

    assert len(read.get("b") or "") <= len(text)
    assert [sign for sign in read.text or "" if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
