"""The formulas of conditions and computed values, held to the evaluator on applications by chance."""

from itertools import product
from random import Random
from typing import Any

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from sociallan.analysis.exact import operations, operators
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder
from sociallan.analysis.exact.logic import Three
from sociallan.analysis.reachability import Explorer
from sociallan.application.walking import texts
from sociallan.pack.calendar import RuleCalendar
from sociallan.rules.condition import AnyOf, Condition, ItemOperand, Leaf, Quantified, nodes, paths
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.normalise import normalised
from sociallan.rules.operations import Operation
from sociallan.rules.operators import OPERATORS, Operator
from sociallan.rules.prose.word_search import WordList
from sociallan.rules.truth import OutcomeKind, Truth
from tests.analysis.exact.assigning import application, model_of
from tests.builders import DAY, as_json, decided, loaded, lsh, rule_requiring, shape, small_pack
from tests.generated import WORDS, any_application, any_condition, bound, tree
from tests.rules.test_operators import BINDINGS, USES, Use, pack_of
from tests.sampling import examples, sampled

OPAQUE = {name for name, spec in OPERATORS.items() if spec.reads_prose}
"""Operators without an encoding: their truth is left open, and what is found must be confirmed by screening."""
LONGEST = 2
DAYS = ("2020-09-01", "2024-02-29", "2027-01-15")


def holds(model: Any, formula: Any) -> bool:
    """Return whether a formula is true in a model."""
    return formula if isinstance(formula, bool) else z3.is_true(model.eval(formula, model_completion=True))


def truth(model: Any, three: Three) -> Truth:
    """Return the truth that formulas have in a model."""
    found = [each for each in Truth if holds(model, three.is_(each))]
    assert len(found) == 1, found
    return found[0]


def is_opaque(condition: Condition) -> bool:
    """Return whether some part of a condition is left open."""
    parts = list(nodes(condition))
    is_left_open = any(isinstance(part, Quantified) and part.path.value is not None for part in parts)
    leaves = [part for part in parts if isinstance(part, Leaf)]
    return is_left_open or any(each.operator in OPAQUE or isinstance(each.operand, ItemOperand) for each in leaves)


def whole_conditions() -> list[Condition]:
    """Return the conditions of the pack with all their parts that name no item, but what is left open."""

    def is_whole(node: Condition) -> bool:
        named = {inner.name for inner in nodes(node) if isinstance(inner, Quantified)}
        return all(path.root in ("", "derived", *named) for path in paths(node))

    wholes = [whole for rule in lsh().rules for whole in rule.conditions()]
    found = [node for whole in wholes for node in nodes(whole) if is_whole(node) and not is_opaque(node)]
    # Many rules ask the same: it is encoded the same wherever it stands.
    return list({repr(normalised(node)): node for node in found}.values())


def test_every_operator_and_operation_has_an_encoding_or_is_known_to_have_none() -> None:
    assert set(Operator) - set(operators.ENCODINGS) == OPAQUE
    assert set(operations.ENCODINGS) == set(Operation)


@pytest.mark.parametrize(
    "use", [use for use in USES if not is_opaque(use.leaf)], ids=lambda use: f"{use.operator}-{use.kind}"
)
def test_the_formula_of_each_operator_agrees_with_the_evaluator_over_its_boundary_values(use: Use) -> None:
    pack = pack_of(use)
    symbols = Symbols(shape().fields, 3)
    three = Encoder(symbols, BINDINGS, pack.lists).truth(use.leaf, {})

    for explored in Explorer(pack, shape()).explored(pack.rules[0]):
        for case in explored.domain.cases:
            expected = decided(use.leaf, case, bindings=BINDINGS)
            assert truth(model_of(symbols, case, DAY), three) is expected, case


