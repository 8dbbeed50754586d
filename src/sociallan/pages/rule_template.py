"""The template of a rule file: every key with its explanation, placeholder texts, and failing tests."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application.field import Catalogue, FieldKind, lists_around, single_texts
from sociallan.report.words import Words
from sociallan.report.yaml_flow import flow
from sociallan.rules.rule import DEFAULT_WEIGHT, Basis, Level

_WIDTH = 116
_LONGER_THAN_ANY = 500
"""A length that fails every test: no such text is that long, and prose is left to human judgement."""

_TESTS = {"met": "", "not_met": "change: {{{field}: {value}}}", "missing": "remove: [{field}]"}
"""The expected outcomes of the tests, each with a suggested change as a comment."""


_TESTS_OF_QUESTION = {
    "judgement": "",
    "not_applicable": "change: {{{field}: {value}}}",
    "missing": "remove: [{field}]",
}


_STANDING = (
    FieldKind.NUMBER, FieldKind.DATE, FieldKind.TRUTH, FieldKind.TEXT, FieldKind.LIST, FieldKind.RECORD,
)  # fmt: skip
"""Kinds of field in the order in which one is chosen where the form has no plain text."""


class Sample(NamedTuple):
    """The field that the condition and the tests of a new rule read, until its author chooses others.

    ``max_chars`` is the length of its longest text, ``None`` where the length of its values is not to be tested.
    ``value`` is one that it may have.
    """

    field: str
    max_chars: int | None
    value: Any


class Start(NamedTuple):
    """The known keys of a new rule. ``schema`` is the address of its schema for editors.

    ``basis`` is what a requirement rests on, and ``specimen`` is ``None`` in a pack without any. ``choice`` is the path
    of a choice, with one of its values, if the form has one to show when a rule applies.
    """

    id: str
    group: str
    level: Level
    valid_from: str
    basis: Basis
    citation: str
    specimen: str | None
    schema: str
    sample: Sample
    choice: tuple[str, str] | None


def sample_of(fields: Catalogue, title: str | None) -> Sample:
    """Return the title, else a text, else what the form has: a value before a list, a field before one of an item."""
    texts = {path: fields[path].max_chars for path in single_texts(fields) if fields[path].max_chars is not None}
    chosen = title if title in texts else next(iter(texts), None)
    if chosen is not None:
        return Sample(chosen, texts[chosen], "Park")
    outside = (path for path in fields if path and not lists_around(path, fields))
    chosen = min(outside, key=lambda path: _STANDING.index(fields[path].kind))
    values = fields[chosen].values or (fields[chosen].example or {}).values()
    return Sample(chosen, None, [*values][-1] if values else None)


def rule_template(start: Start, about: Mapping[str, str], words: Words, texts: Sequence[Words]) -> str:
    """Return the text of a new rule file.

    ``about`` explains each key of a rule, ``words`` are for the comments, and ``texts`` are one per
    language of the rule's texts.
    """
    given: dict[str, object] = {"id": start.id, "group": start.group, "level": start.level}
    if start.level is Level.QUESTION:
        given["weight"] = DEFAULT_WEIGHT
    given["valid_from"] = start.valid_from
    lines = [f"# yaml-language-server: $schema={start.schema}", *_comment(words.say("skeleton.head"))]
    for key, value in given.items():
        lines += ["", *_comment(about[key]), f"{key}: {value}"]
    if start.level is Level.QUESTION:
        return "\n".join([*lines, *_of_question(start, about, words, texts)]) + "\n"
    lines += ["", *_comment(about["basis"]), f"{'' if start.level is Level.REQUIREMENT else '# '}basis: {start.basis}"]
    lines += ["", *_comment(f"{about['otherwise']} {words.say('skeleton.optional')}"), "# otherwise: not_met"]
    lines += ["", *_comment(f"{about['replaces']} {words.say('skeleton.optional')}"), "# replaces: OLD-ID"]
    lines += ["", *_comment(f"{about['follows']} {words.say('skeleton.optional')}"), "# follows: [RULE-ID]"]
    for key in ("title", "unmet", "why"):
        lines += ["", *_comment(about[key]), f"{key}:", *_texts(key, texts, "  ")]
    lines += ["", *_comment(f"{about['cites']} {words.say('skeleton.cites')}"), f"cites: [{start.citation}]"]
    lines += ["", *_comment(f"{about['when']} {words.say('skeleton.optional')}"), f"# {_when(start)}"]
    lines += [
        "",
        *_comment(f"{about['require']} {words.say('skeleton.require')}"),
        f"require: {_required(start.sample)}",
    ]
    lines += ["", *_comment(about["ask"]), "ask:", *_texts("ask", texts, "  ")]
    lines += ["", *_comment(f"{about['judge']} {words.say('skeleton.optional')}"), "# judge:", "#   question:"]
    lines += [*_texts("question", texts, "#     "), f"#   evidence: [{start.sample.field}]"]
    lines += _specimen(start, about)
    lines += ["", *_comment(f"{about['tests']} {words.say('skeleton.tests.about')}"), "tests:"]
    for outcome, change in _TESTS.items():
        lines += ["  - name:", *_texts(f"tests.{outcome}", texts, "      "), *_change(change, start.sample)]
        lines += [f"    expect: {outcome}", *([f"    # because: [{start.sample.field}]"] if change else [])]
    return "\n".join(lines) + "\n"


def _of_question(start: Start, about: Mapping[str, str], words: Words, texts: Sequence[Words]) -> Iterator[str]:
    """Yield the lines of a question below its days."""
    yield from ("", *_comment(f"{about['replaces']} {words.say('skeleton.optional')}"), "# replaces: OLD-ID")
    yield from ("", *_comment(f"{about['sharpens']} {words.say('skeleton.optional')}"), "# sharpens: [RULE-ID]")
    yield from ("", *_comment(about["title"]), "title:", *_texts("title", texts, "  "))
    yield from ("", *_comment(about["when"]), f"when: {{field: {start.sample.field}, stated: true}}")
    yield from ("", *_comment(about["question"]), "question:")
    quoted = f"{{{start.sample.field}}}"
    yield from (f"  {each.lang}: {_quoted(each.say('skeleton.quoting', field=quoted))}" for each in texts)
    yield from ("", *_comment(about["why"]), "why:", *_texts("why", texts, "  "))
    yield from ("", *_comment(about["ask"]), "ask:", *_texts("answer", texts, "  "))
    yield from ("", *_comment(f"{about['names']} {words.say('skeleton.optional')}"), "# names:", "#   - what:")
    yield from (*_texts("point", texts, "#       "), f"#     found: {{field: {start.sample.field}, stated: true}}")
    yield from ("", *_comment(f"{about['cites']} {words.say('skeleton.cites')}"), f"cites: [{start.citation}]")
    yield from _specimen(start, about)
    yield from ("", *_comment(f"{about['tests']} {words.say('skeleton.tests.about')}"), "tests:")
    for outcome, change in _TESTS_OF_QUESTION.items():
        yield from ("  - name:", *_texts(f"tests.{outcome}", texts, "      "), *_change(change, start.sample))
        yield f"    expect: {outcome}"


def _required(sample: Sample) -> str:
    """Return a condition that takes the place of the author's own."""
    if sample.max_chars is None:
        return f"{{field: {sample.field}, not_placeholder: true}}"
    return f"{{field: {sample.field}, min_chars: {min(_LONGER_THAN_ANY, sample.max_chars)}}}"


def _specimen(start: Start, about: Mapping[str, str]) -> list[str]:
    return [] if start.specimen is None else ["", *_comment(about["specimen"]), f"specimen: {start.specimen}"]


def _change(change: str, sample: Sample) -> list[str]:
    return [f"    # {change.format(field=sample.field, value=flow(sample.value))}"] if change else []


def _when(start: Start) -> str:
    if start.choice is None:
        return f"when: {{field: {start.sample.field}, stated: true}}"
    path, value = start.choice
    return f"when: {{field: {path}, equals: {value}}}"


def _texts(key: str, texts: Sequence[Words], lead: str) -> list[str]:
    return [f"{lead}{words.lang}: {_quoted(words.say(f'skeleton.{key}'))}" for words in texts]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _quoted(text: str) -> str:
    # A JSON string is a YAML string.
    return json.dumps(text, ensure_ascii=False)
