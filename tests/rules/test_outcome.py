"""Outcomes: which of the fields that are missing a report asks for, and what it shows of their values."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from typing import Any

import pytest

from sociallan.application.document import Gap
from sociallan.application.location import Location, Span
from sociallan.rules.condition import Leaf, TableOperand
from sociallan.rules.decision import Decision
from sociallan.rules.outcome import (
    Edit,
    EditKind,
    Outcome,
    Reason,
    Trace,
    ValueConstraint,
    Within,
    filled_in,
    for_display,
)
from sociallan.rules.prose.prose import Prose, Substance
from sociallan.rules.truth import OutcomeKind, Truth
from tests.builders import condition, example, examples, loaded, screen, small_pack, table
from tests.defaults import other_defaults
from tests.sampling import sampled


@pytest.mark.parametrize(
    ("edited", "pointers"),
    [
        ("/until", ["/until"]),
        ("/goals/0", ["/goals", "/goals/1/name"]),
        ("/goals/1/name", ["/goals", "/goals/1/name"]),
        ("/goals/12/indicators", ["/goals"]),
        ("/untilled", []),
        ("/until /goals/2", ["/until", "/goals", "/goals/1/name"]),
        ("/agenda_2030", ["/agenda_2030"]),
        ("/agenda_2030/1", ["/agenda_2030"]),
        ("/agenda_", []),
    ],
)
def test_an_edit_fills_in_its_field_what_is_part_of_it_and_what_it_is_part_of(edited: str, pointers: list[str]) -> None:
    known = ["/until", "/goals", "/goals/1/name", "/agenda_2030"]

    assert filled_in(known, edited.split()) == tuple(pointers)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 12))
def test_what_is_asked_for_is_among_the_reasons_and_is_never_nothing(name: str) -> None:
    for outcome in screen(example(name)).outcomes:
        assert set(outcome.asked) <= set(outcome.reasons)
        assert bool(outcome.asked) == bool(outcome.reasons)
        if outcome.kind is not OutcomeKind.MISSING:
            assert outcome.asked == outcome.reasons


def test_where_one_answer_would_do_the_others_are_not_asked_for() -> None:
    (horizon,) = (
        each for each in screen(example("incomplete/no-horizon.yaml")).outcomes if each.rule.id == "G4-horizon"
    )

    assert [reason.pointers for reason in horizon.asked] == [("/long_term/until",)]
    assert ("/long_term/permanent",) in [reason.pointers for reason in horizon.reasons]


def outcome_of(
    *gaps_of: Mapping[str, Gap | None], edited: tuple[str, ...] = (), kind: OutcomeKind = OutcomeKind.MISSING
) -> Outcome:
    """Return an outcome with a reason for each table of gaps by pointer; a reason without a gap is a stated value."""
    test, places = condition("{field: applicant.name, min_chars: 3}"), (Location(Span(1, 1, 1, 1), ""),)
    assert isinstance(test, Leaf)
    reasons = []
    for gaps in gaps_of:
        known = tuple(gap for gap in gaps.values() if gap is not None)
        truth = Truth.MISSING if known else Truth.FALSE
        reasons.append(Reason(truth, test, tuple(gaps), places, known, None, None))
    edits = tuple(Edit(EditKind.ADD, pointer) for pointer in edited)
    return Outcome(loaded(small_pack()).rules[0], kind, reasons=tuple(reasons), edits=edits or None)


INVALID, ABSENT = {"/a": Gap.INVALID}, {"/b": Gap.ABSENT}
MIXED = {"/a": Gap.INVALID, "/b": Gap.ABSENT}


@pytest.mark.parametrize(
    ("reasons", "edited", "expected"),
    [
        ((), (), False),
        ((), ("/a",), False),
        ((INVALID,), (), True),
        ((INVALID, {"/c": Gap.INVALID}), (), True),
        ((INVALID,), ("/b",), True),
        ((ABSENT,), (), False),
        (({"/a": None},), (), False),
        ((INVALID, ABSENT), (), False),
        ((MIXED,), (), False),
        ((INVALID, ABSENT), ("/a",), True),
        ((MIXED, {"/c": Gap.INVALID}), ("/a",), True),
        ((INVALID, ABSENT), ("/a", "/b"), False),
        ((INVALID, ABSENT), ("/b",), False),
        (({"/a/b": Gap.INVALID}, ABSENT), ("/a",), False),
    ],
)
def test_only_malformed_values_are_to_be_changed_where_all_reasons_or_the_smallest_change_are_of_them(
    reasons: tuple[Mapping[str, Gap | None], ...], edited: tuple[str, ...], *, expected: bool
) -> None:
    assert outcome_of(*reasons, edited=edited).only_invalid_values is expected


def test_the_malformed_values_are_those_of_all_reasons() -> None:
    outcome = outcome_of(MIXED, {"/c": None}, {"/d": Gap.INVALID})

    assert outcome.malformed == {"/a", "/d"}
    assert outcome_of(INVALID, ABSENT, edited=("/b",)).malformed == {"/a"}
    assert [reason.gap for reason in outcome.reasons] == [Gap.INVALID, None, Gap.INVALID]


@pytest.mark.parametrize(
    ("edited", "kind", "asked"),
    [
        (("/b",), OutcomeKind.MISSING, ["/b"]),
        (("/b",), OutcomeKind.NOT_MET, ["/a", "/b"]),
        (("/c",), OutcomeKind.MISSING, ["/a", "/b"]),
        (("/a", "/b"), OutcomeKind.MISSING, ["/a", "/b"]),
        ((), OutcomeKind.MISSING, ["/a", "/b"]),
    ],
)
def test_of_what_is_missing_that_is_asked_for_which_the_smallest_change_fills_in(
    edited: tuple[str, ...], kind: OutcomeKind, asked: list[str]
) -> None:
    outcome = outcome_of({"/a": Gap.ABSENT}, ABSENT, edited=edited, kind=kind)

    assert [pointer for reason in outcome.asked for pointer in reason.pointers] == asked


def test_a_new_item_fills_in_what_is_missing_in_any_item_of_its_list() -> None:
    outcome = outcome_of({"/goals/1/name": Gap.ABSENT}, ABSENT, edited=("/goals/2",))

    assert [reason.pointers for reason in outcome.asked] == [("/goals/1/name",)]


def test_of_an_outcome_only_what_is_said_holds_and_it_stays_so() -> None:
    outcome = Outcome(loaded(small_pack()).rules[0], OutcomeKind.MET)

    assert outcome.decision == Decision(OutcomeKind.MET, has_reasons=False)
    with pytest.raises(FrozenInstanceError):
        outcome.undetermined = True  # type: ignore[misc]


@pytest.mark.parametrize("said", ["undetermined", "contradicted", "asks_people"])
def test_the_decision_that_an_outcome_explains_says_of_it_what_the_outcome_does(said: str) -> None:
    outcome = replace(
        outcome_of(INVALID),
        undetermined=said == "undetermined",
        contradicted=said == "contradicted",
        asks_people=said == "asks_people",
    )
    decision = outcome.decision

    assert (decision.undetermined, decision.contradicted, decision.asks) == (
        said == "undetermined",
        said == "contradicted",
        said == "asks_people",
    )
    assert (decision.kind, decision.has_reasons) == (outcome.kind, True)


@pytest.mark.parametrize("kind", [Within, Reason, Trace, ValueConstraint, Edit, Outcome])
def test_what_is_not_given_is_nothing_and_none_where_it_may_be(kind: Any) -> None:
    assert other_defaults(kind) == []


def test_an_outcome_is_the_same_whichever_it_is_a_copy_of() -> None:
    outcome = outcome_of(INVALID)

    assert replace(outcome, like=outcome_of(ABSENT)) == outcome


COLUMN = table("places", code=("0180",))["places"].column(TableOperand("places", "code"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Ring a@b.se", "Ring *@*.**"),
        (["Norrby", "a@b.se"], ("Norrby", "*@*.**")),
        ((1, None), (1, None)),
        (tuple(range(21)), tuple(range(20))),
        (COLUMN, "places.code"),
        (Substance(3, Prose()), 3),
        (5, 5),
        (0.5, 0.5),
        (Fraction(1, 3), Fraction(1, 3)),
        (True, True),
        (None, None),
        ({"a": 1}, None),
    ],
)
def test_a_value_is_shown_masked_and_of_a_long_list_its_first_members(value: Any, shown: Any) -> None:
    assert for_display(value) == shown
    assert type(for_display(value)) is type(shown)
