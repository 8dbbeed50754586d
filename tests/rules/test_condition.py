"""The tree of a condition: its parts, and the fields and computed values that it reads."""

from dataclasses import is_dataclass, replace
from typing import Any

import pytest

from sociallan.application.field import FieldKind, Unit
from sociallan.rules import condition as condition_module
from sociallan.rules.condition import (
    ITEM,
    OWN_VALUES,
    FieldOperand,
    Input,
    Leaf,
    Literal,
    Path,
    Quantified,
    SignalOperand,
    TableOperand,
    Value,
    fields_behind,
    input_fields,
    needed_paths,
    nodes,
    own_paths,
    paths,
    values_behind,
)
from sociallan.rules.doubts import Signal
from sociallan.rules.operators import Operator
from sociallan.rules.prose.prose_words import ProseWords
from tests.builders import computed, condition, table
from tests.defaults import other_defaults

NODES = [cls for cls in vars(condition_module).values() if isinstance(cls, type) and is_dataclass(cls)]
TITLE, AREA = "{field: project.title, min_chars: 3}", "{field: project.area, equals: housing}"
PROSE = ProseWords(counted={Unit.PEOPLE: ("personer",)})
SIZE = "social.target_group.size"


def read(text: str) -> Any:
    known = {"places": table("places", code=("0180",), name=("Heby",))["places"]}
    return condition(text, params={"limit": 5}, lists={"words": False}, tables=known, prose=PROSE)


@pytest.mark.parametrize(
    ("asked", "names", "needed"),
    [
        (TITLE, "project.title", ""),
        ("{field: investment.loan, at_most: {param: limit}}", "investment.loan", ""),
        ("{field: project.title, mentions_none: words}", "project.title", ""),
        ("{field: investment.loan, at_most: {field: derived.items_total}}", "investment.loan derived.items_total",
         "derived.items_total"),
        ("{field: project.title, found_in: {table: places, column: code, where: {name: Heby}}}", "project.title", ""),
        ("{field: project.title, found_in: {table: places, column: code, where: {name: {field: project.summary}}}}",
         "project.title project.summary", "project.summary"),
        (("{field: project.title, found_in: {table: places, column: code, where: "
         "{name: {field: project.summary}, code: {field: project.area}}}}"),
         "project.title project.summary project.area", "project.summary project.area"),
        ("{field: social.goals, unique: id}", "social.goals social.goals.id", ""),
        ("{field: social.target_group.description, no_doubt: numbers}", f"social.target_group.description {SIZE}", ""),
        ("{some: social.goals, as: goal, count_at_least: 1}", "social.goals", ""),
    ],
)  # fmt: skip
def test_a_test_reads_its_field_and_those_of_its_operand(asked: str, names: str, needed: str) -> None:
    test = read(asked)

    assert [str(path) for path in own_paths(test)] == [str(path) for path in paths(test)] == names.split()
    assert isinstance(test, Quantified) or [str(path) for path in needed_paths(test.operand)] == needed.split()


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (f"{{all: [{TITLE}, {AREA}]}}", "project.title project.area"),
        (f"{{any: [{TITLE}, {AREA}]}}", "project.title project.area"),
        (f"{{at_least_of: {{count: 1, of: [{TITLE}, {AREA}]}}}}", "project.title project.area"),
        (f"{{not: {{not: {TITLE}}}}}", "project.title"),
        (f"{{if: {TITLE}, then: {AREA}}}", "project.title project.area"),
        (
            f"{{all: [{AREA}, {{some: social.goals, as: goal, must: {{field: goal.id, min_chars: 2}}}}]}}",
            "project.area social.goals goal.id",
        ),
    ],
)
def test_a_condition_reads_all_that_its_parts_read_in_their_order(asked: str, names: str) -> None:
    tree = read(asked)

    assert [str(path) for path in paths(tree)] == names.split()
    found = list(nodes(tree))
    assert found[0] is tree
    assert getattr(tree, "is_implication", False) is asked.startswith("{if")
    assert [str(each.path) for each in found if isinstance(each, Leaf | Quantified)] == names.split()


@pytest.mark.parametrize(
    ("name", "fields", "values"),
    [
        ("loan_share", "investment.loan investment.total_cost", "loan_share"),
        # What chooses among the items comes first, and each field once.
        ("operating_total", "investment.items.nature investment.items.cost", "operating_total"),
        (
            "cost_without_operating",
            "investment.items.nature investment.items.cost investment.total_cost",
            "cost_without_operating operating_total",
        ),
        ("months_since_completion", "project.end", "months_since_completion screening_date"),
        ("screening_date", "", "screening_date"),
    ],
)
def test_a_computed_value_stands_for_the_fields_behind_it(name: str, fields: str, values: str) -> None:
    value = computed()[name]

    assert " ".join(fields_behind(value)) == fields
    assert {each.name for each in values_behind(value)} == set(values.split())
    assert input_fields(Path("derived", (name,), value.kind, f"derived.{name}", value)) == fields_behind(value)


