"""Values of an application as people read them."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import takewhile
from typing import Any
from unicodedata import category

from sociallan.application.document import steps_of
from sociallan.application.field import Catalogue, Field, FieldKind, Unit
from sociallan.report.words import Words
from sociallan.rules.condition import Path, Value
from sociallan.rules.exact import shown

_DIGITS = 12
_LONGEST = 80


class _Safe(dict[int, str]):
    """What is shown for each sign, by its Unicode category; filled in as signs are met."""

    def __init__(self, unseen: str) -> None:
        super().__init__({ord("\t"): " "})
        self._unseen = unseen

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        match category(sign):
            case "Cc" | "Cs":
                sign = "\N{REPLACEMENT CHARACTER}"
            case "Cn" if is_noncharacter(code):
                sign = "\N{REPLACEMENT CHARACTER}"
            case "Zl" | "Zp":
                sign = " "
            case "Cf":
                sign = self._unseen
        self[code] = sign
        return sign


def is_noncharacter(code: int) -> bool:
    """Return whether a number is one of the 66 that Unicode never gives a character: XML and HTML refuse them."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


_VISIBLE = _Safe("")
_ONE_LINE = _Safe(" ")


def visible(text: str) -> str:
    """Make a text of the application safe to print: no control or format characters, on one line."""
    if not text.isprintable():
        flat = " ".join(text.split()) if "\n" in text or "\r" in text else text
        text = flat.translate(_VISIBLE)
    return text


def one_line(text: str) -> str:
    """Make a line of the application safe to print, behind something else, without moving its columns."""
    return text if text.isprintable() else text.translate(_ONE_LINE)


def shortened(text: str, length: int = _LONGEST) -> str:
    """Cut a text to a length, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def short_digest(digest: str) -> str:
    """Return the first digits of a digest, enough to tell two packs apart."""
    return digest.removeprefix("sha256:")[:_DIGITS]


def shortened_inside(path: str, length: int) -> str:
    """Cut a path to a length, in its midst: files are known by how they begin, numbers above all, and how they end."""
    first = length // 3
    return path if len(path) <= length else f"{path[:first]}…{path[first + 1 - length :]}"


def common_folder(paths: Iterable[str]) -> str:
    """Return the folder that several paths begin with, with its ``/``; ``""`` where there is none, or one path."""
    folders = [path.split("/")[:-1] for path in paths]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))
    return "".join(f"{names[0]}/" for names in shared) if len(folders) > 1 else ""


def quoted(text: str, words: Words) -> str:
    """Put a text between the language's quotation marks."""
    return f"{words.say('quote.left')}{text}{words.say('quote.right')}"


def number(value: float, words: Words) -> str:
    """Write a number with the language's separators."""
    whole = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    parts = whole.partition(".")
    thousands = parts[0].replace(",", words.say("number.thousands"))
    return thousands + (words.say("number.decimal") + parts[2] if parts[1] else "")


def kronor(value: int, words: Words) -> str:
    """Write an amount in kronor."""
    return words.say("unit.kr", value=number(value, words))


def joined(parts: Iterable[str], words: Words, conjunction: str) -> str:
    """Join parts as a sentence does: ``a, b och c``."""
    *head, last = parts
    return f"{', '.join(head)} {words.say(f'list.{conjunction}')} {last}" if head else last


def field_at(pointer: str, fields: Catalogue) -> Field | None:
    """Find the field that a JSON pointer leads to; ``None`` for a key that does not exist."""
    return fields.get(".".join(step for step in steps_of(pointer) if not step.isdecimal()))


def key_path(pointer: str, words: Words) -> str:
    """Write a pointer as the keys in the file, items counted from one: ``social.goals nr 2.indicators``."""
    written = ""
    for step in steps_of(pointer):
        if step.isdecimal() and written:
            written = words.say("item", list=written, number=int(step) + 1)
        else:
            after_item = len(written) > 0 and written[-1].isdecimal()
            written += f", {step}" if after_item else f".{step}" if written else step
    return visible(written)


def field_name(pointer: str, fields: Catalogue, words: Words) -> str:
    """Name a field by its label and, where it is one of several, by where it stands."""
    known = field_at(pointer, fields)
    if known is None:
        return quoted(key_path(pointer, words), words)
    if not known.path:
        return words.say("field.whole")
    label = quoted(words.pick(known.title), words)
    steps = steps_of(pointer)
    last = max((place for place, step in enumerate(steps) if step.isdecimal()), default=None)
    if last is None:
        return label
    item = "/" + "/".join(steps[: last + 1])
    return words.say("field.item_of", label=label, where=key_path(item, words))


def path_name(path: Path, pointer: str, fields: Catalogue, words: Words) -> str:
    """Name what a condition tests: a computed value by its own name, anything else as a field."""
    return field_name(pointer, fields, words) if path.value is None else value_name(path.value, words)


def value_name(computed: Value, words: Words) -> str:
    """Name a computed value: by its label in the pack, or the program's where it is the engine's own."""
    own = computed.operation is None
    return words.say(f"field.derived.{computed.name}") if own else visible(words.pick(computed.label))


def value(found: Any, path: Path, fields: Catalogue, words: Words) -> str:
    """Write a value of a path: amounts with their unit, words with what they mean."""
    known = fields.get(path.field)
    match found:
        case None:
            return words.say("report.nothing")
        case bool():
            return words.say("truth.yes" if found else "truth.no")
        case tuple() | list():
            return (
                joined([value(part, path, fields, words) for part in found], words, "or")
                if found
                else words.say("report.nothing")
            )
        case int() | float() | Fraction():
            found = shown(found)
            unit = known.unit if known is not None else path.value.unit if path.value is not None else Unit.NONE
            if unit is not Unit.NONE:
                return words.say(f"unit.{unit}", value=number(found, words))
            is_year = path.kind is FieldKind.DATE or (known is not None and known.type.name == "year")
            return str(found) if is_year else number(found, words)
        case _:
            labels = known.labels if known is not None else path.value.labels if path.value is not None else {}
            if found in labels:
                return words.pick(labels[found])
            text = visible(str(found))
            return text if path.kind is FieldKind.DATE else quoted(shortened(text), words)
