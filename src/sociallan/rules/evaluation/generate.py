"""Conditions as the source of one Python function, which decides many at once and some twice as fast as closures.

What an application states is looked up once for all conditions, and no function is called for most of their parts.
Tests that are rare stay closures, which the function calls.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sociallan.application.field import FieldKind
from sociallan.rules import predicates
from sociallan.rules.condition import (
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    Leaf,
    Literal,
    Not,
    ParamOperand,
    Path,
    Quantified,
    Quantifier,
    paths,
)
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.comparison import comparison
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.generated_source import FALSE, JUDGEMENT, MISSING, NUMBERS, TRUE, Frame
from sociallan.rules.evaluation.linked_items import shared_text_of
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.evaluation.semi_join import semi_join_of
from sociallan.rules.exact import exact
from sociallan.rules.operators import OPERATORS, Operator
from sociallan.rules.truth import Truth

Evaluate = Callable[[Scope, Facts], tuple[Any, ...]]
"""Generated function: returns the value of each expression for an application."""

_SYMBOLS: Mapping[Any, str] = {
    operator.eq: "==", operator.ge: ">=", operator.le: "<=", operator.gt: ">", operator.lt: "<", operator.is_: "is",
    predicates.is_in: "in", predicates.is_not_in: "not in",
}  # fmt: skip
"""Python's operator for each predicate that is one, where nothing within the operand is missing."""

_NUMBER_OF = tuple(NUMBERS.values())
_NEGATED = (TRUE, FALSE, None, JUDGEMENT, None, None, None, MISSING)


