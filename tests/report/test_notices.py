"""Notices for programs: an error for every application that is not ready, stable marks, and nothing that steers."""

import json
import re
from dataclasses import replace
from unicodedata import category

import pytest

from sociallan.application.documents import documents
from sociallan.application.source import Source
from sociallan.formats import RENDERERS, render
from sociallan.report.notices import Notice, Weight, mended, message, notices
from sociallan.screening.against import findings, since
from sociallan.screening.report import Verdict
from sociallan.screening.since import Earlier
from tests.builders import (
    RULE,
    TODAY,
    example,
    examples,
    loaded,
    lsh,
    report,
    rule_requiring,
    screen,
    small_pack,
    source,
    view,
)
from tests.conftest import Golden
from tests.formats.samples import LANGS, SAMPLES, sample, small_sample, small_screening
from tests.sampling import sampled

TEXTS = [name for name, form in RENDERERS.items() if not form.binary]
HOSTILE = """\
applicant: {name: "\\e[31m[/red]::error::a]]>b&<c>%0A\\u2028d\\u202e\\x9b\\0e\\uFFFE", kind: other}
project: {title: "##[error]x [klicka](https://example.org) {0}", area: "::stop-commands::x]]>\\u2028::error::y"}
"::set-output name=a::b\\r": {}
"""
"""Values and a name that would be commands, markup or an end of a text, where they are let through."""


def notices_in(name: str) -> list[Notice]:
    made = sample(name)
    return [notice for screening in made.screenings for notice in notices(screening, made.head, view("sv"))]


@pytest.mark.parametrize("name", examples())
def test_an_application_has_an_error_if_and_only_if_it_is_not_ready(name: str) -> None:
    screening = screen(example(name))

    weights = {notice.weight for notice in notices(screening, report(screening).head, view("sv"))}

    assert (Weight.ERROR in weights) == (screening.verdict is not Verdict.READY)


@pytest.mark.law
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_a_sentence_that_ends_with_a_quotation_has_one_full_stop(name: str, lang: str) -> None:
    screening = screen(example(name))

    told = [message(each.item, view(lang)) for each in notices(screening, report(screening).head, view(lang))]

    assert not [text for text in told if re.search(r"[.!?…][\"”]\.", text)]
    assert [text for text in told if not text.rstrip('"”').endswith((".", "!", "?", "…"))] == []


def test_where_no_single_thing_is_to_be_mended_the_verdict_is_told() -> None:
    """Only a rule that waits for an answer keeps the application from being ready."""
    waiting = small_pack()
    rule = waiting["rules/applicant-named.yaml"]
    waiting["rules/applicant-named.yaml"] = rule.replace(
        "require:", "when: {field: project.area, equals: housing}\nrequire:"
    )
    pack = loaded(waiting)
    screening = small_screening(pack, "applicant: {name: A}\n")

    (notice,) = notices(screening, report(screening, pack=pack).head, view("sv"))

    assert (screening.verdict, notice.weight, notice.item.id) == (
        Verdict.INCOMPLETE,
        Weight.ERROR,
        "verdict.incomplete",
    )
    assert "kan inte prövas" in " ".join(notice.item.sentences)
    shown = render("junit", report(screening, pack=pack), view("sv"))
    assert 'failures="1"' in shown
    assert json.loads(render("sarif", report(screening, pack=pack), view("sv")))["runs"][0]["results"]


@pytest.mark.parametrize(
    ("condition", "weight"),
    [
        ("{field: project.title, equals: Torget}", Weight.WARNING),
        ("{field: project.title, min_chars: 50}", Weight.NOTE),
    ],
)
def test_an_expectation_warns_but_for_a_question_that_the_committee_is_to_answer(
    condition: str, weight: Weight
) -> None:
    expected = RULE.format(id="expected").replace("requirement", "expectation")
    asked = expected.replace("{field: applicant.name, not_placeholder: true}", condition)
    pack = loaded(small_pack(rules__expected=asked))
    screening = small_screening(pack, "applicant: {name: A}\nproject: {title: Huset}\n")

    (notice,) = notices(screening, report(screening, pack=pack).head, view("sv"))

    assert (notice.item.id, notice.weight) == ("expected", weight)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_notice_has_a_fingerprint_of_its_own(name: str) -> None:
    marks = [notice.fingerprint for notice in notices_in(name)]

    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("name", examples("incomplete", "not_met"))
