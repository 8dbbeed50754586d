"""Questions to the solver Z3, each answered by an application, by a proof that there is none, or not at all."""

from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import permutations

import z3

from sociallan.analysis.exact import witness
from sociallan.analysis.exact.application import Place, Symbols
from sociallan.analysis.exact.logic import Formula
from sociallan.analysis.exact.values import SymbolicText
from sociallan.analysis.results import Example
from sociallan.application import dates
from sociallan.application.form_check.string_formats import FORMATS
from sociallan.rules.condition import Leaf, Literal, ParamOperand, Quantified, nodes
from sociallan.rules.operators import OPERATORS, Measure
from sociallan.rules.prose.prose import Prose
from sociallan.rules.rule import Rule

_STEPS = 50_000_000
"""Limit of one question in the solver's own steps, a thousand times what is usual; the same on every machine."""
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


class Query:
    """Solver with what holds of all applications; each question is asked on its own.

    ``gaps`` are the texts that are read as missing, and ``prose`` the searches by which answers that say nothing are.
    """

    def __init__(
        self, symbols: Symbols, *assumed: Formula, gaps: Iterable[str] = (), prose: Sequence[Prose] = ()
    ) -> None:
        self._symbols = symbols
        self._gaps = frozenset(gaps)
        self._prose = prose
        self._solver = z3.Solver()
        self._solver.set("rlimit", _STEPS)
        self._solver.add(*symbols.constraints, *assumed)
        self._roomy: list[Formula] = []
        for place in symbols.places.values():
            if isinstance(place.value, SymbolicText) and not place.field.values:
                self._add_text(place, place.value)

    def _add_text(self, place: Place, text: SymbolicText) -> None:
        """Add the constraints on a free text: the values of its type, and the words that it has with others."""
        codes, schema = self._symbols.codes, place.field.single_type.schema
        is_new = text.code >= len(codes)
        if "format" in schema:
            fitting = [code for named, code in codes.items() if FORMATS[schema["format"]](named)]
            self._solver.add(z3.Or(is_new, *(text.code == code for code in fitting)))
        if place.field.single_type.prose:
            # What says nothing by all of them is never stated.
            self._solver.add(z3.And(*(text.code != code for named, code in codes.items() if self._is_empty(named))))
        if text.name in self._symbols.measured:
            for length in {len(named) for named in codes}:
                of_length = [text.code == code for named, code in codes.items() if len(named) == length]
                self._solver.add(z3.Implies(z3.Or(*of_length), text.chars == length))
        finders = {words: witness.finder(words) for words in text.hits}
        # Of patterns and guards more words may find less.
        plain = [({*finders[words].words}, hit) for words, hit in text.hits.items() if finders[words].is_plain]
        for (words, hit), (others, other) in permutations(plain, 2):
            if words <= others:
                self._solver.add(z3.Implies(hit, other))
        for words, hit in text.hits.items():
            having = [text.code == code for named, code in codes.items() if finders[words].first(named) is not None]
            self._solver.add(z3.Implies(hit, z3.Or(is_new, *having)), z3.Implies(z3.Or(*having), hit))
            if words in self._symbols.anywhere:
                # A text that has a word is a text of the application that has it.
                self._solver.add(z3.Implies(z3.And(place.present, hit), self._symbols.anywhere[words]))
            self._roomy.append(z3.Implies(z3.And(is_new, hit), text.chars >= _ROOM))

    def _is_empty(self, text: str) -> bool:
        return bool(self._prose) and all(each.gap(text) is not None for each in self._prose)

    def ask(self, wanted: Formula) -> Example | Answer:
        """Return an application and its day for which a formula holds."""
        if wanted is False:
            return Answer.NONE
        answer = self._ask(wanted)
        if answer is not Answer.UNDECIDED:
            return answer
        # The solver does not know how long a text must be to have a word: those with room are tried, and prove nothing.
        roomy = self._ask(wanted, *self._roomy)
        return Answer.UNDECIDED if isinstance(roomy, Answer) else roomy

    def excludes(self, wanted: Formula) -> bool:
        """Return whether it is decided that a formula holds for no application, without looking for one."""
        if wanted is False:
            return True
        self._solver.push()
        self._solver.add(wanted)
        result = self._solver.check()
        self._solver.pop()
        return bool(result == z3.unsat)

    def _ask(self, *wanted: Formula) -> Example | Answer:
        self._solver.push()
        self._solver.add(*wanted)
        result = self._solver.check()
        model = _model_of(self._solver) if result == z3.sat else None
        self._solver.pop()
        if model is None:
            return Answer.NONE if result == z3.unsat else Answer.UNDECIDED
        try:
            application = witness.written(self._symbols, model, self._gaps, self._prose)
        except witness.Unwritable:
            return Answer.UNDECIDED
        return Example(application, witness.day(self._symbols, model))


def _model_of(solver: z3.Solver) -> z3.ModelRef:
    """Return a model of what a solver found satisfiable, the same for the same formulas.

    The solver's own depends on what it was asked before, and on the order in which Python frees formulas.
    """
    anew = z3.Solver(ctx=z3.Context())
    anew.from_string(solver.sexpr())
    anew.check()
    return anew.model().translate(z3.main_ctx())


def periods(days: Sequence[str], last: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return the first and last days of the periods that begin on some days; the last ends on ``last`` or never."""
    ends = [*(dates.days_later(day, -1) for day in days[1:]), last or dates.LAST_DAY]
    return tuple(zip(days, ends, strict=True))


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
