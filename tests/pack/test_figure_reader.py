"""The figure of a chain: what its steps and goals may show, and what is wrong in it."""

import pytest

from tests.builders import draft_of, loaded, lsh
from tests.conftest import Golden
from tests.faults_told import faults_told
from tests.pack.test_chain_reader import INTERVENTION, with_chain

LABEL = "label: {sv: A, en: A}"
FROM_TO = "from: {value: social.goals.indicators.baseline.value}, to: {value: social.goals.indicators.target.value}"
MEASURES = f"measures: {{name: social.goals.indicators.name, {FROM_TO}}}"


def with_figure(step: str) -> dict[str, str]:
    """Return the files of a small pack with a chain whose figure has one step, in flow style without its label."""
    files = with_chain({"a": INTERVENTION})
    written = f"  figure:\n    title: {{sv: Bild, en: Picture}}\n    steps:\n      one: {{{LABEL}, {step}}}\n"
    return {**files, "pack.yaml": files["pack.yaml"] + written}


def goals(rest: str) -> str:
    return f"shows: [social.change], goals: {{{LABEL}, {rest}}}"


def test_a_step_shows_fields_and_has_goals_with_measures_under_it() -> None:
    chain = loaded(with_figure(goals(f"shows: social.goals.description, {MEASURES}"))).chain

    assert chain is not None
    assert chain.figure is not None
    (step,) = chain.figure.steps
    assert [shown.steps for shown in step.shows] == [("social", "change")]
    assert step.goals is not None
    assert (step.goals.list, step.goals.shows.steps) == (("social", "goals"), ("description",))
    measures = step.goals.measures
    assert measures is not None
    assert (measures.list, measures.before.steps, measures.unit) == (("indicators",), ("baseline", "value"), None)


FAULTS: list[tuple[str, list[str | tuple[str, str]]]] = [
    ("shows: [social.chang]", [("rule.unknown-field", "social.change")]),
    ("shows: [social]", ["pack.figure-shows"]),
    ("shows: [social.goals]", ["pack.figure-shows"]),
    (goals("shows: social.change"), ["pack.figure-goals"]),
    (goals("shows: social.goals.indicators.name"), ["pack.figure-goals"]),
    (goals("shows: social.goals.indicators"), ["pack.figure-shows"]),
    (goals(f"shows: social.goals.description, {MEASURES}".replace("name, ", "nam, ")), ["rule.unknown-field"]),
    (goals(f"shows: investment.items.description, {MEASURES}"), ["pack.figure-measures"] * 3),
    (
        goals(f"shows: social.goals.description, {MEASURES}".replace("indicators.name", "description")),
        ["pack.figure-measures"] * 3,
    ),
    (
        "shows: [social.change], instead: {when: {field: derived.loan_share, at_most: 1}, text: {sv: A, en: A}}",
        ["values.where-too-much"],
    ),
]


@pytest.mark.parametrize(("step", "found"), FAULTS)
def test_what_cannot_be_drawn_is_a_fault_at_its_place(step: str, found: list[str | tuple[str, str]]) -> None:
    files = with_figure(step)

    faults = draft_of(files).faults

    assert [
        (fault.code, fault.suggestion) if isinstance(wanted, tuple) else fault.code
        for fault, wanted in zip(faults, found, strict=True)
    ] == found
    line = files["pack.yaml"].count("\n")
    assert {(fault.place.file, fault.place.line) for fault in faults} == {("pack.yaml", line)}


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (with_figure(step) for step, _ in FAULTS)

    golden("faults/figure.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_the_pack_of_the_loan_has_a_figure_from_need_to_future_state() -> None:
    chain = lsh().chain

    assert chain is not None
    assert chain.figure is not None
    assert [step.id for step in chain.figure.steps] == ["need", "target_group", "effort", "outcome", "future_state"]
