"""Runner of the tests in a rule: each changes a specimen and states the expected outcome."""

from typing import NamedTuple

from sociallan.analysis.trial import ParamChange, RuleTestResult
from sociallan.application.document import Document, steps_of
from sociallan.application.source import Source
from sociallan.pack.calendar import RuleCalendar, in_force
from sociallan.pack.pack import Pack
from sociallan.pack.specimens import application
from sociallan.rules.bindings import Bindings
from sociallan.rules.compiled_rule import EffectiveRules
from sociallan.rules.derived import Facts
from sociallan.rules.explain import Explainer
from sociallan.rules.explained_outcome import explained_decision
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.walking import strings


class RuleTestInput(NamedTuple):
    """The application of a test, the day (``YYYY-MM-DD``) that it is screened on, and the rules in effect then."""

    facts: Facts
    day: str
    period: EffectiveRules


class RuleTester:
    """Runner of the tests of a pack's rules."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._calendar = RuleCalendar(pack)

    def run(self, rule: Rule, test: RuleTest, swap: ParamChange | None = None) -> RuleTestResult:
        """Run one test of one rule, with a changed parameter value if ``swap`` is given."""
        facts, _, period = self.input_of(rule, test, swap)
        document = Document(Source(f"{rule.id}.yaml", b""), "", facts.root, None, (), ())
        explainer = Explainer(document, facts, period.bindings)
        decision, traces, question, reasons, _, evidence = explained_decision(rule, explainer)
        pointers = {pointer for reason in reasons for pointer in reason.pointers}
        return RuleTestResult(
            rule=rule,
            test=test,
            kind=decision.kind,
            fields=frozenset(map(_dotted, pointers)),
            evidence=frozenset(map(_dotted, evidence)),
            traces=traces if question is None else (*traces, question),
        )

    def input_of(self, rule: Rule, test: RuleTest, swap: ParamChange | None = None) -> RuleTestInput:
        """Return the input of a test."""
        value = application(self._pack.specimens[rule.specimen], test, self._pack.gaps)
        day = test.as_of or max(rule.valid_from, str(self._pack.date_of(value) or ""))
        period = self._calendar.on(day if in_force(rule, day) else rule.valid_from)
        texts = tuple(text for _, text in strings(value))
        return RuleTestInput(Facts(value, texts, day), day, period._replace(bindings=swapped(period.bindings, swap)))


def swapped(bindings: Bindings, swap: ParamChange | None) -> Bindings:
    """Return bindings with the value of one parameter changed, if it equals the value before the change."""
    if swap is None or bindings.params.get(swap.param) != swap.before:
        return bindings
    return bindings._replace(params={**bindings.params, swap.param: swap.after})


def _dotted(pointer: str) -> str:
    return ".".join(steps_of(pointer))
