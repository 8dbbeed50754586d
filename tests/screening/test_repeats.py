"""Applications for the same project: told once each, and their amount counted once, however a run is divided."""

from dataclasses import replace
from typing import Any

import pytest

from sociallan.screening.report import ApplicationSummary, Repeat, Screening, Totals
from sociallan.screening.totals import TotalsBuilder
from tests.builders import example, screen

BASE = ApplicationSummary(
    "Exempelhem AB", "Bo kvar", "housing", 5, None, {}, "559999-9991", "Lärkgärdet, Exempelköping"
)


def screening(path: str, **changed: Any) -> Screening:
    screened = screen(example("ready/housing-norrbykoping-varsam-renovering.yaml"))
    return replace(screened, path=path, summary=BASE._replace(**changed))


def totals(*screenings: Screening) -> Totals:
    builder = TotalsBuilder()
    for each in screenings:
        builder.add(each)
    return builder.totals()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"title": "BO  kvar!"},
        {"amount": 9},
        {"amount": None},
        {"applicant": "Exempelhem", "place": None},
        {"title": "Ett annat namn", "place": "lärkgärdet exempelköping"},
        {"title": None},
    ],
)
def test_the_same_number_with_the_title_or_with_place_and_amount_is_the_same_project(
    changed: dict[str, Any],
) -> None:
    found = totals(screening("a.yaml"), screening("b.yaml", **changed))

    assert found.repeats == (Repeat("a.yaml", "b.yaml"),)
    assert found.amount == 5
    assert found.applications == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "559999-9009"},
        {"title": "Ett annat namn", "amount": 9},
        {"title": "Ett annat namn", "place": "Tallmon"},
        {"title": None, "place": None},
        {"number": None, "applicant": None},
    ],
)
def test_another_applicant_or_another_title_and_place_is_another_project(changed: dict[str, Any]) -> None:
    found = totals(screening("a.yaml"), screening("b.yaml", **changed))

    assert found.repeats == ()
    assert found.amount == 5 + changed.get("amount", 5)


@pytest.mark.parametrize("absent", ["amount", "place", "applicant"])
def test_two_that_do_not_state_what_tells_projects_apart_are_not_taken_for_one(absent: str) -> None:
    """Neither says for how much, where or who, and that is nothing in common."""
    gap = {absent: None, "number": None} if absent == "applicant" else {absent: None}

    found = totals(screening("a.yaml", **gap), screening("b.yaml", title="Ett annat namn", **gap))

    assert found.repeats == ()


def test_two_of_nobody_with_one_title_are_not_taken_for_one() -> None:
    nobody = {"number": None, "applicant": None}

    assert totals(screening("a.yaml", **nobody), screening("b.yaml", **nobody, place="Tallmon")).repeats == ()


def test_two_without_a_title_are_not_taken_for_one_by_that() -> None:
    found = totals(screening("a.yaml", title=None), screening("b.yaml", title=None, amount=9))

    assert found.repeats == ()


def test_without_a_number_the_name_tells_the_applicant() -> None:
    found = totals(screening("a.yaml", number=None), screening("b.yaml", number=None, applicant="EXEMPELHEM ab"))

    assert found.repeats == (Repeat("a.yaml", "b.yaml"),)


@pytest.mark.slow
def test_each_that_comes_again_is_told_with_the_first_and_the_amount_is_that_of_the_first() -> None:
    found = totals(screening("a.yaml"), screening("b.yaml", amount=9), screening("c.yaml", amount=7))

    assert found.repeats == (Repeat("a.yaml", "b.yaml"), Repeat("a.yaml", "c.yaml"))
    assert found.amount == 5


@pytest.mark.slow
def test_totals_that_are_joined_come_to_the_same_however_they_are_divided() -> None:
    several = [
        screening("a.yaml"),
        screening("b.yaml", title="x", place=None),
        screening("c.yaml"),
        screening("d.yaml"),
    ]
    whole = totals(*several)

    for at in range(len(several) + 1):
        builder = TotalsBuilder()
        for part in (several[:at], several[at:]):
            builder.join(totals(*part))
        assert (builder.totals().amount, builder.totals().repeats) == (whole.amount, whole.repeats)
    assert whole.amount == 10
