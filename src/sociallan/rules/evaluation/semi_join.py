"""Semi-joins: conditions that an item of a list has a text that stands outside it. It is looked up, not compared.

``some effort: some reference: reference equals part.id`` would compare every reference with every part. Instead the
references are read once for an application, and each part's id is looked up among them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sociallan.application.field import FieldKind
from sociallan.rules.condition import All, Condition, FieldOperand, Leaf, Path, Quantified, Quantifier, nodes, paths
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.evaluation.scope import Decide, Scope, getter
from sociallan.rules.operators import Operator
from sociallan.rules.truth import Truth

# Bound to module names because attribute access on an enumeration is slow.
_FALSE, _TRUE, _MISSING = Truth.FALSE, Truth.TRUE, Truth.MISSING


class _Level(NamedTuple):
    """List of a semi-join: its path, the name of its items, and what else each item must meet."""

    path: Path
    name: str
    others: Sequence[Condition]


class SemiJoin(NamedTuple):
    """Lists, each within the one before it, and the text of the innermost item that must be the ``outer`` one."""

    levels: Sequence[_Level]
    inner: Path
    outer: Path
    is_negated: bool


@dataclass(slots=True)
class _Index:
    """Truth of a semi-join by the outer text, and for any text that no item has."""

    by_text: dict[Any, Truth] = field(default_factory=dict)
    otherwise: Truth = _FALSE

    def of(self, text: Any) -> Truth:
        """Return the truth for an outer text, ``None`` if it is missing."""
        if text is None:
            return _MISSING if self.by_text else self.otherwise
        return truth_tables.disjunction((self.by_text.get(text, _FALSE), self.otherwise))


def semi_join_of(condition: Quantified) -> SemiJoin | None:
    """Return the semi-join that a condition on a list is, ``None`` if it is another condition."""
    levels: list[_Level] = []
    names: set[str] = set()
    part: Condition = condition
    while isinstance(part, Quantified) and (not levels or part.quantifier is Quantifier.SOME):
        is_counted = part.at_least is not None or part.at_most is not None
        if part.must is None or is_counted or part.quantifier is Quantifier.EACH or _roots_of(part.path) - names:
            return None
        names.add(part.name)
        parts = part.must.parts if isinstance(part.must, All) else (part.must,)
        reading_outside = [each for each in parts if _roots(each) - names]
        if len(reading_outside) != 1:
            return None
        levels.append(_Level(part.path, part.name, [each for each in parts if each is not reading_outside[0]]))
        (part,) = reading_outside
    sides = _sides(part, names)
    return None if sides is None else SemiJoin(levels, *sides, condition.quantifier is Quantifier.NONE)


def _sides(part: Condition, names: set[str]) -> tuple[Path, Path] | None:
    """Return the texts that a test says are equal, the one of the named items first."""
    match part:
        case Leaf(path, Operator.EQUALS, FieldOperand(other)) if path.kind is FieldKind.TEXT:
            return (path, other) if path.root in names else (other, path)
        case _:
            return None


def _roots(condition: Condition) -> set[str]:
    """Return the names of items that a condition reads from outside it."""
    own = {each.name for each in nodes(condition) if isinstance(each, Quantified)}
    return {root for path in paths(condition) for root in _roots_of(path)} - own


def _roots_of(path: Path) -> set[str]:
    return {path.root} if path.root and path.value is None else set()


def looked_up(join: SemiJoin, compiled: Callable[[Condition], Decide]) -> Decide:
    """Return the closure of a semi-join."""
    levels = [(getter(path), name, [*map(compiled, others)]) for path, name, others in join.levels]
    inner, outer = getter(join.inner), getter(join.outer)

    def indexed(scope: Scope) -> _Index:
        index = _Index()
        for text, truth in _texts(levels, scope, _TRUE):
            if text is None:
                index.otherwise = truth_tables.disjunction((index.otherwise, _MISSING))
            else:
                index.by_text[text] = truth_tables.disjunction((index.by_text.get(text, _FALSE), truth))
        return index

    def _texts(rest: Sequence[Any], scope: Scope, above: Truth) -> Iterator[tuple[Any, Truth]]:
        """Yield the text of each innermost item with the truth of all that else it must meet, unless that is false."""
        if not rest:
            yield inner(scope), above
            return
        (items_in, name, others), *below = rest
        items = items_in(scope)
        for item in () if items is None else items:
            scope[name] = item
            truth = truth_tables.conjunction((above, *(other(scope) for other in others)))
            if truth is not _FALSE:
                yield from _texts(below, scope, truth)
        if items is None:
            yield None, above

    def decide(scope: Scope) -> Truth:
        index: _Index = scope["derived"].once(decide, lambda: indexed(scope))
        truth = index.of(outer(scope))
        return truth_tables.negation(truth) if join.is_negated else truth

    return decide