class Generator:
    """Generator of the source of conditions, for what their names stand for in one period."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._compiler = Compiler(bindings)
        self._names = {"NEGATED": _NEGATED, "NUMBER_OF": _NUMBER_OF, "exact": exact, "EMPTY": {}}
        self._functions: list[str] = []
        self._frame = Frame()
        self._used = 0

    def constant(self, value: Any) -> str:
        """Return a name for a value in the source."""
        name = self._new("K")
        self._names[name] = value
        return name

    def temporary(self) -> str:
        """Return a new name of a variable."""
        return self._new("t")

    def function(self, expressions: Sequence[str]) -> Evaluate:
        """Return the function that evaluates expressions made by this generator."""
        looked_up, written = self._frame.written(expressions)
        source = "\n".join(
            [
                *self._functions,
                "def evaluate(scope, facts):",
                *(f"    {line}" for line in looked_up),
                "    return (",
                *(f"        {expression}," for expression in written),
                "    )",
            ]
        )
        names: dict[str, Any] = dict(self._names)
        # The source is made of a closed language, and each name in it is made here; texts of a pack are constants.
        exec(compile(source, "<rules>", "exec"), names)  # noqa: S102
        evaluate: Evaluate = names["evaluate"]
        return evaluate

    def expression(self, condition: Condition) -> str:
        """Return the expression of a condition."""
        match condition:
            case All(parts):
                return self._all([self.expression(part) for part in parts])
            case AnyOf(parts):
                return self._any([self.expression(part) for part in parts])
            case Not(part):
                return f"NEGATED[{self.expression(part)}]"
            case Quantified():
                return self._quantified(condition)
            case Leaf():
                return self._leaf(condition)
            case AtLeastOf():
                return self._closure(condition)

    def _all(self, parts: Sequence[str]) -> str:
        names = [self.temporary() for _ in parts]
        tests = (f"({name} := {part})" for name, part in zip(names, parts, strict=True))
        return f"(({' | '.join(names)}) if {' and '.join(tests)} else {FALSE})"

    def _any(self, parts: Sequence[str]) -> str:
        names = [self.temporary() for _ in parts]
        tests = (f"({name} := {part}) == {TRUE}" for name, part in zip(names, parts, strict=True))
        return f"({TRUE} if {' or '.join(tests)} else ({' | '.join(names)}))"

    def _quantified(self, condition: Quantified) -> str:
        is_each = condition.quantifier is Quantifier.EACH
        is_bounded = condition.at_most is not None or not (condition.at_least is None or is_each)
        if condition.must is None or is_bounded or _reads_itself(condition.name, condition.must):
            return self._closure(condition)
        if semi_join_of(condition) is not None or shared_text_of(condition) is not None:
            return self._closure(condition)
        with self._within(condition.name) as frame:
            must = self.expression(condition.must)
        items = self._value(condition.path)
        function, held = self._new("f"), self.temporary()
        self._functions += frame.over_items(function, must, is_each=is_each, fewest=condition.at_least)
        given = "".join(f", {name}" for name in frame.given)
        call = f"{function}({held}, scope, facts{given})"
        if condition.quantifier is Quantifier.NONE:
            call = f"NEGATED[{call}]"
        return f"({MISSING} if ({held} := {items}) is None else {call})"

    @contextmanager
    def _within(self, name: str) -> Iterator[Frame]:
        """Generate for the items of a list, which a name stands for."""
        outer, self._frame = self._frame, Frame(name, self._new("i"), self._frame)
        try:
            yield self._frame
        finally:
            self._frame = outer

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Leaf(operator=Operator.STATED, operand=Literal(wanted)):
                return f"({self._value(leaf.path)} is {'not ' if wanted else ''}None)"
            case Leaf(operator=Operator.NOT_PLACEHOLDER):
                return f"({MISSING} if {self._value(leaf.path)} is None else {TRUE})"
            case Leaf(operand=Literal() | ParamOperand()):
                return self._comparison(leaf)
            case Leaf(operand=FieldOperand(other)):
                holds, otherwise, ready = comparison(leaf.operator, leaf.path.kind)
                value, operand = self.temporary(), self.temporary()
                held = self._held(f"{self.constant(holds)}({value}, {self.constant(ready)}({operand}))", otherwise)
                missing = (
                    f"({value} := {self._value(leaf.path)}) is None or ({operand} := {self._value(other)}) is None"
                )
                return f"({MISSING} if {missing} else {held})"
            case _:
                return self._closure(leaf)

    def _comparison(self, leaf: Leaf) -> str:
        operand = self._bindings.bound(leaf)
        if operand is None:
            # A parameter without a value sets no limit.
            return "True"
        holds, otherwise, ready = comparison(leaf.operator, leaf.path.kind)
        value, with_operand = self.temporary(), self.constant(ready(operand))
        symbol = _SYMBOLS.get(OPERATORS[leaf.operator].holds)
        if symbol is None or leaf.path.kind is FieldKind.DATE:
            held = self._held(f"{self.constant(holds)}({value}, {with_operand})", otherwise)
        else:
            compared = f"exact({value})" if leaf.path.kind is FieldKind.NUMBER else value
            held = f"({TRUE} if {compared} {symbol} {with_operand} else {NUMBERS[otherwise]})"
        return f"({MISSING} if ({value} := {self._value(leaf.path)}) is None else {held})"

    def _held(self, call: str, otherwise: Truth) -> str:
        """Return the source of the truth that the call of an operator gives."""
        held = self.temporary()
        return f"({TRUE} if ({held} := {call}) else {MISSING} if {held} is None else {NUMBERS[otherwise]})"

    def _closure(self, condition: Condition) -> str:
        """Return the call of a closure, which finds the items of lists in the scope."""
        frame: Frame | None = self._frame
        while frame is not None:
            frame.calls_closures = True
            frame = frame.parent
        return f"NUMBER_OF[{self.constant(self._compiler.compile(condition))}(scope)]"

    def _value(self, path: Path) -> str:
        """Return the source of the value at a path: a name that the function around it looks it up for."""
        if path.value is not None:
            return f"facts.get({self.constant(path.value)})"
        frame, inner = self._frame, []
        while frame.parent is not None and frame.name != path.root:
            inner.append(frame)
            frame = frame.parent
        holder, steps = (frame.item, path.steps) if frame.parent is not None else _record(path.steps)
        for step in steps:
            found = f"{holder}.get({step!r})"
            if holder in frame.looked_up:
                found = f"(None if {holder} is None else {found})"
            if found not in frame.names:
                frame.names[found] = self._new("v")
                frame.looked_up[frame.names[found]] = found
            holder = frame.names[found]
        for each in inner:
            each.given[holder] = None
        return holder

    def _new(self, beginning: str) -> str:
        self._used += 1
        return f"{beginning}{self._used}"


def _record(steps: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the source of the record that a path of the application begins in, and the steps below it."""
    return (f"scope[{steps[0]!r}]", steps[1:]) if len(steps) > 1 else ("scope['']", steps)


def _reads_itself(name: str, must: Condition) -> bool:
    """Return whether a condition reads the items of a list as values: the closure knows one that is missing."""
    return any(path.root == name and not path.steps for path in paths(must))
