"""Conditions as written: each fault is told with its code, its place and the nearest right word."""

import re

import pytest

from sociallan.application.field import FieldKind
from sociallan.files.languages import LANGUAGES
from sociallan.report.sentences import diagnostic_line
from sociallan.rules.condition import (
    All,
    AnyOf,
    AtLeastOf,
    FieldOperand,
    Leaf,
    ListOperand,
    Literal,
    Not,
    ParamOperand,
    Quantified,
    Quantifier,
)
from sociallan.rules.operators import OPERATORS, Operator
from tests.builders import ROOT, computed, condition, parsed, words
from tests.conftest import Golden
from tests.faults_told import faults_told

LISTS = {"words": False, "emails": True}

FAULTS = [
    ("{all: [{field: applicant.name, stated: true}], as: x}", "rule.stray-key", "1:52", None),
    ("{field: applicant.name, stated: true, must: {field: format, stated: true}}", "rule.stray-key", "1:45", None),
    (
        "{none: social.goals, as: goal, count_at_least: 1, must: {field: goal.id, stated: true}}",
        "rule.stray-key",
        "1:48",
        None,
    ),
    ("{not: {field: applicant.name, stated: true}, stated: true}", "rule.stray-key", "1:54", None),
    ("{field: social.goals.id, stated: true}", "rule.path-through-list", "1:9", None),
    ("{field: social.gaols, stated: true}", "rule.unknown-field", "1:9", "social.goals"),
    ("{field: contirbution.description, stated: true}", "rule.unknown-field", "1:9", "contribution.description"),
    ("{each: social.goals, as: goal, must: {field: gaol.id, stated: true}}", "rule.unknown-field", "1:46", "goal.id"),
    (
        "{each: social.goals, as: goal, must: {field: goal.descripton, stated: true}}",
        "rule.unknown-field",
        "1:46",
        "goal.description",
    ),
    (
        "{each: social.effects, as: effect, must: {field: effect.name, stated: true}}",
        "rule.unknown-field",
        "1:50",
        None,
    ),
    ("{each: social.gaols, as: goal, count_at_least: 1}", "rule.unknown-field", "1:8", "social.goals"),
    ("{field: nonsense, stated: true}", "rule.unknown-field", "1:9", None),
    ("{field: total_cost, stated: true}", "rule.unknown-field", "1:9", "investment.total_cost"),
    ("{field: derived.loan_sahre, at_least: 1}", "rule.unknown-derived", "1:9", "derived.loan_share"),
    ("{field: derived.loan_share.more, at_least: 1}", "rule.unknown-derived", "1:9", "derived.loan_share"),
    ("{field: derived.xyzzy, at_least: 1}", "rule.unknown-derived", "1:9", None),
    ("{each: social.goals, as: goal, must: {field: project.gaol, stated: true}}", "rule.unknown-field", "1:46", None),
    ("{each: social.goals, as: goal}", "rule.nothing-asked", "1:1", None),
    ("{each: social.goals, as: goal, count_at_least: 3, count_at_most: 2}", "rule.bounds-crossed", "1:48", None),
    ("{each: applicant.name, as: goal, count_at_least: 3}", "rule.not-a-list", "1:8", None),
    ("{some: derived.item_ids, as: item, must: {field: item, equals: I1}}", "rule.not-a-list", "1:8", None),
    ("{each: social.goals, as: social, count_at_least: 3}", "rule.name-taken", "1:26", None),
    ("{each: social.goals, as: derived, count_at_least: 3}", "rule.name-taken", "1:26", None),
    (
        "{each: social.goals, as: goal, must: {some: goal.indicators, as: goal, must: {field: goal.id, stated: true}}}",
        "rule.name-taken",
        "1:66",
        None,
    ),
    (
        "{at_least_of: {count: 3, of: [{field: social, stated: true}, {field: project, stated: true}]}}",
        "rule.too-few-parts",
        "1:23",
        None,
    ),
    ("{field: project.title, unique: true}", "rule.test-does-not-fit", "1:32", None),
    ("{field: applicant.name}", "rule.one-test", "1:1", None),
    ("{field: applicant.name, stated: true, min_chars: 3}", "rule.one-test", "1:1", None),
    ("{field: applicant.name, at_least: 3}", "rule.test-does-not-fit", "1:35", None),
    ("{field: applicant.member.is_member, equals: ja}", "rule.test-does-not-fit", "1:45", None),
    ("{field: social.goals, min_chars: 3}", "rule.test-does-not-fit", "1:34", None),
    ("{field: social, equals: x}", "rule.test-does-not-fit", "1:25", None),
    ("{field: project.start, one_of: [2020]}", "rule.test-does-not-fit", "1:32", None),
    ("{field: derived.free_text, min_chars: 3}", "rule.free-text", "1:1", None),
    ("{field: derived.free_text, mentions_none: words}", "rule.free-text", "1:1", None),
    ("{field: project.summary, mentions_none: emails}", "rule.free-text", "1:1", None),
]

