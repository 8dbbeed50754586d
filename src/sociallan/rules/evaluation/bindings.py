"""Bindings of the names in conditions in one period of a pack: figures, and what is searched for."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.rules.condition import (
    FieldOperand,
    ItemOperand,
    Leaf,
    ListOperand,
    Literal,
    ParamOperand,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.doubts import Doubt
from sociallan.rules.operators import OPERATORS, OperandType
from sociallan.rules.prose.prose import Prose, Substance
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.rows import Rows

NamedOperand = Literal | ParamOperand | ListOperand | ItemOperand | TableOperand | SignalOperand
"""Operands that are no other field of the application."""


class Bindings(NamedTuple):
    """Parameters, word lists and tables by id, and what texts in sentences are searched for."""

    params: Mapping[str, Any] = {}
    """The value of each parameter, ``None`` where it sets no limit."""
    finders: Mapping[str, Finder] = {}
    tables: Mapping[str, Rows] = {}
    prose: Prose = Prose()

    def bound(self, leaf: Leaf) -> Any:
        """Return the operand of a leaf as its operator gets it; the operand is no other field."""
        assert not isinstance(leaf.operand, FieldOperand)
        operand = self.operand(leaf.operand)
        if OPERATORS[leaf.operator].operand is OperandType.FEWEST_WORDS and operand is not None:
            return Substance(operand, self.prose)
        return operand

    def operand(self, named: NamedOperand) -> Any:
        """Return the value of an operand other than a field; ``None`` for a parameter that sets no limit."""
        match named:
            case Literal(value):
                return value
            case ParamOperand(id):
                return self.params[id]
            case ItemOperand(path):
                return path.steps[-1]
            case TableOperand(id):
                return self.tables[id].column(named)
            case SignalOperand(signal):
                return Doubt(signal, self.prose)
            case ListOperand(id):
                return self.finders[id]
