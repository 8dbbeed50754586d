"""A rule with its conditions, texts and tests, and the word lists that it can name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application.field import Text
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Condition, Leaf, Path, nodes
from sociallan.rules.truth import OutcomeKind


class Level(StrEnum):
    """What a rule's outcome means for the verdict: only a requirement decides."""

    REQUIREMENT = "requirement"
    EXPECTATION = "expectation"
    REMARK = "remark"


class Question(NamedTuple):
    """What only the committee can judge; asked when ``when`` does not fail and the rest is met."""

    question: Text
    evidence: tuple[Path, ...]
    when: Condition | None


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A test that stands in a rule: a specimen, changed, and the outcome expected of it."""

    name: str
    change: Mapping[str, Any]
    remove: tuple[str, ...]
    as_of: str | None
    expect: OutcomeKind
    because: tuple[str, ...] | None
    at: PackLocation


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Dates are ``YYYY-MM-DD``; ``valid_to`` is the last day, ``None`` while in force.

    ``replaces`` is the id of the rule that it follows, which ended the day before it began.
    """

    id: str
    group: str
    level: Level
    valid_from: str
    valid_to: str | None
    title: Text
    why: Text
    ask: Text
    cites: tuple[str, ...]
    when: Condition | None
    require: Condition
    judge: Question | None
    specimen: str
    tests: tuple[RuleTest, ...]
    at: PackLocation
    replaces: str | None = None

    def texts(self) -> Iterator[Text]:
        """Yield the rule's texts, which may hold placeholders."""
        yield from (self.title, self.why, self.ask)
        if self.judge is not None:
            yield self.judge.question

    def conditions(self) -> Iterator[Condition]:
        """Yield the rule's conditions, in the order that they are asked."""
        if self.when is not None:
            yield self.when
        yield self.require
        if self.judge is not None and self.judge.when is not None:
            yield self.judge.when

    def leaves(self) -> Iterator[Leaf]:
        """Yield the tests of fields in the rule's conditions."""
        for condition in self.conditions():
            yield from (node for node in nodes(condition) if isinstance(node, Leaf))


class WordList(NamedTuple):
    """Words or phrases that a rule looks for, or the name of a detector of identifiers."""

    id: str
    title: Text
    words: tuple[str, ...]
    detect: str | None


PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A parameter's id in braces: what a text of a rule may hold in the place of a figure."""
