"""The summary of a pack: which fields reports tell first, and what is wrong in it."""

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.files import resources
from sociallan.pack.pack import Role
from sociallan.pack.summary import RESERVED
from tests.builders import draft_of, loaded, with_summary
from tests.conftest import Golden
from tests.faults_told import faults_told


def faults(files: dict[str, str]) -> tuple[Diagnostic[PackLocation], ...]:
    return draft_of(files).faults


def test_a_field_is_labelled_by_the_form_where_the_summary_does_not() -> None:
    text = "summary:\n  a: {field: project.title, label: {sv: Verk, en: Work}}\n  b: {field: applicant.name}\n"

    pack = loaded(with_summary(text))

    assert [(each.name, each.label["sv"]) for each in pack.summary] == [("a", "Verk"), ("b", "Låntagarens namn")]


def test_a_field_is_found_by_its_role() -> None:
    pack = loaded(with_summary())

    found = [pack.in_role(role) for role in Role]
    assert [each and each.name for each in found] == ["applicant", "title", "area", "loan", None, None]
    assert loaded(with_summary("")).in_role(Role.TITLE) is None


PHRASE = "phrase: {sv: '{a} {b}', en: '{a} {b}'}"


FAULTS: list[tuple[str, list[tuple[str, str | None]]]] = [
        ("a: {field: project.titel}", [("rule.unknown-field", "project.title")]),
        ("a: {field: project}", [("pack.summary-field", None)]),
        ("a: {field: social.goals.description}", [("pack.summary-field", None)]),
        ("a: {field: project.title, role: amount}", [("pack.summary-field", None)]),
        ("a: {field: project.title, role: class}", [("pack.summary-field", None)]),
        ("a: {field: investment.loan, role: applicant}", [("pack.summary-field", None)]),
        (
            "a: {field: project.title, role: title}\n  b: {field: applicant.name, role: title}",
            [("pack.summary-role-taken", None)],
        ),
        ("verdict: {field: project.title}", [("pack.summary-name", None)]),
        (f"a: {{field: project.title}}\n  b: {{field: applicant.name, beside: c, {PHRASE}}}", [
            ("pack.summary-beside", None), ("pack.summary-phrase", None), ("pack.summary-phrase", None)]),
        (
            "a: {field: project.title}\n  b: {field: applicant.name, beside: a, phrase: {sv: '{a} {b}', en: '{a}'}}",
            [("pack.summary-phrase", None)],
        ),
        (
            "a: {field: project.title}\n  b: {field: applicant.name, beside: a, phrase: {sv: '{a} {b}', en: '{a'}}",
            [("pack.summary-phrase", None)],
        ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FAULTS)
def test_what_cannot_be_told_is_a_fault(text: str, found: list[tuple[str, str | None]]) -> None:
    noted = faults(with_summary(f"summary:\n  {text}\n"))

    assert [(fault.code, fault.suggestion) for fault in noted] == found
    assert {fault.place.file for fault in noted} == {"pack.yaml"}


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (with_summary(f"summary:\n  {text}\n") for text, _ in FAULTS)

    golden("faults/summary.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_a_date_that_chooses_the_rules_is_a_date() -> None:
    assert [fault.code for fault in faults(with_summary(dated_by="project.title"))] == ["pack.summary-field"]


def test_the_names_that_are_taken_are_those_of_every_report() -> None:
    schema = resources.schema("report")
    of_lines = (schema["$defs"][line]["properties"] for line in ("line", "line1", "application_line"))

    assert {*schema["properties"]["applications"]["items"]["properties"]}.union(*of_lines) == RESERVED
