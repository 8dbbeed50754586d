"""Fields that do not apply to an application, since no rule that applies to it needs them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sociallan.application.field import Catalogue, lists_around, parts_around
from sociallan.pack.pack import Pack
from sociallan.rules.condition import Condition, Leaf, input_fields, nodes, paths
from sociallan.rules.operators import Operator
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening

_MOST_KEPT = 64
"""Most sets of rules whose fields are kept: an interview meets a new one when an answer settles what applies."""
_SILENT = (OutcomeKind.NOT_APPLICABLE, OutcomeKind.MET)


class _Reading(NamedTuple):
    """Fields that a rule reads, those that it still reads once it is met, and the fields of lists that it is not about.

    Those last are of lists of which nothing decides whether the rule applies: it does not, whatever stands in them.
    """

    fields: frozenset[str]
    when_met: frozenset[str]
    dismissed: frozenset[str]


class ApplyingFields:
    """Finds the fields of a pack's form that do not apply to applications."""

    def __init__(self, pack: Pack) -> None:
        self._fields = pack.form.fields
        self._read_by_people = frozenset(pack.read_by_people)
        self._readings = {
            rule.id: _reading(rule, pack.form.fields) for rule in pack.rules if rule.level is not Level.QUESTION
        }
        self._not_read = lru_cache(_MOST_KEPT)(self._read_by_no_other)

    def not_applying(self, screening: Screening) -> frozenset[str]:
        """Return the paths of the fields that no rule asks for in an application, as far as it is written.

        A field that people read applies always. What a rule only quotes in a question counts for nothing, and neither
        does one that is met and has no need of a field that is open. A record or a list of which no field applies does
        not apply itself.
        """
        kinds = ((outcome.rule.id, outcome.kind) for outcome in screening.outcomes)
        return self._not_read(frozenset(each for each in kinds if each[1] in _SILENT))

    def _read_by_no_other(self, silent: Iterable[tuple[str, OutcomeKind]]) -> frozenset[str]:
        """Return the paths of the fields that no rule reads but silent ones."""
        kinds = dict(silent)
        kept = self._read_by_people.union(*(self._still_read(rule, kinds.get(rule)) for rule in self._readings))
        readings = [self._readings[rule] for rule in kinds if rule in self._readings]
        of_silent = frozenset().union(*(each.fields for each in readings)).intersection(self._fields)
        dismissed = frozenset().union(
            *(self._readings[rule].dismissed for rule, kind in kinds.items() if self._is_out(rule, kind))
        )
        above_kept = {part for path in kept for part in parts_around(path)}
        found = {
            path
            for path in of_silent
            if path not in above_kept and kept.isdisjoint(self._read_with(path, is_dismissed=path in dismissed))
        }
        for path in reversed(tuple(self._fields)):
            children = self._fields[path].children
            if children and all(self._fields[path].path_of(name) in found for name in children):
                found.add(path)
        return frozenset(found)

    def _is_out(self, rule: str, kind: OutcomeKind) -> bool:
        return rule in self._readings and kind is OutcomeKind.NOT_APPLICABLE

    def _still_read(self, rule: str, kind: OutcomeKind | None) -> frozenset[str]:
        """Return the paths of the fields that a rule reads still, ``None`` being any outcome that leaves it open."""
        match kind:
            case OutcomeKind.NOT_APPLICABLE:
                return frozenset()
            case OutcomeKind.MET:
                return self._readings[rule].when_met
            case _:
                return self._readings[rule].fields

    def _read_with(self, path: str, *, is_dismissed: bool) -> Iterable[str]:
        """Return the paths with which a field is read: its own, and those of what stands around it.

        Of a field that is dismissed, a list that is read as a whole says nothing.
        """
        lists = frozenset(lists_around(path, self._fields)) if is_dismissed else frozenset()
        return (path, *(part for part in parts_around(path) if part not in lists))


def _reading(rule: Rule, fields: Catalogue) -> _Reading:
    conditions = tuple(rule.conditions())
    read = frozenset(name for each in conditions for name in _read(each))
    # What is met is so whatever such a field holds, unless the field is asked whether it holds anything.
    tested = frozenset(name for each in conditions for name in _tested_for_presence(each))
    in_lists = {name: lists_around(name, fields) for name in read if name in fields}
    choosing = frozenset(_read(rule.when)) if rule.when is not None else frozenset()
    about = {part for name in choosing for part in (name, *parts_around(name))}
    return _Reading(
        read,
        frozenset(name for name in read if name in tested or in_lists.get(name) or name not in fields),
        frozenset(name for name, lists in in_lists.items() if lists and choosing and about.isdisjoint(lists)),
    )


def _read(condition: Condition) -> Iterable[str]:
    return (name for path in paths(condition) for name in input_fields(path))


def _tested_for_presence(condition: Condition) -> Iterable[str]:
    stated = (node.path for node in nodes(condition) if isinstance(node, Leaf) and node.operator is Operator.STATED)
    return (name for path in stated for name in input_fields(path))