STILL_READ = ("rule.stray-key", "rule.bounds-crossed")
"""Faults beside which a condition is still read."""


@pytest.mark.parametrize(("text", "code", "at", "suggestion"), FAULTS)
def test_a_fault_is_told_where_it_stands(text: str, code: str, at: str, suggestion: str | None) -> None:
    _, faults = parsed(text, lists=LISTS)

    assert [(fault.code, f"{fault.place.line}:{fault.place.column}", fault.suggestion) for fault in faults] == [
        (code, at, suggestion)
    ]


@pytest.mark.parametrize("text", [text for text, code, _, _ in FAULTS if code not in STILL_READ])
def test_a_test_at_fault_is_not_read(text: str) -> None:
    """Nothing further is found wrong with what is wrong already."""
    read, _ = parsed(text, lists=LISTS)

    assert read is None


@pytest.mark.parametrize("text", [text for text, *_ in FAULTS])
def test_a_fault_has_all_that_its_sentences_name(text: str) -> None:
    (fault,) = parsed(text, lists=LISTS)[1]

    for language in LANGUAGES:
        assert diagnostic_line(fault, words(language))
        assert diagnostic_line(fault._replace(suggestion=None), words(language))


@pytest.mark.parametrize("text", [text for text, *_ in FAULTS])
def test_the_path_that_a_fault_names_stands_in_the_rule(text: str) -> None:
    (fault,) = parsed(text, lists=LISTS)[1]

    assert str(fault.parameters.get("path", "")) in text


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    values = {name: computed()[name] for name in ("loan_share", "item_ids", "free_text")}
    faulty = (({"rule.yaml": text}, parsed(text, lists=LISTS, values=values)[1]) for text, *_ in FAULTS)

    golden("faults/conditions.txt", faults_told(faulty))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("{field: applicant.name}", "tests", "–"),
        ("{field: applicant.name, stated: true, min_chars: 3}", "tests", "stated, min_chars"),
        ("{not: {field: applicant.name, stated: true}, as: x}", "operator", "not"),
        ("{field: applicant.name, stated: true, as: x}", "operator", "field"),
        ("{at_least_of: {count: 1, of: [{field: applicant.name, stated: true}]}, as: x}", "operator", "at_least_of"),
    ],
)
def test_a_fault_tells_the_tests_that_are_given_and_the_condition_that_a_key_is_stray_in(
    text: str, name: str, told: str
) -> None:
    (fault,) = parsed(text)[1]

    assert fault.parameters[name] == told


FAULTY, SOUND = "{field: nonsense, stated: true}", "{field: project.title, stated: true}"


@pytest.mark.parametrize(
    "whole",
    [
        f"{{all: [{SOUND}, %s]}}",
        f"{{any: [%s, {SOUND}]}}",
        "{not: %s}",
        f"{{if: %s, then: {SOUND}}}",
        f"{{if: {SOUND}, then: %s}}",
        f"{{at_least_of: {{count: 1, of: [%s, {SOUND}]}}}}",
        "{some: social.goals, as: goal, must: %s}",
    ],
)
def test_what_has_a_part_at_fault_is_not_read_and_nothing_more_is_told_of_it(whole: str) -> None:
    read, faults = parsed(whole % FAULTY)

    assert (read, [fault.code for fault in faults]) == (None, ["rule.unknown-field"])
    assert condition(whole % SOUND)


@pytest.mark.parametrize("count", [1, 2])
def test_a_count_of_parts_is_read_up_to_all_of_them(count: int) -> None:
    tree = condition(f"{{at_least_of: {{count: {count}, of: [{SOUND}, {SOUND}]}}}}")

    assert isinstance(tree, AtLeastOf)
    assert (tree.count, len(tree.parts)) == (count, 2)


def test_of_a_computed_value_at_fault_nothing_more_is_told() -> None:
    assert parsed("{field: derived.broken, at_least: 1}", values={"broken": None}) == (None, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{field: project.area, equals: 3}", "rule.value-does-not-fit"),
        ("{field: derived.free_text, mentions_none: nonsense}", "rule.unknown-list"),
    ],
)
def test_of_an_operand_at_fault_nothing_more_is_told(text: str, code: str) -> None:
    read, faults = parsed(text, lists=LISTS)

    assert (read, [fault.code for fault in faults]) == (None, [code])


def test_a_test_that_does_not_fit_is_told_with_those_that_do() -> None:
    (fault,) = parsed("{field: social, equals: x}")[1]

    assert fault.parameters["tests"] == ", ".join(
        name.value for name, spec in OPERATORS.items() if FieldKind.RECORD in spec.kinds
    )


