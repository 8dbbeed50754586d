"""Selection of mutants: no change of annotations, and an operator of each kind."""

import pytest

from tests.mutation.operators import SELECTED, runs_differently


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(x: int | None) -> int: ...", "def f(x: int & None) -> int: ..."),
        ("def f(x: int) -> int | None: ...", "def f(x: int) -> int ^ None: ..."),
        ("most: int | None = 3", "most: int & None = 3"),
        ("if TYPE_CHECKING:\n    import os", "if not TYPE_CHECKING:\n    import os"),
        ("Holds = Callable[[int], bool | None]", "Holds = Callable[[int], bool & None]"),
        ("type X = int | None", "type X = int & None"),
        ("Exact = int | Fraction", "Exact = int"),
        ("_Range = tuple[int, int]", "_Range = tuple[int]"),
        ("x = zip(y, z, strict=True)", "x = zip(y, z, strict=False)"),
        ("def f(*, x): ...", "def f(+, x): ..."),
        ("x = 1", None),
    ],
)
def test_a_change_that_no_run_sees_makes_no_mutant(before: str, after: str | None) -> None:
    assert not runs_differently(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(x: int | None) -> int: return x + 1", "def f(x: int | None) -> int: return x - 1"),
        ("most: int | None = 3", "most: int | None = 4"),
        ("MOST = FIRST | SECOND", "MOST = FIRST"),
        ("Most = max(3, 4)", "Most = max(3, 5)"),
        ("x = path.resolve(strict=True)", "x = path.resolve(strict=False)"),
        ("def f(x: int = 1): ...", "def f(x: int = 2): ..."),
        ("@property\ndef f(x): ...", "def f(x): ..."),
    ],
)
def test_a_change_beside_an_annotation_makes_one(before: str, after: str) -> None:
    assert runs_differently(before, after)


def test_cosmic_ray_has_an_operator_of_each_kind_that_is_selected() -> None:
    plugins = pytest.importorskip("cosmic_ray.plugins")

    selected = {name.partition("_")[0] for name in plugins.operator_names() if SELECTED.fullmatch(name)}

    assert {name.removeprefix("core/") for name in selected} >= {
        "AddNot",
        "NumberReplacer",
        "ReplaceAndWithOr",
        "ReplaceBinaryOperator",
        "ReplaceComparisonOperator",
        "ReplaceFalseWithTrue",
        "ReplaceUnaryOperator",
        "ZeroIterationForLoop",
    }
