"""Truth values and kinds of outcome: in the order in which one stands before another."""

from sociallan.rules.truth import CONTRADICTED, OPEN, UNMET, OutcomeKind, Truth


def test_an_unknown_dominates_what_is_known_and_what_is_missing_dominates_a_judgement() -> None:
    assert sorted(Truth) == [Truth.FALSE, Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING] == [0, 1, 2, 3]


def test_what_is_open_comes_with_the_most_serious_first() -> None:
    assert (*UNMET, OutcomeKind.JUDGEMENT) == OPEN
    assert (*CONTRADICTED, OutcomeKind.MISSING) == UNMET
    assert CONTRADICTED == (OutcomeKind.NOT_MET, OutcomeKind.TO_MEND)
    assert set(OutcomeKind) - set(OPEN) == {OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE}
