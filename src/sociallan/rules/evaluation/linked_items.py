"""Linked items: those of a list that share a text with what stands outside it. Only they are tried; no other can fit.

``some goal: all: goal.effect one of effort.aims_at, …`` is false of every goal with another effect. The goals are read
once for an application, and those with one of the effects are looked up.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sociallan.application.field import FieldKind
from sociallan.rules.condition import All, AnyOf, Condition, FieldOperand, Leaf, Not, Path, Quantified, Quantifier
from sociallan.rules.evaluation.scope import Scope, getter
from sociallan.rules.operators import Operator

Linked = Callable[[Scope, Sequence[Any]], Sequence[int]]
"""Finds the positions of the items of a list that may be linked to what is in the scope, in their order."""


class SharedText(NamedTuple):
    """Text of each item, and the text outside that it must be, or the list of texts in which it must be."""

    inner: Path
    outer: Path
    outer_is_list: bool


class _Positions(NamedTuple):
    """Positions of items by their text, and those of items without one, which may have any."""

    by_text: dict[Any, list[int]]
    without: list[int]


def shared_text_of(condition: Quantified) -> SharedText | None:
    """Return what items must share for a condition on a list of the application, ``None`` if that is nothing."""
    for part in () if condition.path.root else _needed(condition):
        match part:
            case Leaf(path, Operator.EQUALS, FieldOperand(other)) if path.kind is FieldKind.TEXT:
                sides = (path, other) if path.root == condition.name else (other, path)
                shared = SharedText(*sides, outer_is_list=False)
            case Leaf(path, Operator.ONE_OF, FieldOperand(other)) if path.kind is FieldKind.TEXT:
                shared = SharedText(path, other, outer_is_list=True)
            case _:
                continue
        if shared.inner.root == condition.name != shared.outer.root:
            return shared
    return None


def _needed(condition: Quantified) -> Iterator[Condition]:
    """Yield conditions of which none may be false of an item that changes the truth for the list."""
    match condition:
        case Quantified(quantifier=Quantifier.SOME | Quantifier.NONE, must=must) if must is not None:
            yield from must.parts if isinstance(must, All) else (must,)
        case Quantified(quantifier=Quantifier.EACH, must=must, at_least=None, at_most=None) if must is not None:
            # ``if … then …`` is true of an item for which the first is false.
            for part in must.parts if isinstance(must, AnyOf) else (must,):
                if isinstance(part, Not):
                    yield from part.part.parts if isinstance(part.part, All) else (part.part,)


def linked_by(condition: Quantified) -> Linked | None:
    """Return the function that finds the items that may be linked, ``None`` if any may satisfy the condition."""
    shared = shared_text_of(condition)
    if shared is None:
        return None
    inner, outer, name = getter(shared.inner), getter(shared.outer), condition.name

    def positions(scope: Scope, items: Sequence[Any]) -> _Positions:
        found = _Positions(defaultdict(list), [])
        for position, item in enumerate(items):
            scope[name] = item
            text = inner(scope)
            (found.without if text is None else found.by_text[text]).append(position)
        return found

    def linked(scope: Scope, items: Sequence[Any]) -> Sequence[int]:
        wanted = outer(scope)
        texts = wanted if shared.outer_is_list else (wanted,)
        if wanted is None or None in texts:
            # Which text that is nobody knows, so that each item may have it.
            return range(len(items))
        found: _Positions = scope["derived"].once(linked, lambda: positions(scope, items))
        return sorted({*found.without, *(each for text in texts for each in found.by_text.get(text, ()))})

    return linked
