"""Rules compiled for the parameters and word lists in force on a day."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from sociallan.rules.condition import All, Leaf, Literal, Quantified, input_fields, nodes, own_paths
from sociallan.rules.decision import Decision, decider
from sociallan.rules.evaluation.asking import CompiledQuestion
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.evaluation.shared_outcomes import SharedOutcomes
from sociallan.rules.operators import OPERATORS, Measure
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind


class Reads(NamedTuple):
    """Number of tests of a rule that read a field, by field, and the leaves of its conditions, by identity."""

    tests: Counter[str]
    leaves: frozenset[int]


class CompiledRule:
    """Rule with its conditions compiled to closures."""

    def __init__(self, rule: Rule, decide: Callable[[Scope], Decision]) -> None:
        self.rule = rule
        self.decide = decide
        self.unexplained = {kind: Outcome(rule, kind) for kind in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)}
        """Outcomes without reasons, by kind: constant objects shared by all applications."""

    @cached_property
    def reads(self) -> Reads:
        """Fields and values that the conditions read."""
        return _reads(self.rule)

    @cached_property
    def explained(self) -> SharedOutcomes:
        """The open outcomes already explained."""
        return SharedOutcomes(self.rule)

    def settled(self, decision: Decision) -> Outcome | None:
        """Return the outcome of a decision that all applications share, ``None`` if it is one of an application."""
        return None if decision.has_reasons or decision.asks else self.unexplained[decision.kind]


class EffectiveRules(NamedTuple):
    """Rules in force between two changes of a pack, and what the names in them stand for.

    ``questions`` are the rules of the level of questions, the heaviest first; ``rules`` are all others.
    """

    rules: tuple[CompiledRule, ...]
    bindings: Bindings
    questions: tuple[CompiledQuestion, ...]


def compile_rule(rule: Rule, compiler: Compiler) -> CompiledRule:
    """Compile a rule."""
    return CompiledRule(rule, decider(rule, compiler.compile))


def _reads(rule: Rule) -> Reads:
    """Count what decides whether a rule is met; that a field is stated decides nothing once it is filled in."""
    conditions = rule.require if rule.when is None else All((rule.when, rule.require), rule.at)
    tests = [node for node in nodes(conditions) if not (isinstance(node, Leaf) and _is_presence(node))]
    read = (path for test in tests if isinstance(test, Leaf | Quantified) for path in own_paths(test))
    return Reads(Counter(name for path in read for name in input_fields(path)), frozenset(map(id, rule.leaves())))


def _is_presence(leaf: Leaf) -> bool:
    return OPERATORS[leaf.operator].measure is Measure.PRESENCE and leaf.operand == Literal(value=True)
