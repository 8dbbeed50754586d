"""Conditions, rules and computed values as formulas of Z3, for the parameters and word lists of one period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.analysis.exact import operators
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.computed import ComputedValues
from sociallan.analysis.exact.logic import (
    TRUE,
    Formula,
    Item,
    Three,
    both,
    conjunction,
    counted,
    decided,
    disjunction,
    either,
    negation,
    no,
    quantified,
)
from sociallan.analysis.exact.values import MISSING, Date, Items, SymbolicValue, date, equal, number
from sociallan.analysis.exact.values import SymbolicText as TextValue
from sociallan.application.field import FieldKind
from sociallan.application.location import PackLocation
from sociallan.rules.condition import (
    FREE_TEXT,
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    ItemOperand,
    Leaf,
    ListOperand,
    Not,
    ParamOperand,
    Path,
    Quantified,
    TableOperand,
    nodes,
)
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.normalise import normalised
from sociallan.rules.operators import OPERATORS, OperandType
from sociallan.rules.prose.word_search import WordList
from sociallan.rules.rows import Column
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth

ItemPlaces = Mapping[str, str]
"""The place that each name of an item stands for."""


class Seen(NamedTuple):
    """A node of a condition, when it is evaluated, and its truth."""

    at: PackLocation
    evaluated: Formula
    truth: Three


class Encoder:
    """Encoder of rules. ``gaps`` are the texts that this side alone reads as missing."""

    def __init__(
        self,
        symbols: Symbols,
        bindings: Bindings,
        lists: Mapping[str, WordList],
        *,
        today: Date | None = None,
        gaps: frozenset[str] = frozenset(),
    ) -> None:
        self._symbols = symbols
        self._bindings = bindings
        self._lists = lists
        self._computed = ComputedValues(symbols, self.truth, today or symbols.today, gaps)

    def outcomes(self, rule: Rule) -> Mapping[OutcomeKind, Formula]:
        """Return the formula of each outcome of a rule, as ``rules.decision`` decides it."""
        when = TRUE if rule.when is None else self.truth(rule.when, {})
        require = self.truth(rule.require, {})
        asks: Formula = False
        if rule.judge is not None:
            asks = True if rule.judge.when is None else no(self.truth(rule.judge.when, {}).false)
        judged = either(require.is_(Truth.JUDGEMENT), both(require.true, asks))
        contradicted = both(when.true, require.false)
        outcomes = {
            OutcomeKind.NOT_APPLICABLE: when.false,
            OutcomeKind.NOT_MET: False,
            OutcomeKind.TO_MEND: False,
            OutcomeKind.MISSING: either(when.missing, both(when.true, require.missing)),
            OutcomeKind.MET: both(when.true, require.true, no(asks)),
            OutcomeKind.JUDGEMENT: either(when.is_(Truth.JUDGEMENT), both(when.true, judged)),
        }
        return {**outcomes, rule.otherwise: either(outcomes[rule.otherwise], contradicted)}

    def asks(self, rule: Rule) -> Formula:
        """Return the formula that the rule's question is asked."""
        if rule.judge is None:
            return False
        when = TRUE if rule.when is None else self.truth(rule.when, {})
        require = self.truth(rule.require, {})
        asked = True if rule.judge.when is None else no(self.truth(rule.judge.when, {}).false)
        return both(when.true, either(require.true, require.is_(Truth.JUDGEMENT)), asked)

    def seen(self, rule: Rule) -> Iterator[Seen]:
        """Yield every node of a rule with its truth where it is evaluated, in the order of evaluation."""
        reached: Formula = True
        if rule.when is not None:
            yield from self._seen(rule.when, {}, reached)
            reached = self.truth(rule.when, {}).true
        yield from self._seen(rule.require, {}, reached)
        if rule.judge is not None and rule.judge.when is not None:
            require = self.truth(rule.require, {})
            askable = either(require.true, require.is_(Truth.JUDGEMENT))
            yield from self._seen(rule.judge.when, {}, both(reached, askable))

    def _seen(self, node: Condition, scope: ItemPlaces, evaluated: Formula) -> Iterator[Seen]:
        yield Seen(node.at, evaluated, self.truth(node, scope))
        match node:
            case All(parts) | AnyOf(parts):
                for part in parts:
                    yield from self._seen(part, scope, evaluated)
                    truth = self.truth(part, scope)
                    evaluated = both(evaluated, no(truth.false if isinstance(node, All) else truth.true))
            case AtLeastOf(parts=parts):
                for part in parts:
                    yield from self._seen(part, scope, evaluated)
            case Not(part):
                yield from self._seen(part, scope, evaluated)
            case Quantified(path=path, must=must) if must is not None and path.value is None:
                place = self._place(path, scope)
                for index, (exists, _) in enumerate(self._symbols.items(place).items):
                    inner = {**scope, node.name: f"{place}[{index}]"}
                    yield from self._seen(must, inner, both(evaluated, exists))

    def truth(self, node: Condition, scope: ItemPlaces) -> Three:
        """Return the truth of a condition."""
        match node:
            case All(parts):
                return conjunction([self.truth(part, scope) for part in parts])
            case AnyOf(parts):
                return disjunction([self.truth(part, scope) for part in parts])
            case AtLeastOf(count, parts):
                return counted([self.truth(part, scope) for part in parts], count, None)
            case Not(part):
                return negation(self.truth(part, scope))
            case Quantified():
                return self._quantified(node, scope)
            case Leaf():
                return self._leaf(node, scope)

    def _quantified(self, node: Quantified, scope: ItemPlaces) -> Three:
        if node.path.value is not None:
            # No list of the application: left open.
            holds, is_missing = self._symbols.free(self._key(node, scope))
            return decided(is_missing, holds, Truth.FALSE)
        place = self._place(node.path, scope)
        items = [
            Item(
                exists, TRUE if node.must is None else self.truth(node.must, {**scope, node.name: f"{place}[{index}]"})
            )
            for index, (exists, _) in enumerate(self._symbols.items(place).items)
        ]
        missing = no(self._symbols.at(place).present)
        return quantified(node.quantifier, missing, items, node.at_least, node.at_most)

    def _leaf(self, leaf: Leaf, scope: ItemPlaces) -> Three:
        operand: Any = None
        match leaf.operand:
            case FieldOperand(path):
                operand = self._value(path, scope)
            case ListOperand(id):
                operand = self._lists[id].search
                if leaf.path.root == "derived" and leaf.path.steps == (FREE_TEXT,):
                    return Three(no(self._symbols.mentions_anywhere(operand)), false=False, missing=False)
            case TableOperand(compared=compared) as named if compared:
                others = [self._value(path, scope) for _, path in compared]
                operand = self._chosen(self._bindings.operand(named), others, leaf.path.kind)
            case named:
                operand = self._bindings.operand(named)
                if operand is None:
                    return TRUE
        value = self._value(leaf.path, scope)
        encode = operators.ENCODINGS.get(leaf.operator)
        if encode is None or isinstance(leaf.operand, ItemOperand):
            return operators.opaque(leaf.operator, self._key(leaf, scope), value, self._symbols)
        if not isinstance(operand, SymbolicValue):
            operand = self._operand(operand, OPERATORS[leaf.operator].operand, leaf.path.kind)
        return encode(value, operand, self._symbols)

    def _key(self, node: Condition, scope: ItemPlaces) -> Any:
        """Return a key of what decides the truth of a condition that is left open."""
        leaves = (each for each in nodes(node) if isinstance(each, Leaf))
        return normalised(node), tuple(map(self._read_by, leaves)), tuple(sorted(scope.items()))

    def _read_by(self, leaf: Leaf) -> Any:
        """Return the parts of the pack that a leaf reads."""
        prose: Any = None
        if OPERATORS[leaf.operator].reads_prose:
            words = self._bindings.prose.words
            prose = tuple(frozenset(part.items()) if isinstance(part, Mapping) else part for part in words)
        match leaf.operand:
            case ListOperand(id):
                return self._lists[id].search
            case ParamOperand() | TableOperand():
                return self._bindings.operand(leaf.operand), prose
            case _:
                return prose

    def _operand(self, written: Any, of_type: OperandType, kind: FieldKind) -> Any:
        match of_type:
            case OperandType.SAME:
                return self._written(written, kind)
            case OperandType.COLUMN:
                members = (self._written(part, kind) for part in sorted(written.values))
                return SymbolicValue(missing=False, stated=Items(tuple((True, part) for part in members)))
            case OperandType.LIST:
                members = (MISSING if part is None else self._written(part, kind) for part in written)
                return SymbolicValue(missing=False, stated=Items(tuple((True, part) for part in members)))
            case _:
                return written

    def _chosen(self, column: Column, others: Sequence[SymbolicValue], kind: FieldKind) -> SymbolicValue:
        """Return the values of a column, each where the fields that choose its row are what they must be."""
        items = []
        for keys, part in sorted(column.keyed):
            cells = (self._written(key, FieldKind.TEXT) for key in keys)
            chosen = both(*(equal(own.stated, cell.stated) for own, cell in zip(others, cells, strict=True)))
            items.append((chosen, self._written(part, kind)))
        return SymbolicValue(missing=either(*(own.missing for own in others)), stated=Items(tuple(items)))

    def _written(self, written: Any, kind: FieldKind) -> SymbolicValue:
        match kind:
            case FieldKind.NUMBER:
                return SymbolicValue(missing=False, stated=number(written))
            case FieldKind.DATE:
                return SymbolicValue(missing=False, stated=date(written))
            case _:
                return SymbolicValue(
                    missing=False, stated=TextValue(self._symbols.code(str(written)), len(str(written)))
                )

    def _place(self, path: Path, scope: ItemPlaces) -> str:
        start = (scope[path.root],) if path.root else ()
        return ".".join((*start, *path.steps))

    def _value(self, path: Path, scope: ItemPlaces) -> SymbolicValue:
        if path.value is not None:
            return self._computed.value(path.value)
        return self._computed.at(self._place(path, scope), path.kind)
