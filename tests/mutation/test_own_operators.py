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
        ("other_name", "x = y[z.start() :]", ["x = y[z.end() :]"]),
        ("value_before", "def f(a):\n    b = g(a)\n    return b", ["def f(a):\n    b = g(a)\n    return a"]),
        (
            "value_before",
            "def f(a):\n    b = g.h(a, 1)\n    if a:\n        return a + b",
            ["def f(a):\n    b = g.h(a, 1)\n    if a:\n        return a + a"],
        ),
        (
            "value_before",
            "def f(a):\n    b = a.strip().split(',')\n    return g(b, c=b)",
            [
                "def f(a):\n    b = a.strip().split(',')\n    return g(a, c=b)",
                "def f(a):\n    b = a.strip().split(',')\n    return g(b, c=a)",
            ],
        ),
        ("other_parameter", "def f(a: int, b: int): return a", ["def f(a: int, b: int): return b"]),
        (
            "other_parameter",
            "def f(a: A, b: B, c: A, d: A = 0):\n    return d",
            ["def f(a: A, b: B, c: A, d: A = 0):\n    return a"],
        ),
        (
            "other_parameter",
            "def f(a: A, b: A):\n    def g(c: C): return h(c, b=b)",
            ["def f(a: A, b: A):\n    def g(c: C): return h(c, b=a)"],
        ),
        (
            "other_default",
            "def f(a, b: B = None, c=()): pass",
            [
                "def f(a, b: B = (), c=()): pass",
                'def f(a, b: B = "x", c=()): pass',
                'def f(a, b: B = None, c=("x",)): pass',
            ],
        ),
        ("other_default", 'class A:\n    b: str = ""', ['class A:\n    b: str = "x"']),
        ("other_default", "x = a.get(b, c)", ["x = a.get(b, None)"]),
        ("other_default", "x = next(f(a, b), [])", ['x = next(f(a, b), ["x"])']),
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
        ("value_before", "a = f(b)\nc(a)"),
        ("value_before", "def f(a):\n    return b\n    b = g(a)"),
        ("value_before", "def f(a):\n    b = g(a)\n    b = h(a)\n    return b"),
        ("value_before", "def f(a):\n    b = g(a)\n    return c.b(b=1)"),
        ("value_before", "def f(a):\n    b = a + 1\n    return b"),
        ("value_before", "def f(a):\n    b = g(a) + 1\n    return b"),
        ("value_before", "def f(self):\n    a = self.b()\n    return a"),
        ("other_parameter", "def f(a, b): return a"),
        ("other_parameter", "def f(a: A, b: B): return a"),
        ("other_parameter", "def f(a: A, b: A): return c.a(a=1)"),
        ("other_parameter", "def f(a: A, b: A = a): a = 1"),
        ("other_parameter", "def f(a: A, b: A):\n    def g(a: int): return a"),
        ("other_default", "def f(a: A, b=c): x = None"),
        ("other_default", "class A:\n    b = None"),
        ("other_default", "def f():\n    a: A = None"),
        ("other_default", "x = f(a, None)"),
        ("other_default", "x = a.get(b)"),
        ("other_default", "x = a.get(None, b=c)"),
    ],
)
def test_an_operator_leaves_the_rest_alone(operator: str, source: str) -> None:
    assert not mutants_by(operator, source)


def test_all_operators_are_selected() -> None:
    assert all(SELECTED.fullmatch(f"own/{name}") for name in Provider())
