"""Cases with the outcomes of all rules kept, so that a changed pack costs only what changed in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sociallan.analysis.case import Case, CaseRun, Received
from sociallan.analysis.case_tests import CaseInput, case_input, decided_cases, received, stated_rules
from sociallan.analysis.mutation.pack_variant import PackVariant, affected, altered_keys, text_keys
from sociallan.application.form_check.shape import Shape
from sociallan.pack.pack import Pack
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OPEN, OutcomeKind

_Kinds = dict[str, OutcomeKind | None]
"""The outcome of each rule by id, ``None`` if it is not in force; questions, which no case states, are left out."""

_SILENT = (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE, None)
"""Outcomes of a requirement that no case states."""


class _Entry(NamedTuple):
    """One run of a case, as the original pack decides it.

    ``applying`` is the number of requirements that apply, by group. ``accepted`` is what is known of whether the
    case accepts another outcome of one rule, by the rule's id and the outcome.
    """

    case: Case
    run: CaseRun
    given: CaseInput
    scope: Scope
    keys: frozenset[str]
    kinds: _Kinds
    applying: Mapping[str, int]
    accepted: dict[tuple[str, OutcomeKind | None], bool]


class CaseBook:
    """The cases of a pack, with what each of their applications gets by the original."""

    def __init__(self, pack: Pack, shape: Shape, cases: Sequence[Case]) -> None:
        self.original = PackVariant(pack)
        self._shape = shape
        decided = decided_cases(cases, pack, shape)
        entries = (_entry(pack, *run, decided.kinds(number)) for number, run in enumerate(decided.runs))
        # Cases that are run for each of many values are the same but for one field: they come last.
        self._entries = tuple(sorted(entries, key=lambda entry: entry.run.path is not None))
        self._by_rule: dict[str, Sequence[_Entry]] = {}

    def noticing(self, changed: PackVariant) -> Case | None:
        """Return a case that a changed pack fails, ``None`` if it passes all."""
        pack, original = changed.pack, self.original.pack
        ids = affected(original, pack)
        rules = [rule for rule in stated_rules(pack) if rule.id in ids]
        altered = altered_keys(original, pack)
        if altered or pack.verdict is not original.verdict:
            return self._noticing_all(changed, rules, altered)
        if len(rules) == 1:
            return self._noticing_one(changed, rules[0])
        alike = self._weighs_alike(rules)
        return next((entry.case for entry in self._entries if self._fails(entry, changed, rules, alike=alike)), None)

    def _noticing_one(self, changed: PackVariant, rule: Rule) -> Case | None:
        alike = self._weighs_alike((rule,))
        for entry in self._first_open(rule.id):
            kind = changed.kind(rule, entry.scope, entry.given.day)
            if alike and not _shows(entry, rule, kind):
                continue
            accepted = entry.accepted.get((rule.id, kind)) if alike else None
            if accepted is None:
                accepted = entry.case.accepts(received(changed.pack, {**entry.kinds, rule.id: kind}, entry.given))
                if alike:
                    entry.accepted[rule.id, kind] = accepted
            if not accepted:
                return entry.case
        return None

    def _first_open(self, rule_id: str) -> Sequence[_Entry]:
        """Return the entries, those first in which a rule is open, since most changes of it show there."""
        if rule_id not in self._by_rule:
            self._by_rule[rule_id] = sorted(self._entries, key=lambda entry: entry.kinds[rule_id] not in OPEN)
        return self._by_rule[rule_id]

    def _noticing_all(self, changed: PackVariant, rules: Sequence[Rule], altered: frozenset[str]) -> Case | None:
        """Return a case that a pack fails that changes how applications are read, or the formula of the verdict."""
        pack, original = changed.pack, self.original.pack
        shape = self._shape if pack.form is original.form else Shape(pack.form)
        alike = pack.verdict is original.verdict and self._weighs_alike(rules)
        for entry in self._entries:
            if entry.keys.isdisjoint(altered):
                if self._fails(entry, changed, rules, alike=alike):
                    return entry.case
                continue
            again = case_input(entry.run, pack, shape)
            if not entry.case.accepts(received(pack, _decided(changed, again.facts.scope(), again.day), again)):
                return entry.case
        return None

    def _weighs_alike(self, rules: Sequence[Rule]) -> bool:
        """Return whether rules have the same level and group as in the original pack."""
        before = {rule.id: rule for rule in self.original.pack.rules}
        return all((rule.level, rule.group) == (before[rule.id].level, before[rule.id].group) for rule in rules)

    def _fails(self, entry: _Entry, changed: PackVariant, rules: Sequence[Rule], *, alike: bool) -> bool:
        """Return whether a changed pack, of which some rules may have another outcome, fails an entry.

        It is ``alike`` if outcomes weigh as they do in the original.
        """
        kinds = {rule.id: changed.kind(rule, entry.scope, entry.given.day) for rule in rules}
        if alike and all(kind is entry.kinds[rule] for rule, kind in kinds.items()):
            return False
        return not entry.case.accepts(received(changed.pack, {**entry.kinds, **kinds}, entry.given))

    def received(self, run: CaseRun, variant: PackVariant) -> Received:
        """Return the results of an application by a variant of the pack."""
        shape = self._shape if variant.pack.form is self.original.pack.form else Shape(variant.pack.form)
        given = case_input(run, variant.pack, shape)
        return received(variant.pack, _decided(variant, given.facts.scope(), given.day), given)


def _entry(pack: Pack, case: Case, run: CaseRun, given: CaseInput, kinds: _Kinds) -> _Entry:
    applying = Counter(
        rule.group
        for rule in pack.rules
        if rule.level is Level.REQUIREMENT and kinds[rule.id] not in (None, OutcomeKind.NOT_APPLICABLE)
    )
    return _Entry(case, run, given, given.facts.scope(), text_keys(run.value), kinds, applying, {})


def _shows(entry: _Entry, rule: Rule, kind: OutcomeKind | None) -> bool:
    """Return whether an application may get something else where a rule, which weighs as before, has an outcome."""
    before = entry.kinds[rule.id]
    if kind is before:
        return False
    if rule.level is not Level.REQUIREMENT:
        return (kind in OPEN) is not (before in OPEN)
    if before in _SILENT and kind in _SILENT:
        # Whether it is met or does not apply matters only where no other requirement of its group applies.
        others = entry.applying.get(rule.group, 0) - (before is OutcomeKind.MET)
        return others == 0
    return True


def _decided(variant: PackVariant, scope: Scope, day: str) -> _Kinds:
    return {rule.id: variant.kind(rule, scope, day) for rule in stated_rules(variant.pack)}