def test_a_field_is_behind_a_value_once_however_often_it_is_read() -> None:
    path = Path.to_field("investment.items.cost", FieldKind.NUMBER)
    chosen = condition("{some: investment.items, as: item, must: {field: item.cost, at_least: 1}}")
    assert isinstance(chosen, Quantified)

    assert fields_behind(Value("x", FieldKind.NUMBER, inputs=(Input(path), Input(path)), where=chosen.must)) == (
        "investment.items.cost",
    )
    assert input_fields(path) == ("investment.items.cost",)


def test_a_value_of_two_others_and_of_chosen_items_stands_for_all_fields_behind_them() -> None:
    share, total = computed()["loan_share"], computed()["operating_total"]
    both = "{any: [{field: project.area, equals: health}, {field: derived.loan_share, at_most: 50}]}"
    inputs = tuple(
        Input(Path("derived", (each.name,), each.kind, f"derived.{each.name}", each)) for each in (share, total)
    )
    value = Value("x", FieldKind.NUMBER, inputs=inputs, where=condition(both))

    assert [each.name for each in values_behind(value)] == ["x", "loan_share", "operating_total"]
    assert fields_behind(value) == ("project.area", *fields_behind(share), *fields_behind(total))
    assert fields_behind(replace(value, inputs=())) == ("project.area", *fields_behind(share))


def test_a_doubt_of_numbers_reads_each_number_beside_the_text() -> None:
    text, *numbers = (
        Path.to_field(f"social.goals.indicators.{name}", FieldKind.NUMBER) for name in ("name", "baseline", "target")
    )
    signal = SignalOperand(Signal.NUMBERS, tuple((Unit.PEOPLE, number) for number in numbers))
    test = read(TITLE)
    leaf = Leaf(text, Operator.NO_DOUBT, signal, test.at)

    assert list(own_paths(leaf)) == list(paths(leaf)) == [text, *numbers]


def test_a_path_is_written_as_in_a_rule() -> None:
    field = Path.to_field("social.goals.id", FieldKind.TEXT)

    assert (str(field), field.root, field.steps) == ("social.goals.id", "", ("social", "goals", "id"))
    assert Path.to_field("social.goals.indicators.target.value", FieldKind.NUMBER).steps[-2:] == ("target", "value")
    assert str(Path(ITEM, (), FieldKind.TEXT, "social.effects")) == "item"
    assert str(Path("goal", ("id",), FieldKind.TEXT, "social.goals.id")) == "goal.id"


def test_computed_values_with_other_labels_are_the_same_value() -> None:
    for name, value in OWN_VALUES.items():
        other = Value(name, value.kind, label={"sv": "Annan"}, labels={"a": {"sv": "Annan"}})
        assert (other, hash(other)) == (value, hash(value))
    assert OWN_VALUES["screening_date"] != OWN_VALUES["screening_year"]


CODE, HEBY, KIND = TableOperand("places", "code"), ("name", Literal("Heby")), ("kind", Literal("town"))
FIELD = ("name", FieldOperand(Path.to_field("project.title", FieldKind.TEXT)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (CODE._replace(where=(HEBY,)), CODE, True),
        (CODE._replace(where=(KIND, HEBY)), CODE._replace(where=(HEBY,)), True),
        (CODE, CODE._replace(where=(HEBY,)), False),
        (CODE, CODE, False),
        (CODE._replace(where=(HEBY,)), CODE._replace(where=(KIND,)), False),
        (CODE._replace(where=(HEBY,)), TableOperand("places", "name"), False),
        (CODE._replace(where=(HEBY,)), TableOperand("regions", "code"), False),
        (CODE._replace(where=(HEBY,)), Literal("code"), False),
    ],
)
def test_a_column_is_narrower_where_more_is_asked_of_its_rows(one: TableOperand, other: Any, *, expected: bool) -> None:
    assert one.is_narrower_than(other) is expected


def test_only_fields_are_compared_with_the_cells_of_a_row() -> None:
    assert CODE._replace(where=(KIND, FIELD)).compared == (("name", FIELD[1].path),)


@pytest.mark.parametrize("cls", NODES)
def test_nothing_of_a_condition_can_be_changed_and_nothing_be_put_to_it(cls: Any) -> None:
    assert cls.__dataclass_params__.frozen
    assert "__slots__" in vars(cls)


@pytest.mark.parametrize(("cls", "others"), [(Input, []), (Value, ["unit"]), (SignalOperand, [])])
def test_what_is_not_given_is_nothing_and_none_where_it_may_be(cls: Any, others: list[str]) -> None:
    assert other_defaults(cls) == others
