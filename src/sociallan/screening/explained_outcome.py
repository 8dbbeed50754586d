"""Outcome of one rule for one document, with reasons and, on request, traces."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from sociallan.application.field import Catalogue
from sociallan.rules.condition import Condition
from sociallan.rules.decision import Decision, decider
from sociallan.rules.evaluation.compiled_rule import CompiledRule, EffectiveRules
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.reasons import summed_up
from sociallan.rules.outcome import Outcome, Reason, Trace
from sociallan.rules.rule import Rule
from sociallan.rules.smallest_change.edits import smallest_edits
from sociallan.rules.truth import UNMET, Truth


class Explanation(NamedTuple):
    """Decision on a rule for one document, with its traces, reasons and evidence."""

    decision: Decision
    traces: tuple[Trace, ...]
    """Traces of ``when`` and ``require``, as far as they were evaluated."""
    question: Trace | None
    """Trace of ``judge.when``, if it was evaluated."""
    reasons: tuple[Reason, ...]
    left_out: int
    """Number of reasons omitted from ``reasons``."""
    evidence: tuple[str, ...]
    """Pointers of the fields for people to read; empty if it is not asked."""


def explained_decision(rule: Rule, explainer: Explainer) -> Explanation:
    """Decide a rule and keep the trace of each condition that was evaluated."""
    traces: list[Trace] = []

    def traced(condition: Condition) -> Callable[[Explainer], Truth]:
        def truth(explainer: Explainer) -> Truth:
            traces.append(explainer.explain(condition))
            return traces[-1].truth

        return truth

    decision = decider(rule, traced)(explainer)
    question = traces.pop() if rule.judge is not None and traces[-1].condition is rule.judge.when else None
    reasons, left_out = summed_up(traces[-1]) if decision.has_reasons else ((), 0)
    return Explanation(decision, tuple(traces), question, reasons, left_out, _evidence(rule, decision, explainer))


def explained_outcome(
    ready: CompiledRule, explainer: Explainer, facts: Facts, period: EffectiveRules, fields: Catalogue
) -> Outcome:
    """Return a rule's outcome for a document with its reasons, its traces and the smallest change that meets it."""
    decision, traces, _, reasons, left_out, evidence = explained_decision(ready.rule, explainer)
    edits = None
    if decision.kind in UNMET and not decision.undetermined:
        edits = smallest_edits(ready, traces[-1], facts, period, fields)
    return Outcome(
        ready.rule,
        decision.kind,
        undetermined=decision.undetermined,
        contradicted=decision.contradicted,
        reasons=reasons,
        left_out=left_out,
        traces=traces,
        edits=edits,
        asks_people=decision.asks,
        evidence=evidence,
    )


def untraced_outcome(
    ready: CompiledRule,
    decision: Decision,
    explainer: Explainer,
    facts: Facts,
    period: EffectiveRules,
    fields: Catalogue,
) -> Outcome:
    """Return a rule's outcome by its decision, without traces; explain it only if the outcome has reasons."""
    settled = ready.settled(decision)
    if settled is not None:
        return settled
    evidence = _evidence(ready.rule, decision, explainer)
    if not decision.has_reasons:
        return Outcome(ready.rule, decision.kind, asks_people=True, evidence=evidence)

    def explain() -> Outcome:
        return replace(explained_outcome(ready, explainer, facts, period, fields), traces=())

    outcome = ready.explained.of(facts, explainer, explain)
    return replace(outcome, evidence=evidence) if decision.asks else outcome


def _evidence(rule: Rule, decision: Decision, explainer: Explainer) -> tuple[str, ...]:
    if not decision.asks:
        return ()
    assert rule.judge is not None
    return tuple(pointer for path in rule.judge.evidence for pointer in explainer.pointers(path))
