"""Corrections of an application's form, and the errors that are left for people."""

import json
from pathlib import Path

import pytest

from sociallan.application.diagnostic import UNCERTAIN, Diagnostic, Severity, rewritten
from sociallan.application.lines import with_ends
from sociallan.application.location import Location
from sociallan.application.read import read
from sociallan.application.source import Limits, Source
from sociallan.screening.fixes import Fixed, fixed, is_certain
from tests.builders import EXAMPLES, screen, screener
from tests.provoked import PROVOKED

SUGGESTED = {
    "file.control-character": "project:\n  title: Går\adar\n",
    "schema.code": "applicant: {member: {code: 114}}",
    "schema.date": "submitted: 1/3 2026",
    "schema.list": "agenda_2030: 11",
    "schema.number": "social: {target_group: {size: 4 000 personer}}",
}
"""Faults with a suggestion, of the codes that have one for some values only."""


def corrected(text: str | bytes) -> Fixed:
    return fixed(Source("a.yaml", text if isinstance(text, bytes) else text.encode()), screener())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("investment:\n  loan: ca 14,2 mkr\n", "investment:\n  loan: 14200000\n"),
        ("investment:\n  loan: 22_700_000 kr  # enligt beslut\n", "investment:\n  loan: 22700000  # enligt beslut\n"),
        ("investment:\n  loan: [ca 5 mkr;]\n", "investment:\n  loan: 5000000\n"),
        ("investment:\n  loan: SEK 22,700,000\n", "investment:\n  loan: 22700000\n"),
        ("investment:\n  loan: ca 22,7 Mkr\n", "investment:\n  loan: 22700000\n"),
        ("investment:\n  green_loan: nej\n", "investment:\n  green_loan: 0\n"),
        ("investment: {loan: ca 5 mkr, green_loan: nej}\n", "investment: {loan: 5000000, green_loan: 0}\n"),
        ("submitted: 1/3 2026\n", "submitted: 2026-03-01\n"),
        ("submitted: den 2022-05-09\n", "submitted: 2022-05-09\n"),
        ("project:\n  start: 8/2022\n", "project:\n  start: 2022-08\n"),
        ("investment:\n  grants: 0 kr\n", "investment:\n  grants: []\n"),
        ("applicant: {member: {code: 0995 Ekby}}\n", 'applicant: {member: {code: "0995"}}\n'),
        ("project:\n  start: mar-26\n", "project:\n  start: 2026-03\n"),
        ("project:\n  start: 2026 mars\n", "project:\n  start: 2026-03\n"),
        ("project:\r\n  start: mars 2026\n", "project:\r\n  start: 2026-03\n"),
        ("project:\n  start: mars 2026", "project:\n  start: 2026-03"),
        ("agenda_2030: 3, 10 och 11\n", "agenda_2030: [3, 10, 11]\n"),
        (
            "social:\n  effects: ökad trygghet, minskat utanförskap\n",
            "social:\n  effects: [increase_safety, reduce_exclusion]\n",
        ),
        (
            "project:\n  title: Norr: gårdar\n  start: mars 2026\n",
            'project:\n  title: "Norr: gårdar"\n  start: 2026-03\n',
        ),
        (
            "applicant:\n  contacts:\n    - function: other\n\temail: a@b.example\n",
            "applicant:\n  contacts:\n    - function: other\n      email: a@b.example\n",
        ),
        ("investment:\n   loan: ca 5 mkr\n  green_loan: 0\n", "investment:\n  loan: 5000000\n  green_loan: 0\n"),
    ],
)
def test_what_is_certain_is_written_anew_and_all_else_stays(before: str, after: str) -> None:
    found = corrected(before)

    assert (found.text, found.reencoded) == (after, False)


@pytest.mark.slow
def test_every_suggestion_is_written_but_those_that_may_be_another_fact() -> None:
    alone, stays = set(), set()

    for code, text in {**PROVOKED, **SUGGESTED}.items():
        if isinstance(text, str) and has_suggestion(code, text):
            found = corrected(text)
            alone |= {code} if found.text == text else set()
            stays |= {code} if code in {each.code for each in found.left} else set()

    of_people = {"schema.date-impossible", "schema.enum", "schema.number-in-text", "schema.unknown-key", "yaml.note"}
    assert alone == stays == of_people | {"schema.whole-number"}


def has_suggestion(code: str, text: str) -> bool:
    faults = screener().faults_of_form(Source("a.yaml", text.encode()))
    return any(each.code == code and each.suggestion for each in faults if each.severity is Severity.ERROR)


@pytest.mark.parametrize(
    "text",
    [
        "project:\n  area: bonde\n",
        "submitted: 2026-02-30\n",
        "submitted: 31 juni 2022\n",
        "submitted: 31/9 2023\n",
        "submitted: 2023-10-32\n",
        "investment:\n  lon: 5\n",
        "investment:\n  loan: 2,5\n",
        "project:\n  start: våren 2026\n",
        "social:\n  target_group:\n    size: 500-600\n",
        "social:\n  target_group:\n    size: 1,560\n",
        "submitted: 2026-02-03\n\nMed vänlig hälsning\n",
    ],
)
def test_what_a_person_must_decide_is_left_and_told(text: str) -> None:
    found = corrected(text)

    assert (found.text, len(found.left)) == (text, 1)


