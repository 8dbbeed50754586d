"""Fields that do not apply to an application: those that only rules read which do not apply to it."""

from sociallan.application.field import is_within
from sociallan.pack.pack import Pack
from sociallan.rules.condition import input_fields, paths
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening


def not_applying(screening: Screening, pack: Pack) -> frozenset[str]:
    """Return the paths of the fields that no rule asks for in an application, as far as it is written.

    A field that people read applies always. What a rule only quotes in a question counts for nothing. A record or a
    list of which no field applies does not apply itself.
    """
    silent = {outcome.rule.id for outcome in screening.outcomes if outcome.kind is OutcomeKind.NOT_APPLICABLE}
    of_silent: set[str] = set()
    kept = set(pack.read_by_people)
    for rule in pack.rules:
        if rule.level is not Level.QUESTION:
            (of_silent if rule.id in silent else kept).update(_fields(rule))
    fields = pack.form.fields
    found = {path for path in of_silent & fields.keys() if not _is_kept(path, kept)}
    for path in reversed(tuple(fields)):
        children = fields[path].children
        if children and all(fields[path].path_of(name) in found for name in children):
            found.add(path)
    return frozenset(found)


def _is_kept(path: str, kept: set[str]) -> bool:
    return any(is_within(path, part) or is_within(part, path) for part in kept)


def _fields(rule: Rule) -> set[str]:
    return {name for condition in rule.conditions() for path in paths(condition) for name in input_fields(path)}
