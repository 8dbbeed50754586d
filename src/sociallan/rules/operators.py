"""Operators of the rule language: one record each, the only place for behaviour that differs by operator.

A new operator needs its name and record here, its sentences under ``tests`` in each file of ``words/``, its line in
``tests/cel/conditions.py`` and, unless its operand is ``SAME`` or it reads prose, its encoding in
``analysis/exact/operators.py``; ``make schemas`` adds it to the schemas and the documentation.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application.field import FieldKind
from sociallan.rules import candidates, predicates
from sociallan.rules.candidates import ValueType
from sociallan.rules.truth import Truth

Holds = Callable[[Any, Any], bool | None]
"""Predicate of an operator on a value and an operand, neither of them missing.

``None`` where something within them is missing and might decide.
"""

Candidate = Callable[[Any, ValueType], Any]
"""Function to one side of an operator from the other: a value for an operand, or an operand for a value."""


class Operator(StrEnum):
    """Operators by which a leaf tests a field."""

    EQUALS = "equals"
    ONE_OF = "one_of"
    NOT_ONE_OF = "not_one_of"
    FOUND_IN = "found_in"
    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    MIN_CHARS = "min_chars"
    MAX_CHARS = "max_chars"
    MIN_ITEMS = "min_items"
    MAX_ITEMS = "max_items"
    UNIQUE = "unique"
    MENTIONS_NONE = "mentions_none"
    NO_DOUBT = "no_doubt"
    SAYS_SOMETHING = "says_something"
    STATED = "stated"
    NOT_PLACEHOLDER = "not_placeholder"


class OperandType(StrEnum):
    """Types of operand; ``docs/rule-language.md`` explains each."""

    SAME = "same"
    LIST = "list"
    COUNT = "count"
    ITEM = "item"
    TRUTH = "truth"
    TRUE = "true"
    WORDS = "words"
    COLUMN = "column"
    SIGNAL = "signal"
    FEWEST_WORDS = "fewest_words"


class Measure(StrEnum):
    """Properties of a field that operators measure; those that are counted are keys of nouns in ``words/``."""

    VALUE = "value"
    CHARACTERS = "characters"
    ITEMS = "items"
    WORDS = "words"
    PRESENCE = "presence"


class Phrase(StrEnum):
    """Keys, under ``reading`` in ``words/``, of the sentences that express operators."""

    IS = "is"
    HAS = "has"
    ANSWERED = "answered"
    FILLED = "filled"
    MENTIONS_NONE = "mentions_none"
    UNIQUE = "unique"
    FOUND_IN = "found_in"
    NO_DOUBT = "no_doubt"
    SAYS_SOMETHING = "says_something"


class OperatorSpec(NamedTuple):
    """Specification of one operator. No field has a default, so that each must be given."""

    kinds: frozenset[FieldKind]
    operand: OperandType
    measure: Measure
    holds: Holds
    otherwise: Truth
    """Truth if the operator does not hold: ``JUDGEMENT`` for prose, since software does not reject prose.

    ``MISSING`` where a text that says nothing counts as none.
    """
    phrase: Phrase
    boundary_values: Callable[[Sequence[Any], FieldKind], Iterable[Any]]
    """Function from all operands of a field to the values at and next to each; for lists, their lengths."""
    satisfying: Candidate
    """Function from an operand to a value for which the operator holds; ``None`` if there is none."""
    violating: Candidate
    """Function from an operand to a value for which the operator is false; ``None`` if there is none."""
    operand_for: Candidate
    """Function from a value to an operand with which the operator holds; ``None`` if no field can be the operand."""
    mistaken_for: Operator | None
    """Operator that is easily confused with it: the same limit, inclusive or exclusive."""
    negated: bool
    """Whether mutation analysis negates it."""
    near_operands: Callable[[Any, FieldKind], Iterable[Any]]
    """Function from an operand to ones easily confused with it: one more or less, or a list without one member."""

    @property
    def needs_pack(self) -> bool:
        """Return whether the operand is something that stands elsewhere in the pack."""
        return self.reads_prose or self.operand in (OperandType.WORDS, OperandType.COLUMN)

    @property
    def reads_prose(self) -> bool:
        """Return whether it looks for what ``prose`` in pack.yaml says."""
        return self.operand in (OperandType.SIGNAL, OperandType.FEWEST_WORDS)

    @property
    def is_prose(self) -> bool:
        """Return whether a person judges if the operator does not hold."""
        return self.otherwise is Truth.JUDGEMENT


def _operand(operand: Any, _target: ValueType) -> Any:
    return operand


def _some(_operand: Any, target: ValueType) -> Any:
    return candidates.some(target)


def _nothing(*_: Any) -> Any:
    return None


def _none(*_: Any) -> Iterable[Any]:
    return ()


def _among(operand: Any, _target: ValueType) -> Any:
    return next(iter(operand), None)


_ORDERED = frozenset((FieldKind.NUMBER, FieldKind.DATE))
_TEXTS = frozenset((FieldKind.TEXT,))
_PLAIN = frozenset((FieldKind.TEXT, FieldKind.NUMBER))


def _comparison(
    holds: Holds,
    mistaken_for: Operator,
    satisfying: Candidate,
    violating: Candidate,
    operand_for: Candidate,
) -> OperatorSpec:
    return OperatorSpec(
        kinds=_ORDERED, operand=OperandType.SAME, measure=Measure.VALUE, holds=holds, otherwise=Truth.FALSE,
        phrase=Phrase.IS, boundary_values=candidates.around, satisfying=satisfying, violating=violating,
        operand_for=operand_for, mistaken_for=mistaken_for, negated=False, near_operands=candidates.near_limits,
    )  # fmt: skip


def _membership(
    holds: Holds,
    satisfying: Candidate,
    violating: Candidate,
    operand_for: Candidate,
) -> OperatorSpec:
    return OperatorSpec(
        kinds=_PLAIN, operand=OperandType.LIST, measure=Measure.VALUE, holds=holds, otherwise=Truth.FALSE,
        phrase=Phrase.IS, boundary_values=candidates.around_each, satisfying=satisfying, violating=violating,
        operand_for=operand_for, mistaken_for=None, negated=False, near_operands=candidates.less_one_member,
    )  # fmt: skip


def _length(holds: Holds, beyond: int, satisfying: Candidate) -> OperatorSpec:
    return OperatorSpec(
        kinds=_TEXTS, operand=OperandType.COUNT, measure=Measure.CHARACTERS, holds=holds, otherwise=Truth.JUDGEMENT,
        phrase=Phrase.IS,
        boundary_values=lambda counts, _: (
            # A text that is stated has at least one character.
            candidates.text_of(max(length, 1)) for count in counts for length in (count, count + beyond)
        ),
        satisfying=satisfying, violating=_nothing, operand_for=_nothing,
        mistaken_for=None, negated=False, near_operands=candidates.near_counts,
    )  # fmt: skip


def _count(
    holds: Holds,
    satisfying: Candidate,
    violating: Candidate,
) -> OperatorSpec:
    return OperatorSpec(
        kinds=frozenset((FieldKind.LIST,)), operand=OperandType.COUNT, measure=Measure.ITEMS, holds=holds,
        otherwise=Truth.FALSE, phrase=Phrase.HAS,
        boundary_values=lambda counts, _: candidates.around(counts, FieldKind.NUMBER),
        satisfying=satisfying, violating=violating, operand_for=_nothing,
        mistaken_for=None, negated=False, near_operands=candidates.near_counts,
    )  # fmt: skip


def _presence(operand: OperandType, violating: Candidate) -> OperatorSpec:
    return OperatorSpec(
        kinds=frozenset(FieldKind), operand=operand, measure=Measure.PRESENCE, holds=predicates.is_stated,
        otherwise=Truth.FALSE, phrase=Phrase.FILLED, boundary_values=_none,
        satisfying=lambda wanted, target: candidates.some(target) if wanted else None, violating=violating,
        operand_for=_nothing, mistaken_for=None, negated=True, near_operands=_none,
    )  # fmt: skip


OPERATORS: Mapping[Operator, OperatorSpec] = {
    Operator.EQUALS: OperatorSpec(
        kinds=_PLAIN | _ORDERED, operand=OperandType.SAME, measure=Measure.VALUE, holds=operator.eq,
        otherwise=Truth.FALSE, phrase=Phrase.IS, boundary_values=candidates.around, satisfying=_operand,
        violating=lambda operand, target: candidates.other_than((operand,), target), operand_for=_operand,
        mistaken_for=None, negated=True, near_operands=candidates.near_limits,
    ),
    Operator.ONE_OF: _membership(predicates.is_in, _among, candidates.other_than, lambda value, _: [value]),
    Operator.NOT_ONE_OF: _membership(predicates.is_not_in, candidates.other_than, _among, lambda *_: []),
    Operator.FOUND_IN: OperatorSpec(
        kinds=_TEXTS, operand=OperandType.COLUMN, measure=Measure.VALUE, holds=predicates.in_column,
        otherwise=Truth.FALSE, phrase=Phrase.FOUND_IN, boundary_values=candidates.inside_and_outside,
        satisfying=candidates.inside, violating=candidates.outside, operand_for=_nothing,
        mistaken_for=None, negated=True, near_operands=_none,
    ),
    Operator.IS: OperatorSpec(
        kinds=frozenset((FieldKind.TRUTH,)), operand=OperandType.TRUTH, measure=Measure.VALUE, holds=operator.is_,
        otherwise=Truth.FALSE, phrase=Phrase.ANSWERED, boundary_values=lambda *_: (True, False),
        satisfying=_operand, violating=lambda operand, _: not operand, operand_for=_nothing,
        mistaken_for=None, negated=True, near_operands=_none,
    ),
    Operator.AT_LEAST: _comparison(operator.ge, Operator.MORE_THAN, _operand, candidates.below, _operand),
    Operator.AT_MOST: _comparison(operator.le, Operator.LESS_THAN, _operand, candidates.above, _operand),
    Operator.MORE_THAN: _comparison(operator.gt, Operator.AT_LEAST, candidates.above, _operand, candidates.below),
    Operator.LESS_THAN: _comparison(operator.lt, Operator.AT_MOST, candidates.below, _operand, candidates.above),
    Operator.MIN_CHARS: _length(predicates.at_least_chars, -1, lambda count, _: "x" * count),
    Operator.MAX_CHARS: _length(predicates.at_most_chars, 1, _some),
    Operator.MIN_ITEMS: _count(
        predicates.at_least_items, lambda count, target: candidates.items(target, count), lambda *_: []
    ),
    Operator.MAX_ITEMS: _count(
        predicates.at_most_items, lambda *_: [], lambda count, target: candidates.items(target, count + 1)
    ),
    Operator.UNIQUE: OperatorSpec(
        kinds=frozenset((FieldKind.LIST,)), operand=OperandType.ITEM, measure=Measure.VALUE,
        holds=predicates.holds_each_once, otherwise=Truth.FALSE, phrase=Phrase.UNIQUE, boundary_values=_none,
        satisfying=lambda _, target: candidates.items(target, 1),
        violating=lambda key, target: [candidates.item_with(key, target)] * 2, operand_for=_nothing,
        mistaken_for=None, negated=True, near_operands=_none,
    ),
    Operator.MENTIONS_NONE: OperatorSpec(
        kinds=_TEXTS, operand=OperandType.WORDS, measure=Measure.VALUE, holds=predicates.finds_nothing,
        otherwise=Truth.JUDGEMENT, phrase=Phrase.MENTIONS_NONE, boundary_values=candidates.texts_with_words,
        satisfying=_some, violating=_nothing, operand_for=_nothing,
        mistaken_for=None, negated=True, near_operands=_none,
    ),
    Operator.NO_DOUBT: OperatorSpec(
        kinds=_TEXTS, operand=OperandType.SIGNAL, measure=Measure.VALUE, holds=predicates.finds_nothing,
        otherwise=Truth.JUDGEMENT, phrase=Phrase.NO_DOUBT,
        boundary_values=lambda doubts, _: (text for doubt in doubts for text in doubt.samples),
        satisfying=_some, violating=_nothing, operand_for=_nothing,
        mistaken_for=None, negated=True, near_operands=_none,
    ),
    Operator.SAYS_SOMETHING: OperatorSpec(
        kinds=_TEXTS, operand=OperandType.FEWEST_WORDS, measure=Measure.WORDS, holds=predicates.says_something,
        otherwise=Truth.MISSING, phrase=Phrase.SAYS_SOMETHING,
        boundary_values=lambda counts, _: (
            candidates.text_of_words(words) for count in counts for words in (count, count - 1)
        ),
        satisfying=lambda substance, _: candidates.text_of_words(substance.fewest), violating=_nothing,
        operand_for=_nothing, mistaken_for=None, negated=False, near_operands=candidates.near_counts,
    ),
    Operator.STATED: _presence(
        OperandType.TRUTH, lambda wanted, target: None if wanted else candidates.some(target)
    ),
    Operator.NOT_PLACEHOLDER: _presence(OperandType.TRUE, _nothing),
}  # fmt: skip
