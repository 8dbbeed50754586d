"""The text of values of an application."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any
from unicodedata import category

from sociallan.application.document import field_of, steps_of
from sociallan.application.field import Catalogue, Field, FieldKind, Unit, lists_around
from sociallan.report.quotation_marks import within_marks
from sociallan.report.words import Words
from sociallan.rules.condition import Path, Value, input_fields
from sociallan.rules.exact import shown

_DIGITS = 12
_LONGEST = 80
_MOST_POINTERS = 2048
"""The pointers whose names are kept: applications of one form have the same ones."""

_COUNTED = frozenset((Unit.YEARS, Unit.MONTHS, Unit.PEOPLE))
"""Units with a singular form."""


class _Safe(dict[int, str]):
    """A translation table that replaces unsafe characters by Unicode category, filled on demand.

    ``format_character`` replaces invisible format characters.
    """

    def __init__(self, format_character: str) -> None:
        super().__init__({ord("\t"): " "})
        self._format_character = format_character

    def __missing__(self, code: int) -> str:
        character = chr(code)
        match category(character):
            case "Cc" | "Cs":
                character = "\N{REPLACEMENT CHARACTER}"
            case "Cn" if is_noncharacter(code):
                character = "\N{REPLACEMENT CHARACTER}"
            case "Zl" | "Zp":
                character = " "
            case "Cf":
                character = self._format_character
        self[code] = character
        return character


def is_noncharacter(code: int) -> bool:
    """Return whether a code point is one of Unicode's 66 noncharacters, which XML and HTML forbid."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


_VISIBLE = _Safe("")
_ONE_LINE = _Safe(" ")


def visible(text: str) -> str:
    """Return a text on one line without control and format characters, safe to print."""
    if not text.isprintable():
        flat = " ".join(text.split()) if "\n" in text or "\r" in text else text
        text = flat.translate(_VISIBLE)
    return text


def one_line(text: str) -> str:
    """Return a line safe to print with its columns unchanged: unsafe characters are replaced one to one."""
    return text if text.isprintable() else text.translate(_ONE_LINE)


def shortened(text: str, length: int = _LONGEST) -> str:
    """Return a text truncated to a length, with an ellipsis if it was longer, which takes no other mark before it."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    whole_words = cut if text[length - 1].isspace() else cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > length // 2 else cut).rstrip(" \n.,;:") + "…"


def short_digest(digest: str) -> str:
    """Return the first digits of a digest, enough to distinguish two packs."""
    return digest.removeprefix("sha256:")[:_DIGITS]


def quoted(text: str, words: Words) -> str:
    """Return a text in the quotation marks of the language; marks within it are those of a quotation in another."""
    return f"{words.say('quote.left')}{within_marks(text)}{words.say('quote.right')}"


def number(value: float, words: Words) -> str:
    """Return a number with the separators of the language."""
    whole = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    parts = whole.partition(".")
    thousands = parts[0].replace(",", words.say("number.thousands"))
    return thousands + (words.say("number.decimal") + parts[2] if parts[1] else "")


def measured(value: float, unit: Unit, words: Words) -> str:
    """Return a number with its unit."""
    section = "unit_of_one" if value == 1 and unit in _COUNTED else "unit"
    return with_unit(number(value, words), unit, words, section)


def with_unit(written: str, unit: Unit, words: Words, section: str = "unit") -> str:
    """Return a text with a unit."""
    return words.say(f"{section}.{unit}", value=written)


def sentence(text: str) -> str:
    """Return a text with a full stop at its end, unless it ends as a sentence."""
    # A quotation at the end, usually an example, ends its sentence within the quotation marks.
    return text if text.rstrip('"”').endswith((".", "!", "?", "…")) else f"{text}."


def capitalised(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return a label as it is written within a sentence."""
    return text[:1].lower() + text[1:]


def joined(parts: Iterable[str], words: Words, conjunction: str) -> str:
    """Join parts as an enumeration: ``a, b och c``."""
    *head, last = parts
    return f"{', '.join(head)} {words.say(f'list.{conjunction}')} {last}" if head else last


def is_year(path: Path, fields: Catalogue) -> bool:
    """Return whether a path leads to a year, or to one of several years."""
    behind = input_fields(path)
    return bool(behind) and all(name in fields and fields[name].single_type.is_year for name in behind)


