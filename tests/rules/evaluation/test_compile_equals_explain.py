"""All three evaluators give the same answer, on any condition and any application."""

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociallan.application.field import FieldKind
from sociallan.application.read import read as read_document
from sociallan.application.repairs.repair import Repairer
from sociallan.pack.calendar import RuleCalendar
from sociallan.rules.condition import Quantifier
from sociallan.rules.decision import Decision
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import truths_of
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.generated_source import FALSE, NUMBERS, TRUE
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.operators import Operator
from sociallan.rules.rule import Level
from sociallan.rules.truth import Truth
from sociallan.screening.explained_outcome import explained_decision
from sociallan.screening.report import Verdict
from tests.builders import (
    as_json,
    condition,
    decided,
    example,
    examples,
    explained,
    finders,
    generated,
    lsh,
    same_three_ways,
    screener,
    shape,
    source,
    table,
)
from tests.generated import COMPARED, KNOWN, LISTS, any_application, any_condition, bound
from tests.generated import tree as read
from tests.mutants import mutated, value_of
from tests.sampling import sampled


@pytest.mark.law
@settings(max_examples=len(sampled(range(300), 60)))
@given(any_condition(), any_application(), st.sampled_from([None, 0, 1]))
def test_any_condition_has_one_truth(asked: Any, application: Any, limit: int | None) -> None:
    params = {"limit": limit, "none": None}
    tree = read(as_json(asked), **params)

    quick = decided(tree, application, bindings=bound(**params))
    told = explained(tree, application, bindings=bound(**params))
    number = generated(tree, application, bindings=bound(**params))

    assert quick is told.truth
    assert number == NUMBERS[quick]


@pytest.mark.parametrize(
    ("summary", "truth"),
    [(None, Truth.MISSING), ("Inget behov", Truth.JUDGEMENT), ("Ett torg för alla i området", Truth.TRUE)],
)
def test_a_text_that_is_stated_raises_a_doubt_or_none(summary: str | None, truth: Truth) -> None:
    asked = read("{field: project.summary, no_doubt: denial}")
    application = {"project": {"summary": summary}}

    assert decided(asked, application, bindings=bound()) is truth
    assert explained(asked, application, bindings=bound()).truth is truth


@pytest.mark.parametrize(
    ("asked", "application", "truth"),
    [
        ("{field: project.start, equals: 2020-06}", {"project": {"start": "2020"}}, Truth.TRUE),
        ("{field: project.start, equals: 2020-06}", {"project": {"start": "2021"}}, Truth.FALSE),
        ("{field: investment.loan, equals: 0.1}", {"investment": {"loan": 0.1}}, Truth.TRUE),
        ("{field: social.effects, unique: true}", {"social": {"effects": ["education", None]}}, Truth.MISSING),
        ("{field: social.effects, unique: true}", {"social": {"effects": ["education"] * 2}}, Truth.FALSE),
    ],
)
def test_a_value_is_compared_as_its_kind_is(asked: str, application: Any, truth: Truth) -> None:
    assert same_three_ways(condition(asked), application, Bindings()) is truth


@pytest.mark.parametrize(("limit", "truth"), [(None, Truth.TRUE), (0, Truth.FALSE), (5, Truth.TRUE)])
def test_a_parameter_of_nothing_is_a_limit_and_one_without_a_value_is_none(limit: int | None, truth: Truth) -> None:
    bindings = Bindings({"limit": limit}, {})
    asked = condition("{field: investment.loan, at_most: {param: limit}}", params={"limit": limit})
    application = {"investment": {"loan": 5}}

    assert same_three_ways(asked, application, bindings) is truth


ITEMS = {
    Truth.TRUE: {"nature": "capital", "description": "En ny entré"},
    Truth.FALSE: {"nature": "operating", "description": "En ny entré"},
    Truth.JUDGEMENT: {"nature": "capital", "description": "En"},
    Truth.MISSING: {"description": "En ny entré"},
}
"""An item for each truth that a condition on it may have."""
MUST = "{all: [{field: item.nature, equals: capital}, {field: item.description, min_chars: 5}]}"
LENGTHS = (None, 0, 1, 2)
T, F = Truth.TRUE, Truth.FALSE


@pytest.mark.slow
@pytest.mark.parametrize("quantifier", Quantifier)
def test_of_a_list_each_number_of_items_with_each_truth_has_one_truth_within_all_bounds(quantifier: Quantifier) -> None:
    several = [truths for length in range(4) for truths in product(ITEMS, repeat=length)]
    bounds = [(None, None)] if quantifier is Quantifier.NONE else product(LENGTHS, LENGTHS)

    for at_least, at_most in bounds:
        if at_least is not None and at_most is not None and at_least > at_most:
            continue  # No rule may ask that.
        counts = {"count_at_least": at_least, "count_at_most": at_most}
        stated = "".join(f", {name}: {count}" for name, count in counts.items() if count is not None)
        asked = condition(f"{{{quantifier}: investment.items, as: item, must: {MUST}{stated}}}")
        for truths in several:
            application = {"investment": {"items": [ITEMS[truth] for truth in truths]}}
            expected = truth_tables.quantified(quantifier, truths, at_least, at_most)

            assert decided(asked, application) is expected, (truths, counts)
            assert explained(asked, application).truth is expected, (truths, counts)


