"""Cases with the outcomes of all rules kept, so that a changed pack costs only what changed in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sociallan.analysis.case import Case, CaseRun, Received
from sociallan.analysis.case_tests import CaseInput, case_input, received
from sociallan.analysis.pack_variant import PackVariant, affected, altered_keys, text_keys
from sociallan.application.shape import Shape
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind

_Kinds = dict[str, OutcomeKind | None]
"""The outcome of each rule by id, ``None`` if it is not in force."""


class _Entry(NamedTuple):
    """One run of a case, as the original pack decides it."""

    case: Case
    run: CaseRun
    given: CaseInput
    keys: frozenset[str]
    kinds: _Kinds


class CaseBook:
    """The cases of a pack, with what each of their applications gets by the original."""

    def __init__(self, pack: Pack, shape: Shape, cases: Sequence[Case]) -> None:
        self.original = PackVariant(pack)
        self._shape = shape
        runs = [(case, run) for case in cases for run in case.runs]
        # Cases that are run for each of many values are the same but for one field: they come last.
        runs.sort(key=lambda pair: pair[1].path is not None)
        self._entries = tuple(self._entry(case, run) for case, run in runs)

    def noticing(self, changed: PackVariant) -> Case | None:
        """Return a case that a changed pack fails, ``None`` if it passes all."""
        pack, original = changed.pack, self.original.pack
        ids = affected(original, pack)
        rules = [rule for rule in pack.rules if rule.id in ids]
        before = {rule.id: rule for rule in original.rules if rule.id in ids}
        shape = self._shape if pack.form is original.form else Shape(pack.form)
        altered = altered_keys(original, pack)
        for case, run, given, keys, known in self._entries:
            again = given if keys.isdisjoint(altered) else case_input(run, pack, shape)
            if again is not given:
                kinds = _decided(pack.rules, changed, again)
            else:
                kinds = {**known, **_decided(rules, changed, given)}
                if pack.verdict is original.verdict and all(
                    kinds[rule.id] is known[rule.id] and _weighs_alike(rule, before[rule.id]) for rule in rules
                ):
                    continue
            if not case.accepts(_received(pack, kinds, again)):
                return case
        return None

    def received(self, run: CaseRun, variant: PackVariant) -> Received:
        """Return what an application gets by a variant of the pack."""
        shape = self._shape if variant.pack.form is self.original.pack.form else Shape(variant.pack.form)
        given = case_input(run, variant.pack, shape)
        return _received(variant.pack, _decided(variant.pack.rules, variant, given), given)

    def _entry(self, case: Case, run: CaseRun) -> _Entry:
        pack = self.original.pack
        given = case_input(run, pack, self._shape)
        return _Entry(case, run, given, text_keys(run.value), _decided(pack.rules, self.original, given))


def _decided(rules: Sequence[Rule], variant: PackVariant, given: CaseInput) -> _Kinds:
    scope = given.facts.scope()
    return {rule.id: variant.kind(rule, scope, given.day) for rule in rules}


def _received(pack: Pack, kinds: _Kinds, given: CaseInput) -> Received:
    return received(pack, list(_pairs(pack, kinds)), given)


def _pairs(pack: Pack, kinds: _Kinds) -> Iterator[tuple[Rule, OutcomeKind]]:
    for rule in pack.rules:
        kind = kinds[rule.id]
        if kind is not None:
            yield rule, kind


def _weighs_alike(rule: Rule, other: Rule) -> bool:
    return rule.level is other.level and rule.group == other.group
