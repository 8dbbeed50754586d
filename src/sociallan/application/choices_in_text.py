"""The choices that a text in the place of a list or of a choice names, and the list that it is."""

from collections.abc import Sequence

from sociallan.application import spelling, suggestions
from sociallan.application.field import Field, FieldKind


def nearest_choice(field: Field, word: str) -> str | None:
    """Return the choice of a field nearest to a word, ``None`` if none is near."""
    return spelling.nearest(word, field.values, {choice: field.spellings(choice) for choice in field.values})


def choices_named(field: Field, text: str) -> Sequence[str]:
    """Return the choice that each part of an enumeration names; none if it is no enumeration or a part names none."""
    known = [nearest_choice(field, part) for part in suggestions.enumerated(text)]
    named = [choice for choice in known if choice is not None]
    return named if len(named) == len(known) > 1 else ()


def as_list(field: Field, text: str) -> str | None:
    """Return a text as a list: choices one by one, and another text as its only item; ``None`` if it is none."""
    if field.may_be_empty and suggestions.is_none(text):
        return "[]"
    if field.values:
        return suggestions.items(text, lambda item: nearest_choice(field, item))
    if field.items is FieldKind.NUMBER:
        return suggestions.items(text, lambda item: item if item.isdecimal() else None)
    if field.items is not FieldKind.TEXT:
        return None
    # References are single words; a name or a sentence may have a comma of its own.
    several = suggestions.enumerated(text) if field.refers_to is not None else []
    is_enumeration = len(several) > 1 and not any(" " in part for part in several)
    return f"[{', '.join(map(suggestions.quoted, several if is_enumeration else [text]))}]"


def has_only_choices(field: Field, text: str) -> bool:
    """Return whether the list that a text is says the same: each part of it is a choice as it may be written."""
    if not field.values or (field.may_be_empty and suggestions.is_none(text)):
        return True
    known = {spelling.folded(each) for choice in field.values for each in field.spellings(choice)}
    return known.issuperset(map(spelling.folded, suggestions.enumerated(text)))
