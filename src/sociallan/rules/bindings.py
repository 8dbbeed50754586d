"""What the names in conditions stand for in one period of a pack: figures, and what is searched for."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.rules.condition import ItemOperand, ListOperand, Literal, ParamOperand
from sociallan.rules.word_search import Finder


class Bindings(NamedTuple):
    """Parameters and word lists by id."""

    params: Mapping[str, Any] = {}
    """The value of each parameter, ``None`` where it sets no limit."""
    finders: Mapping[str, Finder] = {}

    def operand(self, named: Literal | ParamOperand | ListOperand | ItemOperand) -> Any:
        """Return what an operand other than a field stands for; ``None`` for a parameter that sets no limit."""
        match named:
            case Literal(value):
                return value
            case ParamOperand(id):
                return self.params[id]
            case ItemOperand(path):
                return path.steps[-1]
            case ListOperand(id):
                return self.finders[id]
