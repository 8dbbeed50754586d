"""Instructions of rules for a workbook: no line of YAML and no code of a choice."""

import re

import pytest

from sociallan.application.source import Source
from sociallan.report.cell_words import for_cells
from sociallan.report.items import from_outcome
from tests.builders import form, lsh, screen, view, words
from tests.formats.samples import LANGS
from tests.workbooks import answers, source, workbook


def shown(rule: str, lang: str = "sv") -> str:
    (found,) = (each for each in lsh().rules if each.id == rule)
    return for_cells(found.ask[lang], found, form().fields, words(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_no_instruction_shows_a_line_of_a_file(lang: str) -> None:
    texts = {rule.id: for_cells(rule.ask.get(lang, ""), rule, form().fields, words(lang)) for rule in lsh().rules}

    assert [rule for rule, text in texts.items() if re.search(r'"[a-z_]+: ', text)] == []


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("G5-evaluation-frequency", "till exempel ”Hur ofta utvärdering görs”: ”varje år”."),
        ("G3-target-group-sized", "till exempel ”Målgruppens storlek (antal personer)”: 390."),
        ("social-effect-stated", "till exempel ”Sociala effekter”: ”ökad trygghet”, ”större delaktighet”."),
        ("G1-contribution-route", "eller ”högre kvalitet” (högre kvalitet). Exempel: ”Projektets sätt att bidra”: "),
        ("G4-permanent-or-ending", "Skriv ”Hur länge arbetet fortsätter”: tills vidare om arbetet är varaktigt"),
    ],
)
def test_fields_and_choices_go_by_their_labels(rule: str, part: str) -> None:
    assert part in shown(rule)


def test_words_that_are_no_codes_stay() -> None:
    text = "the social loan (social), the green loan (green) or both (both)"

    assert text in shown("financing-parts-paid-by", "en")


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
