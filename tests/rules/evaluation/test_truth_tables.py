"""Kleene's strong logic: the whole tables, and the laws that hold whatever the truths are."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.rules.condition import Quantifier
from sociallan.rules.evaluation.truth_tables import conjunction, counted, disjunction, negation, quantified
from sociallan.rules.truth import Truth

T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING

truths = st.sampled_from(Truth)
several = st.lists(truths, max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, J, J, T),
        (T, M, M, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, J, F, J),
        (F, M, F, M),
        (J, T, J, T),
        (J, F, F, J),
        (J, J, J, J),
        (J, M, M, M),
        (M, T, M, T),
        (M, F, F, M),
        (M, J, M, M),
        (M, M, M, M),
    ],
)
def test_two_truths_join_as_the_tables_say(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert conjunction((left, right)) is both
    assert disjunction((left, right)) is either


@pytest.mark.parametrize(("truth", "negated"), [(T, F), (F, T), (J, J), (M, M)])
def test_not_swaps_true_and_false_and_leaves_the_unknown(truth: Truth, negated: Truth) -> None:
    assert negation(truth) is negated


def test_nothing_at_all_is_true_of_all_and_false_of_any() -> None:
    assert conjunction(()) is T
    assert disjunction(()) is F


@given(several)
def test_de_morgan_holds(parts: list[Truth]) -> None:
    assert negation(conjunction(parts)) is disjunction(map(negation, parts))
    assert negation(disjunction(parts)) is conjunction(map(negation, parts))


@given(truths)
def test_a_double_negation_says_nothing(truth: Truth) -> None:
    assert negation(negation(truth)) is truth


@pytest.mark.slow
@given(several)
def test_the_order_of_the_parts_does_not_matter(parts: list[Truth]) -> None:
    backwards = list(reversed(parts))

    assert conjunction(parts) is conjunction(backwards)
    assert disjunction(parts) is disjunction(backwards)


@given(several, st.integers(1, 6))
def test_at_least_so_many_is_true_or_false_only_where_no_unknown_one_can_change_it(
    parts: list[Truth], count: int
) -> None:
    unknown = [part for part in parts if part in (J, M)]
    ways = {sum(part is T for part in parts) + sum(chosen) >= count for chosen in product((0, 1), repeat=len(unknown))}

    truth = counted(parts, count, None)

    assert truth is (max(unknown) if len(ways) > 1 else T if ways == {True} else F)


@given(several.filter(bool))
def test_at_least_one_is_any_and_at_least_as_many_as_there_are_is_all(parts: list[Truth]) -> None:
    assert counted(parts, 1, None) is disjunction(parts)
    assert counted(parts, len(parts), None) is conjunction(parts)


@given(several, several)
def test_parts_can_be_joined_in_groups(some: list[Truth], others: list[Truth]) -> None:
    assert conjunction((conjunction(some), conjunction(others))) is conjunction((*some, *others))
    assert disjunction((disjunction(some), disjunction(others))) is disjunction((*some, *others))


@given(truths, truths)
def test_a_part_is_absorbed_by_what_holds_it_unless_both_are_unknown(one: Truth, other: Truth) -> None:
    # The two unknowns are not ordered as truths, only as reasons, so between them the weightier stays.
    absorbed = conjunction((one, disjunction((one, other))))

    assert absorbed is one or {one, other} == {J, M}


def settled(parts: Sequence[Truth]) -> list[tuple[Truth, ...]]:
    """Return every way in which the unknown among some truths can turn out."""
    return list(product(*((T, F) if part in (J, M) else (part,) for part in parts)))


@given(several, st.sampled_from(Quantifier), st.none() | st.integers(0, 5), st.none() | st.integers(0, 5))
def test_what_is_known_stays_however_the_unknown_turns_out(
    parts: list[Truth], quantifier: Quantifier, at_least: int | None, at_most: int | None
) -> None:
    """The promise behind the guarantee: an answer given despite gaps is not taken back when they are filled."""
    answer = quantified(quantifier, parts, at_least, at_most)

    possible = {quantified(quantifier, way, at_least, at_most) for way in settled(parts)}

    if answer in (T, F):
        assert possible == {answer}
    assert possible <= {T, F}


@given(several, st.integers(0, 5), st.integers(0, 5))
def test_a_count_is_unknown_only_where_the_gaps_can_decide_it(parts: list[Truth], low: int, high: int) -> None:
    possible = {counted(way, low, high) for way in settled(parts)}

    answer = counted(parts, low, high)

    # With bounds crossed no number fits, and either side may be the one that says so.
    if len(possible) == 1 and low <= high:
        assert answer in possible
    if len(possible) == 2:
        assert answer in (J, M)


@pytest.mark.parametrize(
    ("quantifier", "parts", "bounds", "answer"),
    [
        (Quantifier.EACH, (), (None, None), T),
        (Quantifier.EACH, (), (0, None), T),
        (Quantifier.EACH, (), (1, None), F),
        (Quantifier.EACH, (T, M), (None, None), M),
        (Quantifier.EACH, (T, F, M), (None, None), F),
        (Quantifier.EACH, (M,), (2, None), F),
        (Quantifier.EACH, (T, T), (2, 2), T),
        (Quantifier.EACH, (T, T, T), (2, 2), F),
        (Quantifier.EACH, (T,), (None, 2), T),
        (Quantifier.EACH, (J, M), (None, None), M),
        (Quantifier.SOME, (), (None, None), F),
        (Quantifier.SOME, (), (0, None), T),
        (Quantifier.SOME, (F, M), (None, None), M),
        (Quantifier.SOME, (F, T, M), (None, None), T),
        (Quantifier.SOME, (T, M), (2, None), M),
        (Quantifier.SOME, (T, F), (2, None), F),
        (Quantifier.SOME, (T, T, M), (1, 2), M),
        (Quantifier.SOME, (T, T, T), (1, 2), F),
        (Quantifier.SOME, (F, F), (None, 1), F),
        (Quantifier.SOME, (T, F), (None, 1), T),
        (Quantifier.SOME, (T, T), (None, 1), F),
        (Quantifier.NONE, (), (None, None), T),
        (Quantifier.NONE, (F, F), (None, None), T),
        (Quantifier.NONE, (F, J), (None, None), J),
        (Quantifier.NONE, (T, M), (None, None), F),
    ],
)
def test_lists_are_counted_as_the_design_says(
    quantifier: Quantifier, parts: tuple[Truth, ...], bounds: tuple[int | None, int | None], answer: Truth
) -> None:
    assert quantified(quantifier, parts, *bounds) is answer


@given(several, st.none() | st.integers(0, 5), st.none() | st.integers(0, 5))
def test_a_count_does_not_depend_on_the_order_of_the_parts(
    parts: list[Truth], at_least: int | None, at_most: int | None
) -> None:
    answers = {counted(order, at_least, at_most) for order in (parts, parts[::-1], sorted(parts))}

    assert len(answers) == 1


@pytest.mark.parametrize("parts", [(J, M), (M, J), (T, M, J), (J, J, M)])
def test_a_count_that_is_unknown_for_two_reasons_is_so_for_the_weightier(parts: tuple[Truth, ...]) -> None:
    assert counted(parts, len(parts), None) is M