@pytest.mark.parametrize("bounds", ["", ", count_at_least: 2", ", count_at_most: 1"])
@pytest.mark.parametrize("quantifier", ["each", "some"])
def test_a_generated_function_keeps_the_bounds_of_a_list(quantifier: str, bounds: str) -> None:
    asked = condition(f"{{{quantifier}: investment.items, as: item, must: {MUST}{bounds}}}")
    items = [[ITEMS[truth] for truth in truths] for truths in ((), (T,), (T, T), (F, T))]
    for several in (*items, [None], [ITEMS[T], None]):
        application = {"investment": {"items": several}}

        number = generated(asked, application, bindings=Bindings())

        assert number == NUMBERS[decided(asked, application)], several


@pytest.mark.parametrize(
    "must", ["{field: n, at_most: 5}", "{any: [{field: n, at_most: 5}, {field: format, equals: 2}]}"]
)
def test_a_generated_function_knows_a_value_of_a_list_that_is_missing(must: str) -> None:
    asked = condition(f"{{each: agenda_2030, as: n, must: {must}}}")

    number = generated(asked, {"agenda_2030": [1, None]}, bindings=Bindings())

    assert number == NUMBERS[Truth.MISSING]


@pytest.mark.parametrize(("items", "number"), [(1, FALSE), (2, TRUE)])
def test_a_generated_function_counts_items_of_which_nothing_more_is_asked(items: int, number: int) -> None:
    asked = condition("{each: investment.items, as: item, count_at_least: 2}")

    assert generated(asked, {"investment": {"items": [{}] * items}}, bindings=Bindings()) == number


@pytest.mark.parametrize(
    ("application", "truth"),
    [
        ({"project": {"summary": "lön"}}, Truth.MISSING),
        ({"project": {"summary": "lön"}, "applicant": {"org_number": "212000-0142"}}, Truth.TRUE),
    ],
)
def test_of_the_derived_values_only_the_free_text_is_all_texts(application: Any, truth: Truth) -> None:
    asked = condition("{field: derived.org_number_series, mentions_none: words}", lists={"words": False})

    assert decided(asked, application, known=finders(words=["lön"])) is truth
    assert explained(asked, application, known=finders(words=["lön"])).truth is truth


@pytest.mark.parametrize(
    ("location", "truth"),
    [
        ({"municipality_code": "0180", "place": "Storstad"}, Truth.TRUE),
        ({"municipality_code": "0180", "place": "Mellanby"}, Truth.FALSE),
        ({"municipality_code": "0180", "place": "Lillby"}, Truth.FALSE),
        ({"municipality_code": "0180"}, Truth.MISSING),
        ({"place": "Storstad"}, Truth.MISSING),
    ],
)
def test_rows_are_chosen_by_another_field_and_by_none_that_is_missing(location: Any, truth: Truth) -> None:
    rows = table("places", code=("0180", "0269"), name=("Storstad", "Mellanby"))
    where = "where: {name: {field: project.location.place}}"
    asked = condition(
        f"{{field: project.location.municipality_code, found_in: {{table: places, column: code, {where}}}}}",
        tables=rows,
    )
    application = {"project": {"location": location}}
    bindings = Bindings(tables=rows)

    assert decided(asked, application, bindings=bindings) is truth
    assert explained(asked, application, bindings=bindings).truth is truth


@pytest.mark.parametrize("missing", [each for size in range(4) for each in combinations(range(3), size)])
@pytest.mark.parametrize(
    ("row", "truth"), [(("0180", "Storstad", "a"), Truth.TRUE), (("0180", "Storstad", "b"), Truth.FALSE)]
)
def test_no_row_is_chosen_where_one_of_several_fields_is_missing(
    row: tuple[str, ...], truth: Truth, missing: tuple[int, ...]
) -> None:
    rows = table("places", code=("0180", "0269"), name=("Storstad", "Mellanby"), kind=("a", "b"))
    asked = condition(
        """{field: project.title, found_in: {table: places, column: code,
            where: {name: {field: project.summary}, kind: {field: project.status}}}}""",
        tables=rows,
    )
    stated = [None if at in missing else cell for at, cell in enumerate(row)]
    application = {"project": dict(zip(("title", "summary", "status"), stated, strict=True))}
    expected, bindings = Truth.MISSING if missing else truth, Bindings(tables=rows)

    assert same_three_ways(asked, application, bindings) is expected


@pytest.mark.parametrize("operator", [name for name, kinds in COMPARED.items() if FieldKind.NUMBER in kinds])
def test_a_fraction_is_compared_as_it_is_written(operator: Operator) -> None:
    """A whole number is compared exactly in any way that it is compared: each stands here for a tenth of it."""
    by_field = condition(f"{{field: investment.loan, {operator}: {{field: investment.total_cost}}}}")
    for loan, other in product(range(1, 8), repeat=2):
        by_value = condition(f"{{field: investment.loan, {operator}: {other / 10}}}")
        tenths = {"investment": {"loan": loan / 10, "total_cost": other / 10}}
        expected = same_three_ways(by_field, {"investment": {"loan": loan, "total_cost": other}}, Bindings())

        assert same_three_ways(by_field, tenths, Bindings()) is expected
        assert same_three_ways(by_value, tenths, Bindings()) is expected


