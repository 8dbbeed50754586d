"""One application from bytes to screening: the day, the verdict, and what is withheld from the rules."""

import hashlib
from dataclasses import replace

import pytest

from sociallan.application.diagnostic import Severity
from sociallan.application.document import Gap
from sociallan.application.passed_over import SkipReason
from sociallan.application.source import Limits, Source
from sociallan.pack.calendar import in_force
from sociallan.rules.rule import Basis, Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import MOST_QUESTIONS, DateSource, Verdict
from sociallan.screening.screen import Screener
from tests.builders import TODAY, at, example, examples, lsh, outcome, screen, screener, shape, source
from tests.sampling import sampled

READY = example("ready/safety-ekersberga-centrum-for-alla.yaml")


def replaced(old: str, new: str) -> bytes:
    text = READY.data.decode()
    assert old in text, old
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("submitted", "day"),
    [("2022-05-09", "2022-05-09"), ("2022-05", "2022-05-31"), ("2022", "2022-12-31"), ("'2022'", "2022-12-31")],
)
def test_the_application_s_own_date_chooses_the_rules(submitted: str, day: str) -> None:
    screening = screen(replaced("submitted: 2022-05-09", f"submitted: {submitted}"))

    assert (screening.as_of, screening.date_source) == (day, DateSource.SUBMITTED)


@pytest.mark.parametrize("name", examples("invalid"))
def test_the_verdict_without_findings_is_that_of_the_screening(name: str) -> None:
    assert screener().assess(example(name)).verdict is screener().screen(example(name)).verdict is Verdict.INVALID


def test_an_application_of_the_first_day_of_the_pack_is_not_too_early() -> None:
    assert screen(replaced("submitted: 2022-05-09", f"submitted: {lsh().valid_from}")).findings == ()


@pytest.mark.parametrize(("code", "suggestion"), [("0114", '"0114"'), ("0701740605", None)])
def test_a_suggestion_that_would_tell_of_a_person_is_left_out(code: str, suggestion: str | None) -> None:
    (finding,) = (each for each in screen(f"submitted: {code}").findings if "zero" in each.code)

    assert finding.suggestion == suggestion


def test_without_a_date_the_rules_are_those_of_today() -> None:
    screening = screen(replaced("submitted: 2022-05-09\n", ""))

    assert (screening.as_of, screening.date_source) == (TODAY, DateSource.TODAY)


def test_a_date_of_the_wrong_form_is_a_finding_and_the_rules_are_those_of_today() -> None:
    screening = screen(replaced("submitted: 2022-05-09", "submitted: 2022-02-30"))

    assert (screening.as_of, screening.date_source, screening.verdict) == (TODAY, DateSource.TODAY, Verdict.INVALID)
    assert [finding.code for finding in screening.findings] == ["schema.date-impossible"]


@pytest.mark.slow
def test_the_day_asked_for_takes_precedence() -> None:
    screening = screener(as_of="2021-01-01").screen(READY)

    assert (screening.as_of, screening.date_source) == ("2021-01-01", DateSource.OPTION)


def test_an_application_from_before_the_pack_is_told_so_and_screened_by_its_first_rules() -> None:
    screening = screen(replaced("submitted: 2022-05-09", "submitted: 2019-05-09"))

    (finding,) = screening.findings
    line = READY.data.decode().splitlines().index("submitted: 2022-05-09") + 1
    assert (finding.code, finding.pointer, at(finding.place)) == ("date.before-pack", "/submitted", f"{line}:12")
    assert (screening.as_of, screening.verdict) == (lsh().valid_from, Verdict.INVALID)
    assert screening.outcomes


@pytest.mark.parametrize(
    ("submitted", "codes"), [(TODAY, []), ("2025", []), ("2025-06-02", ["date.to-come"]), ("2026", ["date.to-come"])]
)
def test_an_application_of_a_day_to_come_is_told_so_and_keeps_its_verdict(submitted: str, codes: list[str]) -> None:
    screening = screen(replaced("submitted: 2022-05-09", f"submitted: {submitted}"))

    assert [(finding.code, finding.severity) for finding in screening.findings] == [
        (code, Severity.NOTE) for code in codes
    ]
    assert (screening.date_source, screening.verdict) == (DateSource.SUBMITTED, Verdict.READY)


def test_a_day_that_is_asked_for_is_not_held_against_the_date_of_the_application() -> None:
    later = source(replaced("submitted: 2022-05-09", "submitted: 2199-01-01"))

    assert screener(as_of="2021-01-01").screen(later).findings == ()


def test_a_value_of_the_wrong_form_is_withheld_and_the_rest_is_screened() -> None:
    screening = screen(replaced("loan: 9500000", "loan: ca 9,5 Mkr"))

    withheld = outcome(screening, "financing-loan-within-cost")
    assert screening.verdict is Verdict.INVALID
    assert [finding.code for finding in screening.findings] == ["schema.amount"]
    assert withheld.kind is OutcomeKind.MISSING
    assert [reason.gap for reason in withheld.reasons] == [Gap.INVALID]
    assert outcome(screening, "G5-goals-stated").kind is OutcomeKind.JUDGEMENT


