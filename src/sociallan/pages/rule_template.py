"""The start of a new rule: every key with what it means, texts to fill in, and tests that fail until they are."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sociallan.report.words import Words
from sociallan.rules.rule import Level

_WIDTH = 116
_REQUIRE = "{field: project.title, min_chars: 500}"
"""No title is that long, and of prose software says no more than that people must judge: so each test fails."""

_WHEN = "when: {field: project.area, equals: housing}"
_TESTS = {"met": (), "not_met": ("change: {project.title: Park}",), "missing": ("remove: [project.title]",)}
"""The outcomes that there is a test of, and how each comes about: to be taken in when the rule is written."""


class Start(NamedTuple):
    """What is known of a rule before it is written. ``schema`` is where an editor finds its schema."""

    id: str
    group: str
    level: Level
    valid_from: str
    citation: str
    specimen: str
    schema: str


def rule_template(start: Start, about: Mapping[str, str], words: Words, texts: Sequence[Words]) -> str:
    """Make the text of a rule's file.

    ``about`` says what each key of a rule means, ``words`` are those of the comments, and ``texts``
    those of each language that the rule's own texts are to be written in.
    """
    known = {"id": start.id, "group": start.group, "level": start.level, "valid_from": start.valid_from}
    lines = [f"# yaml-language-server: $schema={start.schema}", *_comment(words.say("skeleton.head"))]
    for key, value in known.items():
        lines += ["", *_comment(about[key]), f"{key}: {value}"]
    lines += ["", *_comment(f"{about['replaces']} {words.say('skeleton.optional')}"), "# replaces: OLD-ID"]
    for key in ("title", "why"):
        lines += ["", *_comment(about[key]), f"{key}:", *_texts(key, texts, "  ")]
    lines += ["", *_comment(f"{about['cites']} {words.say('skeleton.cites')}"), f"cites: [{start.citation}]"]
    lines += ["", *_comment(f"{about['when']} {words.say('skeleton.optional')}"), f"# {_WHEN}"]
    lines += ["", *_comment(f"{about['require']} {words.say('skeleton.require')}"), f"require: {_REQUIRE}"]
    lines += ["", *_comment(about["ask"]), "ask:", *_texts("ask", texts, "  ")]
    lines += ["", *_comment(f"{about['judge']} {words.say('skeleton.optional')}"), "# judge:", "#   question:"]
    lines += [*_texts("question", texts, "#     "), "#   evidence: [project.title]"]
    lines += ["", *_comment(about["specimen"]), f"specimen: {start.specimen}"]
    lines += ["", *_comment(f"{about['tests']} {words.say('skeleton.tests.about')}"), "tests:"]
    for outcome, changes in _TESTS.items():
        lines += [f"  - name: {_quoted(words.say(f'skeleton.tests.{outcome}'))}"]
        lines += [f"    # {change}" for change in changes]
        lines += [f"    expect: {outcome}", *(["    # because: [project.title]"] if changes else [])]
    return "\n".join(lines) + "\n"


def _texts(key: str, texts: Sequence[Words], lead: str) -> list[str]:
    return [f"{lead}{words.lang}: {_quoted(words.say(f'skeleton.{key}'))}" for words in texts]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def _quoted(text: str) -> str:
    # What JSON quotes, YAML reads the same.
    return json.dumps(text, ensure_ascii=False)
