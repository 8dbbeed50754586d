"""What the names in conditions stand for in one period of a pack: figures, and what is searched for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sociallan.rules.condition import ItemOperand, ListOperand, Literal, ParamOperand, TableOperand
from sociallan.rules.word_search import Finder


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a table on one day: the values in force, and how reports name it."""

    table: str
    name: str
    values: frozenset[str]

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


class Bindings(NamedTuple):
    """Parameters, word lists and tables by id."""

    params: Mapping[str, Any] = {}
    """The value of each parameter, ``None`` where it sets no limit."""
    finders: Mapping[str, Finder] = {}
    tables: Mapping[str, Mapping[str, Column]] = {}
    """The columns of each table, by name."""

    def operand(self, named: Literal | ParamOperand | ListOperand | ItemOperand | TableOperand) -> Any:
        """Return what an operand other than a field stands for; ``None`` for a parameter that sets no limit."""
        match named:
            case Literal(value):
                return value
            case ParamOperand(id):
                return self.params[id]
            case ItemOperand(path):
                return path.steps[-1]
            case TableOperand(id, column):
                return self.tables[id][column]
            case ListOperand(id):
                return self.finders[id]
