"""Running the tests that stand in a rule: a specimen, changed, and the outcome that it must give."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sociallan.core.derived import Facts, strings
from sociallan.core.explain import Explainer
from sociallan.core.period import Calendar, in_force
from sociallan.core.screen import explained_outcome
from sociallan.model.document import Document, steps_of
from sociallan.model.field import Catalogue
from sociallan.model.outcome import Outcome, OutcomeKind
from sociallan.model.pack import Pack, Rule, RuleTest
from sociallan.model.source import Source


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule's test and what came of it. ``fields`` are those that decided, as dotted paths."""

    rule: Rule
    test: RuleTest
    kind: OutcomeKind
    fields: frozenset[str]
    evidence: frozenset[str]

    @property
    def passed(self) -> bool:
        """Whether the outcome is the one expected, for the reason expected."""
        return self.kind is self.test.expect and self.for_the_reason

    @property
    def for_the_reason(self) -> bool:
        """Whether the fields that decided are those that the test names, if it names any."""
        because = self.test.because
        return because is None or _named(because, self.fields) or (not self.fields and _named(because, self.evidence))


class RuleTester:
    """Runs the tests of a pack's rules."""

    def __init__(self, pack: Pack, fields: Catalogue) -> None:
        self._pack = pack
        self._calendar = Calendar(pack)
        self._fields = fields

    def run(self, rule: Rule, test: RuleTest) -> Tried:
        """Run one test of one rule."""
        outcome = self.outcome(rule, test)
        pointers = {pointer for reason in outcome.reasons for pointer in reason.pointers}
        return Tried(
            rule=rule,
            test=test,
            kind=outcome.kind,
            fields=frozenset(map(_dotted, pointers)),
            evidence=frozenset(_dotted(pointer) for pointer in outcome.evidence),
        )

    def outcome(self, rule: Rule, test: RuleTest) -> Outcome:
        """Give the explained outcome of a rule for a test's application."""
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
        explainer = Explainer(document, facts, period.params, period.finders)
        return explained_outcome(ready, explainer, facts, period, self._fields)


def application(pack: Pack, rule: Rule, test: RuleTest) -> dict[str, Any]:
    """Make the application of a test: the rule's specimen with the test's changes."""
    changed: dict[str, Any] = copy.deepcopy(pack.specimens[rule.specimen])
    pairs = [(_pointer(path), copy.deepcopy(value)) for path, value in test.change.items()]
    facts = Facts(changed, (), "").changed(pairs)
    for path in test.remove:
        _take_away(facts.root, steps_of(_pointer(path)))
    emptied: dict[str, Any] = _emptied(facts.root, pack.gaps)
    return emptied


def _named(because: tuple[str, ...], fields: frozenset[str]) -> bool:
    """Say whether the fields are just those named; a name without indices stands for any item."""
    plain = {_without_indices(field) for field in fields}
    return all(name in fields or name in plain for name in because) and all(
        field in because or _without_indices(field) in because for field in fields
    )


def _without_indices(field: str) -> str:
    return ".".join(step for step in field.split(".") if not step.isdecimal())


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