def field_at(pointer: str, fields: Catalogue) -> Field | None:
    """Return the field at a JSON pointer; ``None`` for an unknown key."""
    return fields.get(field_of(pointer))


@lru_cache(_MOST_POINTERS)
def key_path(pointer: str, words: Words) -> str:
    """Return a pointer as the path of keys in the file, items counted from 1: ``social.goals nr 2.indicators``."""
    written = ""
    steps = steps_of(pointer)
    for before, step in zip(("", *steps), steps, strict=False):
        if step.isdecimal() and written:
            written = words.say("item", list=written, number=int(step) + 1)
        else:
            written += f", {step}" if before.isdecimal() else f".{step}" if written else step
    return visible(written)


def field_name(pointer: str, fields: Catalogue, words: Words) -> str:
    """Return the label of a field, with the labels and numbers of the lists if it belongs to an item of them."""
    known = field_at(pointer, fields)
    if known is None:
        return quoted(key_path(pointer, words), words)
    if not known.path:
        return words.say("field.whole")
    lists = tuple([words.pick(fields[path].title) for path in lists_around(known.path, fields)])
    return _name_of(pointer, words.pick(known.title), lists, words)


@lru_cache(_MOST_POINTERS)
def _name_of(pointer: str, title: str, lists: tuple[str, ...], words: Words) -> str:
    """Return a label with its place; an item of the field itself has a number alone: ``”Mål” (nr 2)``."""
    label = quoted(title, words)
    numbers = [int(step) + 1 for step in steps_of(pointer) if step.isdecimal()]
    if not numbers:
        return label
    items = [
        words.say("item", list=each, number=number).strip() for each, number in zip((*lists, ""), numbers, strict=False)
    ]
    return words.say("field.item_of", label=label, where=", ".join(items))


def path_name(path: Path, pointer: str, fields: Catalogue, words: Words) -> str:
    """Return the name of a condition's subject: of a derived value or of a field."""
    return field_name(pointer, fields, words) if path.value is None else value_name(path.value, words)


def label(path: Path, fields: Catalogue, words: Words) -> str:
    """Return the label of a condition's subject in quotation marks, without its place in a list."""
    known = fields.get(path.field)
    return quoted(path_name(path, "", fields, words) if known is None else words.pick(known.title), words)


def quoted_name(path: Path, pointer: str, fields: Catalogue, words: Words) -> str:
    """Return the name of a condition's subject with the label in quotation marks, also of a derived value."""
    name = path_name(path, pointer, fields, words)
    return name if path.value is None else quoted(name, words)


def value_name(computed: Value, words: Words) -> str:
    """Return the name of a computed value: its label in the pack, or the program's name of the engine's own."""
    own = computed.operation is None
    return words.say(f"field.derived.{computed.name}") if own else visible(words.pick(computed.label))


def value(found: Any, path: Path, fields: Catalogue, words: Words) -> str:
    """Return the text of a value: amounts with their unit, choices by their label."""
    known = fields.get(path.field)
    match found:
        case None:
            return words.say("report.nothing")
        case bool():
            return words.say("truth.yes" if found else "truth.no")
        case tuple() | list():
            return (
                joined(dict.fromkeys(value(part, path, fields, words) for part in found), words, "or")
                if found
                else words.say("report.nothing")
            )
        case int() | float() | Fraction():
            found = shown(found)
            unit = known.unit if known is not None else path.value.unit if path.value is not None else Unit.NONE
            if unit is not Unit.NONE:
                return measured(found, unit, words)
            as_written = path.kind is FieldKind.DATE or is_year(path, fields)
            return str(found) if as_written else number(found, words)
        case _:
            labels = known.labels if known is not None else path.value.labels if path.value is not None else {}
            if found in labels:
                return words.pick(labels[found])
            text = visible(str(found))
            return text if path.kind is FieldKind.DATE else quoted(shortened(text), words)


def stated(found: str | float | None, known: Field, words: Words) -> str | None:
    """Return the text of what a field holds, ``None`` without: choices by their label, amounts with their unit."""
    match found:
        case None | "":
            return None
        case bool():
            return words.say("truth.yes" if found else "truth.no")
        case int() | float():
            is_year = known.single_type.name in ("year", "date")
            return str(found) if is_year else measured(found, known.unit, words)
        case str() if known.values:
            return capitalised(words.pick(known.labels[found])) if found in known.labels else None
        case str():
            return visible(found)
