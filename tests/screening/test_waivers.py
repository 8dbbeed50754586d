"""Accepted deviations: an expectation or remark is waived, the verdict and the outcomes never are."""

from dataclasses import replace
from typing import Any

import pytest

from sociallan.application.location import PackLocation
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.settings import Waiver, WaiverState
from sociallan.screening.waivers import WaiverResult, apply_waivers, joined, uses, waive, waiver_faults
from tests.builders import DAY, example, examples, lsh, outcome, screen
from tests.sampling import sampled

SKETCH = "incomplete/early-sketch.yaml"
LEVELS = {level: [rule.id for rule in lsh().rules if rule.level is level] for level in Level}


def waiver(rule: str = "G5-effect-plan", **changed: Any) -> Waiver:
    """Return a waiver that holds for every file for a long time."""
    return Waiver(rule, "**", "Kreditchef", "Planen är gemensam", "2099-12-31", 1)._replace(**changed)


def tried(*waivers: Waiver, path: str = "2026/a.yaml", name: str = SKETCH) -> WaiverResult:
    return apply_waivers(screen(example(name)), waivers, path, DAY)


def test_an_expectation_that_lacks_something_is_waived() -> None:
    given = waiver()

    assert tried(given) == (replace(screen(example(SKETCH)), waived=(given,)), (WaiverState.IN_USE,))


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_neither_verdict_nor_outcomes_nor_groups_change_whatever_is_waived(name: str) -> None:
    before = screen(example(name))

    after = waive(before, [waiver(rule.id) for rule in lsh().rules])

    assert replace(after, waived=()) == before
    assert {given.rule for given in after.waived}.isdisjoint(LEVELS[Level.REQUIREMENT])


def test_a_requirement_is_never_waived() -> None:
    before = screen(example(SKETCH))

    assert outcome(before, "G5-goals-stated").kind is OutcomeKind.MISSING
    assert waive(before, [waiver("G5-goals-stated")]).waived == ()


def test_what_is_met_or_does_not_apply_needs_no_waiver() -> None:
    screening = screen(example("ready/safety-ekersberga-centrum-for-alla.yaml"))
    settled = [each for each in screening.outcomes if each.kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)]

    assert {(each.rule.level, each.kind) for each in settled} >= {
        (level, kind)
        for level in (Level.EXPECTATION, Level.REMARK)
        for kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)
    }
    assert waive(screening, [waiver(each.rule.id) for each in settled]).waived == ()


@pytest.mark.parametrize(("undetermined", "is_waived"), [(False, True), (True, False)])
def test_a_rule_of_which_it_is_unknown_whether_it_applies_is_not_waived(undetermined: bool, is_waived: bool) -> None:
    given, before = waiver(), screen(example(SKETCH))
    outcomes = (
        replace(each, undetermined=undetermined) if each.rule.id == given.rule else each for each in before.outcomes
    )

    assert bool(waive(replace(before, outcomes=tuple(outcomes)), [given]).waived) is is_waived


@pytest.mark.parametrize("has_reasons", [False, True])
def test_what_needs_judgement_is_waived_where_a_reason_is_told(has_reasons: bool) -> None:
    given, before = waiver(), screen(example(SKETCH))
    judged = outcome(before, given.rule)
    judged = replace(judged, kind=OutcomeKind.JUDGEMENT, reasons=judged.reasons if has_reasons else ())

    assert bool(waive(replace(before, outcomes=(judged,)), [given]).waived) is has_reasons


@pytest.mark.slow
def test_a_question_to_the_committee_is_not_waived() -> None:
    asked = [
        (screening, found.rule.id)
        for screening in (screen(example(name)) for name in examples())
        for found in screening.outcomes
        if found.rule.level is not Level.REQUIREMENT and found.kind is OutcomeKind.JUDGEMENT and not found.reasons
    ]

    assert all(waive(screening, [waiver(rule)]).waived == () for screening, rule in asked)


def test_a_waiver_is_about_the_files_that_fit_its_path() -> None:
    assert tried(waiver(path="2026/*.yaml")).states == (WaiverState.IN_USE,)
    assert tried(waiver(path="2025/*.yaml")).states == (WaiverState.NO_FILE,)


