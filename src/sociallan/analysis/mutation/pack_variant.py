"""Variant of a pack: the original or one with a small change, of which only what changed is compiled anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.dependencies import operands
from sociallan.application.document import gap_key
from sociallan.application.field import contact_fields
from sociallan.application.walking import texts
from sociallan.pack.calendar import bindings_on, change_days, in_force, period_start
from sociallan.pack.pack import Pack
from sociallan.rules.condition import ListOperand, ParamOperand
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import CompiledRule, compile_rule
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind


class PackVariant:
    """A pack whose rules are compiled one by one, for the parameters of a day, when they are first decided."""

    def __init__(self, pack: Pack, original: "PackVariant | None" = None) -> None:
        self.pack = pack
        same = original is not None and pack.lists is original.pack.lists
        known = {} if original is None else original.finders
        contacts = contact_fields(pack.form.fields)
        self.finders: Mapping[str, Finder] = (
            known
            if same
            else {
                name: known[name]
                if original is not None and words is original.pack.lists.get(name)
                else Finder(words, contacts)
                for name, words in pack.lists.items()
            }
        )
        # Few variants change what the names in conditions stand for: the others compile only the rules that changed.
        self._base = original if original is not None and _stand_alike(original.pack, pack) else None
        self.starts: Sequence[str] = change_days(pack) if self._base is None else self._base.starts
        self._own = frozenset(map(id, pack.rules if original is None else ()))
        self._bindings: dict[str, Bindings] = {}
        self._known_starts: dict[str, str] = {}
        self._compiled: dict[tuple[str, str], CompiledRule] = {}

    def bindings(self, day: str) -> Bindings:
        """Return the bindings of the names in conditions on a day."""
        if self._base is not None:
            return self._base.bindings(day)
        start = self._start(day)
        if start not in self._bindings:
            self._bindings[start] = bindings_on(day, self.pack, self.finders)
        return self._bindings[start]

    def resolved(self, rule: Rule, day: str) -> ResolvedConditions:
        """Return the conditions of a rule of the pack with what the names in them stand for on a day."""
        return ResolvedConditions.of(rule, self.bindings(day))

    def compiled(self, rule: Rule, day: str) -> CompiledRule:
        """Return a rule of the pack, compiled for a day."""
        if self._base is not None and self._base.holds(rule):
            return self._base.compiled(rule, day)
        key = (rule.id, self._start(day))
        if key not in self._compiled:
            self._compiled[key] = compile_rule(rule, Compiler(self.bindings(day)))
        return self._compiled[key]

    def holds(self, rule: Rule) -> bool:
        """Return whether this is the original, and a rule one of its own."""
        return id(rule) in self._own

    def kind(self, rule: Rule, scope: Scope, day: str) -> OutcomeKind | None:
        """Return the outcome of a rule of the pack, ``None`` if it is not in force."""
        return self.compiled(rule, day).decide(scope).kind if in_force(rule, day) else None

    def _start(self, day: str) -> str:
        if day not in self._known_starts:
            self._known_starts[day] = period_start(day, self.starts)
        return self._known_starts[day]


def _stand_alike(original: Pack, changed: Pack) -> bool:
    """Return whether the names in conditions stand for the same in two packs, from the same days."""
    return (
        changed.params is original.params
        and changed.lists is original.lists
        and changed.tables is original.tables
        and changed.answers is original.answers
        and changed.form is original.form
        and all(
            rule is before or (rule.valid_from, rule.valid_to) == (before.valid_from, before.valid_to)
            for rule, before in zip(changed.rules, original.rules, strict=True)
        )
    )


def affected(original: Pack, changed: Pack) -> frozenset[str]:
    """Return the ids of the rules whose outcome may differ: those changed, or that read what changed."""
    params = _differing(original.params, changed.params)
    lists = _differing(original.lists, changed.lists)
    return frozenset(
        rule.id
        for rule, before in zip(changed.rules, original.rules, strict=True)
        if rule is not before
        or (params and not params.isdisjoint(operands(rule, ParamOperand)))
        or (lists and not lists.isdisjoint(operands(rule, ListOperand)))
    )


def altered_keys(original: Pack, changed: Pack) -> frozenset[str]:
    """Return the texts, as keys, that count as an answer or as a choice in only one of two packs."""
    keys: set[str] = set()
    if changed.gaps is not original.gaps:
        keys |= {key for key, _ in original.gaps.items() ^ changed.gaps.items()}
    if changed.form is not original.form:
        for path in _differing(original.form.fields, changed.form.fields):
            before, after = original.form.fields[path], changed.form.fields[path]
            for code in before.labels.keys() ^ after.labels.keys():
                known = before if code in before.labels else after
                keys |= {gap_key(text) for text in known.spellings(code)}
    return frozenset(keys)


def text_keys(value: Any) -> frozenset[str]:
    """Return the keys of all texts of an application."""
    return frozenset(map(gap_key, texts(value)))


def _differing(original: Mapping[str, Any], changed: Mapping[str, Any]) -> frozenset[str]:
    if original is changed:
        return frozenset()
    return frozenset(name for name, value in changed.items() if value is not original.get(name))
