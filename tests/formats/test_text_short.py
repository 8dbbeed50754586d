"""The short report of a terminal: what to do next in few rows, and the verdict last."""

import re
from dataclasses import replace

import pytest

from sociallan.application.source import NOT_FOUND, Source
from sociallan.formats import render
from sociallan.pages.template import template
from sociallan.screening.against import findings
from sociallan.screening.report import Screening
from sociallan.screening.since import Since
from tests.builders import EXAMPLES, example, examples, lsh, report, screen, view
from tests.conftest import Golden
from tests.formats.samples import HOSTILE, LANGS, SAMPLES, sample
from tests.formats.test_text import columns
from tests.sampling import sampled

_MOST_ROWS_OF_TEMPLATE = 45
_MOST_ROWS_WHEN_READY = 60


def short(screening: Screening, lang: str = "sv", width: int = 80) -> list[str]:
    return render("text", report(screening), view(lang, width=width, whole=False)).splitlines()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["ready", "incomplete", "not_met", "invalid"])
def test_a_short_report_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    golden(f"text/short-{name}.{lang}.txt", render("text", sample(name), view(lang, width=80, whole=False)))


def test_the_template_takes_no_more_rows_than_a_screen() -> None:
    text = template("ansokan.yaml", lsh(), view("sv"))

    assert len(short(screen(Source("ansokan.yaml", text.encode())))) <= _MOST_ROWS_OF_TEMPLATE


@pytest.mark.parametrize("name", examples("ready"))
def test_a_ready_application_takes_few_rows(name: str) -> None:
    assert len(short(screen(example(name)))) <= _MOST_ROWS_WHEN_READY


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_the_last_rows_are_the_verdict_and_the_next_step(name: str) -> None:
    screening = screen(example(name))
    words = view("sv").words

    after = short(screening)
    line = next(number for number in range(len(after) - 1, -1, -1) if after[number].startswith("──"))

    assert after[line + 1].startswith(words.say(f"verdict.{screening.verdict}"))
    assert any(row.startswith(f"{words.say('short.next')}: ") for row in after[line:])


@pytest.mark.parametrize("name", SAMPLES)
def test_no_row_is_longer_than_the_screen_is_wide(name: str) -> None:
    rows = render("text", sample(name), view("sv", width=80, whole=False)).split("\n")

    # A word of its own that is longer than the row, such as a file's name, is not cut.
    assert [row for row in rows if columns(row) > 80 and " " in row.strip()] == []


def test_what_is_hostile_in_a_file_steers_no_terminal() -> None:
    shown = "\n".join(short(screen(HOSTILE)))

    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.slow
def test_weaknesses_are_counted_while_something_is_missing_and_named_when_nothing_is() -> None:
    words = view("sv").words

    assert not any(words.say("report.weaknesses") in row for row in short(screen(example(examples("incomplete")[0]))))
    ready = [short(screen(example(name))) for name in examples("ready")]
    assert any(any(row.startswith(words.say("report.weaknesses")) for row in rows) for rows in ready)


@pytest.mark.parametrize(
    ("name", "line", "offers"),
    [
        ("ansokan.yaml", "project: {start: mars 2026, end: aug-27}", True),
        ("ansokan.yaml", "project: {start: mars 2026}", False),
        ("ansokan.yaml", "project: {area: bonde, status: planrat}", False),
        ("ansokan.json", '{"project": {"start": "mars 2026", "end": "aug-27"}}', False),
    ],
)
def test_fix_is_the_next_step_where_it_corrects_several_faults(name: str, line: str, *, offers: bool) -> None:
    text = "\n".join(short(screen(Source(name, line.encode()))))

    assert ("sociallan fix ansokan.yaml" in text) is offers


