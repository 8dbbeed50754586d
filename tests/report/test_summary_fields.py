"""The fields of a pack's summary in words: lines, cells, and packs that name few of them or none."""

from pathlib import Path
from typing import Any

import pytest

from sociallan.formats import RENDERERS
from sociallan.pack.pack import Pack
from sociallan.report import summary_fields
from sociallan.report.view import View
from sociallan.screening.report import ApplicationSummary
from sociallan.screening.screen import Screener
from tests.builders import TODAY, loaded, shape, source, with_summary, words, written
from tests.cli.running import run_inside, stderr_of


def summary_of(pack: Pack, text: str) -> ApplicationSummary:
    return Screener(pack, shape(), today=TODAY).screen(source(text)).summary


def lines(summary: str, text: str, lang: str = "en") -> dict[str, str]:
    pack = loaded(with_summary(summary))
    view = View(words(lang), pack.form.fields, pack.tables)
    return dict(summary_fields.head_lines(summary_of(pack, text), pack, view))


PAIR = """summary:
  a: {field: applicant.name, label: {sv: Vem, en: Who}}
  b: {field: applicant.kind, beside: a, phrase: {sv: "{a} ({b})", en: "{a} ({b})"}}
  c: {field: project.title, label: {sv: Vad, en: What}, role: title}
  d: {field: applicant.member.is_member, label: {sv: Medlem, en: Member}}
  e: {field: investment.total_cost, only_in_tables: true}
"""


def test_the_title_comes_first_and_two_fields_may_share_a_line() -> None:
    text = "applicant: {name: Kommunen, kind: region, member: {is_member: true}}\nproject: {title: Huset}\n"

    assert list(lines(PAIR, text).items()) == [("What", "Huset"), ("Who", "Kommunen (region)"), ("Member", "yes")]


@pytest.mark.parametrize("text", ["{}", "project: 3", "applicant: {name: null, kind: 4}"])
def test_what_is_not_stated_is_told_as_that(text: str) -> None:
    assert set(lines(PAIR, text).values()) == {"not stated"}


def test_numbers_have_their_unit_and_choices_their_label() -> None:
    summary = "summary:\n  a: {field: investment.loan}\n  b: {field: project.area}\n"

    assert [*lines(summary, "investment: {loan: 5000}\nproject: {area: health}\n").values()] == [
        "SEK 5,000",
        "Health, education, sport and culture",
    ]


def test_what_identifies_a_person_is_masked() -> None:
    summary = summary_of(loaded(with_summary()), "project: {title: Ring 070-123 45 67}")

    assert summary.title == summary.stated["title"] == "Ring ***-*** ** **"


def test_a_pack_without_a_date_is_screened_by_today_s_rules() -> None:
    screening = Screener(loaded(with_summary(dated_by="")), shape(), today=TODAY).screen(
        source("submitted: 2021-01-01\n")
    )

    assert (screening.as_of, screening.date_source, screening.summary.submitted) == (TODAY, "today", None)


@pytest.mark.parametrize("summary", ["", "summary:\n  a: {field: investment.loan, role: amount}\n", PAIR])
@pytest.mark.parametrize("form", list(RENDERERS))
def test_every_format_does_without_what_a_pack_does_not_name(form: str, summary: str, tmp_path: Path) -> None:
    small = written(with_summary(summary), tmp_path / "small")
    given: Any = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for path in given:
        path.write_text("applicant: {name: Kommunen}\ninvestment: {loan: 5}\n", encoding="utf-8")

    result = run_inside(
        "check", *map(str, given), "--rules", str(small), "--format", form, "--output", str(tmp_path / "out")
    )

    assert result.returncode in (0, 1), stderr_of(result)
    # Nothing is wrong here, of which concise says nothing.
    assert (tmp_path / "out").stat().st_size or form == "concise"