def test_a_repair_that_may_take_an_answer_away_is_not_certain() -> None:
    place = next(iter(screen("project:\n  title: a: b\n").findings)).place

    assert is_certain(Diagnostic("yaml.indentation", place, {}, "    size: 5"))
    assert not is_certain(Diagnostic("yaml.indentation", place, {UNCERTAIN: True}, "    size: 5"))


def test_nothing_is_certain_where_nothing_is_suggested() -> None:
    place = next(iter(screen("investment:\n  loan: mycket\n").findings)).place

    assert not is_certain(Diagnostic("schema.amount", place, {}))
    assert is_certain(Diagnostic("schema.amount", place, {}, "5"))


def test_a_changed_line_is_told_with_its_number_and_both_texts() -> None:
    (change,) = corrected("project:\r\n  start: mars 2026\r\n").changes

    assert change == (2, "  start: mars 2026", "  start: 2026-03")


def test_a_note_is_no_error_that_is_left() -> None:
    text = "submitted: 2199-01-01\n"

    assert "date.to-come" in {each.code for each in screen(text).findings}
    assert corrected(text).left == ()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "mac_roman"])
def test_a_file_in_another_encoding_is_read_and_written_as_utf_8(encoding: str) -> None:
    text = next((EXAMPLES / "ready").glob("housing-sjo*.yaml")).read_text(encoding="utf-8")

    found = corrected(text.encode(encoding, "replace"))

    assert found.reencoded
    assert "Tryggare tvättstugor på Varvsberget" in found.text
    assert found.changes == ()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_second_correction_finds_nothing_more_and_no_fact_is_changed(path: Path) -> None:
    source = Source("a.yaml", path.read_bytes())

    found = fixed(source, screener())

    assert corrected(found.text).text == found.text
    if "ready" in str(path):
        assert found.text == found.before


def has_a_line_to_write(code: str) -> bool:
    return any(each.code == code and each.suggestion is not None for each in screen(PROVOKED[code]).findings)


def errors(text: str | bytes | Source) -> list[Diagnostic[Location]]:
    return [each for each in screen(text).findings if each.severity is Severity.ERROR]


@pytest.mark.parametrize("code", PROVOKED)
def test_writing_the_line_that_a_finding_shows_removes_it_and_adds_no_other(code: str) -> None:
    if not has_a_line_to_write(code):
        return
    before = errors(PROVOKED[code])
    finding = next(each for each in before if each.code == code)
    text = PROVOKED[code]
    assert isinstance(text, str)
    lines, span = with_ends(text), finding.place.span
    assert (span.end_line, finding.place.exact) == (span.line, True)
    line = lines[span.line - 1]
    assert finding.suggestion is not None

    lines[span.line - 1] = line[: span.column - 1] + finding.suggestion + line[span.end_column - 1 :]
    after = errors("".join(lines))

    assert (code, finding.pointer) not in {(each.code, each.pointer) for each in after}
    # A name that is misspelt too is told when its value is right.
    assert len(after) < len(before) or code == "value.leading-zero"


@pytest.mark.slow
def test_most_faults_of_syntax_and_form_have_a_line_to_write() -> None:
    found = [code for code in PROVOKED if has_a_line_to_write(code)]

    assert len([code for code in found if code.startswith("yaml.")]) >= 15
    assert len(found) >= 24


def test_of_a_line_with_six_faults_five_are_corrected() -> None:
    text = (
        "{submitted: 1/3 2026, project: {start: mars 2026, end: april 2027}, "
        "investment: {loan: ca 5 mkr, green_loan: nej, total_cost: ca 6 mkr}}\n"
    )

    found = corrected(text)

    assert len(found.left) == 1
    assert corrected(found.text).left == ()


def test_a_file_that_is_too_large_is_left_alone() -> None:
    found = corrected(b" " * (Limits().bytes + 1))

    assert (found.text, found.reencoded, len(found.left)) == ("", False, 1)


def test_a_file_in_another_format_is_left_alone() -> None:
    found = corrected(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    assert (found.text, found.reencoded, [each.code for each in found.left]) == ("", False, ["file.other-format"])


@pytest.mark.parametrize("code", [code for code in PROVOKED if code.startswith("schema.")])
def test_the_line_that_is_shown_of_a_json_file_is_json_and_removes_the_finding(code: str) -> None:
    data = PROVOKED[code]
    assert isinstance(data, str)
    value = read(Source("a.yaml", data.encode())).value
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)

    before = errors(Source("a.json", text.encode()))

    for finding in before:
        after = rewritten(finding, text.splitlines()[finding.place.span.line - 1])
        if after is None:
            continue
        lines = text.splitlines()
        lines[finding.place.span.line - 1] = after
        assert json.loads("\n".join(lines))
        left = errors(Source("a.json", "\n".join(lines).encode()))
        assert (finding.code, finding.pointer) not in {(each.code, each.pointer) for each in left}
        assert len(left) < len(before)
