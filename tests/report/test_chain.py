"""The text of the chain of an application."""

from sociallan.report import chain
from sociallan.report.parts import ChainTable
from tests.builders import lsh, screen, view

TEXT = """\
investment: {link: is_intervention}
social:
  effects: [increase_safety, equality]
  interventions: [{aims_at: [increase_safety]}]
  goals:
    - effect: increase_safety
      level: outcome
      description: Trygga
      indicators:
        - {name: Andel, unit: procent, baseline: {value: 1049, year: 2024}, target: {value: 70}, follow_up: yearly}
        - {name: Antal}
"""


def table(text: str = TEXT, lang: str = "sv") -> ChainTable:
    found = chain.table(screen(text), lsh(), view(lang))
    assert found is not None
    return found


def test_rows_and_columns_have_the_labels_of_the_pack_and_of_the_form() -> None:
    found = table()

    assert (found.row, found.columns[:3]) == ("Effekt", ("Behov med underlag", "Investering", "Insats"))
    assert [line.label for line in found.lines] == ["Ökad trygghet", "Ökad jämlikhet eller jämställdhet"]
    assert table(lang="en").row == "Effect"


def test_the_first_value_leads_and_the_others_stand_in_brackets() -> None:
    baseline, target, follow_up = table().lines[0].cells[5:]

    assert baseline.texts == ("1\xa0049 (procent, 2024)", None)
    assert target.texts == ("70 (procent)", None)
    assert follow_up.texts == ("Varje år", None)


def test_what_is_linked_without_a_name_is_told_by_its_place() -> None:
    assert table().lines[0].cells[2].texts == ("social.interventions nr 1",)


def test_a_text_of_the_pack_stands_where_the_investment_is_itself_the_intervention() -> None:
    assert table().lines[1].cells[2].texts == ("Investeringen är själv insatsen",)


def test_an_empty_cell_has_one_entry_that_is_missing() -> None:
    cell = table().lines[1].cells[0]

    assert cell.hole
    assert cell.texts == (None,)


def test_the_holes_of_a_row_are_told_in_a_sentence_without_what_follows_from_them() -> None:
    first, second = table().lines

    not_here = "det här saknas eller är inte kopplat hit:"
    assert first.lacks == f"Ökad trygghet: {not_here} behov med underlag, utgångsvärde, målvärde och uppföljning."
    assert second.lacks == f"Ökad jämlikhet eller jämställdhet: {not_here} behov med underlag och mål på resultatnivå."


def test_an_application_without_effects_has_no_table() -> None:
    assert chain.table(screen("project: {area: housing}"), lsh(), view()) is None