@pytest.mark.parametrize("operator", [Operator.ONE_OF, Operator.NOT_ONE_OF])
def test_a_fraction_is_sought_as_it_is_written(operator: Operator) -> None:
    asked = condition(f"{{field: investment.loan, {operator}: [0.1, 0.7]}}")

    truths = [same_three_ways(asked, {"investment": {"loan": loan}}, Bindings()) for loan in (0.7, 0.5)]

    assert truths == [Truth.TRUE, Truth.FALSE][:: 1 if operator is Operator.ONE_OF else -1]


@pytest.mark.parametrize(("size", "truth"), [(None, Truth.TRUE), (2, Truth.TRUE), (3, Truth.JUDGEMENT)])
def test_a_text_is_compared_with_the_number_beside_it(size: int | None, truth: Truth) -> None:
    asked = read("{field: social.target_group.description, no_doubt: numbers}")
    application = {"social": {"target_group": {"description": "Här bor 2 personer", "size": size}}}

    assert same_three_ways(asked, application, bound()) is truth


@pytest.mark.parametrize(("summary", "truth"), [("Fråga anna@example.org", Truth.JUDGEMENT), ("Nytt torg", Truth.TRUE)])
def test_personal_data_is_looked_for_in_all_texts(summary: str, truth: Truth) -> None:
    asked = condition("{field: derived.free_text, mentions_none: emails}", lists=LISTS)
    application = {"project": {"summary": summary}}

    assert decided(asked, application, known=KNOWN) is truth
    assert explained(asked, application, known=KNOWN).truth is truth


@pytest.mark.parametrize(
    ("areas", "truth"),
    [(["safety", None], Truth.MISSING), (["health", None], Truth.TRUE), (["safety"], Truth.FALSE)],
)
def test_the_missing_item_of_another_field_may_be_the_one_that_is_sought(areas: list[Any], truth: Truth) -> None:
    asked = condition("{field: project.area, one_of: {field: project.other_areas}}")
    application = {"project": {"area": "health", "other_areas": areas}}

    assert decided(asked, application) is truth
    assert explained(asked, application).truth is truth


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_every_rule_has_one_outcome_on_an_example(name: str) -> None:
    same_both_ways(example(name).data)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "incomplete", "not_met"), 4))
def test_every_rule_has_one_outcome_on_a_mutated_example(name: str) -> None:
    for changed in mutated(value_of(name), 6, seed=len(name)):
        same_both_ways(as_json(changed).encode())


def same_both_ways(data: bytes) -> None:
    assessed = screener().assess(source(data))
    screened = screener().screen(source(data))

    of_rules = [(rule.id, kind) for rule, kind in assessed.decided if rule.level is not Level.QUESTION]
    of_questions = {rule.id: kind for rule, kind in assessed.decided if rule.level is Level.QUESTION}
    questions = explained_questions(data, screened.as_of)
    assert of_rules == [(outcome.rule.id, outcome.kind) for outcome in screened.outcomes]
    assert of_questions == {name: decision.kind for name, decision in questions.items()}
    assert {each.rule.id for each in screened.questions} == {name for name, each in questions.items() if each.asks}
    assert assessed.verdict is screened.verdict


def explained_questions(data: bytes, day: str) -> dict[str, Decision]:
    """Decide the questions of the pack by their reasons, which no report needs."""
    document = read_document(source(data), gaps=lsh().gaps)
    document = shape().check(Repairer(shape(), lsh().gaps).repaired(document))
    if not document.readable:
        return {}
    period = RuleCalendar(lsh()).on(day)
    facts = Facts(lsh().answers.answered(document.value), document.texts, day)
    explainer = Explainer(document, facts, period.bindings)
    return {each.rule.id: explained_decision(each.rule, explainer).decision for each in period.questions}


@pytest.mark.slow
def test_the_mutants_reach_every_verdict() -> None:
    """Without this the test above could pass by comparing only what is always the same."""
    verdicts = {
        screener().assess(source(as_json(changed))).verdict
        for name in examples("ready")
        for changed in mutated(value_of(name), 10, seed=3)
    }

    assert verdicts == set(Verdict)


def test_of_equal_words_and_empty_records_a_long_list_is_walked_once_for_each() -> None:
    asked = []

    def must(scope: Scope) -> Truth:
        asked.append(scope["item"])
        return Truth.MISSING if scope["item"] == {} else Truth.TRUE if scope["item"] in ("a", {"b": 1}) else Truth.FALSE

    truths = truths_of(["a", "b", None, {}] * 300 + [{"b": 1}, {"b": 1}], must, Scope(), "item")

    assert truths == [Truth.TRUE, Truth.FALSE, Truth.FALSE, Truth.MISSING] * 300 + [Truth.TRUE] * 2
    assert asked == ["a", "b", None, {}, {"b": 1}, {"b": 1}]
