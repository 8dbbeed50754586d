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
    """Return what differs between two editions, the rules in the order of the new one."""
    before, after = _Side(old, shape), _Side(new, shape)
    ids = dict.fromkeys((*after.rules, *before.rules))
    rules = tuple(found for name in ids if (found := _rule_difference(name, before, after)) is not None)
    logic, texts = (_differing(of(old.pack), of(new.pack)) for of in (_logic_of_pack, _texts_of_pack))
    return PackDifference(old, new, rules, logic, texts)


class _Side:
    """An edition, with what is needed to try its rules."""

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
        """Return what a word list looks for."""
        known = self.pack.lists.get(name)
        return None if known is None else (known.words, known.detect)


def _rule_difference(name: str, before: _Side, after: _Side) -> RuleDifference | None:
    """Return how a rule differs, ``None`` where it does not."""
    old, new = before.rules.get(name), after.rules.get(name)
    if old is None or new is None:
        return _on_one_side(old, new, before, after)
    logic, texts = _differing(_logic(old), _logic(new)), _differing(_texts(old), _texts(new))
    params = _asked_otherwise(ParamOperand, old, new, before.value, after.value)
    lists = _asked_otherwise(ListOperand, old, new, before.words, after.words)
    if not (logic or params or lists or texts):
        return None
    changes: _Changes = {}
    sampled = False
    for days in _days(old, new, before, after) if logic or params or lists else ():
        sampled = _try(old, new, before, after, days, changes) or sampled
    return RuleDifference(old, new, logic, params, lists, texts, _outcomes(changes), sampled)


def _on_one_side(old: Rule | None, new: Rule | None, before: _Side, after: _Side) -> RuleDifference:
    rule, side = (new, after) if new is not None else (old, before)
    assert rule is not None
    reach = side.explorer.reach(rule)
    changes: _Changes = {(None, kind) if old is None else (kind, None): case for kind, case in reach.cases.items()}
    return RuleDifference(old, new, (), (), (), (), _outcomes(changes), reach.sampled)


def _days(old: Rule, new: Rule, before: _Side, after: _Side) -> Iterator[tuple[str, str]]:
    """Yield the days to try a rule on, of each side: the editions' own, or all on which either may answer otherwise."""
    if before.day is not None and after.day is not None:
        yield before.day, after.day
        return
    days = sorted({*before.explorer.days(old), *after.explorer.days(new)})
    yield from ((day, day) for day in days if in_force(old, day) and in_force(new, day))


def _try(old: Rule, new: Rule, before: _Side, after: _Side, days: tuple[str, str], changes: _Changes) -> bool:
    """Note each outcome that becomes another, with the smallest application; say whether only a part was tried."""
    asked = before.explorer.asked(old, days[0]), after.explorer.asked(new, days[1])
    # The applications are of one day on both sides: that time passes is no change of a rule.
    explored = after.explorer.on(days[1], asked)
    sides = before.explorer.ready(old, days[0]), after.explorer.ready(new, days[1])
    for case, scope in zip(explored.domain.cases, explored.scopes, strict=True):
        was, becomes = (made_ready.decide(scope).kind for made_ready in sides)
        if was is not becomes:
            known = changes.get((was, becomes))
            if known is None or size(case) < size(known.value):
                changes[was, becomes] = Example(case, days[1])
    return explored.domain.sampled


def _asked_otherwise(
    kind: type[ParamOperand | ListOperand],
    old: Rule,
    new: Rule,
    before: Callable[[str], Any],
    after: Callable[[str], Any],
) -> tuple[str, ...]:
    """Return the parameters, or the word lists, that a rule asks for and that differ."""
    asked = {*_operands(old, kind), *_operands(new, kind)}
    return tuple(sorted(name for name in asked if before(name) != after(name)))


def _outcomes(changes: _Changes) -> tuple[OutcomeDifference, ...]:
    order = [None, *OutcomeKind]
    ordered = sorted(changes, key=lambda kinds: tuple(map(order.index, kinds)))
    return tuple(OutcomeDifference(*kinds, changes[kinds]) for kinds in ordered)


def _logic(rule: Rule) -> Mapping[str, Any]:
    """Return what decides in a rule, by its keys."""
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
    """Return what is only read in a rule, by its keys."""
    judge = rule.judge
    shown = None if judge is None else (judge.question, judge.evidence)
    return {"title": rule.title, "why": rule.why, "ask": rule.ask, "cites": rule.cites, "judge": shown}


def _logic_of_pack(pack: Pack) -> Mapping[str, Any]:
    """Return what decides in a pack outside its rules, by its keys."""
    return {
        "valid_from": pack.valid_from,
        "groups": [(group.id, group.area) for group in pack.groups],
        "verdict": pack.verdict,
        "placeholders": pack.gaps,
    }


def _texts_of_pack(pack: Pack) -> Mapping[str, Any]:
    """Return what is only read in a pack outside its rules, by its keys."""
    return {
        "title": pack.title,
        "notice": pack.notice,
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
    """Yield the ids of the parameters, or of the word lists, that a rule asks for."""
    yield from (leaf.operand.id for leaf in rule.leaves() if isinstance(leaf.operand, kind))