def test_every_fault_code_of_the_reader_is_tried_above() -> None:
    text = (ROOT / "src/sociallan/rules/parse.py").read_text("utf-8")

    assert set(re.findall(r'"(rule\.[a-z-]+)"', text)) == {code for _, code, _, _ in FAULTS}


def test_all_faults_of_a_condition_are_told_at_once() -> None:
    text = """\
any:
  - {field: applicant.nmae, stated: true}
  - not:
      field: project.area
      equals: 3
  - each: social.goals
    as: goal
    must:
      all:
        - {field: goal.level, equals: outcom}
        - {field: goal.indicators}
"""

    read, faults = parsed(text)

    assert read is None
    assert [(fault.code, f"{fault.place.line}:{fault.place.column}") for fault in faults] == [
        ("rule.unknown-field", "2:13"),
        ("rule.value-does-not-fit", "5:15"),
        ("rule.value-unknown", "10:39"),
        ("rule.one-test", "11:11"),
    ]


def test_a_condition_becomes_a_tree_with_the_place_of_each_node() -> None:
    tree = condition(
        """\
all:
  - {field: project.start, less_than: {field: project.end}}
  - any:
      - not: {field: project.area, equals: housing}
      - {field: investment.loan, at_most: {param: limit}}
  - some: social.goals
    as: goal
    count_at_least: 2
    must: {field: goal.description, mentions_none: words}
""",
        params={"limit": 10},
        lists=LISTS,
    )

    assert isinstance(tree, All)
    before, either, some = tree.parts
    assert isinstance(before, Leaf)
    assert before.operator is Operator.LESS_THAN
    assert isinstance(before.operand, FieldOperand)
    assert (before.path.kind, str(before.path), str(before.operand.path)) == (
        FieldKind.DATE,
        "project.start",
        "project.end",
    )
    assert isinstance(either, AnyOf)
    negated, limited = either.parts
    assert isinstance(negated, Not)
    assert isinstance(negated.part, Leaf)
    assert negated.part.operand == Literal("housing")
    assert isinstance(limited, Leaf)
    assert limited.operand == ParamOperand("limit")
    assert isinstance(some, Quantified)
    assert (some.quantifier, some.at_least, some.at_most) == (Quantifier.SOME, 2, None)
    assert isinstance(some.must, Leaf)
    assert (str(some.must.path), some.must.path.field) == ("goal.description", "social.goals.description")
    assert some.must.operand == ListOperand("words")
    places = [(node.at.line, node.at.column) for node in (tree, before, either, negated, limited, some, some.must)]
    assert places == [(1, 1), (2, 5), (3, 5), (4, 9), (5, 9), (6, 5), (9, 11)]


@pytest.mark.parametrize(
    "text",
    [
        "{field: derived.free_text, mentions_none: emails}",
        "{field: investment.items, stated: true}",
        "{field: social, not_placeholder: true}",
    ],
)
def test_what_fits_is_taken(text: str) -> None:
    assert condition(text, lists=LISTS)


@pytest.mark.parametrize(
    "bounds", ["count_at_least: 2, count_at_most: 2", "count_at_least: 2, count_at_most: 3", "count_at_most: 2"]
)
def test_a_count_may_be_at_least_and_at_most_the_same_or_have_one_bound_alone(bounds: str) -> None:
    asked, faults = parsed(f"{{each: social.goals, as: goal, {bounds}}}")

    assert (asked is not None, faults) == (True, [])


def test_an_implication_is_what_is_not_given_or_what_follows_each_with_a_place_of_its_own() -> None:
    tree = condition("if: {field: project.area, equals: housing}\nthen: {field: project.title, stated: true}\n")

    assert isinstance(tree, AnyOf)
    assert tree.is_implication
    negated, then = tree.parts
    assert isinstance(negated, Not)
    assert isinstance(then, Leaf)
    assert then.operator is Operator.STATED
    places = [(node.at.line, node.at.column) for node in (tree, negated, negated.part, then)]
    assert places == [(1, 1), (2, 1), (1, 5), (2, 7)]


def test_nothing_else_stands_beside_an_implication() -> None:
    one, other = "{field: project.title, stated: true}", "{field: project.summary, stated: true}"

    _, faults = parsed(f"if: {one}\nthen: {other}\nas: it\n")

    assert [(fault.code, fault.place.line) for fault in faults] == [("rule.stray-key", 3)]


def test_a_count_of_parts_has_its_place_and_an_item_any_name() -> None:
    counted = condition(
        "at_least_of:\n  count: 1\n  of:\n    - each: social.goals\n      as: x\n      count_at_least: 1\n"
    )

    assert isinstance(counted, AtLeastOf)
    assert [(node.at.line, node.at.column) for node in (counted, *counted.parts)] == [(1, 1), (4, 7)]