@pytest.mark.law
def test_the_formulas_of_all_conditions_agree_with_the_evaluator() -> None:
    chance = Random(20_26)
    pack, conditions = lsh(), sampled(whole_conditions(), 200, few=False)
    comparisons = 0
    seen = set()
    for day in sampled(DAYS, 1):
        period = RuleCalendar(pack).on(day)
        symbols = Symbols(pack.form.fields, LONGEST)
        encoder = Encoder(symbols, period.bindings, pack.lists)
        formulas = [encoder.truth(node, {}) for node in conditions]
        decide = [Compiler(period.bindings).compile(node) for node in conditions]
        for _ in sampled(range(60), 3):
            given_application = application(pack.form.fields, LONGEST, chance)
            model = model_of(symbols, given_application, day)
            scope = Facts(given_application, texts(given_application), day).scope()
            for node, three, evaluate in zip(conditions, formulas, decide, strict=True):
                expected = evaluate(scope)
                assert truth(model, three) is expected, (node, given_application)
                comparisons += 1
                seen.add((node.at, expected))
    assert comparisons > len(sampled(range(20_000), 500))
    assert {found for _, found in seen} == {*Truth}


@pytest.mark.parametrize("otherwise", [OutcomeKind.NOT_MET, OutcomeKind.TO_MEND, OutcomeKind.JUDGEMENT])
@pytest.mark.parametrize("name", ["Staden", "Byn", None])
def test_the_outcomes_of_a_rule_are_those_that_it_is_decided_to_have(otherwise: OutcomeKind, name: str | None) -> None:
    condition = "{field: applicant.name, equals: Staden}"
    text = rule_requiring(condition).replace("why:", f"otherwise: {otherwise}\nwhy:")
    pack = loaded(small_pack() | {"rules/applicant-named.yaml": text})
    (ready,) = RuleCalendar(pack).on(DAY).rules
    symbols = Symbols(pack.form.fields, LONGEST)
    formulas = Encoder(symbols, Bindings(), pack.lists).outcomes(ready.rule)
    model = model_of(symbols, {"applicant": {"name": name}}, DAY)

    found = [kind for kind, formula in formulas.items() if holds(model, formula)]
    assert found == [ready.decide(Facts({"applicant": {"name": name}}, (), DAY).scope()).kind]


@pytest.mark.law
@examples(25)
@given(asked=any_condition(), several=st.lists(any_application(), min_size=4, max_size=4))
def test_the_formula_of_any_condition_agrees_with_the_evaluator(asked: Any, several: list[Any]) -> None:
    params = {"limit": 2, "none": None}
    made = tree(as_json(asked), **params)
    lists = {name: WordList(name, {}, tuple(WORDS[name]), "email" if name == "emails" else None) for name in WORDS}
    symbols = Symbols(shape().fields, 3)
    three = Encoder(symbols, bound(**params), lists).truth(made, {})
    if is_opaque(made):
        return
    for application_given in several:
        expected = decided(made, application_given, bindings=bound(**params))
        assert truth(model_of(symbols, application_given, DAY), three) is expected


def test_the_formula_of_rows_that_several_fields_choose_agrees_with_the_evaluator() -> None:
    where = "{name: {field: project.summary}, kind: {field: applicant.name}}"
    asked = tree(f"{{field: project.title, found_in: {{table: codes, column: code, where: {where}}}}}")
    symbols = Symbols(shape().fields, 3)
    three = Encoder(symbols, bound(), {}).truth(asked, {})
    found = set()
    for code, name, kind in product((None, "x", "2020"), (None, "x", "Lön till alla"), (None, "a", "b")):
        given_application = {"project": {"title": code, "summary": name}, "applicant": {"name": kind}}
        expected = decided(asked, given_application, bindings=bound())
        assert truth(model_of(symbols, given_application, DAY), three) is expected, given_application
        found.add(expected)
    assert found == {Truth.TRUE, Truth.FALSE, Truth.MISSING}