@pytest.mark.parametrize(("last", "holds"), [("2025-01-14", False), (DAY, True), ("2025-01-16", True)])
def test_a_waiver_holds_to_its_last_day_and_no_longer(last: str, holds: bool) -> None:
    screening, states = tried(waiver(expires=last))

    assert bool(screening.waived) is holds
    assert states == (WaiverState.IN_USE if holds else WaiverState.EXPIRED,)


def test_of_two_waivers_for_the_same_the_second_is_not_needed() -> None:
    first, second = waiver(owner="En"), waiver(owner="Två")

    screening, states = tried(first, second)

    assert screening.waived == (first,)
    assert states == (WaiverState.IN_USE, WaiverState.UNUSED)


def test_a_file_that_cannot_be_read_says_nothing_of_a_waiver() -> None:
    unreadable = screen("a: [")

    assert apply_waivers(unreadable, [waiver()], "a.yaml", DAY) == WaiverResult(unreadable, (WaiverState.NO_FILE,))


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        ([], WaiverState.NO_FILE),
        ([WaiverState.NO_FILE, WaiverState.UNUSED], WaiverState.UNUSED),
        ([WaiverState.UNUSED, WaiverState.IN_USE, WaiverState.NO_FILE], WaiverState.IN_USE),
    ],
)
def test_what_a_run_shows_is_the_most_that_any_of_its_files_shows(shown: list[WaiverState], state: WaiverState) -> None:
    given = waiver()

    for ordered in (shown, shown[::-1]):
        found = uses([given], DAY)
        for each in ordered:
            found = joined(found, (each,))
            assert joined(found, ()) == found
        assert found == ((given, state),)


@pytest.mark.parametrize(("last", "state"), [("2025-01-14", WaiverState.EXPIRED), (DAY, WaiverState.NO_FILE)])
def test_a_waiver_that_has_expired_is_known_without_any_file(last: str, state: WaiverState) -> None:
    assert uses([waiver(expires=last)], DAY)[0].state is state


def test_only_an_expectation_or_a_remark_that_exists_can_be_waived() -> None:
    given = [waiver("G5-effect-plan"), waiver("area-one"), waiver("G5-efect-plan"), waiver("xyzzy")]

    faults = list(waiver_faults(given, lsh(), "sociallan.toml"))

    assert {fault.place for fault in faults} == {PackLocation("sociallan.toml", 1, 1)}
    assert [(fault.code, fault.suggestion, fault.parameters) for fault in faults] == [
        ("config.requirement", None, {"rule": "area-one"}),
        ("config.unknown-rule", "G5-effect-plan", {"rule": "G5-efect-plan"}),
        ("config.unknown-rule", None, {"rule": "xyzzy"}),
    ]


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        (Level.REQUIREMENT, ["config.requirement"]),
        (Level.EXPECTATION, []),
        (Level.REMARK, []),
        (Level.QUESTION, ["config.question"]),
    ],
)
def test_a_waiver_is_a_fault_by_the_level_of_its_rule_and_at_its_line(level: Level, codes: list[str]) -> None:
    faults = list(waiver_faults([waiver(LEVELS[level][0], line=7)], lsh(), "sociallan.toml"))

    told = {"rule": LEVELS[level][0]}
    assert [(fault.code, fault.parameters) for fault in faults] == [(code, told) for code in codes]
    assert all(fault.place == PackLocation("sociallan.toml", 7, 1) for fault in faults)


@pytest.mark.parametrize("level", [Level.REQUIREMENT, Level.QUESTION])
def test_the_name_of_what_cannot_be_waived_is_never_suggested(level: Level) -> None:
    (fault,) = waiver_faults([waiver(LEVELS[level][0][:-1])], lsh(), "sociallan.toml")

    assert fault.suggestion not in LEVELS[level]


def of(screening: Screening) -> set[str]:
    return {given.rule for given in screening.waived}


@pytest.mark.slow
def test_a_remark_is_waived_too() -> None:
    remarks = {
        found.rule.id
        for name in examples()
        for found in screen(example(name)).outcomes
        if found.rule.level is Level.REMARK and found.kind is OutcomeKind.NOT_MET and not found.undetermined
    }

    waived = set[str]().union(
        *(of(waive(screen(example(name)), [waiver(rule) for rule in remarks])) for name in examples())
    )

    assert remarks
    assert waived == remarks
