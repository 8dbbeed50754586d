"""The chain of an application: what is linked to each row, and where there are holes."""

import pytest

from sociallan.application.form_check.shape import Shape
from sociallan.screening.report import ChainCell, ChainRow
from sociallan.screening.screen import Screener
from tests.builders import TODAY, icma_sbp, screen, source

ALL_LINKED = """\
investment:
  link: with_intervention
  items: [{id: I1, description: Torg}, {id: I2, description: Hus}]
social:
  need: {evidence: [{id: E1, source: Enkät}, {source: Register, effects: [participation]}]}
  effects: [increase_safety, participation]
  interventions:
    - {id: S1, name: Värdar, linked_to: [i1], aims_at: [increase_safety]}
    - {id: S2, name: Kurser, linked_to: [I1, I2], aims_at: [participation]}
  goals:
    - effect: increase_safety
      level: outcome
      description: Trygga
      indicators:
        - {name: Andel trygga, baseline: {value: 49, year: 2024, from: " e1 "}, target: {value: 60}, follow_up: yearly}
        - {name: Anmälningar, baseline: {year: 2024}, target: {value: 0}, follow_up: yearly}
    - {effect: participation, level: output, description: Kurser, indicators: [{name: Antal}]}
"""


def rows(text: str) -> dict[str, dict[str, ChainCell]]:
    return {row.value: {cell.column: cell for cell in row.cells} for row in screen(text).chain}


def pointers(cell: ChainCell) -> list[str]:
    return [entry.pointer for entry in cell.entries]


def test_there_is_a_row_for_each_value_and_a_cell_for_each_column() -> None:
    found = screen(ALL_LINKED).chain

    assert [(row.value, row.pointer) for row in found] == [
        ("increase_safety", "/social/effects/0"),
        ("participation", "/social/effects/1"),
    ]
    assert {tuple(cell.column for cell in row.cells) for row in found} == {
        ("need", "investment", "intervention", "goal", "indicator", "baseline", "target", "follow_up")
    }


def test_an_item_is_linked_by_the_name_of_the_row() -> None:
    found = rows(ALL_LINKED)

    assert pointers(found["increase_safety"]["intervention"]) == ["/social/interventions/0"]
    assert pointers(found["participation"]["need"]) == ["/social/need/evidence/1"]


def test_an_item_is_linked_by_its_own_name_in_another_column_whatever_the_letters_and_blanks() -> None:
    found = rows(ALL_LINKED)

    assert pointers(found["increase_safety"]["investment"]) == ["/investment/items/0"]
    assert pointers(found["participation"]["investment"]) == ["/investment/items/0", "/investment/items/1"]
    assert pointers(found["increase_safety"]["need"]) == ["/social/need/evidence/0"]


def test_a_value_that_is_missing_in_what_is_linked_is_a_hole_at_its_place() -> None:
    baseline = rows(ALL_LINKED)["increase_safety"]["baseline"]

    assert baseline.hole
    assert pointers(baseline) == ["/social/goals/0/indicators/0", "/social/goals/0/indicators/1/baseline/value"]
    assert baseline.entries[0].values == (49, None, 2024)
    assert baseline.entries[1].values == ()


def test_what_the_condition_of_a_column_leaves_out_fills_no_hole() -> None:
    found = rows(ALL_LINKED)["participation"]

    assert [name for name, cell in found.items() if cell.hole] == [
        "goal", "indicator", "baseline", "target", "follow_up"
    ]  # fmt: skip


def test_a_goal_without_indicators_is_a_hole_where_the_indicators_would_stand() -> None:
    text = "social: {effects: [equality], goals: [{effect: equality, level: impact, indicators: []}]}"

    found = rows(text)["equality"]

    assert not found["goal"].hole
    assert pointers(found["indicator"]) == ["/social/goals/0/indicators"]
    assert found["indicator"].hole


def test_an_investment_that_is_itself_the_intervention_leaves_no_hole() -> None:
    text = "investment: {link: is_intervention, items: [{id: I1}]}\nsocial: {effects: [equality]}"

    found = rows(text)["equality"]

    assert found["intervention"].stands_in
    assert found["investment"].stands_in
    assert not found["intervention"].hole
    assert found["need"].hole


def test_what_is_linked_beside_it_is_shown_instead_of_that() -> None:
    found = rows(ALL_LINKED.replace("with_intervention", "is_intervention"))["increase_safety"]

    assert pointers(found["intervention"]) == ["/social/interventions/0"]
    assert not found["intervention"].stands_in


@pytest.mark.parametrize(
    "text",
    [
        "social: {effects: []}",
        "social: {effects: '?'}",
        "social: {effects: 7}",
        "social: []",
        "project: {area: housing}",
        "[]",
        "social: {effects: [nonsense]}",
    ],
)
def test_an_application_without_anything_to_link_has_no_rows(text: str) -> None:
    assert screen(text).chain == ()


@pytest.mark.parametrize(
    "text",
    [
        "social: {effects: [equality], interventions: [7, null, {aims_at: equality}, {aims_at: [null, {a: 1}]}]}",
        "social: {effects: [equality], goals: {effect: equality}}",
        "social: {effects: [equality], goals: [{effect: equality, level: outcome, indicators: {name: A}}]}",
        "social: {effects: [equality], goals: [{effect: equality, level: outcome, indicators: [7, {baseline: 5}]}]}",
    ],
)
def test_what_has_another_form_than_the_field_is_a_hole_and_no_fault_of_the_program(text: str) -> None:
    found = rows(text)["equality"]

    assert all(cell.hole for name, cell in found.items() if name != "goal")


def test_texts_that_tell_of_a_person_are_masked() -> None:
    text = "social: {effects: [equality], interventions: [{aims_at: [equality], name: Ring 070-123 45 67}]}"

    (entry,) = rows(text)["equality"]["intervention"].entries

    assert "123" not in str(entry.values)


def of_bond(text: str) -> tuple[ChainRow, ...]:
    return Screener(icma_sbp(), Shape(icma_sbp().form), today=TODAY).screen(source(text)).chain


def test_the_rows_of_another_pack_are_the_items_of_a_list_with_what_they_hold() -> None:
    first, second = of_bond(
        "projects:\n  - {project_name: Skola, project_cost: 5, project_category: essential_services}\n"
        "  - {project_name: Hem, expected_outcome: Fler bor}\n  - {project_cost: 1}\n"
    )

    assert [(cell.column, cell.hole) for cell in first.cells] == [
        ("category", False),
        ("cost", False),
        ("outcome", True),
    ]
    assert (second.value, second.pointer) == ("Hem", "/projects/1")
    assert second.cells[0].entries[0].pointer == "/projects/1/project_category"


def test_a_name_that_stands_twice_has_one_row() -> None:
    found = of_bond("projects: [{project_name: Skola}, {project_name: skola}, {project_name: Hem}]")

    assert [row.value for row in found] == ["Skola", "Hem"]
