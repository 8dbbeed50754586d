"""Rules compiled for the parameters and word lists of a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sociallan.rules.compile import Compiler, Scope
from sociallan.rules.decision import Decision, decider
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.rules.word_search import Finder


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its conditions as closures."""

    rule: Rule
    decide: Callable[[Scope], Decision]
    unexplained: Mapping[OutcomeKind, Outcome]
    """The outcomes that need no reasons: most are one of these, and the same in every application."""


class EffectiveRules(NamedTuple):
    """What is in force between two changes of a pack."""

    rules: tuple[CompiledRule, ...]
    params: Mapping[str, Any]
    finders: Mapping[str, Finder]


def compile_rule(rule: Rule, compiler: Compiler) -> CompiledRule:
    """Make a rule ready to decide."""
    unexplained = {kind: Outcome(rule, kind) for kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)}
    return CompiledRule(rule, decider(rule, compiler.compile), unexplained)
