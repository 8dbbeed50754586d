"""Selection of mutants: a selection of cosmic-ray's, and one operator of our own for members of enumerations."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any

from sociallan.application.field import FieldKind
from sociallan.rules.condition import Quantifier
from sociallan.rules.operators import Measure, OperandType, Phrase
from sociallan.rules.outcome import EditKind
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.screening.report import Verdict

SELECTED = re.compile(
    "|".join(
        (
            "core/(AddNot|ReplaceAndWithOr|ReplaceOrWithAnd|ReplaceTrueWithFalse|ReplaceFalseWithTrue)",
            "core/(ReplaceBreakWithContinue|ReplaceContinueWithBreak|ZeroIterationForLoop|NumberReplacer)",
            "core/(ExceptionReplacer|RemoveDecorator)",
            # Members of enumerations and None are compared by identity. That they are equal as well is the same
            # question, and which of them is less is none.
            "core/ReplaceComparisonOperator_(Is_IsNot|IsNot_Is)",
            # Whether equal numbers and texts are one object is a matter of the interpreter.
            # And what is asked to be equal is mostly a text here: which of two comes first in the alphabet is no
            # mistake that anybody makes.
            "core/ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|(Lt|LtE|Gt|GtE)_(Eq|NotEq|Lt|LtE|Gt|GtE))",
            # Cosmic-ray has eleven others for each operator, and whatever notices one of them notices nearly all:
            # they would flatter the rate. Two of each kind are kept.
            "core/ReplaceBinaryOperator_(Add_(Sub|Mul)|Sub_(Add|Mul)|Mul_(Add|FloorDiv)|BitOr_(BitAnd|BitXor))",
            "core/ReplaceUnaryOperator_(USub_UAdd|Delete_USub|Delete_Not)",
            "tables/NextMember",
        )
    )
)
"""The names of the operators whose mutants are made."""

_ENUMERATIONS: Mapping[str, type[Enum]] = {
    each.__name__: each
    for each in (EditKind, FieldKind, Level, Measure, OperandType, OutcomeKind, Phrase, Quantifier, Truth, Verdict)
}
_SHORT = ("_FALSE", "_TRUE", "_JUDGEMENT", "_MISSING")
"""The names by which the inner loops reach the truths."""


class NextMember:
    """An operator that puts the next member of an enumeration: in tables of truths cosmic-ray's own change nothing.

    It has the methods of ``cosmic_ray.operators.operator.Operator``, and takes and returns nodes of parso.
    """

    @classmethod
    def arguments(cls) -> Sequence[Any]:
        """Return the arguments that it takes: none."""
        return ()

    @classmethod
    def examples(cls) -> Sequence[Any]:
        """Return examples: none, the tests have them."""
        return ()

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield the place of a node that names a member."""
        if _next_name(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """Return the node with the name of the next member."""
        node.value = _next_name(node)
        return node


def _next_name(node: Any) -> str | None:
    """Return what a node that names a member is changed to; ``None`` for any other node."""
    if getattr(node, "type", "") != "name":
        return None
    dot = node.get_previous_leaf()
    if dot is not None and dot.type == "operator" and dot.value == ".":
        enumeration = _ENUMERATIONS.get(getattr(dot.get_previous_leaf(), "value", ""))
        names = [] if enumeration is None else [member.name for member in enumeration]
    elif node.value in _SHORT:
        # A name that the module does not have would be an error at once.
        text = node.get_root_node().get_code()
        names = [name for name in _SHORT if re.search(rf"\b{name}\b", text)]
    else:
        return None
    return names[(names.index(node.value) + 1) % len(names)] if node.value in names else None


class Provider:
    """The operators of our own, as cosmic-ray takes them."""

    _operators = {"NextMember": NextMember}  # noqa: RUF012 - it is only read

    def __iter__(self) -> Iterator[str]:
        return iter(self._operators)

    def __getitem__(self, name: str) -> type[NextMember]:
        return self._operators[name]


def runs_differently(before: str, after: str | None) -> bool:
    """Return whether a mutant is a program, and does not differ in annotations alone, which no run looks at."""
    if after is None:
        return False
    try:
        return _what_runs(before) != _what_runs(after)
    except SyntaxError:
        return False


@lru_cache(maxsize=2)  # The module itself is asked for with each of its mutants.
def _what_runs(source: str) -> str:
    return ast.dump(_Bare().visit(ast.parse(source)))


class _Bare(ast.NodeTransformer):
    """Drops annotations, and what is there for a type checker alone."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if "TYPE_CHECKING" in ast.unparse(node.test) else self.generic_visit(node)
