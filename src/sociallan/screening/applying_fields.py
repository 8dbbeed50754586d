"""Fields that do not apply to an application, since no rule that applies to it reads them."""

from functools import lru_cache

from sociallan.application.field import parts_around
from sociallan.pack.pack import Pack
from sociallan.rules.condition import input_fields, paths
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening

_MOST_KEPT = 64
"""Most sets of rules whose fields are kept: an interview meets a new one when an answer settles what applies."""


class ApplyingFields:
    """Finds the fields of a pack's form that do not apply to applications."""

    def __init__(self, pack: Pack) -> None:
        self._fields = pack.form.fields
        self._read_by_people = frozenset(pack.read_by_people)
        self._read_by = {rule.id: _fields(rule) for rule in pack.rules if rule.level is not Level.QUESTION}
        self._not_read = lru_cache(_MOST_KEPT)(self._read_by_no_other)

    def not_applying(self, screening: Screening) -> frozenset[str]:
        """Return the paths of the fields that no rule asks for in an application, as far as it is written.

        A field that people read applies always. What a rule only quotes in a question counts for nothing. A record or
        a list of which no field applies does not apply itself.
        """
        kinds = ((outcome.rule.id, outcome.kind) for outcome in screening.outcomes)
        return self._not_read(frozenset(rule for rule, kind in kinds if kind is OutcomeKind.NOT_APPLICABLE))

    def _read_by_no_other(self, silent: frozenset[str]) -> frozenset[str]:
        """Return the paths of the fields that no rule reads but silent ones."""
        kept = self._read_by_people.union(*(read for rule, read in self._read_by.items() if rule not in silent))
        above_kept = {part for path in kept for part in parts_around(path)}
        of_silent = {path for rule in silent for path in self._read_by.get(rule, ()) if path in self._fields}
        found = {path for path in of_silent if path not in above_kept and kept.isdisjoint((path, *parts_around(path)))}
        for path in reversed(tuple(self._fields)):
            children = self._fields[path].children
            if children and all(self._fields[path].path_of(name) in found for name in children):
                found.add(path)
        return frozenset(found)


def _fields(rule: Rule) -> frozenset[str]:
    return frozenset(
        name for condition in rule.conditions() for path in paths(condition) for name in input_fields(path)
    )
