"""Limits that ask for no more than a stated value, and tests that take a missing value for a false one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from sociallan.rules.condition import (
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    Leaf,
    Literal,
    Not,
    Path,
    Quantified,
    Quantifier,
    needed_paths,
)
from sociallan.rules.operators import OPERATORS, OperandType, Operator

_LIMITS = frozenset((OperandType.SAME, OperandType.COUNT, OperandType.FEWEST_WORDS))


def asking_only_stated(condition: Condition) -> Iterator[tuple[Leaf, Condition]]:
    """Yield each limit in a condition, and the condition as it is where the limit asks only for what it compares.

    A parameter is no such limit, since it may have another value on another day.
    """
    match condition:
        case Leaf(operator=operator, operand=Literal() | FieldOperand()):
            if OPERATORS[operator].operand in _LIMITS and operator is not Operator.EQUALS:
                yield condition, _all_stated(condition)
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            for index, part in enumerate(parts):
                for leaf, plain in asking_only_stated(part):
                    yield leaf, replace(condition, parts=(*parts[:index], plain, *parts[index + 1 :]))
        case Not(part):
            yield from ((leaf, replace(condition, part=plain)) for leaf, plain in asking_only_stated(part))
        case Quantified(must=must) if must is not None:
            yield from ((leaf, replace(condition, must=plain)) for leaf, plain in asking_only_stated(must))


def denying_missing(condition: Condition, tested: frozenset[Path] = frozenset()) -> Iterator[tuple[Leaf, bool]]:
    """Yield each ``stated: true`` that makes a condition false where the field is missing.

    The other value is true if another test beside it reads the field; ``tested`` are the paths of such tests. What
    stands under ``if``, ``not`` or ``none``, or in an ``all`` that is one of several ways, chooses what is compared.
    """
    match condition:
        case Leaf(path, Operator.STATED, Literal(True)):
            yield condition, path in tested
        case All(parts):
            read = {part.path for part in parts if isinstance(part, Leaf | Quantified) and not _is_presence(part)}
            for part in parts:
                yield from denying_missing(part, tested | read)
        case AnyOf(parts, is_implication=True):
            yield from denying_missing(parts[1], tested)
        case AnyOf(parts) | AtLeastOf(parts=parts):
            yield from ((part, False) for part in parts if _is_presence(part))
        case Quantified(quantifier=Quantifier.EACH, must=must) if must is not None:
            yield from denying_missing(must, tested)
        case Quantified(quantifier=Quantifier.SOME, must=must) if must is not None and _is_presence(must):
            yield must, False


def _is_presence(condition: Condition) -> TypeGuard[Leaf]:
    match condition:
        case Leaf(_, Operator.STATED, Literal(True)):
            return True
        case _:
            return False


def _all_stated(leaf: Leaf) -> Condition:
    read = (leaf.path, *needed_paths(leaf.operand))
    stated = tuple(Leaf(path, Operator.NOT_PLACEHOLDER, Literal(value=True), leaf.at) for path in read)
    return stated[0] if len(stated) == 1 else All(stated, leaf.at)
