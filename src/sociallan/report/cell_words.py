"""Instructions of rules in the words of a workbook, which shows labels where a file has names and codes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sociallan.application.field import Catalogue, Field
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.condition import input_fields, paths
from sociallan.rules.rule import Rule

_LINE = re.compile(r'"([a-z][a-z0-9_]*): \[?([^"\]]*)\]?"( \([^()]*\))?')
"""A field as it stands in a file: its name, its value or the values of a list, and what a choice means in brackets."""
_GLOSSED = re.compile(r"\b([a-z][a-z0-9_]*) \(([^()]*)\)")
"""A choice by its code, with what it means in brackets."""
_NAMED = re.compile(r" \(([a-z][a-z0-9_.]*)(?:: ([a-z][a-z0-9_]*))?\)")
"""In brackets the code of a choice that the words before say, or a field by name, perhaps with a choice."""


def for_cells(text: str, rule: Rule, fields: Catalogue, words: Words) -> str:
    """Return a text of a rule with labels in the place of the names and codes of the fields that it reads."""
    read = tuple(_fields(rule, fields))

    def line(match: re.Match[str]) -> str:
        field = _named(match[1], read, fields)
        if field is None:
            return match[0]
        stated = [each.strip() for each in match[2].split(",")]
        meaning = "" if match[3] is None or not field.labels.keys().isdisjoint(stated) else match[3]
        several = ", ".join(_value(each, field, words) for each in stated)
        return f"{_title(field, words)}: {several}{meaning}"

    def glossed(match: re.Match[str]) -> str:
        field = next((each for each in read if match[1] in each.labels and match[2] not in each.labels), None)
        if field is None:
            return match[0]
        gloss = "" if match[2] == words.pick(field.labels[match[1]]) else f" ({match[2]})"
        return f"{_value(match[1], field, words)}{gloss}"

    def named(match: re.Match[str]) -> str:
        if match[2] is None and any(match[1] in each.labels for each in read):
            return ""
        field = _named(match[1], read, fields)
        if field is None:
            return match[0]
        value = "" if match[2] is None else f": {_value(match[2], field, words)}"
        return f" ({_title(field, words)}{value})"

    # Codes before their glosses: the label that stands for a code has no gloss of its own.
    return _NAMED.sub(named, _GLOSSED.sub(glossed, _LINE.sub(line, text)))


def _named(name: str, read: Sequence[Field], fields: Catalogue) -> Field | None:
    """Return the field of a name: the first that a rule reads whose path ends so, or else that of the form."""
    return next((each for each in read if f".{each.path}".endswith(f".{name}")), fields.get(name))


def _fields(rule: Rule, fields: Catalogue) -> Iterator[Field]:
    """Yield the fields that a rule reads, and after them those beside and in them."""
    names = dict.fromkeys(
        name for condition in rule.conditions() for path in paths(condition) for name in input_fields(path)
    )
    own = [fields[name] for name in names if name in fields]
    yield from own
    holders = (fields[each.path.rpartition(".")[0]] for each in own)
    yield from _below((*holders, *own), fields)


def _below(holders: Iterable[Field], fields: Catalogue) -> Iterator[Field]:
    for holder in holders:
        yield from (fields[holder.path_of(name)] for name in holder.children)


def _title(field: Field, words: Words) -> str:
    return values.quoted(words.pick(field.title), words)


def _value(text: str, field: Field, words: Words) -> str:
    """Return a value of a field as a cell shows it, a choice in quotation marks; of a list without items ``no``."""
    if text in field.labels:
        return values.quoted(words.pick(field.labels[text]), words)
    return {"true": words.say("truth.yes"), "false": words.say("truth.no"), "": words.say("truth.no")}.get(text, text)
