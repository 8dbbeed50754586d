"""Instructions of rules in the words of a workbook, which shows labels where a file has names and codes."""

import re
from collections.abc import Iterable, Iterator

from sociallan.application.field import Catalogue, Field
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.condition import input_fields, paths
from sociallan.rules.rule import Rule

_LINE = re.compile(r'"([a-z][a-z0-9_]*): \[?([^"\]]*)\]?"( \([^()]*\))?')
"""A field as it stands in a file: its name, its value or the values of a list, and what a choice means in brackets."""
_GLOSSED = re.compile(r"\b([a-z][a-z0-9_]*) \(([^()]*)\)")
"""A choice by its code, with what it means in brackets."""


def for_cells(text: str, rule: Rule, fields: Catalogue, words: Words) -> str:
    """Return a text of a rule with labels in the place of the names and codes of the fields that it reads."""
    read = tuple(_fields(rule, fields))

    def line(match: re.Match[str]) -> str:
        field = next((each for each in read if each.path.rpartition(".")[2] == match[1]), None)
        if field is None:
            return match[0]
        stated = [each.strip() for each in match[2].split(",")]
        meaning = "" if match[3] is None or not field.labels.keys().isdisjoint(stated) else match[3]
        several = ", ".join(_value(each, field, words) for each in stated)
        return f"{values.quoted(words.pick(field.title), words)}: {several}{meaning}"

    def glossed(match: re.Match[str]) -> str:
        field = next((each for each in read if match[1] in each.labels and match[2] not in each.labels), None)
        return match[0] if field is None else f"{_value(match[1], field, words)} ({match[2]})"

    return _GLOSSED.sub(glossed, _LINE.sub(line, text))


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


def _value(text: str, field: Field, words: Words) -> str:
    """Return a value of a field as a cell shows it, a choice in quotation marks."""
    if text in field.labels:
        return values.quoted(words.pick(field.labels[text]), words)
    return {"true": words.say("truth.yes"), "false": words.say("truth.no")}.get(text, text)
