"""Running the tests that stand in a rule: a specimen, changed, and the outcome that it must give."""

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.core.derived import Facts, strings
from sociallan.core.explain import Explainer
from sociallan.core.period import Calendar, Period, ReadyRule, in_force
from sociallan.core.screen import explained_outcome
from sociallan.model.document import Document, steps_of
from sociallan.model.field import Catalogue
from sociallan.model.outcome import Outcome, OutcomeKind, Trace
from sociallan.model.pack import Pack, Rule, RuleTest
from sociallan.model.source import Source
from sociallan.model.trial import Tried


class RuleTester:
    """Runs the tests of a pack's rules."""

    def __init__(self, pack: Pack, fields: Catalogue) -> None:
        self._pack = pack
        self._calendar = Calendar(pack)
        self._fields = fields

    def run(self, rule: Rule, test: RuleTest) -> Tried:
        """Run one test of one rule."""
        prepared = self._prepared(rule, test)
        outcome = self._explained(prepared)
        pointers = {pointer for reason in outcome.reasons for pointer in reason.pointers}
        return Tried(
            rule=rule,
            test=test,
            kind=outcome.kind,
            fields=frozenset(map(_dotted, pointers)),
            evidence=frozenset(_dotted(pointer) for pointer in outcome.evidence),
            traces=(*outcome.traces, *_asked(outcome, prepared.explainer)),
        )

    def outcome(self, rule: Rule, test: RuleTest) -> Outcome:
        """Give the explained outcome of a rule for a test's application."""
        return self._explained(self._prepared(rule, test))

    def _explained(self, prepared: "_Prepared") -> Outcome:
        return explained_outcome(*prepared, self._fields)

    def _prepared(self, rule: Rule, test: RuleTest) -> "_Prepared":
        value = application(self._pack, rule, test)
        day = test.as_of or max(rule.valid_from, str(value.get("submitted") or ""))
        if not in_force(rule, day):
            day = rule.valid_from
        period = self._calendar.on(day)
        ready = next(ready for ready in period.rules if ready.rule.id == rule.id)
        document = Document(
            Source(f"{rule.id}.yaml", b""), "", value, None, tuple(text for _, text in strings(value)), ()
        )
        facts = Facts(value, document.texts, day)
        return _Prepared(ready, Explainer(document, facts, period.params, period.finders), facts, period)


class _Prepared(NamedTuple):
    """A rule and the application of one of its tests, ready to be explained."""

    ready: ReadyRule
    explainer: Explainer
    facts: Facts
    period: Period


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
