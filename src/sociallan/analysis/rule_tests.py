"""Runner of the tests in a rule: each changes a specimen and states the expected outcome."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.analysis.results import ParamChange, RuleTestResult
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, steps_of
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import Location
from sociallan.application.source import Source
from sociallan.application.walking import texts
from sociallan.pack.calendar import RuleCalendar, in_force
from sociallan.pack.pack import Pack
from sociallan.pack.specimens import changed, with_gaps_as_none, without_gaps
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compiled_rule import EffectiveRules
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.rule import Rule, RuleTest
from sociallan.screening.explained_outcome import explained_decision


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
        self._shape = Shape(pack.form)
        self._specimens: dict[str, Any] = {}

    def run(self, rule: Rule, test: RuleTest, swap: ParamChange | None = None) -> RuleTestResult:
        """Run one test of one rule, with a changed parameter value if ``swap`` is given."""
        facts, day, period = self.input_of(rule, test, swap)
        if not in_force(rule, day):
            return RuleTestResult(rule, test, day, None, frozenset(), frozenset(), ())
        document = Document(Source(f"{rule.id}.yaml", b""), "", facts.root, None, (), ())
        explainer = Explainer(document, facts, period.bindings)
        decision, traces, question, reasons, _, evidence = explained_decision(rule, explainer)
        pointers = {pointer for reason in reasons for pointer in reason.pointers}
        return RuleTestResult(
            rule=rule,
            test=test,
            day=day,
            kind=decision.kind,
            fields=frozenset(map(_dotted, pointers)),
            evidence=frozenset(map(_dotted, evidence)),
            traces=traces if question is None else (*traces, question),
        )

    def input_of(self, rule: Rule, test: RuleTest, swap: ParamChange | None = None) -> RuleTestInput:
        """Return the input of a test."""
        value = self._pack.answers.answered(self._shape.sift(self._given(rule, test)).value)
        day = day_of(rule, test, value, self._pack)
        period = self._calendar.on(day)
        facts = Facts(value, texts(value), day)
        return RuleTestInput(facts, day, period._replace(bindings=swapped(period.bindings, swap)))

    def faults(self, rule: Rule, test: RuleTest) -> tuple[Diagnostic[Location], ...]:
        """Return the faults of form in the application of a test."""
        given = self._given(rule, test)
        return () if self._shape.is_sound(given) else self._shape.check(given).findings

    def _given(self, rule: Rule, test: RuleTest) -> Document:
        """Return the application of a test before its form is checked, without the texts that say nothing."""
        return unchecked(changed(self._specimen(rule.specimen), without_gaps(test, self._pack.gaps)))

    def _specimen(self, name: str) -> Any:
        """Return a specimen without the texts that say nothing: its copies with changes then share what is the same."""
        if name not in self._specimens:
            self._specimens[name] = with_gaps_as_none(self._pack.specimens[name], self._pack.gaps)
        return self._specimens[name]


def unchecked(value: Any) -> Document:
    """Return a document of the values of a test or a case, for the check of their form."""
    return Document(Source("", b""), "", value, None, (), ())


def day_of(rule: Rule, test: RuleTest, value: Mapping[str, Any], pack: Pack) -> str:
    """Return the day of a test: the one that it states, or the specimen's own, moved to the rule's days."""
    if test.as_of is not None:
        return test.as_of
    own = pack.day_of(value)
    if own is None:
        return rule.valid_from
    return own if pack.dated_by in test.change else max(rule.valid_from, min(own, rule.valid_to or own))


def swapped(bindings: Bindings, swap: ParamChange | None) -> Bindings:
    """Return bindings with the value of one parameter changed, if it equals the value before the change."""
    if swap is None or bindings.params.get(swap.param) != swap.before:
        return bindings
    return bindings._replace(params={**bindings.params, swap.param: swap.after})


def _dotted(pointer: str) -> str:
    return ".".join(steps_of(pointer))
