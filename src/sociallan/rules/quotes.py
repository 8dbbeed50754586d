"""Values of an application that the question of a rule may quote: those that its condition shows to be stated."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.application.field import FieldKind
from sociallan.rules.condition import (
    All,
    AnyOf,
    Condition,
    FieldOperand,
    Leaf,
    Literal,
    ParamOperand,
    Quantified,
    Quantifier,
)
from sociallan.rules.operators import Operator
from sociallan.rules.vocabulary import ListItem, Vocabulary


class Quotable(NamedTuple):
    """Names of list items, and paths of stated values, that may be quoted wherever a condition is true."""

    names: dict[str, ListItem]
    stated: frozenset[str]


def quotable(condition: Condition, vocabulary: Vocabulary) -> Quotable:
    """Return the paths that may be quoted wherever a condition is true."""
    found = items_found(condition)
    names = {each.name: ListItem(each.path.field, _items(each, vocabulary)) for each in found}
    return Quotable(names, _stated(condition, vocabulary))


def items_found(condition: Condition) -> Iterator[Quantified]:
    """Yield the conditions on lists that, wherever the whole condition is true, some item satisfies."""
    match condition:
        case All(parts):
            for part in parts:
                yield from items_found(part)
        case Quantified(must=must) if must is not None and finds_item(condition):
            yield condition
            yield from items_found(must)


def finds_item(condition: Quantified) -> bool:
    """Return whether some item of the list satisfies ``must`` wherever the condition is true."""
    match condition.quantifier:
        case Quantifier.SOME:
            return condition.at_least != 0
        case Quantifier.EACH:
            return (condition.at_least or 0) > 0
        case Quantifier.NONE:
            return False


def _items(condition: Quantified, vocabulary: Vocabulary) -> FieldKind:
    return vocabulary.fields[condition.path.field].single_type.kind


def _stated(condition: Condition, known: Vocabulary) -> frozenset[str]:
    match condition:
        case All(parts):
            return frozenset[str]().union(*(_stated(part, known) for part in parts))
        case AnyOf(parts):
            return _in_each(_stated(part, known) for part in parts)
        case Quantified(path=path, must=must):
            # A list that is missing makes the condition unknown.
            found = frozenset((str(path),))
            if must is None or not finds_item(condition):
                return found
            # An item that is no record is itself the value, and is missing where the item is.
            is_value = _items(condition, known) is not FieldKind.RECORD
            return found | _stated(must, known) | (frozenset((condition.name,)) if is_value else frozenset())
        case Leaf(path=path, operator=Operator.STATED, operand=Literal(value)):
            return frozenset((str(path),)) if value is True else frozenset()
        case Leaf(path=path, operand=FieldOperand(other)):
            return frozenset((str(path), str(other)))
        case Leaf(operand=ParamOperand(id)) if None in (known.params[id] or ()):
            # A parameter without a value sets no limit, also for what is missing.
            return frozenset()
        case Leaf(path=path):
            return frozenset((str(path),))
        case _:
            return frozenset()


def _in_each(several: Iterable[frozenset[str]]) -> frozenset[str]:
    first, *others = several
    return first.intersection(*others)
