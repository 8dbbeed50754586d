"""The requirements of an application, counted by what they rest on."""

from typing import Any

import pytest

from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Basis, Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import BasisCount, basis_counts
from tests.builders import example, examples, lsh, report, screen

BY_BASIS = {
    basis: next(rule for rule in lsh().rules if rule.basis is basis and rule.level is Level.REQUIREMENT)
    for basis in Basis
}


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        (OutcomeKind.MET, {}, BasisCount(1, 1)),
        (OutcomeKind.JUDGEMENT, {}, BasisCount(1, 1)),
        (OutcomeKind.JUDGEMENT, {"contradicted": True}, BasisCount(1, 0)),
        (OutcomeKind.JUDGEMENT, {"undetermined": True}, BasisCount(1, 0)),
        (OutcomeKind.MISSING, {}, BasisCount(1, 0)),
        (OutcomeKind.TO_MEND, {}, BasisCount(1, 0)),
        (OutcomeKind.NOT_MET, {}, BasisCount(1, 0)),
        (OutcomeKind.NOT_APPLICABLE, {}, BasisCount(0, 0)),
    ],
)
def test_a_requirement_counts_for_its_basis(
    basis: Basis, kind: OutcomeKind, more: dict[str, Any], expected: BasisCount
) -> None:
    counts = basis_counts([Outcome(BY_BASIS[basis], kind, **more)])

    assert counts == {each: expected if each is basis else BasisCount() for each in Basis}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["ready", "incomplete", "not_met"])
def test_the_groups_and_what_they_rest_on_come_to_the_same(folder: str) -> None:
    for name in examples(folder):
        screening = screen(example(name))
        bases = basis_counts(screening.outcomes).values()
        groups = screening.groups
        assert sum(count.requirements for count in bases) == sum(group.requirements for group in groups), name
        assert sum(count.met for count in bases) == sum(group.met for group in groups), name


def test_a_requirement_that_does_not_say_what_it_rests_on_counts_as_stated() -> None:
    rule = BY_BASIS[Basis.LOGIC]._replace(basis=None)

    assert basis_counts([Outcome(rule, OutcomeKind.MET)])[Basis.STATED] == BasisCount(1, 1)


def test_an_expectation_is_not_counted() -> None:
    expectation = next(rule for rule in lsh().rules if rule.level is Level.EXPECTATION)

    assert not any(count.requirements for count in basis_counts([Outcome(expectation, OutcomeKind.MET)]).values())


@pytest.mark.slow
def test_a_ready_application_meets_every_published_requirement() -> None:
    for name in examples("ready"):
        stated = basis_counts(screen(example(name)).outcomes)[Basis.STATED]
        assert stated.met == stated.requirements > 0, name


@pytest.mark.slow
def test_the_totals_of_a_run_add_up_its_applications() -> None:
    screenings = [screen(example(name)) for name in examples("not_met")]
    bases = report(*screenings).totals.bases

    for basis in Basis:
        each = [basis_counts(screening.outcomes)[basis] for screening in screenings]
        assert bases[basis] == (sum(one.requirements for one in each), sum(one.met for one in each))
