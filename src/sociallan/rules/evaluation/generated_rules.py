"""All rules of a period as one generated function, which gives a number for the decision on each."""

from collections.abc import Callable, Mapping, Sequence

from sociallan.rules.decision import Decision, decisions
from sociallan.rules.evaluation.compiled_rule import EffectiveRules
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.generate import Generator
from sociallan.rules.evaluation.generated_source import FALSE, MISSING, NUMBERS, TRUE
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.rule import Rule
from sociallan.rules.truth import Truth

Codes = Callable[[Scope, Facts], tuple[bytes, Sequence[bool]]]
"""Returns the index of the decision on each rule, and whether each question is asked."""

_ByTruth = Mapping[Truth, Decision]


def codes_of(period: EffectiveRules) -> tuple[Codes, Sequence[Sequence[Decision]]]:
    """Return the function that decides the rules and questions of a period, and the decisions on each rule by index."""
    generator = Generator(period.bindings)
    rules = [_Indexed(each.rule, generator) for each in period.rules]
    asked = [_asked(each.rule, generator) for each in period.questions]
    evaluate = generator.function([*(each.source for each in rules), *asked])
    count = len(rules)

    def codes(scope: Scope, facts: Facts) -> tuple[bytes, Sequence[bool]]:
        evaluated = evaluate(scope, facts)
        return bytes(evaluated[:count]), evaluated[count:]

    return codes, [each.decisions for each in rules]


def _asked(rule: Rule, generator: Generator) -> str:
    """Return the source of whether a question is asked."""
    assert rule.when is not None
    return f"{generator.expression(rule.when)} == {TRUE}"


class _Indexed:
    """The decisions that are possible on a rule, and the source of the index of the one that holds."""

    def __init__(self, rule: Rule, generator: Generator) -> None:
        self.decisions: list[Decision] = []
        self._generator = generator
        unapplied, required, askable = decisions(rule)
        self.source = self._required(rule, required, askable)
        if rule.when is not None:
            when, truth = generator.expression(rule.when), generator.temporary()
            otherwise = f"{self._indexes(unapplied)}[{truth}]"
            self.source = f"({self.source} if ({truth} := {when}) == {TRUE} else {otherwise})"

    def _required(self, rule: Rule, required: _ByTruth, askable: _ByTruth) -> str:
        """Return the source of the index of the decision on a rule that applies."""
        require = self._generator.expression(rule.require)
        if rule.judge is None or rule.judge.when is None:
            return f"{self._indexes({**required, **askable})}[{require}]"
        truth, question = self._generator.temporary(), self._generator.expression(rule.judge.when)
        is_not_asked = f"({truth} := {require}) in ({FALSE}, {MISSING}) or not {question}"
        return f"({self._indexes(required)}[{truth}] if {is_not_asked} else {self._indexes(askable)}[{truth}])"

    def _indexes(self, several: _ByTruth) -> str:
        """Return the name of the indexes of decisions by the number of the truth."""
        indexes = {NUMBERS[truth]: self._index(decision) for truth, decision in several.items()}
        return self._generator.constant(tuple(indexes.get(number) for number in range(max(indexes) + 1)))

    def _index(self, decision: Decision) -> int:
        self.decisions.append(decision)
        return len(self.decisions) - 1
