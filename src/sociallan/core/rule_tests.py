"""Running the tests that stand in a rule: a specimen, changed, and the outcome that it must give."""

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.core.derived import Facts, strings
from sociallan.core.explain import Explainer
from sociallan.core.fast import Compiler
from sociallan.core.outcomes import explained_outcome
from sociallan.core.period import Calendar, Period, in_force, ready
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
        value = application(self._pack, rule, test)
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


def application(pack: Pack, rule: Rule, test: RuleTest) -> dict[str, Any]:
    """Make the application of a test: the rule's specimen with the test's changes."""
    changed: dict[str, Any] = copy.deepcopy(pack.specimens[rule.specimen])
    pairs = [(_pointer(path), copy.deepcopy(value)) for path, value in test.change.items()]
    facts = Facts(changed, (), "").changed(pairs)
    for path in test.remove:
        _take_away(facts.root, steps_of(_pointer(path)))
    emptied: dict[str, Any] = _emptied(facts.root, pack.gaps)
    return emptied


def _dotted(pointer: str) -> str:
    return ".".join(steps_of(pointer))


def _pointer(path: str) -> str:
    return "/" + path.replace(".", "/")


def _take_away(value: Any, steps: list[str]) -> None:
    *parents, last = steps
    for step in parents:
        value = value[int(step)] if isinstance(value, list) else value.get(step) if value else None
    if isinstance(value, dict):
        value.pop(last, None)
    elif isinstance(value, list):
        value.pop(int(last))


def _emptied(value: Any, gaps: Mapping[str, str]) -> Any:
    """Make missing what says nothing, as the reader does."""
    if isinstance(value, dict):
        return {key: _emptied(part, gaps) for key, part in value.items()}
    if isinstance(value, list):
        return [_emptied(part, gaps) for part in value]
    if isinstance(value, str) and (not value.strip() or value.strip().rstrip(".").casefold() in gaps):
        return None
    return value