def test_a_whole_part_of_the_wrong_form_is_withheld_with_all_in_it() -> None:
    screening = screen("social: många mål\n")

    missing = outcome(screening, "G5-goals-stated")
    assert missing.kind is OutcomeKind.MISSING
    assert [(reason.gap, reason.pointers) for reason in missing.reasons] == [(Gap.INVALID, ("/social/goals",))]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "yaml.empty"),
        (b"# bara en kommentar\n", "yaml.empty"),
        (b"\xe5\xe4\xf6", "file.encoding"),
        (b"a: [", "yaml.open-bracket"),
        (b"a: \x00", "file.control-character"),
    ],
)
def test_what_cannot_be_read_has_a_finding_and_no_outcomes(given: bytes, code: str) -> None:
    screening = screen(given)

    assert screening.verdict is Verdict.INVALID
    assert [finding.code for finding in screening.findings] == [code]
    assert (screening.outcomes, screening.groups) == ((), ())


@pytest.mark.parametrize("given", ["- a\n- b\n", "bara text\n", "17\n"])
def test_what_is_no_record_has_a_finding_and_no_outcomes(given: str) -> None:
    screening = screen(given)

    assert (screening.verdict, screening.outcomes) == (Verdict.INVALID, ())
    assert [finding.code for finding in screening.findings] == ["schema.record"]


def test_a_file_that_could_not_be_opened_is_a_finding() -> None:
    screening = screen(Source("borta.yaml", b"", "file.not-found"))

    assert [finding.code for finding in screening.findings] == ["file.not-found"]
    assert screening.verdict is Verdict.INVALID


def test_limits_are_kept() -> None:
    narrow = Screener(lsh(), shape(), today=TODAY, limits=Limits(bytes=100))

    assert [finding.code for finding in narrow.screen(READY).findings] == ["file.too-large"]


def test_an_empty_record_is_incomplete_and_everything_is_asked_for() -> None:
    screening = screen("{}")

    kinds = {o.rule.id: o.kind for o in screening.outcomes if o.rule.level == "requirement"}
    # What the application is held against itself for applies only where it is stated.
    bases = {o.rule.id: o.rule.basis for o in screening.outcomes}
    alone = {rule for rule, kind in kinds.items() if kind is OutcomeKind.NOT_APPLICABLE}
    # Without goals there is nothing to follow up; another rule asks for them.
    assert {rule for rule in alone if bases[rule] is not Basis.LOGIC} == {"G5-goals-followed-up"}
    assert {"G5-target-after-baseline", "financing-dates-in-order"} <= alone
    assert screening.verdict is Verdict.INCOMPLETE
    assert {kind for rule, kind in kinds.items() if rule not in alone} == {OutcomeKind.MISSING}


def test_the_head_of_the_report_is_masked() -> None:
    screening = screen("applicant: {name: anna@exempel.se}\nproject: {title: Ring 070-123 45 67}\n")

    assert (screening.summary.applicant, screening.summary.title) == ("****@*******.**", "Ring ***-*** ** **")


def test_a_screening_names_its_input_by_digest() -> None:
    assert screen(READY).sha256 == hashlib.sha256(READY.data).hexdigest()


def test_findings_come_in_the_order_of_the_file() -> None:
    screening = screen("social: {gaols: []}\nformat: 2\nproject: {start: i år}\n")

    assert [at(finding.place) for finding in screening.findings] == ["1:10", "2:9", "3:18"]


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_the_same_bytes_give_the_same_screening(name: str) -> None:
    assert screener().screen(example(name)) == screener().screen(example(name))


def test_each_rule_of_the_day_has_one_outcome() -> None:
    screening = screen(source("{}"))

    assert [outcome.rule.id for outcome in screening.outcomes] == [
        rule.id for rule in lsh().rules if in_force(rule, TODAY) and rule.level is not Level.QUESTION
    ]


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_a_screening_without_traces_is_the_same_otherwise(name: str) -> None:
    whole = screener().screen(example(name))

    quick = screener().screen(example(name), traced=False)

    shown, more = whole.questions[:MOST_QUESTIONS], whole.questions[MOST_QUESTIONS:]
    assert quick == replace(
        whole,
        outcomes=tuple(replace(outcome, traces=()) for outcome in whole.outcomes),
        questions=shown,
        more_questions=tuple(question.rule for question in more),
    )


@pytest.mark.parametrize(
    ("later", "reason"), [("project: {title: Parken}", None), ("replicas: 2", SkipReason.NO_APPLICATION)]
)
def test_a_file_is_an_application_where_a_later_document_of_it_is(later: str, reason: SkipReason | None) -> None:
    assert screener().skip_reason([source(f"kind: Deployment\n---\n{later}\n")]) is reason
