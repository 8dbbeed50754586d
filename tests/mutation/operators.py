"""Selection of mutants: a selection of cosmic-ray's operators, and all of our own."""

import ast
import re
from functools import lru_cache

from tests.mutation.own_operators import Provider

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
            f"own/({'|'.join(Provider())})",
        )
    )
)
"""The names of the operators whose mutants are made."""
_TYPE_NAME = re.compile(r"_?[A-Z]\w*[a-z]\w*")


def runs_differently(before: str, after: str | None) -> bool:
    """Return whether a mutant is a program, and differs in more than annotations and checks, which change no result."""
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
    """Drops annotations, what is there for a type checker alone, and what checks that lengths are equal."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        return None if _names_types(node) else self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        return ast.Constant(None) if ast.unparse(node.value) == "Callable" else self.generic_visit(node)

    def visit_TypeAlias(self, node: ast.AST) -> None:
        return None

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id == "zip":
            # That several have the same length is checked where it is always so.
            node.keywords.clear()
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if "TYPE_CHECKING" in ast.unparse(node.test) else self.generic_visit(node)


def _names_types(node: ast.Assign) -> bool:
    """Return whether an assignment gives a name, written as that of a class, to types: ``Exact = int | Fraction``."""
    (target, *others), value = node.targets, node.value
    if others or not isinstance(target, ast.Name) or not _TYPE_NAME.fullmatch(target.id):
        return False
    is_call = any(isinstance(each, ast.Call) for each in ast.walk(value))
    return isinstance(value, ast.BinOp | ast.Subscript | ast.Name) and not is_call
