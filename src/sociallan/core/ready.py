"""Rules compiled for the parameters and word lists of a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sociallan.core.decision import Decision, decider
from sociallan.core.fast import Compiler, Scope
from sociallan.core.finder import Finder
from sociallan.model.outcome import Outcome
from sociallan.model.rule import Rule
from sociallan.model.truth import OutcomeKind


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule with its conditions as closures."""

    rule: Rule
    decide: Callable[[Scope], Decision]
    unexplained: Mapping[OutcomeKind, Outcome]
    """The outcomes that need no reasons: most are one of these, and the same in every application."""


class Period(NamedTuple):
    """What is in force between two changes of a pack."""

    rules: tuple[ReadyRule, ...]
    params: Mapping[str, Any]
    finders: Mapping[str, Finder]


def ready(rule: Rule, compiler: Compiler) -> ReadyRule:
    """Make a rule ready to decide."""
    unexplained = {kind: Outcome(rule, kind) for kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)}
    return ReadyRule(rule, decider(rule, compiler.compile), unexplained)
