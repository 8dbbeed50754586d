"""The template of a rule file: every key with its explanation, placeholder texts, and failing tests."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sociallan.report.words import Words
from sociallan.rules.rule import DEFAULT_WEIGHT, Level

_WIDTH = 116
_LONGER_THAN_ANY = 500
"""A length that fails every test: no such text is that long, and prose is left to human judgement."""

_TESTS = {"met": "", "not_met": "change: {{{field}: Park}}", "missing": "remove: [{field}]"}
"""The expected outcomes of the tests, each with a suggested change as a comment."""


_TESTS_OF_QUESTION = {"judgement": "", "not_applicable": "change: {{{field}: Park}}", "missing": "remove: [{field}]"}


class Start(NamedTuple):
    """The known keys of a new rule. ``schema`` is the address of its schema for editors.

    ``text_field`` is the path of a text that the condition and the tests read, and ``choice`` that of a choice, with
    one of its values, if the form has one to show when a rule applies.
    """

    id: str
    group: str
    level: Level
    valid_from: str
    citation: str
    specimen: str
    schema: str
    text_field: str
    choice: tuple[str, str] | None


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
    lines += ["", *_comment(about["basis"]), f"{'' if start.level is Level.REQUIREMENT else '# '}basis: stated"]
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
        f"require: {{field: {start.text_field}, min_chars: {_LONGER_THAN_ANY}}}",
    ]
    lines += ["", *_comment(about["ask"]), "ask:", *_texts("ask", texts, "  ")]
    lines += ["", *_comment(f"{about['judge']} {words.say('skeleton.optional')}"), "# judge:", "#   question:"]
    lines += [*_texts("question", texts, "#     "), f"#   evidence: [{start.text_field}]"]
    lines += ["", *_comment(about["specimen"]), f"specimen: {start.specimen}"]
    lines += ["", *_comment(f"{about['tests']} {words.say('skeleton.tests.about')}"), "tests:"]
    for outcome, change in _TESTS.items():
        lines += ["  - name:", *_texts(f"tests.{outcome}", texts, "      ")]
        lines += [f"    # {change.format(field=start.text_field)}"] if change else []
        lines += [f"    expect: {outcome}", *([f"    # because: [{start.text_field}]"] if change else [])]
    return "\n".join(lines) + "\n"


def _of_question(start: Start, about: Mapping[str, str], words: Words, texts: Sequence[Words]) -> Iterator[str]:
    """Yield the lines of a question below its days."""
    yield from ("", *_comment(f"{about['replaces']} {words.say('skeleton.optional')}"), "# replaces: OLD-ID")
    yield from ("", *_comment(f"{about['sharpens']} {words.say('skeleton.optional')}"), "# sharpens: [RULE-ID]")
    yield from ("", *_comment(about["title"]), "title:", *_texts("title", texts, "  "))
    yield from ("", *_comment(about["when"]), f"when: {{field: {start.text_field}, min_chars: {_LONGER_THAN_ANY}}}")
    yield from ("", *_comment(about["question"]), "question:")
    yield from (
        f"  {each.lang}: {_quoted(each.say('skeleton.quoting', field=f'{{{start.text_field}}}'))}" for each in texts
    )
    yield from ("", *_comment(about["why"]), "why:", *_texts("why", texts, "  "))
    yield from ("", *_comment(about["ask"]), "ask:", *_texts("answer", texts, "  "))
    yield from ("", *_comment(f"{about['names']} {words.say('skeleton.optional')}"), "# names:", "#   - what:")
    yield from (*_texts("point", texts, "#       "), f"#     found: {{field: {start.text_field}, stated: true}}")
    yield from ("", *_comment(f"{about['cites']} {words.say('skeleton.cites')}"), f"cites: [{start.citation}]")
    yield from ("", *_comment(about["specimen"]), f"specimen: {start.specimen}")
    yield from ("", *_comment(f"{about['tests']} {words.say('skeleton.tests.about')}"), "tests:")
    for outcome, change in _TESTS_OF_QUESTION.items():
        yield from ("  - name:", *_texts(f"tests.{outcome}", texts, "      "))
        if change:
            yield f"    # {change.format(field=start.text_field)}"
        yield f"    expect: {outcome}"


def _when(start: Start) -> str:
    if start.choice is None:
        return f"when: {{field: {start.text_field}, stated: true}}"
    path, value = start.choice
    return f"when: {{field: {path}, equals: {value}}}"


def _texts(key: str, texts: Sequence[Words], lead: str) -> list[str]:
    return [f"{lead}{words.lang}: {_quoted(words.say(f'skeleton.{key}'))}" for words in texts]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _quoted(text: str) -> str:
    # A JSON string is a YAML string.
    return json.dumps(text, ensure_ascii=False)
