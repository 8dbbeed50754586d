"""The generated function decides all rules of a period as the closures do, whatever an application holds."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest

from sociallan.application.source import Limits
from sociallan.pack.calendar import RuleCalendar
from sociallan.rules.evaluation import period_decider
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.period_decider import PeriodDecider, PeriodDecisions
from sociallan.screening.document_reader import DocumentReader
from tests.builders import TODAY, as_json, example, examples, loaded, lsh, rule_requiring, shape, small_pack, source
from tests.mutants import mutated, value_of
from tests.sampling import WHOLE, sampled

_MANY = 1_000_000
"""More applications than any test decides: all of them by closures."""
_VARIANTS = 60 if WHOLE else 2
"""Variants of each example: with all of them more than 300,000 decisions are compared."""


@cache
def deciders() -> tuple[PeriodDecider, PeriodDecider]:
    """Return the decider by the generated function, and the one by closures."""
    period = RuleCalendar(lsh()).on(TODAY)
    return PeriodDecider(period, fewest=0), PeriodDecider(period, fewest=_MANY)


@cache
def reader() -> DocumentReader:
    return DocumentReader(lsh(), shape(), Limits())


def decisions_of(decided: PeriodDecisions) -> Iterator[Any]:
    """Yield what is decided on each rule, and the questions that are asked."""
    pattern = decided.pattern
    undecided = {at: decision for at, _, decision in pattern.open}
    assert set(undecided) == {at for at, settled in enumerate(pattern.settled) if settled is None}
    for at, settled in enumerate(pattern.settled):
        yield undecided[at] if settled is None else settled.kind
    yield tuple(question.rule.id for question in decided.asked)


def decided_alike(value: Any) -> None:
    document = reader().checked(source(as_json(value).encode(), "application.json"))
    if not document.readable:
        return
    facts = Facts(document.value, document.texts, TODAY)
    generated, closures = (decider.decided(facts.scope(), facts) for decider in deciders())
    assert list(decisions_of(generated)) == list(decisions_of(closures))


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "incomplete", "not_met"), 12))
def test_every_rule_and_question_is_decided_alike(name: str) -> None:
    value = value_of(name)
    for changed in (value, *mutated(value, _VARIANTS, seed=len(name))):
        decided_alike(changed)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready"), 3))
def test_an_application_that_is_not_filled_in_yet_is_decided_alike(name: str) -> None:
    """Each of its parts is left out in turn, and each is there alone: most of what the rules read is then missing."""
    value = value_of(name)
    decided_alike({})
    for key in value:
        decided_alike({other: part for other, part in value.items() if other != key})
        decided_alike({key: value[key]})


PLAIN = "{field: applicant.name, stated: true}"
NOT_PLAIN = "{field: applicant.name, min_chars: 3}"
ASKED = "{evidence: [applicant.name], question: {sv: Är det så?, en: Is it so?}"
JUDGES = ("", f"judge: {ASKED}}}", f"judge: {ASKED}, when: {PLAIN}}}", f"judge: {ASKED}, when: {NOT_PLAIN}}}")


@pytest.mark.parametrize("judge", JUDGES, ids=["unasked", "asked", "asked-if-plain", "asked-if-not-plain"])
@pytest.mark.parametrize("require", [PLAIN, NOT_PLAIN])
@pytest.mark.parametrize("when", ["", PLAIN.replace("name", "kind"), "{field: applicant.kind, equals: municipality}"])
def test_a_rule_of_each_form_is_decided_alike(require: str, when: str, judge: str) -> None:
    lines = [f"when: {when}" if when else "", f"require: {require}", judge]
    text = rule_requiring(PLAIN).replace(f"require: {PLAIN}", "\n".join(filter(None, lines)))
    period = RuleCalendar(loaded(small_pack(**{"rules__applicant-named": text}))).on(TODAY)
    for name, kind in product((None, "Ö", "Exempelkommun"), (None, "municipality", "region")):
        facts = Facts({"applicant": {"name": name, "kind": kind}}, (), TODAY)

        generated, closures = (PeriodDecider(period, fewest).decided(facts.scope(), facts) for fewest in (0, _MANY))

        assert list(decisions_of(generated)) == list(decisions_of(closures)), (name, kind)


@pytest.mark.slow
def test_what_was_decided_by_closures_is_decided_alike_once_the_function_is_generated() -> None:
    period = RuleCalendar(lsh()).on(TODAY)
    decider = PeriodDecider(period, fewest=1)
    document = reader().checked(example(examples("ready")[0]))
    facts = Facts(document.value, document.texts, TODAY)

    first, second, third = (decider.decided(facts.scope(), facts) for _ in range(3))

    assert list(decisions_of(first)) == list(decisions_of(second))
    assert first.pattern is not second.pattern
    assert third.pattern is second.pattern


@pytest.mark.slow
@pytest.mark.parametrize(("most", "is_kept"), [(1, False), (2, True)])
def test_patterns_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch, most: int, is_kept: bool) -> None:
    monkeypatch.setattr(period_decider, "_MOST_KNOWN", most)
    decider = PeriodDecider(RuleCalendar(lsh()).on(TODAY), fewest=0)
    values: list[Any] = [{}, value_of(examples("ready")[0])]
    several = [Facts(value, (), TODAY) for value in values]

    first, other, again = (decider.decided(facts.scope(), facts).pattern for facts in (*several, several[0]))

    assert first is not other
    assert (again is first) is is_kept
