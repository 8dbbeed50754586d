"""Conditions, rules and computed values as formulas of Z3, for the parameters and word lists of one period."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.analysis.exact import operations, operators
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.logic import (
    TRUE,
    Formula,
    Item,
    Three,
    both,
    conjunction,
    decided,
    disjunction,
    either,
    negation,
    no,
    quantified,
)
from sociallan.analysis.exact.operations import Gathered
from sociallan.analysis.exact.values import Date, Items, Value, date, number
from sociallan.analysis.exact.values import Text as TextValue
from sociallan.application.field import FieldKind
from sociallan.application.location import PackLocation
from sociallan.rules import condition
from sociallan.rules.condition import (
    FREE_TEXT,
    ITEM,
    SCREENING_DATE,
    All,
    AnyOf,
    Condition,
    FieldOperand,
    Leaf,
    ListOperand,
    Literal,
    Not,
    ParamOperand,
    Path,
    Quantified,
)
from sociallan.rules.normalise import normalised
from sociallan.rules.operations import OPERATIONS
from sociallan.rules.operators import OPERATORS, OperandType
from sociallan.rules.rule import Rule, WordList
from sociallan.rules.truth import OutcomeKind, Truth

Scope = Mapping[str, str]
"""The place that each name of an item stands for."""

_EMPTY = Value(missing=True, stated=None)


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
        params: Mapping[str, Any],
        lists: Mapping[str, WordList],
        *,
        today: Date | None = None,
        gaps: frozenset[str] = frozenset(),
    ) -> None:
        self._symbols = symbols
        self._params = params
        self._lists = lists
        self._today = today if today is not None else symbols.today
        self._gaps = [symbols.code(gap) for gap in sorted(gaps)]
        self._computed: dict[condition.Value, Value] = {}

    def outcomes(self, rule: Rule) -> Mapping[OutcomeKind, Formula]:
        """Return the formula of each outcome of a rule, as ``rules.decision`` decides it."""
        when = TRUE if rule.when is None else self.truth(rule.when, {})
        require = self.truth(rule.require, {})
        asks: Formula = False
        if rule.judge is not None:
            asks = True if rule.judge.when is None else no(self.truth(rule.judge.when, {}).false)
        judged = either(require.is_(Truth.JUDGEMENT), both(require.true, asks))
        return {
            OutcomeKind.NOT_APPLICABLE: when.false,
            OutcomeKind.NOT_MET: both(when.true, require.false),
            OutcomeKind.MISSING: either(when.missing, both(when.true, require.missing)),
            OutcomeKind.MET: both(when.true, require.true, no(asks)),
            OutcomeKind.JUDGEMENT: either(when.is_(Truth.JUDGEMENT), both(when.true, judged)),
        }

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

    def _seen(self, node: Condition, scope: Scope, evaluated: Formula) -> Iterator[Seen]:
        yield Seen(node.at, evaluated, self.truth(node, scope))
        match node:
            case All(parts) | AnyOf(parts):
                for part in parts:
                    yield from self._seen(part, scope, evaluated)
                    truth = self.truth(part, scope)
                    evaluated = both(evaluated, no(truth.false if isinstance(node, All) else truth.true))
            case Not(part):
                yield from self._seen(part, scope, evaluated)
            case Quantified(path=path, must=must) if must is not None and path.value is None:
                place = self._place(path, scope)
                for index, (exists, _) in enumerate(self._symbols.items(place).items):
                    inner = {**scope, node.name: f"{place}[{index}]"}
                    yield from self._seen(must, inner, both(evaluated, exists))

    def truth(self, node: Condition, scope: Scope) -> Three:
        """Return the truth of a condition."""
        match node:
            case All(parts):
                return conjunction([self.truth(part, scope) for part in parts])
            case AnyOf(parts):
                return disjunction([self.truth(part, scope) for part in parts])
            case Not(part):
                return negation(self.truth(part, scope))
            case Quantified():
                return self._quantified(node, scope)
            case Leaf():
                return self._leaf(node, scope)

    def _quantified(self, node: Quantified, scope: Scope) -> Three:
        if node.path.value is not None:
            # No list of the application: left open.
            holds, is_missing = self._symbols.free((normalised(node), tuple(sorted(scope.items()))))
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

    def _leaf(self, leaf: Leaf, scope: Scope) -> Three:
        operand: Any = None
        match leaf.operand:
            case FieldOperand(path):
                operand = self._value(path, scope)
            case ListOperand(id):
                operand = self._lists[id].words, self._lists[id].detect
                if leaf.path.root == "derived" and leaf.path.steps == (FREE_TEXT,):
                    return Three(no(self._symbols.mentions_anywhere(operand)), false=False, missing=False)
            case ParamOperand(id):
                operand = self._params[id]
                if operand is None:
                    return TRUE
            case Literal(written):
                operand = written
        value = self._value(leaf.path, scope)
        encode = operators.ENCODINGS.get(leaf.operator)
        if encode is None:
            key = normalised(leaf), str(leaf.operand), tuple(sorted(scope.items()))
            return operators.opaque(leaf.operator, key, value, self._symbols)
        if not isinstance(operand, Value):
            operand = self._operand(operand, OPERATORS[leaf.operator].operand, leaf.path.kind)
        return encode(value, operand, self._symbols)

    def _operand(self, written: Any, of_type: OperandType, kind: FieldKind) -> Any:
        match of_type:
            case OperandType.SAME:
                return self._written(written, kind)
            case OperandType.LIST:
                members = (_EMPTY if part is None else self._written(part, kind) for part in written)
                return Value(missing=False, stated=Items(tuple((True, part) for part in members)))
            case _:
                return written

    def _written(self, written: Any, kind: FieldKind) -> Value:
        match kind:
            case FieldKind.NUMBER:
                return Value(missing=False, stated=number(written))
            case FieldKind.DATE:
                return Value(missing=False, stated=date(written))
            case _:
                return Value(missing=False, stated=TextValue(self._symbols.code(str(written)), len(str(written))))

    def _place(self, path: Path, scope: Scope) -> str:
        start = (scope[path.root],) if path.root else ()
        return ".".join((*start, *path.steps))

    def _value(self, path: Path, scope: Scope) -> Value:
        if path.value is not None:
            return self.computed(path.value)
        return self._at(self._place(path, scope), path.kind)

    def _at(self, place: str, kind: FieldKind) -> Value:
        value = self._symbols.value(place)
        if kind is FieldKind.LIST:
            return value._replace(stated=self._symbols.items(place))
        if isinstance(value.stated, TextValue) and self._gaps and not self._symbols.at(place).field.values:
            gap = either(*(value.stated.code == code for code in self._gaps))
            return value._replace(missing=either(value.missing, gap))
        return value

    def computed(self, value: condition.Value) -> Value:
        """Return a computed value."""
        known = self._computed.get(value)
        if known is None:
            known = self._computed[value] = self._compute(value)
        return known

    def _compute(self, value: condition.Value) -> Value:
        if value.name == SCREENING_DATE and value.operation is None:
            return Value(missing=False, stated=self._today)
        if value.operation is None:
            return _EMPTY
        gathered = [self._gathered(value, each) for each in value.inputs]
        return operations.ENCODINGS[value.operation](gathered, value, self._symbols)

    def _gathered(self, value: condition.Value, each: condition.Input) -> Gathered:
        if each.path.value is not None:
            other = self.computed(each.path.value)
            return Gathered(other.missing, ((True, other),))
        if value.where is not None:
            return self._chosen(value, each)
        steps = each.walk.replace("[]", "").split(".")
        found = list(self._walked("", steps))
        if each.path.kind is FieldKind.LIST:
            found = [part for guard, one in found for part in self._flattened(guard, one)]
        is_partial = value.operation is not None and OPERATIONS[value.operation].partial
        missing = False if is_partial else either(*(both(guard, one.missing) for guard, one in found))
        return Gathered(missing, tuple(found))

    def _flattened(self, guard: Formula, one: Value) -> Iterator[tuple[Formula, Value]]:
        """Yield the items of a list that is an input; one missing value for a missing list."""
        assert isinstance(one.stated, Items)
        if one.missing is not False:
            yield both(guard, one.missing), _EMPTY._replace(stated=one.stated.items[0][1].stated)
        yield from ((both(guard, exists), item) for exists, item in one.stated.items)

    def _walked(self, place: str, steps: list[str], *, guard: Formula = True) -> Iterator[tuple[Formula, Value]]:
        """Yield the values at the end of a path through lists, as ``walking.values_at`` finds them."""
        for count, step in enumerate(steps):
            place = f"{place}.{step}" if place else step
            kind = self._symbols.at(place).kind
            rest = steps[count + 1 :]
            if kind is FieldKind.LIST and rest:
                end = self._end(place, rest)
                yield both(guard, no(self._symbols.at(place).present)), Value(missing=True, stated=end)
                for index, (exists, _) in enumerate(self._symbols.items(place).items):
                    yield from self._walked(f"{place}[{index}]", rest, guard=both(guard, exists))
                return
        yield guard, self._at(place, self._symbols.at(place).kind)

    def _end(self, place: str, rest: list[str]) -> Any:
        """Return the variables of some value at the end of a path, which stand for one that is missing."""
        return next(iter(self._walked(f"{place}[0]", rest)))[1].stated

    def _chosen(self, value: condition.Value, each: condition.Input) -> Gathered:
        assert value.where is not None
        steps = each.items.replace("[]", "").split(".")
        rest = each.walk.removeprefix(each.items).removeprefix("[].")
        missing: list[Formula] = []
        values: list[tuple[Formula, Value]] = []
        for guard, items in self._walked("", steps):
            missing.append(both(guard, items.missing))
        for guard, place in self._list_places("", steps):
            for index, (exists, _) in enumerate(self._symbols.items(place).items):
                item = f"{place}[{index}]"
                truth = self.truth(value.where, {ITEM: item})
                kept = both(guard, exists, no(truth.false))
                missing.append(both(kept, no(truth.true)))
                if not rest:
                    found = [(kept, self._at(item, self._symbols.at(item).kind))]
                else:
                    found = list(self._walked(item, rest.split("."), guard=kept))
                missing += [both(inner, one.missing) for inner, one in found]
                values += found
        return Gathered(either(*missing), tuple(values))

    def _list_places(self, place: str, steps: list[str], *, guard: Formula = True) -> Iterator[tuple[Formula, str]]:
        """Yield the places of the lists at the end of a path through lists."""
        for count, step in enumerate(steps):
            place = f"{place}.{step}" if place else step
            rest = steps[count + 1 :]
            if self._symbols.at(place).kind is FieldKind.LIST and rest:
                for index, (exists, _) in enumerate(self._symbols.items(place).items):
                    yield from self._list_places(f"{place}[{index}]", rest, guard=both(guard, exists))
                return
        yield guard, place