VALUES = """\
total: {label: {sv: a, en: a}, unit: kr, sum: [investment.loan, investment.items.cost]}
running: {label: {sv: b, en: b}, unit: kr, sum: investment.items.cost, where: {field: item.nature, equals: operating}}
rest: {label: {sv: c, en: c}, unit: kr, difference: {of: investment.total_cost, less: derived.running}}
part: {label: {sv: d, en: d}, unit: percent, share: {part: derived.rest, whole: derived.total}}
number: {label: {sv: e, en: e}, unit: count, count: social.goals.indicators}
chosen: {label: {sv: f, en: f}, unit: count, count: investment.items, where: {field: item.cost, at_least: 10}}
kinds: {label: {sv: g, en: g}, unit: count, distinct: investment.items.nature}
dates: {label: {sv: s, en: s}, unit: count, distinct: [project.start, project.end]}
least: {label: {sv: h, en: h}, unit: kr, min: [investment.loan, investment.items.cost]}
most: {label: {sv: i, en: i}, unit: kr, max: investment.items.cost, where: {field: item.nature, equals: capital}}
first: {label: {sv: j, en: j}, unit: none, min: [project.start, project.end]}
years: {label: {sv: k, en: k}, unit: years, years_between: {from: project.start, to: project.end}}
months: {label: {sv: l, en: l}, unit: months, months_between: {from: project.end, to: derived.screening_date}}
year: {label: {sv: q, en: q}, unit: none, year: project.start}
ids: {label: {sv: m, en: m}, unit: none, list: investment.items.id}
labels: {label: {sv: r, en: r}, unit: none, list: investment.items.id, where: {field: item.id, stated: true}}
series: {label: {sv: n, en: n}, unit: none, beginning: applicant.org_number, choices: {
  local: {begins: "21", label: {sv: o, en: o}}, other: {label: {sv: p, en: p}}}}
"""
LIMITS = {
    "total": (0, 100, 80_049),
    "running": (0, 10),
    "rest": (0, 1, 100),
    "part": (0, 33, 80, 100),
    "number": (0, 1, 2),
    "chosen": (0, 1, 2),
    "kinds": (0, 1, 2),
    "dates": (1, 2),
    "least": (1, 9),
    "most": (1, 10),
    "first": ("2020", "2020-02", "2023-07-31"),
    "years": (-1, 0, 3),
    "months": (-9, 0, 48),
    "year": (2020, 2021),
}
TESTS = (
    *(
        f"{{field: derived.{name}, {test}: {limit}}}"
        for name, limits in LIMITS.items()
        for limit in limits
        for test in ("at_least", "more_than", "equals")
    ),
    "{field: derived.part, at_most: {field: derived.part}}",
    "{field: derived.rest, at_most: {field: derived.least}}",
    "{field: derived.series, one_of: [local]}",
    "{some: investment.items, as: item, must: {field: item.id, one_of: {field: derived.ids}}}",
    "{field: derived.ids, min_items: 2}",
    "{field: applicant.name, one_of: {field: derived.ids}}",
    "{field: applicant.name, one_of: {field: derived.labels}}",
    "{field: derived.labels, min_items: 2}",
)


@pytest.mark.law
def test_the_formulas_of_all_operations_agree_with_the_evaluator() -> None:
    conditions_text = "{any: [" + ", ".join(TESTS) + "]}"
    rule = rule_requiring(conditions_text)
    pack = loaded(small_pack(**{"rules__applicant-named": rule, "values": VALUES}))
    (known,) = pack.rules
    assert isinstance(known.require, AnyOf)
    assert {value.operation for value in pack.values.values()} == set(Operation)
    symbols = Symbols(pack.form.fields, LONGEST)
    encoder = Encoder(symbols, Bindings(), {})
    formulas = [encoder.truth(part, {}) for part in known.require.parts]
    chance, seen = Random(11), set()
    for _ in sampled(range(200), 16, few=False):
        given_application = application(pack.form.fields, LONGEST, chance)
        model = model_of(symbols, given_application, DAY)
        for part, three in zip(known.require.parts, formulas, strict=True):
            expected = decided(part, given_application, day=DAY)
            assert truth(model, three) is expected, (part, given_application)
            seen.add((part.at, expected))
    assert {len({found for at, found in seen if at == part.at}) > 1 for part in known.require.parts} == {True}