def test_fingerprints_stay_when_lines_move(name: str) -> None:
    given = example(name)
    moved = given._replace(data=b"# En rad till.\n\n" + given.data)

    before, after = (
        {notice.fingerprint for notice in notices(screening, report(screening).head, view("sv"))}
        for screening in (screen(given), screen(moved))
    )

    assert before == after


@pytest.mark.slow
def test_faults_of_a_kind_that_stand_in_one_place_have_fingerprints_of_their_own() -> None:
    screening = screen(source("format: 1\nformat: 1\nformat: 1\n"))

    marks = [notice.fingerprint for notice in notices(screening, report(screening).head, view("sv"))]

    assert [finding.code for finding in screening.findings] == ["yaml.duplicate-key"] * 2
    assert len(set(marks)) == len(marks)


def test_fingerprints_of_the_first_document_stay_when_a_second_is_added() -> None:
    text = "format: 1\nformat: 1\n"

    alone = notices_of(source(text))[0].fingerprint
    first, second = (notices_of(each)[0].fingerprint for each in documents(source(f"{text}---\n{text}")))

    assert first == alone
    assert second != alone


def notices_of(given: Source) -> tuple[Notice, ...]:
    """Return the notices of an application."""
    screening = screen(given)
    return notices(screening, report(screening).head, view("sv"))


def test_fingerprints_are_the_same_in_every_language() -> None:
    made = sample("hostile")
    swedish, english = (
        [notice.fingerprint for notice in notices(made.screenings[0], made.head, view(lang))] for lang in LANGS
    )

    assert swedish == english


@pytest.mark.parametrize("form", TEXTS)
def test_nothing_in_a_value_steers_what_reads_the_report(form: str) -> None:
    written = render(form, report(screen(source(HOSTILE, "a\x1b[31m,b:c\r\n::error::d.yaml"))), view("sv"))
    # What csv begins with, and ends its lines with, is its own.
    shown = written.removeprefix("\ufeff").replace("\r\n", "\n")

    assert not [sign for sign in shown.replace("\n", "") if category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    commands = [line for line in shown.splitlines() if line.startswith("::")]
    assert bool(commands) == (form == "github")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in commands)

    assert "\ufffe" not in shown


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("form", "name", "ending"),
    [
        *((form, name, ending) for form, ending in (("github", "txt"), ("gitlab", "json")) for name in SAMPLES),
        *(
            (form, name, ending)
            for form, ending in (("sarif", "json"), ("junit", "xml"))
            for name in ("ready", "not_met", "hostile", "waived")
        ),
    ],
)
def test_a_report_for_programs_reads_as_it_did(form: str, name: str, ending: str, lang: str, golden: Golden) -> None:
    golden(f"{form}/{name}.{lang}.{ending}", render(form, sample(name), view(lang)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("form", "ending"), [("ndjson", "ndjson"), ("sarif", "json"), ("junit", "xml")])
def test_a_small_report_for_programs_reads_as_it_did(form: str, ending: str, lang: str, golden: Golden) -> None:
    golden(f"{form}/small.{lang}.{ending}", render(form, small_sample(), view(lang)))


def test_the_samples_are_of_a_day_that_stays() -> None:
    assert {sample(name).head.as_of for name in SAMPLES} == {TODAY}
    assert {sample(name).head.pack.id for name in SAMPLES} == {lsh().id}


def test_what_is_mended_weighs_as_it_did() -> None:
    asked = {
        "required": rule_requiring("{field: project.title, min_chars: 3}", "required"),
        "expected": rule_requiring("{field: applicant.name, min_chars: 3}", "expected").replace(
            "level: requirement", "level: expectation"
        ),
    }
    pack = loaded(small_pack() | {f"rules/{name}.yaml": text for name, text in asked.items()})
    before, after = (
        small_screening(pack, f"applicant: {{name: {name}}}\nproject: {{title: {name}}}\n") for name in ("A", "Borås")
    )
    earlier = [Earlier(findings(each), None) for each in (after, before)]
    compared = replace(after, since=since(after, *earlier))

    found = {each.item.id: each.weight for each in mended(compared, report(compared, pack=pack).head, view())}

    assert found["required"] is Weight.ERROR
    assert found["expected"] is Weight.WARNING
