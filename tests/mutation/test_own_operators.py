"""Operators of our own: every change that each makes, and what it leaves alone."""

from collections.abc import Sequence

import pytest

from tests.mutation.operators import SELECTED
from tests.mutation.own_operators import Provider


def mutants_by(operator: str, source: str) -> Sequence[str]:
    mutating = pytest.importorskip("cosmic_ray.mutating")
    made: list[str] = []
    while (mutant := mutating.mutate_code(source, Provider()[operator], len(made))) is not None:
        made.append(mutant)
    return made


@pytest.mark.parametrize(
    ("operator", "source", "mutants"),
    [
        ("next_member", "x = {Truth.TRUE: 1}", ["x = {Truth.JUDGEMENT: 1}"]),
        ("next_member", "x = Truth.MISSING", ["x = Truth.FALSE"]),
        (
            "next_member",
            "_FALSE, _TRUE = 0, 1\nx = 2",
            ["_TRUE, _TRUE = 0, 1\nx = 2", "_FALSE, _FALSE = 0, 1\nx = 2"],
        ),
        (
            "next_member",
            "match x:\n    case FieldKind.DATE: y = 1",
            ["match x:\n    case FieldKind.TRUTH: y = 1"],
        ),
        (
            "settled_condition",
            "if a:\n    x\nelif not b:\n    y",
            [
                "if True:\n    x\nelif not b:\n    y",
                "if False:\n    x\nelif not b:\n    y",
                "if a:\n    x\nelif True:\n    y",
                "if a:\n    x\nelif False:\n    y",
            ],
        ),
        ("settled_condition", "x = a if b else c", ["x = a if True else c", "x = a if False else c"]),
        (
            "settled_condition",
            "x = [a for a in b if a]",
            ["x = [a for a in b if True]", "x = [a for a in b if False]"],
        ),
        ("dropped_operand", "x = a and b", ["x = b", "x = a"]),
        ("dropped_operand", "x = a or b or f(c)", ["x = b or f(c)", "x = a or f(c)", "x = a or b"]),
        ("dropped_operand", "isinstance(x, A | B)", ["isinstance(x, B)", "isinstance(x, A)"]),
        ("dropped_item", "x = {a, b}", ["x = {b,}", "x = {a,}"]),
        ("dropped_item", "x = {a: 1, b: (2, 3)}", ["x = {b: (2, 3),}", "x = {a: 1,}"]),
        ("dropped_item", "x in (a, b)", ["x in (b,)", "x in (a,)"]),
        ("dropped_item", "x not in (a, b)", ["x not in (b,)", "x not in (a,)"]),
        ("dropped_argument", "f(a, b=c, d=e)", ["f(a, d=e)", "f(a, b=c)"]),
        ("dropped_argument", "f(b=c)", ["f()"]),
        ("dropped_statement", "if x:\n    f(a)\n", ["if x:\n    pass\n"]),
        ("dropped_statement", "x += 1\n", ["pass\n"]),
        ("dropped_call", "x = sorted(a)", ["x = a"]),
        ("dropped_call", "x = a.b(c).strip()", ["x = a.b(c)"]),
        ("other_name", "x = min(any(a))", ["x = max(any(a))", "x = min(all(a))"]),
        ("other_name", "x.startswith(y)", ["x.endswith(y)"]),
    ],
)
def test_an_operator_makes_its_changes(operator: str, source: str, mutants: Sequence[str]) -> None:
    assert mutants_by(operator, source) == mutants


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("next_member", "x = os.TRUE"),
        ("next_member", "x = Truth.name"),
        ("next_member", "TRUE = 1"),
        ("next_member", "x.Truth = 1"),
        ("next_member", "_UNKNOWN = 1"),
        ("settled_condition", "while a: x"),
        ("dropped_operand", "x = a + b"),
        ("dropped_item", "x = [a, b]"),
        ("dropped_item", "x in [a for a in b]"),
        ("dropped_item", "x = {a for a in b}"),
        ("dropped_argument", "f(a, *b, **c)"),
        ("dropped_argument", "f(a for a in b)"),
        ("dropped_argument", "zip(a, b, strict=True)"),
        ("dropped_statement", "x = f(a)\n"),
        ("dropped_statement", "'a text'\n"),
        ("dropped_call", "x = f(a)"),
        ("dropped_call", "x = sorted(a, key=b)"),
        ("other_name", "x = maximum"),
    ],
)
def test_an_operator_leaves_the_rest_alone(operator: str, source: str) -> None:
    assert not mutants_by(operator, source)


def test_all_operators_are_selected() -> None:
    assert all(SELECTED.fullmatch(f"own/{name}") for name in Provider())
