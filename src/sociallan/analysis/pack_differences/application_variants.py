"""Applications to screen with two packs: small ones, and specimens with a change where the packs may differ."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.analysis.dependencies import fields_read, free_text_field
from sociallan.analysis.pack_differences.changed_parts import form_logic
from sociallan.analysis.pack_differences.difference import ApplicationVariant
from sociallan.application.document import steps_of
from sociallan.application.field import Catalogue, Field, FieldKind, first_place, outermost
from sociallan.application.walking import strings, value_at, with_value
from sociallan.rules import candidates
from sociallan.rules.rule import Rule

Specimens = Mapping[str, Mapping[str, Any]]

_OF_ANY_TYPE = ("x", 1, 1.5, 10**13, True, "2020-06", "0180", "212000-0142")
"""Values that no two types of field take alike."""


def with_case(
    case: Mapping[str, Any], rules: Iterable[Rule], specimens: Specimens, fields: Catalogue
) -> list[ApplicationVariant]:
    """Return a case by itself, and each specimen with the values that the case has in the fields that rules read."""
    stand_in = free_text_field(fields)
    read = [name for rule in rules for name in (*fields_read(rule.conditions()), stand_in) if name is not None]
    paths = tuple(dict.fromkeys(outermost(name, fields) for name in read))
    variants = [ApplicationVariant(case)]
    for name, specimen in specimens.items():
        pairs = [(path, value_at(specimen, path.split(".")), value_at(case, path.split("."))) for path in paths]
        change = {
            path: wanted
            for path, found, wanted in pairs
            if wanted != found and not (wanted is None and path == stand_in)
        }
        variants.append(variant(name, specimen, change))
    return variants


def with_word(word: str, specimens: Specimens) -> Iterator[ApplicationVariant]:
    """Yield each specimen with a word in the place of each of its texts in turn."""
    for name, specimen in specimens.items():
        for pointer, _ in strings(specimen):
            yield variant(name, specimen, {".".join(steps_of(pointer)): word})


def with_field(
    path: str, old: Field | None, new: Field | None, specimens: Specimens, fields: Catalogue
) -> Iterator[ApplicationVariant]:
    """Yield small applications and specimens with each value of a field at which its two definitions may differ."""
    place = first_place(path, fields)
    for value in _values(old, new):
        yield ApplicationVariant(with_value({}, place.split("."), value))
        for name, specimen in specimens.items():
            yield variant(name, specimen, {place: value})


def variant(name: str, specimen: Mapping[str, Any], change: Mapping[str, Any]) -> ApplicationVariant:
    """Return a specimen with changed values by dotted path."""
    value = specimen
    for path, wanted in change.items():
        value = with_value(value, path.split("."), wanted)
    return ApplicationVariant(value, name, change)


def _values(old: Field | None, new: Field | None) -> Iterator[Any]:
    """Yield the values of a field at which two definitions of it may differ; those of a list as lists."""
    sides = [field for field in (old, new) if field is not None]
    old_words, new_words = _words(old), _words(new)
    single: list[Any] = sorted(old_words ^ new_words)
    for field in sides:
        bounds = [bound for bound in (field.minimum, field.maximum) if bound is not None]
        single += [near for bound in bounds for near in (bound - 1, bound, bound + 1)]
    if len(sides) == 1:
        single.append(candidates.any_value(sides[0].values, sides[0].single_type.kind))
    elif sides[0].single_type is not sides[1].single_type:
        single += _OF_ANY_TYPE
    distinct = list({(value.__class__, str(value)): value for value in single}.values())
    if sides[0].kind is FieldKind.LIST:
        yield from ([value] for value in distinct)
        first = candidates.any_value(sides[0].values, sides[0].single_type.kind)
        yield [first, first]
    else:
        yield from distinct


def _words(field: Field | None) -> set[str]:
    """Return all that may be written for the choices of a field."""
    return set() if field is None else {word for choice in field.values for word in field.spellings(choice)}


def differing_fields(old: Catalogue, new: Catalogue) -> Iterator[tuple[str, Field | None, Field | None]]:
    """Yield the fields that hold values and differ in more than texts."""
    for path in {**new, **old}:
        before, after = old.get(path), new.get(path)
        logic = [None if field is None else form_logic(field) for field in (before, after)]
        known = after or before
        holds_values = known is not None and known.kind is not FieldKind.RECORD and known.items is not FieldKind.RECORD
        if logic[0] != logic[1] and holds_values:
            yield path, before, after
