"""The choices that a text in the place of a list or of a choice names, and the list that it is."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sociallan.application import spelling
from sociallan.application.field import Field, FieldKind
from sociallan.application.form_check.links import reference_key
from sociallan.application.notation import suggestions
from sociallan.application.notation.value_words import DENYING, NUMERALS, OF_FREQUENCY, ORDINALS
from sociallan.application.walking import values_at

_LONGEST = 60
_MOST_WORDS = 8
_NUMBERING = re.compile(r"^\s*\d+[.)]\s")
_NUMBERED = re.compile(r"(?:(?P<word>[^\W\d_]+)\s+)?(?P<number>\d+)\.?")
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+|/")
_NUMBER_OF = {word: str(number) for word, number in (NUMERALS | ORDINALS).items()}


def nearest_choice(field: Field, word: str) -> str | None:
    """Return the choice of a field nearest to a word, ``None`` if none is near or has the numbers in it."""
    said = _plain(_NUMBERING.sub("", word[:_LONGEST]))
    names = {choice: field.spellings(choice) for choice in field.values}
    same = {choice for choice, several in names.items() if any(_plain(each) == said for each in several)}
    if same:
        return same.pop() if len(same) == 1 else None
    plain_names = {choice: [" ".join(_plain(each)) for each in several] for choice, several in names.items()}
    if len(said) == 1 and _is_of_several(*said, plain_names):
        return None
    found = spelling.nearest(" ".join(said), field.values, plain_names, cutoff=spelling.CLOSE)
    if found is None and len(word) <= _LONGEST:
        found = _only_named(names, said)
    if found is None or not _says_other(said, map(_plain, names[found])):
        return found
    return None


def _is_of_several(word: str, names: Mapping[str, Collection[str]]) -> bool:
    """Return whether a word, or one that it begins, stands in the names of several choices: it tells nothing."""
    return sum(any(f" {word}" in f" {each}" for each in several) for several in names.values()) > 1


def _only_named(names: Mapping[str, Collection[str]], said: Sequence[str]) -> str | None:
    """Return the only choice that a short sentence names (``vi är en kommun``), ``None`` if there is none."""
    if len(said) > _MOST_WORDS:
        return None
    of_sentence = f" {' '.join(said)} "
    named = {
        choice
        for choice, several in names.items()
        if any((words := _plain(each)) and f" {' '.join(words)} " in of_sentence for each in several)
    }
    return named.pop() if len(named) == 1 else None


def _says_other(said: Sequence[str], names: Iterable[Sequence[str]]) -> bool:
    """Return whether words have numbers, or a word that says no, which no name of a choice has."""
    numbers, denying = _numbers(said), DENYING.intersection(said)
    return not any((not numbers or _numbers(name) == numbers) and denying.issubset(name) for name in names)


def _plain(text: str) -> tuple[str, ...]:
    """Return the words of a text, with numbers in figures and one word for those that say the same."""
    words = _WORD_OR_NUMBER.findall(text.casefold())
    return tuple(_NUMBER_OF.get(each, OF_FREQUENCY.get(each, each)) for each in words)


def _numbers(words: Sequence[str]) -> Sequence[str]:
    """Return the numbers among words but 1, which the article is as well."""
    return [each for each in words if each.isdecimal() and each != "1"]


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
        return suggestions.items(text, lambda item: _number_of(item, field))
    if field.items is not FieldKind.TEXT:
        return None
    # References are single words; a name or a sentence may have a comma of its own.
    several = suggestions.enumerated(text) if field.refers_to is not None else []
    is_enumeration = len(several) > 1 and not any(" " in part for part in several)
    return f"[{', '.join(map(suggestions.quoted, several if is_enumeration else [text]))}]"


def _number_of(item: str, field: Field) -> str | None:
    """Return a number in digits, before which a word of the field's title may stand: ``mål 3``."""
    match = _NUMBERED.fullmatch(item)
    if match is None:
        return None
    words = {word for title in field.title.values() for word in title.casefold().split()}
    return match["number"] if not match["word"] or match["word"].casefold() in words else None


def names_only_known(field: Field, text: str, value: Any) -> bool:
    """Return whether a text is a list as it stands: each part names a choice, or is the label of an item of ``value``.

    Such a list says what the text says, and no more.
    """
    parts = suggestions.enumerated(text)
    if field.values and not (field.may_be_empty and suggestions.is_none(text)):
        known = {spelling.folded(each) for choice in field.values for each in field.spellings(choice)}
        return known.issuperset(map(spelling.folded, parts))
    if field.refers_to is not None:
        labels = {reference_key(str(label)) for label in values_at(value, field.refers_to.split("."))}
        return labels.issuperset(map(reference_key, parts))
    return field.items is not FieldKind.NUMBER or all(part.isdecimal() for part in parts) or suggestions.is_none(text)
