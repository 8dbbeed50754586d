"""From a condition to its expression in CEL."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from sociallan.application.field import FieldKind
from sociallan.rules.condition import (
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    ItemOperand,
    Leaf,
    ListOperand,
    Literal,
    Not,
    Operand,
    ParamOperand,
    Path,
    Quantified,
    Quantifier,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.doubts import Signal
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.operators import Operator
from tests.cel.derived import DERIVED, is_there


class Translator:
    """Writes conditions in CEL, with what the names in them stand for."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings

    def translate(self, condition: Condition) -> str:
        """Return the CEL expression of a condition."""
        return self._written(condition, {"": "app"})

    def _written(self, condition: Condition, names: Mapping[str, str]) -> str:
        """Write a condition; ``names`` are the CEL names of the application and of the items at hand."""
        match condition:
            case All(()):
                # A question asks nothing of the application.
                return "true"
            case All(parts):
                return _joined(" && ", (self._written(part, names) for part in parts))
            case AnyOf(parts):
                return _joined(" || ", (self._written(part, names) for part in parts))
            case AtLeastOf(count, parts):
                # Some so many of the parts are all true.
                written = [self._written(part, names) for part in parts]
                return _joined(" || ", (_joined(" && ", several) for several in combinations(written, count)))
            case Not(part):
                return f"!{self._written(part, names)}"
            case Quantified():
                return self._quantified(condition, names)
            case Leaf():
                return f"({self._leaf(condition, names)})"

    def _quantified(self, asked: Quantified, names: Mapping[str, str]) -> str:
        items, item = _value(asked.path, names), f"{asked.name}1"
        must = self._must(asked, names, item)
        match asked.quantifier:
            case Quantifier.EACH:
                bounds = ((">=", asked.at_least), ("<=", asked.at_most))
                lengths = (f"size({items}) {sign} {bound}" for sign, bound in bounds if bound is not None)
                return _joined(" && ", (*lengths, f"{items}.all({item}, {must})"))
            case Quantifier.NONE:
                return f"!{items}.exists({item}, {must})"
            case Quantifier.SOME:
                enough = self._at_least(1 if asked.at_least is None else asked.at_least, asked, names)
                too_many = None if asked.at_most is None else self._at_least(asked.at_most + 1, asked, names)
                return enough if too_many is None else f"({enough} && !{too_many})"

    def _at_least(self, count: int, asked: Quantified, names: Mapping[str, str], after: str = "") -> str:
        """Write that so many items satisfy a condition: there is one, and behind it so many less one.

        CEL can filter and count too, but not where the truth of some item is unknown.
        """
        items, item = _value(asked.path, names), f"{asked.name}{count}"
        if not count:
            return f"(size({items}) >= 0)"
        parts = [self._must(asked, names, item)]
        if after:
            parts.insert(0, f"{item}.at > {after}.at")
        if count > 1:
            parts.append(self._at_least(count - 1, asked, names, item))
        return f"{items}.exists({item}, {' && '.join(parts)})"

    def _must(self, asked: Quantified, names: Mapping[str, str], item: str) -> str:
        return "true" if asked.must is None else self._written(asked.must, {**names, asked.name: f"{item}.it"})

    def _leaf(self, leaf: Leaf, names: Mapping[str, str]) -> str:
        value = _value(leaf.path, names)
        match leaf.operator, leaf.operand:
            case Operator.STATED, Literal(wanted):
                return f"({_stated(leaf.path, names)}) == {_literal(wanted)}"
            case Operator.NOT_PLACEHOLDER, _:
                return f"({_stated(leaf.path, names)}) || unknown"
            case _, ParamOperand(id) if self._bindings.params[id] is None:
                return "true"
            case _, ListOperand(id) if leaf.path.field == "derived.free_text":
                return f"!detected.{id} || unknown"
            case _, ListOperand(id):
                return f"!{value}.matches({_literal(_whole_words(self._bindings.finders[id].words))}) || unknown"
            case _, SignalOperand(Signal.DENIAL):
                denying = self._bindings.prose.words.denying
                return f"!{value}.matches({_literal(_whole_words(denying))}) || unknown"
            case _, SignalOperand(signal):
                return f"!({value} in doubted.{signal}) || unknown"
            case Operator.SAYS_SOMETHING, operand:
                return f"!({value} in empty[{_literal(self._operand(operand, names))}]) || unknown"
            case _, TableOperand(where=where) as operand:
                # A list of what is sought is unknown where one of its members is.
                fields = (asked.path for _, asked in where if isinstance(asked, FieldOperand))
                sought = ", ".join((value, *(_value(path, names) for path in fields)))
                return f"[{sought}] in {_literal(self._rows(operand))}"
            case Operator.UNIQUE, operand:
                own = f".{operand.path.steps[-1]}" if isinstance(operand, ItemOperand) else ""
                return f"{value}.all(one, {value}.all(other, one.at == other.at || one.it{own} != other.it{own}))"
            case Operator.ONE_OF | Operator.NOT_ONE_OF, FieldOperand(path):
                # Put into a list of one, the value is looked up even where the other list is empty.
                among = f"[{value}].exists(sought, {_value(path, names)}.exists(other, other.it == sought))"
                return among if leaf.operator is Operator.ONE_OF else f"!{among}"
        tests = _TESTS_OF_DATES if leaf.path.kind is FieldKind.DATE else _TESTS
        return tests[leaf.operator].format(value, self._operand(leaf.operand, names))

    def _rows(self, operand: TableOperand) -> list[list[str]]:
        """Return what a value and the fields that choose its row may be together."""
        known = self._bindings.tables[operand.id]
        found = []
        for cells_of_row in known.cells:
            row = dict(zip(known.columns, cells_of_row, strict=True))
            fields = [row[name] for name, asked in operand.where if isinstance(asked, FieldOperand)]
            texts = [(row[name], asked.value) for name, asked in operand.where if isinstance(asked, Literal)]
            if row[operand.column] and all(cell == text for cell, text in texts):
                found.append([row[operand.column], *fields])
        return found

    def _operand(self, operand: Operand, names: Mapping[str, str]) -> str:
        match operand:
            case FieldOperand(path):
                return _value(path, names)
            case ParamOperand(id):
                return _literal(self._bindings.params[id])
            case Literal(value):
                return _literal(value)
            case ListOperand() | ItemOperand() | TableOperand() | SignalOperand():
                raise AssertionError("written where the operator is")