@pytest.mark.parametrize(
    ("name", "data", "offers"),
    [
        ("ansokan.yaml", "project: {title: Å}".encode("cp1252"), True),
        ("ansokan.yaml", "project: {title: GÃ¥rd}".encode(), True),
        ("ansokan.json", '{"project": {"title": "Å"}}'.encode("cp1252"), False),
    ],
)
def test_fix_is_the_next_step_for_a_file_in_another_encoding(name: str, data: bytes, *, offers: bool) -> None:
    text = "\n".join(short(screen(Source(name, data))))

    assert ("sociallan fix ansokan.yaml" in text) is offers


@pytest.mark.parametrize("lang", LANGS)
def test_of_a_file_that_cannot_be_read_the_name_is_to_be_checked_and_nothing_is_made(lang: str) -> None:
    shown = render("text", report(screen(Source("full", b"", NOT_FOUND))), view(lang, width=80, whole=False))

    words = view(lang).words
    assert f"{words.say('short.next')}: {words.say('short.next_file', file='full')}" in shown
    assert "--output" not in shown


@pytest.mark.parametrize("lang", LANGS)
def test_rules_that_wait_are_told_with_the_fields_where_no_list_names_them(lang: str) -> None:
    words = view(lang).words
    shown = render("text", sample("invalid"), view(lang, width=80, whole=False))
    text = " ".join(shown.split())

    assert words.say("short.fill_in", count=0).partition(" (")[0] not in text
    assert words.say("report.waiting", count=2, fields="").rstrip(".") in text
    assert words.say("short.waiting", count=2) not in text


def test_a_doubt_of_a_rule_is_told_with_its_words_while_something_is_missing() -> None:
    text = example("incomplete/no-evaluation.yaml").data.decode()
    (group,) = [line.strip() for line in text.splitlines() if "Barn upp till sex år på Kullen" in line]

    shown = " ".join(" ".join(short(screen(text.replace(group, "Alla invånare i kommunen.")))).split())

    assert "nämner ”Alla invånare”" in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_doubt_is_told_with_what_to_do_about_it(lang: str) -> None:
    text = example("ready/safety-ekersberga-centrum-for-alla.yaml").data.decode()
    (line,) = [line for line in text.splitlines() if line.startswith("  title:")]
    screening = screen(Source("ansokan.yaml", text.replace(line, "  title: Gård #1 till #5 i centrum").encode()))

    shown = " ".join(" ".join(short(screening, lang, 100)).split())

    assert view(lang).words.say("short.doubts") in shown
    cure = view(lang).words.coded("findings", "text.after-sign", "cure")
    assert cure is not None
    assert cure in shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("project:\n\ttitle: Norr\n\tarea: housing\n", "yaml.tab"),
        (
            "social:\n  goals:\n    id: M1\n    # Nivå.\n    level: outcome\n    id: M2\n    level: outcome\n",
            "yaml.missing-dash",
        ),
        ("project:\n  area: housing\nsubmitted: 2024-03-04\n\nMed vänlig hälsning\nAnna\n", "yaml.note"),
    ],
)
def test_lines_of_one_slip_are_one_thing_to_correct_and_counted_so(text: str, code: str) -> None:
    rows = short(screen(Source("a.yaml", text.encode())))

    assert [row.strip() for row in rows if row.strip().startswith("yaml.")] == [code]
    assert f"{view().words.say('short.correct')} (1)" in rows


def test_slips_of_one_kind_in_other_lines_are_each_corrected() -> None:
    text = "project:\n  title:Norr\n  area: housing\n  other_areas: []\n  status:planned\n"
    rows = short(screen(Source("a.yaml", text.encode())))

    assert sum("yaml.missing-colon" in row for row in rows) == 2


def test_the_lines_of_a_text_that_cannot_be_told_apart_are_one_thing_to_correct() -> None:
    pasted = "project:\n  summary: Vi bygger\n- ute\n- inne\n\nOch mer: allt.\n  title:Gård: ett\n  area: housing\n"
    rows = short(screen(Source("a.yaml", pasted.encode())))

    assert sum("yaml.text-lines" in row for row in rows) == 1
    counted = int(next(row for row in rows if row.startswith("Rätta först (")).removesuffix(")").partition("(")[2])
    assert counted == sum(row.startswith("  Skrivsätt: ") for row in rows)
    assert [row.strip().partition("│ ")[2] for row in rows if "│" in row][:8] == [
        "  summary: Vi bygger",
        "- ute",
        "- inne",
        "Och mer: allt.",
        "  summary: >-",
        "    Vi bygger - ute",
        "    - inne",
        "    Och mer: allt.",
    ]
    assert any("yaml.missing-colon" in row for row in rows)


