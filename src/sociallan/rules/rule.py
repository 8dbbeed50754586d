"""Rules with their conditions, texts and tests."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application.field import Translations
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Condition, Leaf, Path, nodes, paths
from sociallan.rules.operators import OPERATORS
from sociallan.rules.truth import OutcomeKind


class Level(StrEnum):
    """Levels of rules; only a requirement affects the verdict.

    A rule of the level ``QUESTION`` asks nothing of the application: it asks people something where its ``when`` holds.
    """

    REQUIREMENT = "requirement"
    EXPECTATION = "expectation"
    REMARK = "remark"
    QUESTION = "question"


class Basis(StrEnum):
    """Bases of a rule: a public source says it, the application against itself, or our own conclusion."""

    STATED = "stated"
    LOGIC = "logic"
    CONCLUDED = "concluded"


DEFAULT_WEIGHT = 30
"""Weight of a rule's own question where its file gives none: less than most of those that quote the application."""


class Named(NamedTuple):
    """Point of a strong answer, and the condition that shows that the application has it."""

    what: Translations
    found: Condition


class Question(NamedTuple):
    """Question for people; asked if ``when`` is not false and the other conditions are met.

    ``weight`` orders the questions of a report, the heaviest first. ``quotes`` are the values of the application that
    the question quotes, by placeholder. ``sharpens`` are the ids of the rules whose own questions it asks more
    precisely: they are left out where it is asked. ``named`` are the points of a strong answer that can be looked up.
    """

    question: Translations
    evidence: tuple[Path, ...]
    when: Condition | None
    weight: int = DEFAULT_WEIGHT
    quotes: Mapping[str, Path] = {}
    sharpens: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()


class RuleTest(NamedTuple):
    """Test in a rule file: changes to a specimen, and the expected outcome."""

    name: Translations
    """A name that its file gives in no language in particular stands under ``""``."""
    change: Mapping[str, Any]
    remove: tuple[str, ...]
    as_of: str | None
    expect: OutcomeKind
    because: tuple[str, ...] | None
    at: PackLocation


class Rule(NamedTuple):
    """One rule. Dates are ``YYYY-MM-DD``; ``valid_to`` is the last day, ``None`` if it has no end.

    ``replaces`` is the id of its predecessor, whose last day is the day before ``valid_from``. What contradicts one of
    the rules in ``follows`` contradicts this one too.
    """

    id: str
    group: str
    level: Level
    valid_from: str
    valid_to: str | None
    title: Translations
    unmet: Translations
    """Title of an outcome that is not met; the title of the rule if the pack has no sentence for it."""
    why: Translations
    ask: Translations
    cites: tuple[str, ...]
    when: Condition | None
    require: Condition
    judge: Question | None
    specimen: str
    tests: tuple[RuleTest, ...]
    at: PackLocation
    replaces: str | None = None
    follows: tuple[str, ...] = ()
    basis: Basis | None = None
    """``None`` where the file does not say."""
    otherwise: OutcomeKind = OutcomeKind.NOT_MET
    """Outcome where ``require`` is false: ``NOT_MET``, ``TO_MEND`` or ``JUDGEMENT``."""

    @property
    def quotes(self) -> Mapping[str, Path]:
        """Return the values of the application that the rule's question quotes, by placeholder."""
        return {} if self.judge is None else self.judge.quotes

    def texts(self) -> Iterator[Translations]:
        """Yield the rule's texts, which may contain placeholders."""
        yield from (self.title, self.unmet, self.why, self.ask)
        if self.judge is not None:
            yield self.judge.question
            yield from (named.what for named in self.judge.named)

    def conditions(self) -> Iterator[Condition]:
        """Yield the rule's conditions in the order of evaluation."""
        if self.when is not None:
            yield self.when
        yield self.require
        if self.judge is not None and self.judge.when is not None:
            yield self.judge.when

    def leaves(self) -> Iterator[Leaf]:
        """Yield the leaves of the rule's conditions."""
        for condition in self.conditions():
            yield from (node for node in nodes(condition) if isinstance(node, Leaf))

    def fields(self) -> frozenset[str]:
        """Return the paths of the fields that the rule names, without those that its computed values read."""
        return frozenset(path.field for condition in self.conditions() for path in paths(condition))

    def reads_prose(self) -> bool:
        """Return whether the rule reads what its pack says of texts."""
        return any(OPERATORS[leaf.operator].reads_prose for leaf in self.leaves())


PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}")
"""Placeholder in a rule's text: in braces the id of a parameter, or in a question what it quotes of the application."""
