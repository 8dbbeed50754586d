"""One rule's outcome for one document, explained as far as is wanted."""

from dataclasses import replace

from sociallan.core.derived import Facts
from sociallan.core.edits import smallest_edits
from sociallan.core.explain import Explainer
from sociallan.core.fast import Scope
from sociallan.core.period import KIND_BY_TRUTH, Period, ReadyRule
from sociallan.core.reasons import summed_up
from sociallan.model.field import Catalogue
from sociallan.model.outcome import Outcome, OutcomeKind, Trace, Truth
from sociallan.model.pack import Rule


def explained_outcome(
    ready: ReadyRule, explainer: Explainer, facts: Facts, period: Period, fields: Catalogue
) -> Outcome:
    """Give a rule's outcome for a document with its reasons, its trace and what would meet it."""
    rule = ready.rule
    traces: tuple[Trace, ...] = ()
    if rule.when is not None:
        applies = explainer.explain(rule.when)
        traces = (applies,)
        if applies.truth is Truth.FALSE:
            return _unapplied(rule, OutcomeKind.NOT_APPLICABLE, applies)
        if applies.truth is not Truth.TRUE:
            return _unapplied(rule, KIND_BY_TRUTH[applies.truth], applies)
    required = explainer.explain(rule.require)
    traces = (*traces, required)
    kind = KIND_BY_TRUTH[required.truth]
    asks = False
    evidence: tuple[str, ...] = ()
    if rule.judge is not None and kind in (OutcomeKind.MET, OutcomeKind.JUDGEMENT):
        asked = None if rule.judge.when is None else explainer.explain(rule.judge.when)
        asks = asked is None or asked.truth is not Truth.FALSE
        if asks:
            kind = OutcomeKind.JUDGEMENT
            evidence = tuple(pointer for path in rule.judge.evidence for pointer in explainer.pointers(path))
    edits = None
    if kind in (OutcomeKind.NOT_MET, OutcomeKind.MISSING):
        edits = smallest_edits(ready, required, facts, period, fields)
    reasons, left_out = summed_up(required)
    return Outcome(
        rule,
        kind,
        reasons=reasons,
        left_out=left_out,
        traces=traces,
        edits=edits,
        asks_committee=asks,
        evidence=evidence,
    )


def untraced_outcome(
    ready: ReadyRule, scope: Scope, explainer: Explainer, facts: Facts, period: Period, fields: Catalogue
) -> Outcome:
    """Give a rule's outcome without its traces; what is met, or a question alone, has no reasons to look for."""
    kind = ready.decide(scope)
    if kind in ready.unexplained:
        return ready.unexplained[kind]
    asks = kind is OutcomeKind.JUDGEMENT and (ready.when is None or ready.when(scope) is Truth.TRUE)
    asks = asks and ready.require(scope) is Truth.TRUE
    if not asks:
        return replace(explained_outcome(ready, explainer, facts, period, fields), traces=())
    evidence: tuple[str, ...] = ()
    if ready.rule.judge is not None:
        evidence = tuple(pointer for path in ready.rule.judge.evidence for pointer in explainer.pointers(path))
    return Outcome(ready.rule, kind, asks_committee=True, evidence=evidence)


def _unapplied(rule: Rule, kind: OutcomeKind, applies: Trace) -> Outcome:
    """Give the outcome of a rule that does not apply, or of which it is not known whether it does."""
    waits = kind is not OutcomeKind.NOT_APPLICABLE
    reasons, left_out = summed_up(applies) if waits else ((), 0)
    return Outcome(rule, kind, waits=waits, reasons=reasons, left_out=left_out, traces=(applies,))
