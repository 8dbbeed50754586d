"""Rules compiled for the parameters and word lists in force on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sociallan.rules.bindings import Bindings
from sociallan.rules.compile import Compiler, Scope
from sociallan.rules.decision import Decision, decider
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """Rule with its conditions compiled to closures."""

    rule: Rule
    decide: Callable[[Scope], Decision]
    unexplained: Mapping[OutcomeKind, Outcome]
    """Outcomes without reasons, by kind: constant objects shared by all applications."""


class EffectiveRules(NamedTuple):
    """Rules in force between two changes of a pack, and what the names in them stand for."""

    rules: tuple[CompiledRule, ...]
    bindings: Bindings


def compile_rule(rule: Rule, compiler: Compiler) -> CompiledRule:
    """Compile a rule."""
    unexplained = {kind: Outcome(rule, kind) for kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)}
    return CompiledRule(rule, decider(rule, compiler.compile), unexplained)
