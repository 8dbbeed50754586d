"""Seeded faults of a pack: each gives one finding on its line and nothing beside it, and its cure removes it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from tests.analysis.sound_pack import found, linted, rule, sound_pack
from tests.builders import ROOT, as_json, changed_file, line_of, words
from tests.conftest import Golden
from tests.faults_told import faults_told

HORIZON = """\
years:
  title: {sv: Kortaste tid, en: Shortest time}
  unit: years
  values: [{from: 2020-08-24, value: 3}]
  cites: [SOURCE#one]
nothing:
  title: {sv: Största gröna lån, en: Largest green loan}
  unit: kr
  values: [{from: 2020-08-24, value: null}]
  cites: [SOURCE#one]
"""
TESTED = """\
id: tested
group: applicant
level: requirement
basis: stated
valid_from: 2021-01-01
valid_to: 2025-12-31
title: {sv: Projektet pågår länge, en: The project goes on for long}
why:
  sv: >-
    Det är vår slutsats att satsningen
    behöver vara länge, se {years}.
  en: The effort needs to go on for {years}.
cites: [SOURCE#one]
require:
  all:
    - {field: derived.horizon_years, at_least: {param: years}}
    - {field: investment.green_loan, at_most: {param: nothing}}
    - {field: derived.part, at_most: 100}
ask:
  sv: 'Skriv slutåret (long_term.until), till exempel "until: 2040".'
  en: 'Write the last year (long_term.until), for example "until: 2040".'
judge:
  question: {sv: Verkar det troligt för kommittén?, en: Does it seem plausible to the committee?}
  evidence: [long_term.description]
specimen: tested
tests:
  - {name: {sv: Lång, en: Long}, expect: judgement}
  - name: {sv: Kort, en: Short}
    change: {long_term.until: 2029}
    as_of: 2024-01-01
    expect: not_met
    because: [long_term.until, project.end]
  - name: {sv: Inget år, en: No year}
    remove: [long_term.until]
    expect: missing
"""
NEW_RULE = "rules/tested.yaml"
ASKED = """\
id: Q-plausible
group: applicant
level: question
weight: 50
valid_from: 2021-01-01
title: {sv: Gården drivs vidare, en: The courtyard is carried on}
when: {field: long_term.description, stated: true}
question:
  sv: Hur går det? {long_term.description}
  en: How does it go? {long_term.description}
sharpens: [tested]
why: {sv: Det är vår fråga till kommittén., en: It is our question to the committee.}
ask: {sv: Nämn vad som talar för det., en: Name what speaks for it.}
cites: [SOURCE#one]
specimen: tested
tests:
  - {name: {sv: Beskrivet, en: Described}, expect: judgement}
  - {name: {sv: Inte beskrivet, en: Not described}, remove: [long_term.description], expect: not_applicable}
"""
AGAIN = (
    ASKED.replace("Q-plausible", "Q-again")
    .replace("How does it go?", "And how?")
    .replace(
        "{field: long_term.description, stated: true}",
        "{all: [{field: long_term.description, stated: true}, {field: project.title, stated: true}]}",
    )
)
VALUES = """\
horizon_years:
  label: {sv: År efter slutet, en: Years after the end}
  unit: years
  years_between: {from: project.end, to: long_term.until}
part:
  label: {sv: Lånets del av kostnaden, en: Part of the cost}
  unit: percent
  share: {part: investment.loan, whole: investment.total_cost}
"""
SPECIMEN = """\
project: {title: Gården, end: 2028}
investment: {green_loan: 2030}
long_term: {until: 2040, description: Gården drivs vidare av bolaget.}
"""
SOURCES = """\
OLD:
  title: En äldre källa
  publisher: Någon
  date: 2019-03
  url: https://example.org/old
  passages:
    said: {summary: {sv: Säger det., en: Says so.}, mark: stated}
    thought: {summary: {sv: Det är vår tanke., en: It is our thought.}, mark: inferred}
"""


def clean() -> dict[str, str]:
    """Return a pack in which nothing is found, with what the seeds change."""
    files = {**sound_pack(), NEW_RULE: TESTED, "values.yaml": VALUES, "specimens/tested.yaml": SPECIMEN}
    files["params.yaml"] += HORIZON
    files["sources.yaml"] += SOURCES
    cited = rule("cited", "{field: decision.date, stated: true}", level="requirement")
    files["rules/cited.yaml"] = cited.replace("[SOURCE#one]", "[OLD#said, OLD#thought]") + "basis: stated\n"
    files = changed_file(files, "pack.yaml", "words: [lön]", "words: [lön, löner]")
    marks = "dated_by: submitted\nplaceholders: [kompletteras, fylls i]\nunknown: [vet ej]\n"
    return changed_file(files, "pack.yaml", "lists:\n", f"{marks}lists:\n")


Edit = tuple[str, str, str]
"""A file, a piece of it, and what is to stand instead; the piece is empty where the file is not there yet."""


class Seed(NamedTuple):
    """A fault: its code, the changes that make it, a piece that begins on the line of the finding, and its cure."""

    code: str
    faults: tuple[Edit, ...]
    file: str
    piece: str
    cure: tuple[Edit, ...]


def seed(code: str, *faults: Edit, at: str = "", cure: Edit | None = None) -> Seed:
    """Return a seed that is found in the file of its first change, where the new text begins or ``at``.

    The cure is to take the first change back if no other is given.
    """
    file, old, new = faults[0]
    return Seed(code, faults, file, at or new, ((file, new, old) if cure is None else cure,))


def edited(files: Mapping[str, str], *edits: Edit) -> dict[str, str]:
    """Return files with pieces replaced; a file without text is taken away."""
    made = dict(files)
    for file, old, new in edits:
        made = changed_file(made, file, old, new) if old else {**made, file: new}
    return {name: text for name, text in made.items() if text}


PACK, CITED, LIMITED, FORM = "pack.yaml", "rules/cited.yaml", "rules/limited.yaml", "form.yaml"
CITES = "cites: [OLD#said, OLD#thought]"
SAID_ELSEWHERE = (LIMITED, "[SOURCE#one]", "[OLD#said]")
WHEN = (CITED, "require: ", "when: {field: decision.body, stated: true}\nrequire: ")
OR_NOT = "{any: [{field: project.end, at_least: 2020}, {field: project.end, stated: false}]}"
STATES = "{field: decision.date, stated: true}"
CHANGE = "    change: {long_term.until: 2029}\n"
CHANGES = "    change:\n      long_term.until: 2029\n"
ANOTHER = "  - {name: {sv: Ett annat, en: Another}, remove: [long_term.until], expect: missing}\n"
ONCE_MORE = ANOTHER.replace("remove: [long_term.until]", "change: {long_term.until: 2029}, as_of: 2024-01-01")
NO_YEAR = "  - name: {sv: Inget år, en: No year}\n"
DECIDED = "    because: [long_term.until, project.end]\n"
NEEDS = "en: The effort needs to go on for {years}"
PARTNER = ("rules/partner.yaml", "", rule("partner", "{field: decision.body, not_placeholder: true}"))
REQUIRED = PARTNER[2].replace("level: expectation", "level: requirement\nbasis: stated")
EXTRA = "  extra: {label: {sv: Övrigt, en: Other matters}, help: {sv: Vad som helst., en: Anything.}, type: text}\n"
THREE = "  values: [{from: 2020-08-24, value: 3}]\n"
THEN_FIVE = "  values:\n    - {from: 2020-08-24, value: 3}\n    - {from: 2026-01-01, value: 5}\n"

ALL = "require:\n  all:\n"
PART = "at_most: 100"
RATE = (
    FORM,
    "  submitted:\n",
    """\
  rate:
    label: {sv: Ränta (procent), en: Interest (per cent)}
    help: {sv: Räntan på lånet., en: The interest on the loan.}
    type: number
    minimum: 0
    unit: percent
    example: 20.5
  submitted:
""",
)
OF_ONE = """\
part:
  title: {sv: Största del, en: Largest part}
  unit: percent
  values: [{from: 2020-08-24, value: 0.8}]
  cites: [SOURCE#one]
nothing:
"""

SEEDS = [
    # Groups and the verdict.
    seed("check.empty-group", (PACK, "verdict:\n", "  - {id: spare, title: {sv: Tomt, en: Empty}}\nverdict:\n")),
    seed(
        "check.group-left-out",
        (PACK, "verdict:\n", "  - {id: spare, title: {sv: Mer, en: More}}\nverdict:\n"),
        (CITED, "group: applicant", "group: spare"),
        cure=(PACK, "    - {group: applicant}\n", "    - {group: applicant}\n    - {group: spare}\n"),
    ),
    seed(
        "check.group-repeated",
        (PACK, "    - {group: applicant}\n", "    - {group: applicant}\n    - any: [{group: applicant}]\n"),
        at="- any: ",
    ),
    # Questions.
    seed(
        "check.question-repeated",
        ("rules/Q-plausible.yaml", "", ASKED),
        ("rules/Q-again.yaml", "", AGAIN),
        at="sv: Hur går det?",
        cure=("rules/Q-plausible.yaml", "sv: Hur går det?", "sv: Hur går det med gården?"),
    ),
    seed(
        "check.sharpens-nothing",
        ("rules/Q-plausible.yaml", "", ASKED.replace("[tested]", "[cited]")),
        at="sharpens",
        cure=("rules/Q-plausible.yaml", "[cited]", "[tested]"),
    ),
    # Languages.
    seed("check.same-text", (NEW_RULE, "en: The project goes on for long", "en: Projektet pågår länge")),
    seed(
        "check.same-text",
        (FORM, "{sv: kommun, en: municipality}", "{sv: kommun, en: kommun}"),
    ),
    seed(
        "check.languages-swapped",
        (
            NEW_RULE,
            "{sv: Verkar det troligt för kommittén?, en: Does it seem plausible to the committee?}",
            "{sv: Does it seem plausible to the committee?, en: Verkar det troligt för kommittén?}",
        ),
    ),
    seed(
        "check.languages-swapped",
        (FORM, "{sv: Låntagarens namn, en: Name of the borrower}", "{sv: Name of the borrower, en: Låntagarens namn}"),
    ),
    seed("check.other-language", (NEW_RULE, NEEDS, "en: Satsningen ska pågå {years} efter projektets slut")),
    # Sources.
    *(
        seed(
            "check.source-in-future",
            ("sources.yaml", "date: 2019-03", f"date: {date}"),
            cure=("sources.yaml", f"date: {date}", "date: null"),
        )
        for date in ("2025-06-02", "2025-07", '"2026"')
    ),
    seed(
        "check.source-younger",
        (CITED, "valid_from: 2020-08-24", "valid_from: 2019-02-28"),
        at="cites: ",
        cure=(CITED, "valid_from: 2019-02-28", "valid_from: 2019-03-01"),
    ),
    seed(
        "check.source-younger",
        ("sources.yaml", "date: 2019-03", 'date: "2021"'),
        (LIMITED, "[SOURCE#one]", "[OLD#said]"),
        cure=("sources.yaml", 'date: "2021"', 'date: "2020"'),
    ),
    seed("check.no-basis", (CITED, "basis: stated", "otherwise: not_met"), at="level: requirement"),
    seed(
        "check.only-inferred",
        (CITED, CITES, "cites: [OLD#thought]"),
        SAID_ELSEWHERE,
        cure=(CITED, "basis: stated", "basis: concluded"),
    ),
    seed(
        "check.only-inferred",
        (CITED, CITES, "cites: [OLD#thought]"),
        SAID_ELSEWHERE,
        cure=(CITED, "cites: [OLD#thought]", "cites: [OLD#thought, OLD#said]"),
    ),
    # Tests.
    seed("check.test-repeated", (NEW_RULE, NO_YEAR, f"{ANOTHER}{NO_YEAR}"), at="- name: {sv: Inget år"),
    seed("check.test-repeated", (NEW_RULE, NO_YEAR, f"{ONCE_MORE}{NO_YEAR}")),
    seed("check.test-name-taken", (NEW_RULE, "en: No year", "en: SHORT")),
    seed("check.test-name-taken", (NEW_RULE, "sv: Inget år", "sv: kort")),
    seed("check.test-name-untranslated", (NEW_RULE, "{sv: Inget år, en: No year}", "No year")),
    seed(
        "check.test-before-rule",
        (NEW_RULE, "as_of: 2024-01-01", "as_of: 2020-12-31"),
        cure=(NEW_RULE, "as_of: 2020-12-31", "as_of: 2021-01-01"),
    ),
    seed(
        "check.test-after-rule",
        (NEW_RULE, "as_of: 2024-01-01", "as_of: 2026-01-01"),
        cure=(NEW_RULE, "as_of: 2026-01-01", "as_of: 2025-12-31"),
    ),
    seed(
        "check.test-after-rule",
        (NEW_RULE, f"{CHANGE}    as_of: 2024-01-01\n", f"{CHANGES}      submitted: 2026-02-01\n"),
        at="submitted: ",
        cure=(NEW_RULE, "submitted: 2026-02-01", "submitted: 2025-02-01"),
    ),
    seed(
        "check.test-of-unread-field",
        (NEW_RULE, CHANGE, f"{CHANGES}      project.title: Ett annat namn\n"),
        at="project.title: ",
    ),
    seed(
        "check.test-of-unread-field",
        (NEW_RULE, "remove: [long_term.until]", "remove: [long_term.until, project.title]"),
    ),
    seed(
        "check.test-without-limit",
        (NEW_RULE, CHANGE, f"{CHANGES}      investment.green_loan: 2031\n"),
        at="investment.green_loan: 2031",
    ),
    seed(
        "check.test-without-limit",
        (NEW_RULE, CHANGE, f"{CHANGES}      investment.green_loan: 2031\n"),
        (NEW_RULE, "  all:\n", "  all:\n    - {field: investment.green_loan, not_placeholder: true}\n"),
        at="investment.green_loan: 2031",
    ),
    seed("check.test-without-because", (NEW_RULE, f"not_met\n{DECIDED}", "not_met\n"), at="expect: not_met"),
    # Texts.
    seed("check.unfinished-text", (NEW_RULE, "en: The effort needs", "en: The effort (TODO) needs")),
    seed("check.unfinished-text", (NEW_RULE, "sv: Inget år", 'sv: "FYLL I: en ansökan där något saknas"')),
    seed("check.unfinished-text", (NEW_RULE, "behöver vara länge", "behöver vara XXX")),
    seed("check.unfinished-text", (PACK, "{sv: Ord, en: Words}", "{sv: Ord, en: Kompletteras.}")),
    seed("check.unfinished-text", (PACK, "{sv: E-post, en: E-mail}", "{sv: E-post, en: TODO}")),
    seed("check.unfinished-text", ("params.yaml", "{sv: Not, en: Note}", "{sv: Not, en: '–'}")),
    seed("check.unfinished-text", (FORM, "en: One more area.", "en: 'todo: more.'")),
    seed("check.figure-in-text", (NEW_RULE, NEEDS, "en: The effort needs to go on for 3 years")),
    seed("check.figure-in-text", (NEW_RULE, NEEDS, "en: The effort needs to go on for three years")),
    seed("check.figure-in-text", (NEW_RULE, "behöver vara länge, se {years}.", "behöver vara i 3 kalenderår.")),
    seed("check.figure-in-text", (NEW_RULE, NEEDS, "en: The effort has a three-year limit")),
    seed("check.figure-in-text", (NEW_RULE, "behöver vara länge, se {years}.", "behöver vara i 3år.")),
    seed("check.figure-in-text", (LIMITED, "{sv: Varför, en: Why}", "{sv: Minst 20 kr, en: Why}")),
    seed("check.figure-in-text", (LIMITED, "{sv: Varför, en: Why}", "{sv: 'Minst 0,02 tusen', en: Why}")),
    seed("check.no-such-field-in-text", (NEW_RULE, "year (long_term.until)", "year (long_term.untill)")),
    seed("check.no-such-field-in-text", (NEW_RULE, 'for example "until: 2040"', 'for example "untill: 2040"')),
    seed("check.no-such-field-in-text", (NEW_RULE, 'for example "until: 2040"', 'for example "ends: 2040"')),
    seed("check.no-such-field-in-text", (NEW_RULE, "(long_term.until), till", "(projektet.slutet), till")),
    # What is never used.
    seed("check.unused-specimen", ("specimens/spare.yaml", "", "project: {title: Gården}\n")),
    seed(
        "check.param-unused-day",
        ("params.yaml", THREE, THEN_FIVE),
        at="- {from: 2026-01-01",
        cure=("params.yaml", "from: 2026-01-01", "from: 2025-12-31"),
    ),
    seed(
        "check.unread-field",
        (FORM, "  submitted:\n", f"{EXTRA}  submitted:\n"),
        cure=(PACK, "read_by_people: [", "read_by_people: [extra, "),
    ),
    # Partners.
    seed("check.no-partner", WHEN, cure=(*PARTNER[:2], REQUIRED)),
    seed("check.no-partner", WHEN, PARTNER, cure=(*PARTNER[:2], REQUIRED)),
    seed("check.no-partner", WHEN, PARTNER, cure=(CITED, "basis: stated", "basis: logic")),
    seed(
        "check.no-partner",
        (CITED, STATES, OR_NOT),
        cure=(*PARTNER[:2], REQUIRED.replace("decision.body", "project.end")),
    ),
    # Words.
    seed("check.word-covered", (PACK, "lön, löner", "lön, höjd lön, löner"), at="words: {title"),
    seed("check.word-repeated", (PACK, "lön, löner", "lön, LÖN, löner"), at="words: {title"),
    seed("check.word-never-found", (PACK, "lön, löner", "lön, ' ', löner"), at="words: {title"),
    seed("check.word-repeated", (PACK, "placeholders: [kompletteras", "placeholders: [kompletteras, Kompletteras.")),
    seed("check.word-repeated", (PACK, "unknown: [vet ej]", "unknown: [vet ej, fylls i]")),
    seed("check.word-repeated", (FORM, "about: [cirka, ca,", "about: [cirka, ca, CA,")),
    seed("pack.repeated", (PACK, "lön, löner", "lön, lön, löner"), at="words: {title"),
    # Operands and units.
    seed("pack.only-one", (LIMITED, "{param: limit}", "{param: limit, field: investment.loan}")),
    seed("check.share-for-percent", (NEW_RULE, PART, "at_most: 0.8"), cure=(NEW_RULE, "0.8", "80")),
    seed("check.share-for-percent", (NEW_RULE, PART, "more_than: 0.005"), cure=(NEW_RULE, "0.005", "0")),
    *(
        seed(
            "check.share-for-percent",
            (NEW_RULE, ALL, f"{ALL}    - {{field: rate, {test}}}\n"),
            RATE,
            at=test,
            cure=cure,
        )
        for test, cure in (
            ("less_than: 0.8", (NEW_RULE, "0.8", "80")),
            ("one_of: [0.8, 1, 80]", (NEW_RULE, "0.8, ", "")),
            ("less_than: 0.8", (FORM, "example: 20.5", "example: 0.4")),
        )
    ),
    seed(
        "check.share-for-percent",
        (NEW_RULE, PART, "at_most: {param: part}"),
        (NEW_RULE, ALL, f"{ALL}    - {{field: derived.part, at_least: {{param: part}}}}\n"),
        ("params.yaml", "nothing:\n", OF_ONE),
        at="from: 2020-08-24, value: 0.8",
        cure=("params.yaml", "value: 0.8", "value: 80"),
    )._replace(file="params.yaml"),
    seed("pack.enum", ("params.yaml", "  unit: years", "  unit: fortnights")),
]
UNITS = [("  unit: years", "  unit: months"), ("  unit: years", "  unit: none"), ("  unit: years", "  unit: people")]


@pytest.mark.slow
@pytest.mark.parametrize("seeded", SEEDS, ids=[f"{number}-{each.code}" for number, each in enumerate(SEEDS)])
def test_a_seed_is_found_on_its_line_with_nothing_beside_it_until_it_is_cured(seeded: Seed) -> None:
    files = edited(clean(), *seeded.faults)

    assert lines_found(files) == [(seeded.code, seeded.file, line_of(files[seeded.file], seeded.piece))]
    assert lines_found(edited(files, *seeded.cure)) == []


@pytest.mark.slow
def test_the_sentence_of_each_finding_names_what_it_is_about(golden: Golden) -> None:
    seeded = (edited(clean(), *each.faults) for each in SEEDS)

    golden("faults/lints.txt", faults_told((files, _found_in(frozenset(files.items()))) for files in seeded))


@pytest.mark.parametrize(("old", "new"), UNITS)
def test_a_unit_that_does_not_agree_is_found_where_the_parameter_is_compared(old: str, new: str) -> None:
    files = edited(clean(), ("params.yaml", old, new))

    assert lines_found(files) == [("unit.differ", NEW_RULE, line_of(files[NEW_RULE], "at_least: {param: years}"))]


def test_nothing_is_found_before_anything_is_seeded() -> None:
    assert lines_found(clean()) == []


def lines_found(files: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Return code, file and line of everything that is found in a pack."""
    return [(fault.code, fault.place.file, fault.place.line) for fault in _found_in(frozenset(files.items()))]


@cache
def _found_in(files: frozenset[tuple[str, str]]) -> Sequence[Diagnostic[PackLocation]]:
    """Look through the same files once: most cures give the pack back as it was before the fault."""
    return linted(dict(files))


def test_every_code_of_lint_has_a_seed_and_texts_in_each_language() -> None:
    """A new code fails here until a test seeds it."""
    raised = _codes((ROOT / "src/sociallan/analysis").glob("lints/*.py"))
    seeded = _codes((ROOT / "tests/analysis").glob("lints/*.py")) | _codes([ROOT / "tests/analysis/test_pack_check.py"])

    assert raised == seeded
    for lang in ("sv", "en"):
        texts = words(lang)
        assert [code for code in sorted(raised) if not texts.coded("faults", code, "about")] == []


def _codes(modules: Iterable[Path]) -> set[str]:
    return {code for path in modules for code in re.findall(r'"(check\.[a-z-]+)"', path.read_text(encoding="utf-8"))}


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_text_that_a_new_rule_begins_with_is_unfinished(lang: str) -> None:
    said = words(lang)
    keys = ["title", "why", "ask", "question", "tests.met", "tests.not_met", "tests.missing"]

    for key in keys:
        text = as_json(said.say(f"skeleton.{key}"))
        why = {"sv": f"{{sv: {text}, en: Why}}", "en": f"{{sv: Varför, en: {text}}}"}[lang]
        files = edited(clean(), (LIMITED, "{sv: Varför, en: Why}", why))
        assert [code for code, _ in found(files)] == ["check.unfinished-text"], key


@pytest.mark.slow
def test_a_reference_that_a_rule_of_logic_looks_up_needs_no_one_to_ask_for_it() -> None:
    looked_up = (
        "{if: {field: decision.body, stated: true}, then: {field: decision.body, found_in: {table: t, column: c}}}"
    )
    table = ("tables/t.csv", "", "c,from,to,source\nNämnden,2020-08-24,,SOURCE#one\n")
    logic = (CITED, "level: requirement", "level: requirement\nbasis: logic")
    text = edited(clean())[CITED]
    files = edited(clean(), table, (CITED, text[text.index("require: ") :].partition("\n")[0], f"require: {looked_up}"))

    assert "check.no-partner" in [code for code, _, _ in lines_found(files)]
    assert "check.no-partner" not in [code for code, _, _ in lines_found(edited(files, logic))]
