"""Comparison of two packs: rules whose logic or texts differ, and outcomes that change."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sociallan.analysis.difference import OutcomeDifference, PackDifference, PackEdition, RuleDifference
from sociallan.analysis.reachability import Explorer, size
from sociallan.analysis.trial import Example
from sociallan.application.shape import Shape
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Pack
from sociallan.rules.condition import ListOperand, ParamOperand
from sociallan.rules.normalise import normalised
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind

_Changes = dict[tuple[OutcomeKind | None, OutcomeKind | None], Example]


def difference(old: PackEdition, new: PackEdition, shape: Shape) -> PackDifference:
    """Return the differences between two editions, with rules in the order of the new one."""
    before, after = _Side(old, shape), _Side(new, shape)
    ids = dict.fromkeys((*after.rules, *before.rules))
    rules = tuple(found for name in ids if (found := _rule_difference(name, before, after)) is not None)
    logic, texts = (_differing(parts(old.pack), parts(new.pack)) for parts in (_logic_of_pack, _texts_of_pack))
    return PackDifference(old, new, rules, logic, texts)


class _Side:
    """An edition, with an explorer of its rules."""

    def __init__(self, edition: PackEdition, shape: Shape) -> None:
        self.pack, self.day = edition
        self.explorer = Explorer(self.pack, shape)
        self.rules = {rule.id: rule for rule in self.pack.rules if self.day is None or in_force(rule, self.day)}

    def value(self, param: str) -> Any:
        """Return the value of a parameter on the edition's day, or all its values."""
        known = self.pack.params.get(param)
        if known is None:
            return None
        return known.values if self.day is None else known.on(self.day)

    def words(self, name: str) -> Any:
        """Return the words and the detector of a word list."""
        known = self.pack.lists.get(name)
        return None if known is None else (known.words, known.detect)


def _rule_difference(name: str, before: _Side, after: _Side) -> RuleDifference | None:
    """Return the differences of a rule, ``None`` if there are none."""
    old, new = before.rules.get(name), after.rules.get(name)
    if old is None or new is None:
        return _on_one_side(old, new, before, after)
    logic, texts = _differing(_logic(old), _logic(new)), _differing(_texts(old), _texts(new))
    params = _changed_operands(ParamOperand, old, new, before.value, after.value)
    lists = _changed_operands(ListOperand, old, new, before.words, after.words)
    if not (logic or params or lists or texts):
        return None
    changes: _Changes = {}
    sampled = False
    for days in _days(old, new, before, after) if logic or params or lists else ():
        sampled = _compare_outcomes(old, new, before, after, days, changes) or sampled
    return RuleDifference(old, new, logic, params, lists, texts, _outcomes(changes), sampled)


def _on_one_side(old: Rule | None, new: Rule | None, before: _Side, after: _Side) -> RuleDifference:
    rule, side = (new, after) if new is not None else (old, before)
    assert rule is not None
    reachability = side.explorer.reachability(rule)
    changes: _Changes = {
        (None, kind) if old is None else (kind, None): case for kind, case in reachability.cases.items()
    }
    return RuleDifference(old, new, (), (), (), (), _outcomes(changes), reachability.sampled)


def _days(old: Rule, new: Rule, before: _Side, after: _Side) -> Iterator[tuple[str, str]]:
    """Yield pairs of days to compare a rule on: the editions' days, or all on which its outcomes may change."""
    if before.day is not None and after.day is not None:
        yield before.day, after.day
        return
    days = sorted({*before.explorer.days(old), *after.explorer.days(new)})
    yield from ((day, day) for day in days if in_force(old, day) and in_force(new, day))


def _compare_outcomes(
    old: Rule, new: Rule, before: _Side, after: _Side, days: tuple[str, str], changes: _Changes
) -> bool:
    """Add the smallest application for each changed outcome to ``changes``; return whether the domain is a sample."""
    resolved = before.explorer.resolved(old, days[0]), after.explorer.resolved(new, days[1])
    # Both sides screen on the same day, since the passing of time is not a change of the rule.
    explored = after.explorer.explore(days[1], resolved)
    sides = before.explorer.compiled(old, days[0]), after.explorer.compiled(new, days[1])
    for case, scope in zip(explored.domain.cases, explored.scopes, strict=True):
        kinds = (sides[0].decide(scope).kind, sides[1].decide(scope).kind)
        if kinds[0] is not kinds[1]:
            known = changes.get(kinds)
            if known is None or size(case) < size(known.value):
                changes[kinds] = Example(case, days[1])
    return explored.domain.sampled


def _changed_operands(
    kind: type[ParamOperand | ListOperand],
    old: Rule,
    new: Rule,
    before: Callable[[str], Any],
    after: Callable[[str], Any],
) -> tuple[str, ...]:
    """Return the ids of the parameters, or of the word lists, of a rule whose values differ."""
    names = {*_operands(old, kind), *_operands(new, kind)}
    return tuple(sorted(name for name in names if before(name) != after(name)))


def _outcomes(changes: _Changes) -> tuple[OutcomeDifference, ...]:
    order = [None, *OutcomeKind]
    ordered = sorted(changes, key=lambda kinds: tuple(map(order.index, kinds)))
    return tuple(OutcomeDifference(*kinds, changes[kinds]) for kinds in ordered)


def _logic(rule: Rule) -> Mapping[str, Any]:
    """Return the parts of a rule that affect outcomes, by their keys."""
    judge = rule.judge
    return {
        "group": rule.group,
        "level": rule.level,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "when": None if rule.when is None else normalised(rule.when),
        "require": normalised(rule.require),
        "judge": judge is not None and (None if judge.when is None else normalised(judge.when)),
    }


def _texts(rule: Rule) -> Mapping[str, Any]:
    """Return the parts of a rule that only people read, by their keys."""
    judge = rule.judge
    question = None if judge is None else (judge.question, judge.evidence)
    return {"title": rule.title, "why": rule.why, "ask": rule.ask, "cites": rule.cites, "judge": question}


def _logic_of_pack(pack: Pack) -> Mapping[str, Any]:
    """Return the parts of a pack outside its rules that affect outcomes, by their keys."""
    return {
        "valid_from": pack.valid_from,
        "dated_by": pack.dated_by,
        "groups": [group.id for group in pack.groups],
        "verdict": pack.verdict,
        "placeholders": pack.gaps,
    }


def _texts_of_pack(pack: Pack) -> Mapping[str, Any]:
    """Return the parts of a pack outside its rules that only people read, by their keys."""
    return {
        "title": pack.title,
        "notice": pack.notice,
        "summary": pack.summary,
        "texts": pack.texts,
        "phases": pack.phases,
        "groups": [group.title for group in pack.groups],
        "params": [(param.id, param.title, param.unit, param.cites, param.note) for param in pack.params.values()],
        "values": [(value.name, value.label, value.labels) for value in pack.values.values()],
        "lists": [(words.id, words.title) for words in pack.lists.values()],
        "sources": pack.passages,
    }


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in old if old[key] != new[key])


def _operands(rule: Rule, kind: type[ParamOperand | ListOperand]) -> Iterator[str]:
    """Yield the ids of the parameters, or of the word lists, that a rule compares with."""
    yield from (leaf.operand.id for leaf in rule.leaves() if isinstance(leaf.operand, kind))