def test_the_choices_of_a_field_are_listed_once() -> None:
    text = "social: {effects: [ökad trygget], interventions: [{aims_at: [bätre hälsa]}]}\nproject: {area: halsa}\n"

    rows = " ".join(" ".join(short(screen(text), width=100)).split())

    assert rows.count("om det är det ni menar") == 3
    assert rows.count("reduce_exclusion (minskat utanförskap),") == 1
    assert rows.count("safety (trygghet, säkerhet och tillgänglighet)") == 1


def test_a_weakness_of_something_missing_says_so_before_what_should_be() -> None:
    text = (EXAMPLES / "ready" / "housing-sjohamra-tryggare-tvattstugor.yaml").read_text("utf-8")
    without = text.replace("    size: 560\n", "")
    assert without != text

    (row,) = [row for row in short(screen(without), width=200) if "Målgruppens storlek är angiven" in row]

    assert row.strip().startswith("- Uppgifter saknas för förväntan: Målgruppens storlek är angiven")


def test_a_green_loan_and_grants_that_are_left_out_are_no_weakness() -> None:
    text = (EXAMPLES / "ready" / "health-region-mellansund-familjecentral.yaml").read_text("utf-8")
    without = text.replace("  green_loan: 0\n", "").replace("  grants: []\n", "")
    assert without != text

    assert short(screen(without), width=200) == short(screen(text), width=200)


def test_names_that_are_labels_take_a_row_each_after_the_first() -> None:
    labels = {"loan": "Lånebelopp", "total_cost": "Total kostnad", "change": "Förändring för målgruppen"}
    text = (EXAMPLES / "ready" / "housing-sjohamra-tryggare-tvattstugor.yaml").read_text("utf-8")
    for name, label in labels.items():
        text = text.replace(f"\n  {name}:", f"\n  {label}:")

    rows = short(screen(text), width=100)

    assert sum("schema.label-key" in row for row in rows) == 1
    told = [row for row in rows if "i filen heter uppgiften" in row]
    assert len(told) == len(labels)
    assert [row.lstrip().startswith("- ") for row in told] == [False, True, True]


def test_what_follows_from_something_new_is_new_as_well() -> None:
    screening = screen(example("not_met/loan-larger-than-cost.yaml"))
    since = Since(is_known=True, mended=(), new=findings(screening), left=())

    rows = short(replace(screening, since=since))

    assert f"Nytt ({since.counts.new})" in rows
    assert any("Följer av det" in row for row in rows)


def test_a_remark_on_values_that_do_not_fit_tells_both() -> None:
    data = example("ready/investment-outside-the-area.yaml").data.decode()
    begun = data.replace("\n  start: 2025-06\n", "\n  start: 2020-06\n")

    told = " ".join(" ".join(short(screen(Source("a.yaml", begun.encode())))).split())

    assert "”Projektets läge” är planerat. ”Projektets start” är " in told


@pytest.mark.parametrize(("lang", "told"), [("sv", "töm ”Andra områden som berörs”"), ("en", "empty “Other areas")])
def test_a_list_that_is_to_have_no_items_is_to_be_emptied(lang: str, told: str) -> None:
    data = example("ready/investment-outside-the-area.yaml").data.decode()
    several = re.sub(
        r"(?m)^  area: .*$", r"\g<0>\n  other_areas: [safety, health]", re.sub(r"(?m)^  other_areas:.*\n", "", data)
    )

    shown = render("text", report(screen(Source("a.yaml", several.encode()))), view(lang, whole=True))

    assert told in " ".join(shown.split())
