"""Instructions of rules for a workbook: no line of YAML and no code of a choice."""

import re

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Cell, Location
from sociallan.application.source import Source
from sociallan.report.cell_words import for_cells
from sociallan.report.items import from_outcome
from sociallan.report.sentences import diagnostic_cure
from sociallan.rules.rule import PLACEHOLDER
from tests.builders import form, lsh, screen, view, words
from tests.formats.samples import LANGS
from tests.workbooks import answers, source, workbook


def shown(rule: str, lang: str = "sv") -> str:
    (found,) = (each for each in lsh().rules if each.id == rule)
    figures = PLACEHOLDER.sub("5", found.ask[lang])
    return for_cells(figures, found, form().fields, words(lang))


def cell_cure(code: str, suggestion: str | None, lang: str) -> str:
    about = dict.fromkeys(("found", "text", "key", "belongs", "year", "limit", "length"), "1")
    told = {
        **about,
        "path": "project.title",
        "allowed": ("1", "2"),
        "meant": ("1", "2"),
        "pointers": ("/long_term/permanent",),
    }
    fault = Diagnostic(code, Location(START, "", cell=Cell("Projekt", "C2")), told, suggestion, "/project/title")
    return diagnostic_cure(fault, words(lang), form().fields)


OF_A_FILE = re.compile(
    r'"[a-z_]+: |[][{}]|\b[a-z]+_[a-z_]+\b|\b[a-z]+\.(?!xlsx)[a-z]+\b'
    r"|\b(?:rad|raden|rader|nyckel|nyckeln|indrag\w*|kolon|citattecken|hakparenteser|line|lines|key|indent\w*|colon)\b"
)
"""Names, signs and words of a file as text."""
SWEDISH = {"social", "start"}
"""Names of fields that are words of the language too."""
OF_STRUCTURE = ("schema.record", "schema.single-value", "schema.misplaced-key", "schema.indented-part")
"""Codes that only a file as text can have: a cell holds one value."""


@pytest.mark.parametrize("lang", LANGS)
def test_no_instruction_shows_anything_of_a_file(lang: str) -> None:
    texts = {rule.id: shown(rule.id, lang) for rule in lsh().rules}

    assert {rule: found.group() for rule, text in texts.items() if (found := OF_A_FILE.search(text))} == {}


def test_no_instruction_names_a_field_or_a_choice_by_its_code() -> None:
    fields = form().fields.values()
    codes = {name for each in fields for name in (each.path.rpartition(".")[2], *each.values)}
    codes -= {label.casefold() for each in fields for text in each.labels.values() for label in text["sv"].split()}
    texts = {rule.id: shown(rule.id) for rule in lsh().rules}

    named = {rule: codes.intersection(re.findall(r"[a-z0-9_]+", text)) - SWEDISH for rule, text in texts.items()}
    assert {rule: found for rule, found in named.items() if found} == {}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("suggestion", [None, "x"])
def test_no_cure_of_a_fault_of_form_shows_anything_of_a_file(suggestion: str | None, lang: str) -> None:
    codes = [code for code in words(lang).codes("findings") if code.startswith(("schema.", "value."))]
    cures = {code: cell_cure(code, suggestion, lang) for code in codes if code not in OF_STRUCTURE}

    assert len(cures) > 15
    assert {code: found.group() for code, text in cures.items() if (found := OF_A_FILE.search(text))} == {}


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("G5-evaluation-frequency", "till exempel ”Hur ofta utvärdering görs”: ”varje år”."),
        ("G3-target-group-sized", "till exempel ”Målgruppens storlek (antal personer)”: 390."),
        ("social-effect-stated", "till exempel ”Sociala effekter”: ”ökad trygghet”, ”större delaktighet”."),
        ("G1-contribution-route", "eller ”högre kvalitet”. Exempel: ”Projektets sätt att bidra”: "),
        ("G4-permanent-or-ending", "Skriv ”Hur länge arbetet fortsätter”: tills vidare om arbetet är varaktigt"),
    ],
)
def test_fields_and_choices_go_by_their_labels(rule: str, part: str) -> None:
    assert part in shown(rule)


def test_a_code_that_the_words_before_it_say_is_left_out() -> None:
    assert "the social loan, the green loan or both" in shown("financing-parts-paid-by", "en")


@pytest.mark.parametrize(
    ("application", "part"),
    [
        (source(workbook({"A": answers(("project.title", "Gårdar"))})), "”Målgruppens storlek (antal personer)”: 390"),
        ("project: {title: Gårdar}\n", '"size: 390"'),
    ],
)
def test_the_report_of_a_workbook_has_labels_and_that_of_a_text_its_lines(application: str | Source, part: str) -> None:
    screening = screen(application)
    (outcome,) = (each for each in screening.outcomes if each.rule.id == "G3-target-group-sized")

    assert part in from_outcome(outcome, screening, lsh(), view("sv")).instruction
