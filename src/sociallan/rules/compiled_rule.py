"""Rules compiled for the parameters and word lists in force on a day."""

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
    """Rule with its conditions compiled to closures."""

    rule: Rule
    decide: Callable[[Scope], Decision]
    unexplained: Mapping[OutcomeKind, Outcome]
    """Outcomes without reasons, by kind: constant objects shared by all applications."""


class EffectiveRules(NamedTuple):
    """Rules, parameters and word lists in force between two changes of a pack."""

    rules: tuple[CompiledRule, ...]
    params: Mapping[str, Any]
    finders: Mapping[str, Finder]


def compile_rule(rule: Rule, compiler: Compiler) -> CompiledRule:
    """Compile a rule."""
    unexplained = {kind: Outcome(rule, kind) for kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)}
    return CompiledRule(rule, decider(rule, compiler.compile), unexplained)
