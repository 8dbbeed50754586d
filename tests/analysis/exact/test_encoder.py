"""The formulas of conditions and computed values, held to the evaluator on applications by chance."""

from random import Random
from typing import Any

import pytest
import z3

from sociallan.analysis.exact import operations, operators
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder
from sociallan.analysis.exact.logic import Three
from sociallan.pack.calendar import RuleCalendar
from sociallan.rules.compile import Compiler
from sociallan.rules.condition import Condition, Quantified, nodes, paths
from sociallan.rules.derived import Facts
from sociallan.rules.operations import Operation
from sociallan.rules.operators import Operator
from sociallan.rules.truth import Truth
from sociallan.rules.walking import strings
from tests.analysis.exact.assigning import application, model_of
from tests.builders import lsh

OPAQUE: frozenset[Operator] = frozenset()
"""Operators without an encoding: their truth is left open, and what is found must be confirmed by screening."""
LONGEST = 2
DAYS = ("2020-09-01", "2024-02-29", "2027-01-15")


def truth(model: Any, three: Three) -> Truth:
    """Return the truth that formulas have in a model."""

    def holds(formula: Any) -> bool:
        return formula if isinstance(formula, bool) else z3.is_true(model.eval(formula, model_completion=True))

    found = [each for each in Truth if holds(three.is_(each))]
    assert len(found) == 1, found
    return found[0]


def whole_conditions() -> list[Condition]:
    """Return the conditions of the pack with all their parts that name no item."""

    def is_whole(node: Condition) -> bool:
        named = {inner.name for inner in nodes(node) if isinstance(inner, Quantified)}
        return all(path.root in ("", "derived", *named) for path in paths(node))

    conditions = [condition for rule in lsh().rules for condition in rule.conditions()]
    return [node for condition in conditions for node in nodes(condition) if is_whole(node)]


def test_every_operator_and_operation_has_an_encoding_or_is_known_to_have_none() -> None:
    assert set(Operator) - set(operators.ENCODINGS) == OPAQUE
    assert set(operations.ENCODINGS) == set(Operation)


@pytest.mark.slow
def test_the_formulas_of_all_conditions_agree_with_the_evaluator() -> None:
    chance = Random(20_26)
    pack, conditions = lsh(), whole_conditions()
    comparisons = 0
    seen = set()
    for day in DAYS:
        period = RuleCalendar(pack).on(day)
        symbols = Symbols(pack.form.fields, LONGEST)
        encoder = Encoder(symbols, period.params, pack.lists)
        formulas = [encoder.truth(condition, {}) for condition in conditions]
        decide = [Compiler(period.params, period.finders).compile(condition) for condition in conditions]
        for _ in range(60):
            given = application(pack.form.fields, LONGEST, chance)
            model = model_of(symbols, given, day)
            scope = Facts(given, tuple(text for _, text in strings(given)), day).scope()
            for condition, three, evaluate in zip(conditions, formulas, decide, strict=True):
                expected = evaluate(scope)
                assert truth(model, three) is expected, (condition, given)
                comparisons += 1
                seen.add((condition.at, expected))
    assert comparisons > 20_000
    assert {found for _, found in seen} == {*Truth}
