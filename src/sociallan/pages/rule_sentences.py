"""Conditions as sentences, from one table of phrases per language."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.pack.pack import Pack, Param
from sociallan.report import sentences, values
from sociallan.report.view import View
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
    ParamOperand,
    Path,
    Quantified,
    Quantifier,
    Scalar,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.operators import OPERATORS, OperandType, Operator, Phrase


class SentenceLine(NamedTuple):
    """A sentence with the nesting depth of its condition."""

    depth: int
    text: str


class ConditionSentences:
    """A renderer of the conditions of a pack as sentences in one language."""

    def __init__(self, pack: Pack, view: View) -> None:
        self._pack = pack
        self._view = view
        self._words = view.words

    def lines(self, condition: Condition, depth: int = 0) -> Iterator[SentenceLine]:
        """Yield the sentences of a condition and its parts, outermost first."""
        yield SentenceLine(depth, self.line(condition))
        if isinstance(condition, AnyOf) and condition.is_implication:
            given, then = condition.parts
            # What is negated is worded as what is given.
            yield SentenceLine(depth + 1, self._words.say("reading.given"))
            for part in _parts(given):
                yield from self.lines(part, depth + 2)
            yield from self.lines(then, depth + 1)
            return
        for part in _parts(condition):
            yield from self.lines(part, depth + 1)

    def line(self, condition: Condition) -> str:
        """Return the sentence of a condition without its parts."""
        match condition:
            case All():
                return self._words.say("reading.all")
            case AnyOf(is_implication=is_implication):
                return self._words.say("reading.if" if is_implication else "reading.any")
            case AtLeastOf(count, parts):
                return self._words.say("reading.at_least_of", count=count, parts=len(parts))
            case Not():
                return self._words.say("reading.not")
            case Quantified():
                return self._quantified(condition)
            case Leaf():
                return self._leaf(condition)

    def evidence(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Return the names of the fields that are evidence for people."""
        return tuple(self._name(path) for path in paths)

    def _quantified(self, condition: Quantified) -> str:
        say, name = self._words.say, self._name(condition.path)
        bounds = tuple(self._bounds(condition))
        counts = values.joined(bounds, self._words, "and") if bounds else ""
        if condition.must is None:
            return say("reading.only_counted", field=name, count=counts)
        if condition.quantifier is Quantifier.SOME and counts:
            return say("reading.some_counted", field=name, count=counts)
        if condition.quantifier is Quantifier.EACH and counts:
            return say("reading.each_counted", field=name, count=counts)
        if condition.quantifier is Quantifier.EACH and condition.at_least == 0:
            return say("reading.each_if_any", field=name)
        return say(f"reading.{condition.quantifier}", field=name)

    def _bounds(self, condition: Quantified) -> Iterator[str]:
        # ``at_least: 0`` with ``each`` is no bound; it allows an empty list.
        may_be_empty = condition.quantifier is Quantifier.EACH and condition.must is not None
        bounds = (condition.at_least, Operator.MIN_ITEMS), (condition.at_most, Operator.MAX_ITEMS)
        for count, operator in bounds:
            if count is not None and not (may_be_empty and operator is Operator.MIN_ITEMS and count == 0):
                yield self._words.say(f"tests.{operator}.should", operand=self._words.counted("items", count))

    def _leaf(self, leaf: Leaf) -> str:
        say, name, spec = self._words.say, self._name(leaf.path), OPERATORS[leaf.operator]
        if isinstance(leaf.operand, ItemOperand):
            return say(f"reading.of_part.{leaf.operator}", field=name, asked=self._name(leaf.operand.path))
        if isinstance(leaf.operand, FieldOperand) and self._words.coded("reading", "of_field", leaf.operator):
            return say(f"reading.of_field.{leaf.operator}", field=name, asked=self._name(leaf.operand.path))
        constraint = self._word_list(leaf.operand) if isinstance(leaf.operand, ListOperand) else self._constraint(leaf)
        is_unfilled = spec.phrase is Phrase.FILLED and sentences.phrase_of(leaf, self._view) == "unstated"
        sentence = say(f"reading.{'unfilled' if is_unfilled else spec.phrase}", field=name, asked=constraint)
        return say("reading.of_prose", says=sentence) if spec.is_prose else sentence

    def _constraint(self, leaf: Leaf) -> str:
        """Return the constraint of a leaf, in the phrases of the report."""
        match leaf.operand:
            case Literal(value) if self._is_choice(leaf):
                operand = self._choices(value if isinstance(value, tuple) else (value,), leaf.path)
            case Literal(value):
                return sentences.constraint(leaf, value, self._view)
            case FieldOperand(path):
                operand = self._name(path)
            case TableOperand() | SignalOperand():
                return sentences.operand_text(leaf, None, self._view)
            case ParamOperand(id):
                operand = self._param(self._pack.params[id], leaf)
            case ListOperand() | ItemOperand():
                return ""
        return self._words.say(f"tests.{sentences.phrase_of(leaf, self._view)}.should", operand=operand)

    def _is_choice(self, leaf: Leaf) -> bool:
        field = self._view.fields.get(leaf.path.field)
        compares_values = OPERATORS[leaf.operator].operand in (OperandType.SAME, OperandType.LIST)
        return compares_values and field is not None and bool(field.labels)

    def _choices(self, chosen: Iterable[Scalar], path: Path) -> str:
        # Quoted, since a label may be a phrase: "is to be made".
        words = self._words
        labels = [values.value(choice, path, self._view.fields, words) for choice in chosen]
        return values.joined([values.quoted(label, words) for label in labels], words, "or")

    def _param(self, param: Param, leaf: Leaf) -> str:
        """Return the name of a parameter, with its values and the first day of each."""
        texts = []
        for day, value in param.values:
            text = self._words.say("reading.no_limit")
            if value is not None:
                text = sentences.operand_text(leaf, value, self._view)
            if len(param.values) > 1:
                text = self._words.say("reading.value_from", value=text, day=day)
            texts.append(text)
        title = values.quoted(values.visible(self._words.pick(param.title)), self._words)
        return self._words.say("reading.param", title=title, value="; ".join(texts))

    def _word_list(self, operand: ListOperand) -> str:
        title = values.visible(self._words.pick(self._pack.lists[operand.id].title))
        return values.quoted(title, self._words)

    def _name(self, path: Path) -> str:
        if path.value is not None:
            return values.quoted(values.value_name(path.value, self._words), self._words)
        label = values.field_name("/" + path.field.replace(".", "/"), self._view.fields, self._words)
        # A variable without further steps refers to an item of the list, not to the list.
        is_item = path.root != "" and not path.steps
        return self._words.say("reading.item", list=label) if is_item else label


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            return parts
        case Not(part):
            return (part,)
        case Quantified(must=must):
            return () if must is None else (must,)
        case Leaf():
            return ()
