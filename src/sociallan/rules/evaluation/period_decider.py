"""Decisions on all rules of a period at once: by closures, and for many applications by one generated function."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from sociallan.rules.decision import Decision
from sociallan.rules.evaluation.asking import CompiledQuestion
from sociallan.rules.evaluation.compiled_rule import CompiledRule, EffectiveRules
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule

FEWEST = 100
"""Applications that are decided by closures before the function is generated, which takes as long as some hundred."""

_MOST_KNOWN = 1024
"""The patterns that are remembered: of a thousand applications most are decided like another."""


@dataclass(frozen=True, slots=True, eq=False)
class DecisionPattern:
    """Decisions on all rules of a period, as several applications may share them.

    ``settled`` are the outcomes of the rules, ``None`` for those that an application has to explain, which ``open``
    has with their indexes.
    """

    decided: tuple[tuple[Rule, Decision], ...]
    settled: tuple[Outcome | None, ...]
    open: tuple[tuple[int, CompiledRule, Decision], ...]


class PeriodDecisions(NamedTuple):
    """The pattern of an application, and the questions that are asked of it, the heaviest first."""

    pattern: DecisionPattern
    asked: Sequence[CompiledQuestion]


class PeriodDecider:
    """Decider of applications by the rules of one period."""

    def __init__(self, period: EffectiveRules, fewest: int = FEWEST) -> None:
        self.period = period
        self._closures_left = fewest
        self._codes: Callable[[Scope, Facts], tuple[bytes, Sequence[bool]]] | None = None
        self._decisions: Sequence[Sequence[Decision]] = ()
        self._known: dict[bytes, DecisionPattern] = {}

    def decided(self, scope: Scope, facts: Facts) -> PeriodDecisions:
        """Return the decisions on an application."""
        questions = self.period.questions
        if self._closures_left:
            self._closures_left -= 1
            pattern = self._pattern(rule.decide(scope) for rule in self.period.rules)
            return PeriodDecisions(pattern, [question for question in questions if question.is_asked(scope)])
        if self._codes is None:
            # Imported late: most runs have few applications.
            from sociallan.rules.evaluation.generated_rules import codes_of

            self._codes, self._decisions = codes_of(self.period)
        codes, asked = self._codes(scope, facts)
        known = self._known.get(codes)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._pattern(each[code] for each, code in zip(self._decisions, codes, strict=True))
            self._known[codes] = known
        return PeriodDecisions(known, [*compress(questions, asked)])

    def _pattern(self, decided: Iterable[Decision]) -> DecisionPattern:
        several = tuple(zip(self.period.rules, decided, strict=True))
        return DecisionPattern(
            tuple((rule.rule, decision) for rule, decision in several),
            tuple(rule.settled(decision) for rule, decision in several),
            tuple((at, *each) for at, each in enumerate(several) if each[0].settled(each[1]) is None),
        )
