"""Open outcomes that applications with equal values share: explained once, and never told of another application."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sociallan.application.document import Gap
from sociallan.pack.calendar import RuleCalendar
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.shared_outcomes import SharedOutcomes
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import (
    DAY,
    TODAY,
    as_json,
    example,
    examples,
    loaded,
    of_value,
    rule_requiring,
    screener,
    shape,
    small_pack,
    source,
    values_text,
)
from tests.mutants import mutated, value_of
from tests.sampling import sampled

NAMED = "{field: applicant.name, not_placeholder: true}"
WORDS = "{field: applicant.name, mentions_none: words}"


def times_explained(require: str, *given: tuple[Any, str]) -> int:
    """Return how many of several applications, each on a day, a rule is explained on anew; all have one outcome."""
    pack = loaded(small_pack(**{"rules__applicant-named": rule_requiring(require), "values": values_text()}))
    (rule,) = pack.rules
    bindings = RuleCalendar(pack).on(DAY).bindings
    shared, explained = SharedOutcomes(rule), 0

    def explain() -> Outcome:
        nonlocal explained
        explained += 1
        return Outcome(rule, OutcomeKind.NOT_MET)

    for value, day in given:
        facts = Facts(value, None, day)
        outcome = shared.of(facts, Explainer(of_value(value), facts, bindings), explain)
        assert outcome == Outcome(rule, OutcomeKind.NOT_MET)
    return explained


def test_what_a_rule_does_not_read_makes_no_difference() -> None:
    first = {"applicant": {"name": "A"}, "project": {"title": "Ett"}}
    second = {"applicant": {"name": "A", "kind": "region"}, "project": {"title": "Två"}}

    assert times_explained(NAMED, (first, DAY), (second, DAY)) == 1


def test_what_a_rule_does_not_read_of_items_makes_no_difference_either() -> None:
    require = "{each: investment.items, as: item, must: {field: item.cost, at_most: 5}}"
    first, second = ({"investment": {"items": [{"cost": 9, "description": text}]}} for text in "AB")

    assert times_explained(require, (first, DAY), (second, DAY)) == 1


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ("ABA", 2),
        # So many are remembered, and one more begins anew.
        ([*map(str, range(32)), "0"], 32),
        ([*map(str, range(33)), "0"], 34),
        (["A" * 3_000] * 2, 2),
    ],
)
def test_outcomes_are_remembered_up_to_limits(names: Sequence[str], count: int) -> None:
    assert times_explained(NAMED, *(({"applicant": {"name": name}}, DAY) for name in names)) == count


@pytest.mark.parametrize(
    ("require", "first", "second"),
    [
        (NAMED, {"applicant": {"name": "A"}}, {"applicant": {"name": "B"}}),
        (NAMED, {"applicant": {"name": None}}, {"applicant": None}),
        ("{field: investment.loan, at_most: 5}", {"investment": {"loan": 1}}, {"investment": {"loan": True}}),
        ("{field: investment.loan, at_most: 5}", {"investment": {"loan": 1}}, {"investment": {"loan": 1.0}}),
        ("{field: project.other_areas, min_items: 3}", {"project": {"other_areas": ["a"]}}, {"project": {}}),
    ],
)
def test_what_a_rule_reads_makes_a_difference(require: str, first: Any, second: Any) -> None:
    assert times_explained(require, (first, DAY), (second, DAY)) == 2


@pytest.mark.parametrize(
    "require",
    [
        WORDS,
        f"{{all: [{WORDS}, {NAMED}]}}",
        "{field: applicant.name, no_doubt: same_text}",
        "{field: derived.free_text, mentions_none: emails}",
    ],
)
def test_words_that_are_looked_for_have_places_of_their_own(require: str) -> None:
    given = {"applicant": {"name": "Pengar till lön"}}

    assert times_explained(require, (given, DAY), (given, DAY)) == 2


def test_the_day_makes_a_difference_only_to_a_rule_that_reads_it() -> None:
    given = {"applicant": {"name": "A"}, "project": {"start": "2020"}}
    dated = "{field: project.start, at_least: {field: derived.screening_date}}"

    assert times_explained(NAMED, (given, DAY), (given, "2031-01-01")) == 1
    assert times_explained(dated, (given, DAY), (given, "2031-01-01")) == 2


def test_a_value_that_is_missing_for_another_cause_is_told_with_its_own() -> None:
    pack = loaded(small_pack(**{"rules__applicant-named": rule_requiring(NAMED)}))
    one = Screener(pack, shape(), today=TODAY)
    texts = ("applicant: {kind: region}", "applicant:\n  name:\n", "\napplicant: {kind: region}")

    outcomes = [one.screen(source(text), traced=False).outcomes[0] for text in texts]

    assert [outcome.reasons[0].gaps for outcome in outcomes] == [(Gap.ABSENT,), (Gap.NULL,), (Gap.ABSENT,)]
    assert [outcome.reasons[0].place.span.line for outcome in outcomes] == [1, 2, 2]


def test_outcomes_on_equal_values_are_like_one_another_but_for_their_places() -> None:
    pack = loaded(small_pack(**{"rules__applicant-named": rule_requiring(NAMED)}))
    one = Screener(pack, shape(), today=TODAY)
    texts = ("applicant: {kind: region}", "\napplicant: {kind: region}", "applicant: {name: A}")

    first, second, met = [one.screen(source(text), traced=False).outcomes[0] for text in texts]

    assert first.like is not None
    assert first.like is second.like
    assert first.reasons != second.reasons
    assert met.like is None


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_a_shared_outcome_is_the_one_that_is_explained_anew_on_an_example(name: str) -> None:
    same_outcomes(example(name).data)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "incomplete", "not_met"), 5))
def test_a_shared_outcome_is_the_one_that_is_explained_anew_on_a_mutated_example(name: str) -> None:
    for changed in mutated(value_of(name), 3, seed=len(name)):
        same_outcomes(as_json(changed).encode())


def same_outcomes(data: bytes) -> None:
    quick = screener().screen(source(data), traced=False)
    explained = screener().screen(source(data))

    assert quick.outcomes == tuple(replace(outcome, traces=()) for outcome in explained.outcomes)
    for outcome in quick.outcomes:
        if outcome.like is not None:
            assert outcome.like.reasons == tuple(reason._replace(places=()) for reason in outcome.reasons)
            assert replace(outcome.like, reasons=outcome.reasons, evidence=outcome.evidence) == outcome
