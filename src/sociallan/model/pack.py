"""A rule pack: rules, their sources, parameters and words, and the verdict's formula."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.model.condition import Condition, Leaf, Path, nodes
from sociallan.model.outcome import OutcomeKind
from sociallan.model.place import RulePlace

Text = Mapping[str, str]
"""The same sentence by language, not necessarily in every one of the program's."""

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A parameter's id in braces: what a text of a rule may hold in the place of a figure."""


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
    at: RulePlace


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
    at: RulePlace
    replaces: str | None = None

    def texts(self) -> Iterator[Text]:
        """Give the rule's texts, which may hold placeholders."""
        yield from (self.title, self.why, self.ask)
        if self.judge is not None:
            yield self.judge.question

    def conditions(self) -> Iterator[Condition]:
        """Give the rule's conditions, in the order that they are asked."""
        if self.when is not None:
            yield self.when
        yield self.require
        if self.judge is not None and self.judge.when is not None:
            yield self.judge.when

    def leaves(self) -> Iterator[Leaf]:
        """Give the tests of fields in the rule's conditions."""
        for condition in self.conditions():
            yield from (node for node in nodes(condition) if isinstance(node, Leaf))


class Passage(NamedTuple):
    """What a public source says, in one sentence of our own, and whether it states or we infer."""

    citation: str
    title: str
    publisher: str
    date: str | None
    url: str
    summary: Text
    mark: str


class Param(NamedTuple):
    """A figure that may change: ``values`` are (first day, value), in order of day.

    A value of ``None`` sets no limit.
    """

    id: str
    title: Text
    unit: str
    values: tuple[tuple[str, int | float | str | None], ...]
    cites: tuple[str, ...]
    note: Text

    def on(self, day: str) -> int | float | str | None:
        """Give the value in force on a day (``YYYY-MM-DD``)."""
        value = None
        for start, candidate in self.values:
            if start <= day:
                value = candidate
        return value


class Phase(NamedTuple):
    """A time in the loan's life, from ``first`` (``YYYY-MM-DD``) until the next phase begins."""

    id: str
    first: str
    title: Text
    summary: Text
    cites: tuple[str, ...]


class WordList(NamedTuple):
    """Words or phrases that a rule looks for, or the name of a detector of identifiers."""

    id: str
    title: Text
    words: tuple[str, ...]
    detect: str | None


class Group(NamedTuple):
    """A group of rules. ``area`` is set for the groups of one of the three areas."""

    id: str
    title: Text
    area: str | None


@dataclass(frozen=True, slots=True)
class GroupLeaf:
    """In the verdict's formula: the group's requirements are met."""

    group: str


@dataclass(frozen=True, slots=True)
class GroupAll:
    """In the verdict's formula: every part is true."""

    parts: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True)
class GroupAny:
    """In the verdict's formula: some part is true."""

    parts: "tuple[Formula, ...]"


Formula = GroupLeaf | GroupAll | GroupAny


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole rule pack, read and checked."""

    id: str
    version: str
    title: Text
    notice: Text
    valid_from: str
    phases: tuple[Phase, ...]
    """In order of day. They are told of and decide nothing: what differs between them, rules say."""
    groups: tuple[Group, ...]
    verdict: Formula
    rules: tuple[Rule, ...]
    params: Mapping[str, Param]
    passages: Mapping[str, Passage]
    lists: Mapping[str, WordList]
    gaps: Mapping[str, str]
    """Texts that say nothing, folded to lower case: ``placeholder`` or ``unknown`` by text."""
    specimens: Mapping[str, Any]
    read_by_people: tuple[str, ...]
    """Paths of the application that no rule reads, with all below them."""
    logic_digest: str
    text_digest: str

    @property
    def digest(self) -> str:
        """The digest of all that decides and all that is read: both digests, the id and the version."""
        whole = "\n".join((self.id, self.version, self.logic_digest, self.text_digest))
        return "sha256:" + hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

    def rule(self, rule_id: str) -> Rule | None:
        """Find a rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def phase(self, day: str) -> Phase | None:
        """Give the phase that a day (``YYYY-MM-DD``) lies in; ``None`` before the first."""
        return next((phase for phase in reversed(self.phases) if phase.first <= day), None)
