"""Decisions on all rules of a period at once: by closures, and for many applications by one generated function."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sociallan.rules.asking import CompiledQuestion
from sociallan.rules.compiled_rule import CompiledRule, EffectiveRules
from sociallan.rules.decision import Decision
from sociallan.rules.derived import Facts
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.scope import Scope
from sociallan.rules.truth import OutcomeKind

FEWEST = 100
"""Applications that are decided by closures before the function is generated, which takes as long as some hundred."""

_MOST_KNOWN = 1024
"""The patterns that are remembered: of a thousand applications most are decided like another."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Decisions on all rules of a period, as several applications may share them: ``kinds`` are those of the outcomes.

    ``settled`` are the outcomes of the rules, ``None`` for those that an application has to explain, which ``open``
    has with their indexes. ``asked`` are the questions that are asked.
    """

    kinds: tuple[tuple[Rule, OutcomeKind], ...]
    settled: tuple[Outcome | None, ...]
    open: tuple[tuple[int, CompiledRule, Decision], ...]
    asked: tuple[CompiledQuestion, ...]


class PeriodDecider:
    """Decider of applications by the rules of one period."""

    def __init__(self, period: EffectiveRules, fewest: int = FEWEST) -> None:
        self.period = period
        self._closures_left = fewest
        self._codes: Callable[[Scope, Facts], bytes] | None = None
        self._decisions: Sequence[Sequence[Decision]] = ()
        self._known: dict[bytes, Pattern] = {}

    def pattern(self, scope: Scope, facts: Facts) -> Pattern:
        """Return the decisions on an application."""
        if self._closures_left:
            self._closures_left -= 1
            asked = (question for question in self.period.questions if question.is_asked(scope))
            return self._pattern((rule.decide(scope) for rule in self.period.rules), asked)
        if self._codes is None:
            from sociallan.rules.generated_rules import codes_of  # Imported late: most runs have few applications.

            self._codes, self._decisions = codes_of(self.period)
        codes = self._codes(scope, facts)
        known = self._known.get(codes)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[codes] = self._of_codes(codes)
        return known

    def _of_codes(self, codes: bytes) -> Pattern:
        rules, questions = codes[: len(self._decisions)], codes[len(self._decisions) :]
        asked = (question for question, is_asked in zip(self.period.questions, questions, strict=True) if is_asked)
        return self._pattern((each[code] for each, code in zip(self._decisions, rules, strict=True)), asked)

    def _pattern(self, decided: Iterable[Decision], asked: Iterable[CompiledQuestion]) -> Pattern:
        several = tuple(zip(self.period.rules, decided, strict=True))
        return Pattern(
            tuple((rule.rule, decision.kind) for rule, decision in several),
            tuple(rule.settled(decision) for rule, decision in several),
            tuple((at, *each) for at, each in enumerate(several) if each[0].settled(each[1]) is None),
            tuple(asked),
        )
