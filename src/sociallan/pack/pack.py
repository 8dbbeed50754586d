"""A rule pack: rules, their sources, parameters and words, and the verdict's formula."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sociallan.application.field import Form, Text, Unit
from sociallan.rules.condition import Value
from sociallan.rules.rule import Rule, WordList


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
    unit: Unit
    values: tuple[tuple[str, int | float | str | None], ...]
    cites: tuple[str, ...]
    note: Text

    def on(self, day: str) -> int | float | str | None:
        """Return the value in force on a day (``YYYY-MM-DD``)."""
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
    form: Form
    values: Mapping[str, Value]
    """What is computed, by name, beside what the engine has for every pack."""
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
        """Return the phase that a day (``YYYY-MM-DD``) lies in; ``None`` before the first."""
        return next((phase for phase in reversed(self.phases) if phase.first <= day), None)
