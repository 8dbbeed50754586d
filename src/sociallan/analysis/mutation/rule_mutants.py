"""Mutants of a rule as a part of its pack: all of a rule but its conditions and texts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sociallan.analysis.mutation.pack_mutant import PackMutant, PackPart, PackPlace
from sociallan.application import dates
from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind
from sociallan.pack.calendar import change_days
from sociallan.pack.pack import Pack
from sociallan.rules.condition import All, Condition, Leaf, Literal, Path, Quantified, nodes
from sociallan.rules.normalise import normalised
from sociallan.rules.operators import Operator
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind


class RuleMutants:
    """Maker of the mutants of a pack's rules."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._latest = max((pack.valid_from, *change_days(pack), *(phase.first for phase in pack.phases)))
        self._groups = [group.id for group in pack.groups]
        self._narrowings = tuple(narrowings(pack.rules, pack.form.fields))

    def of(self, rule: Rule) -> Iterator[PackMutant]:
        """Yield every mutant of a rule; a question has none, since nothing but its own condition decides it."""
        if rule.level is Level.QUESTION:
            return
        for level in Level:
            if level not in (rule.level, Level.QUESTION):
                yield self._mutant(rule, PackPart.LEVEL, "level", "/level", rule.level, level, level=level)
        if len(self._groups) > 1:
            # One other group stands for all: a case states the group of each rule that it names.
            other = self._groups[self._groups.index(rule.group) - 1]
            yield self._mutant(rule, PackPart.GROUP, "group", "/group", rule.group, other, group=other)
        for kind in (OutcomeKind.NOT_MET, OutcomeKind.TO_MEND, OutcomeKind.JUDGEMENT):
            if kind is not rule.otherwise:
                yield self._mutant(rule, PackPart.OTHERWISE, "otherwise", "/id", rule.otherwise, kind, otherwise=kind)
        yield from self._days(rule)
        yield from self._evidence(rule)
        for narrowing in self._narrowings:
            yield from self._narrowed(rule, narrowing)

    def _days(self, rule: Rule) -> Iterator[PackMutant]:
        for days in (-1, 1):
            first = dates.days_later(rule.valid_from, days)
            # No application is screened on a day before the pack's first.
            if self._pack.valid_from <= first <= (rule.valid_to or first):
                yield self._mutant(
                    rule, PackPart.DAY, "valid_from", "/valid_from", rule.valid_from, first, valid_from=first
                )
        if rule.valid_to is None:
            last = max(self._latest, rule.valid_from)
            yield self._mutant(rule, PackPart.DAY, "valid_to_added", "/valid_from", None, last, valid_to=last)
            return
        for days in (-1, 1):
            last = dates.days_later(rule.valid_to, days)
            if last >= rule.valid_from:
                yield self._mutant(rule, PackPart.DAY, "valid_to", "/valid_to", rule.valid_to, last, valid_to=last)
        yield self._mutant(rule, PackPart.DAY, "valid_to_dropped", "/valid_to", rule.valid_to, None, valid_to=None)

    def _evidence(self, rule: Rule) -> Iterator[PackMutant]:
        # A question without evidence does not load.
        if rule.judge is None or len(rule.judge.evidence) == 1:
            return
        for index, path in enumerate(rule.judge.evidence):
            rest = tuple(other for other in rule.judge.evidence if other is not path)
            at = pointer_to("judge", "evidence", index)
            judge = rule.judge._replace(evidence=rest)
            yield self._mutant(rule, PackPart.EVIDENCE, "evidence_dropped", at, path, None, judge=judge)

    def _narrowed(self, rule: Rule, narrowing: Condition) -> Iterator[PackMutant]:
        if not _says(rule.when, narrowing):
            when = _both(rule.when, narrowing)
            yield self._mutant(rule, PackPart.NARROWING, "when_added", "/id", None, narrowing, when=when)
        judge = rule.judge
        if judge is not None and not (_says(rule.when, narrowing) or _says(judge.when, narrowing)):
            judge = judge._replace(when=_both(judge.when, narrowing))
            yield self._mutant(rule, PackPart.NARROWING, "judge_when_added", "/judge", None, narrowing, judge=judge)

    def _mutant(
        self, rule: Rule, part: PackPart, change: str, pointer: str, before: Any, after: Any, **changes: Any
    ) -> PackMutant:
        pack = with_rules(self._pack, (rule._replace(**changes),))
        return PackMutant(part, change, PackPlace(rule.at.file, pointer), pack, rule.id, before, after)


def with_rules(pack: Pack, rules: Sequence[Rule]) -> Pack:
    """Return a pack with some rules replaced by others of the same ids."""
    changed = {rule.id: rule for rule in rules}
    return replace(pack, rules=tuple(changed.get(rule.id, rule) for rule in pack.rules))


def narrowings(rules: Sequence[Rule], fields: Catalogue) -> Iterator[Condition]:
    """Yield the conditions that could be added to a rule by mistake.

    They are those that other rules of the pack apply by, and each choice of the fields that such conditions read.
    A condition on the items of a list is too much to write for a mistake, and is left out.
    """
    known: set[Condition] = set()
    whens = [rule.when for rule in rules if rule.when is not None and rule.level is not Level.QUESTION]
    of_no_list = (when for when in whens if not any(isinstance(node, Quantified) for node in nodes(when)))
    for narrowing in (*of_no_list, *(equal for when in whens for equal in _choices(when, fields))):
        plain = normalised(narrowing)
        if plain not in known:
            known.add(plain)
            yield narrowing


def _choices(when: Condition, fields: Catalogue) -> Iterator[Condition]:
    """Yield the condition that a field is a choice, for each choice of each field that a condition reads."""
    for node in nodes(when):
        if isinstance(node, Leaf) and node.path.root == "" and node.path.kind is FieldKind.TEXT:
            path: Path = node.path
            for choice in fields[path.field].values:
                yield Leaf(path, Operator.EQUALS, Literal(choice), node.at)


def _both(when: Condition | None, narrowing: Condition) -> Condition:
    return narrowing if when is None else All((when, narrowing), narrowing.at)


def _says(when: Condition | None, narrowing: Condition) -> bool:
    """Return whether a condition already contains a narrowing, alone or as one part of all."""
    if when is None:
        return False
    parts = when.parts if isinstance(when, All) else (when,)
    return normalised(narrowing) in map(normalised, parts)
