"""Columns of tables: the values of the rows that texts and fields choose."""

from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.rules.condition import FieldOperand, Literal, Path, TableOperand
from sociallan.rules.rows import Column, chosen
from tests.builders import table
from tests.defaults import other_defaults

ROWS = table("places", code=("1", "2", "3", "", "4"), name=("A", "B", "B", "C", ""), kind=("x", "x", "y", "x", "y"))
PLACES = ROWS["places"]
FIELD = FieldOperand(Path.to_field("project.title", FieldKind.TEXT))


@pytest.mark.parametrize(
    ("column", "where", "values", "keyed"),
    [
        ("code", (), {"1", "2", "3", "4"}, set()),
        ("name", (), {"A", "B", "C"}, set()),
        ("code", (("kind", Literal("x")),), {"1", "2"}, set()),
        ("code", (("kind", Literal("x")), ("name", Literal("B"))), {"2"}, set()),
        ("code", (("kind", Literal("z")),), set(), set()),
        ("kind", (("name", FIELD),), {"x", "y"},
         {(("A",), "x"), (("B",), "x"), (("B",), "y"), (("C",), "x"), (("",), "y")}),
        ("code", (("name", FIELD), ("kind", Literal("y"))), {"3", "4"}, {(("B",), "3"), (("",), "4")}),
        ("code", (("kind", FIELD), ("name", FIELD)), {"1", "2", "3", "4"},
         {(("x", "A"), "1"), (("x", "B"), "2"), (("y", "B"), "3"), (("y", ""), "4")}),
    ],
)  # fmt: skip
def test_a_column_has_the_values_of_the_rows_that_are_chosen_with_the_cells_that_fields_must_have(
    column: str, where: Any, values: set[str], keyed: set[Any]
) -> None:
    found = PLACES.column(TableOperand("places", column, where))

    assert (set(found.values), set(found.keyed), str(found)) == (values, keyed, f"places.{column}")


BY_NAME = PLACES.column(TableOperand("places", "code", (("name", FIELD), ("kind", FIELD))))


@pytest.mark.parametrize(
    ("keys", "values"), [(("B", "x"), {"2"}), (("B", "y"), {"3"}), (("A", "y"), set()), (("x", "B"), set())]
)
def test_fields_choose_the_rows_whose_cells_they_equal(keys: tuple[str, ...], values: set[str]) -> None:
    for _ in range(2):
        column = BY_NAME.of(keys)

        assert (set(column.values), set(column.keyed), str(column)) == (values, set(), "places.code")


@pytest.mark.parametrize(
    ("found", "values", "pointers"),
    [
        ([("B", ("/a",)), ("y", ("/b", "/c"))], {"3"}, ("/a", "/b", "/c")),
        ([("B", ("/a",)), (None, ("/b", "/c"))], None, ("/b", "/c")),
        ([(None, ("/a",)), (None, ("/b",))], None, ("/a", "/b")),
    ],
)
def test_where_a_field_that_chooses_is_missing_there_is_no_column(
    found: Any, values: set[str] | None, pointers: tuple[str, ...]
) -> None:
    column, behind = chosen(BY_NAME, found)

    assert (None if column is None else column.values, behind) == (values, pointers)


def test_tables_are_alike_whichever_of_their_columns_were_asked_for() -> None:
    one, other = (table("places", code=("1",))["places"] for _ in range(2))
    one.column(TableOperand("places", "code"))

    assert one == other


def test_rows_are_chosen_by_no_fields_unless_they_are_given() -> None:
    assert other_defaults(Column) == []