_TESTS = {
    Operator.EQUALS: "{0} == {1}",
    Operator.IS: "{0} == {1}",
    Operator.ONE_OF: "{0} in {1}",
    Operator.NOT_ONE_OF: "!({0} in {1})",
    Operator.AT_LEAST: "{0} >= {1}",
    Operator.AT_MOST: "{0} <= {1}",
    Operator.MORE_THAN: "{0} > {1}",
    Operator.LESS_THAN: "{0} < {1}",
    Operator.MIN_ITEMS: "size({0}) >= {1}",
    Operator.MAX_ITEMS: "size({0}) <= {1}",
    Operator.MIN_CHARS: "size({0}.trim()) >= {1} || unknown",
    Operator.MAX_CHARS: "size({0}.trim()) <= {1} || unknown",
}

_SAME_DATE = "(string({0}).startsWith(string({1})) || string({1}).startsWith(string({0})))"
"""Two partial dates are the same, as far as both say, where one is the start of the other."""

_TESTS_OF_DATES = {
    Operator.EQUALS: _SAME_DATE,
    Operator.AT_LEAST: f"{_SAME_DATE} || string({{0}}) > string({{1}})",
    Operator.AT_MOST: f"{_SAME_DATE} || string({{0}}) < string({{1}})",
    Operator.MORE_THAN: f"!{_SAME_DATE} && string({{0}}) > string({{1}})",
    Operator.LESS_THAN: f"!{_SAME_DATE} && string({{0}}) < string({{1}})",
}


def _value(path: Path, names: Mapping[str, str]) -> str:
    """Write a look-up of a path; an error where any part of it is missing."""
    return DERIVED[path.steps[0]].value if path.root == "derived" else ".".join((names[path.root], *path.steps))


def _stated(path: Path, names: Mapping[str, str]) -> str:
    if path.root != "derived":
        return is_there(_value(path, names))
    known = DERIVED[path.steps[0]]
    return " && ".join((*map(is_there, known.inputs), *((known.stated,) if known.stated else ()))) or "true"


def _whole_words(words: Sequence[str]) -> str:
    """Write a pattern for any of some words, whole and in any case; in RE2 ``\\b`` knows the letters of ASCII only."""
    phrases = (r"[\s\pZ]+".join(map(re.escape, phrase.split())) for phrase in words)
    return rf"(?i)(^|[^\pL\pN_])({'|'.join(phrases)})($|[^\pL\pN_])"


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _joined(operator: str, parts: Iterable[str]) -> str:
    return f"({operator.join(parts)})"
