"""Questions to the solver Z3, each answered by an application, by a proof that there is none, or not at all."""

from collections.abc import Iterable
from enum import Enum

import z3

from sociallan.analysis.exact import witness
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.logic import Formula
from sociallan.analysis.exact.values import Text
from sociallan.analysis.trial import Example
from sociallan.application.string_formats import FORMATS
from sociallan.rules.condition import Leaf, Literal, ParamOperand, Quantified, nodes
from sociallan.rules.operators import OPERATORS, Measure
from sociallan.rules.rule import Rule

_MILLISECONDS = 20_000
"""Time limit of one question; what takes longer is not decided."""
_SHORTEST, _LONGEST = 2, 4
"""Bounds on the length of lists: enough for items that agree and that differ, and few enough to solve."""


_ROOM = 120
"""Length of a text that has room for words of several lists."""


class Answer(Enum):
    """Answers of the solver without an application."""

    NONE = "none"
    """There is no such application."""
    UNDECIDED = "undecided"
    """The solver did not find out, or what it found cannot be written."""


class Question:
    """Solver with what holds of all applications; each question is asked on its own."""

    def __init__(self, symbols: Symbols, *assumed: Formula, gaps: Iterable[str] = ()) -> None:
        self._symbols = symbols
        self._gaps = frozenset(gaps)
        self._solver = z3.Solver()
        self._solver.set("timeout", _MILLISECONDS)
        self._solver.add(*symbols.constraints, *assumed)
        self._roomy: list[Formula] = []
        for place in symbols.places.values():
            if not isinstance(place.value, Text) or place.field.values:
                continue
            is_new = place.value.code >= len(symbols.codes)
            schema = place.field.single_type.schema
            if "format" in schema:
                fitting = [code for text, code in symbols.codes.items() if FORMATS[schema["format"]](text)]
                self._solver.add(z3.Or(is_new, *(place.value.code == code for code in fitting)))
            self._roomy.append(is_new)
            for words, hit in place.value.hits.items():
                if words in symbols.anywhere:
                    # A text that has a word is a text of the application that has it.
                    self._solver.add(z3.Implies(z3.And(place.present, hit), symbols.anywhere[words]))
                self._roomy.append(z3.Implies(hit, place.value.chars >= _ROOM))

    def ask(self, wanted: Formula) -> Example | Answer:
        """Return an application and its day for which a formula holds."""
        if wanted is False:
            return Answer.NONE
        answer = self._ask(wanted)
        if answer is not Answer.UNDECIDED:
            return answer
        # The solver does not know how long a text must be to have a word, nor what is in the texts that conditions
        # name: new texts with room for words are tried, which proves nothing.
        roomy = self._ask(wanted, *self._roomy)
        return Answer.UNDECIDED if isinstance(roomy, Answer) else roomy

    def _ask(self, *wanted: Formula) -> Example | Answer:
        self._solver.push()
        self._solver.add(*wanted)
        result = self._solver.check()
        model = self._solver.model() if result == z3.sat else None
        self._solver.pop()
        if model is None:
            return Answer.NONE if result == z3.unsat else Answer.UNDECIDED
        try:
            application = witness.written(self._symbols, model, self._gaps)
        except witness.Unwritable:
            return Answer.UNDECIDED
        return Example(application, witness.day(self._symbols, model))


def longest_list(rules: Iterable[Rule]) -> int:
    """Return the length of lists up to which rules are decided: one more than they count to, within bounds."""
    counts = [_SHORTEST - 1]
    for rule in rules:
        for node in (node for condition in rule.conditions() for node in nodes(condition)):
            if isinstance(node, Quantified):
                counts += [count for count in (node.at_least, node.at_most) if count is not None]
            elif isinstance(node, Leaf) and OPERATORS[node.operator].measure is Measure.ITEMS:
                if isinstance(node.operand, Literal) and isinstance(node.operand.value, int):
                    counts.append(node.operand.value)
                elif isinstance(node.operand, ParamOperand):
                    counts.append(_LONGEST)
    return min(max(counts) + 1, _LONGEST)
