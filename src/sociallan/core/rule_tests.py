"""Running the tests that stand in a rule: a specimen, changed, and the outcome that it must give."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.core.derived import Facts, strings
from sociallan.core.explain import Explainer
from sociallan.core.fast import Compiler
from sociallan.core.outcomes import explained_outcome
from sociallan.core.period import Calendar, Period, in_force, ready
from sociallan.core.specimens import application
from sociallan.model.document import Document, steps_of
from sociallan.model.field import Catalogue
from sociallan.model.outcome import Outcome, OutcomeKind, Trace
from sociallan.model.pack import Pack, Rule, RuleTest
from sociallan.model.source import Source
from sociallan.model.trial import Swap, Tried


class Ground(NamedTuple):
    """The application of a test, and what is in force on its day."""

    facts: Facts
    period: Period


class RuleTester:
    """Runs the tests of a pack's rules."""

    def __init__(self, pack: Pack, fields: Catalogue) -> None:
        self._pack = pack
        self._calendar = Calendar(pack)
        self._fields = fields

    def run(self, rule: Rule, test: RuleTest, swap: Swap | None = None) -> Tried:
        """Run one test of one rule, with another value of a parameter where ``swap`` says so."""
        facts, period = self.ground(rule, test, swap)
        document = Document(Source(f"{rule.id}.yaml", b""), "", facts.root, None, (), ())
        explainer = Explainer(document, facts, period.params, period.finders)
        made_ready = ready(rule, Compiler(period.params, period.finders))
        outcome = explained_outcome(made_ready, explainer, facts, period, self._fields)
        pointers = {pointer for reason in outcome.reasons for pointer in reason.pointers}
        return Tried(
            rule=rule,
            test=test,
            kind=outcome.kind,
            fields=frozenset(map(_dotted, pointers)),
            evidence=frozenset(_dotted(pointer) for pointer in outcome.evidence),
            traces=(*outcome.traces, *_asked(outcome, explainer)),
        )

    def ground(self, rule: Rule, test: RuleTest, swap: Swap | None = None) -> Ground:
        """Give what a test is run on."""
        value = application(self._pack.specimens[rule.specimen], test, self._pack.gaps)
        day = test.as_of or max(rule.valid_from, str(value.get("submitted") or ""))
        period = self._calendar.on(day if in_force(rule, day) else rule.valid_from)
        texts = tuple(text for _, text in strings(value))
        return Ground(Facts(value, texts, day), period._replace(params=swapped(period.params, swap)))


def swapped(params: Mapping[str, Any], swap: Swap | None) -> Mapping[str, Any]:
    """Give parameters with another value for one of them, where it has the value that is to be swapped."""
    if swap is None or params.get(swap.param) != swap.before:
        return params
    return {**params, swap.param: swap.after}


def _asked(outcome: Outcome, explainer: Explainer) -> tuple[Trace, ...]:
    """Give the trace of when the committee is asked, where the test came to that."""
    judge = outcome.rule.judge
    if judge is None or judge.when is None or outcome.waits:
        return ()
    comes_to_it = outcome.kind in (OutcomeKind.MET, OutcomeKind.JUDGEMENT)
    return (explainer.explain(judge.when),) if comes_to_it else ()


def _dotted(pointer: str) -> str:
    return ".".join(steps_of(pointer))
