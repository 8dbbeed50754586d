"""Suspicions about a valid rule: parts without effect over its boundary domain, and outcomes without a test."""

from collections.abc import Callable, Iterator
from copy import copy
from itertools import tee
from operator import eq

from sociallan.analysis.lints.presence import asking_only_stated, denying_missing
from sociallan.analysis.mutation.mutants import without_parts
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Reachability
from sociallan.analysis.rule_tests import RuleTester
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, AtLeastOf, Condition, nodes
from sociallan.rules.operators import OPERATORS, OperandType
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth

_ALWAYS = frozenset((Truth.TRUE,))
_STATED = frozenset((Truth.TRUE, Truth.MISSING))
_SATISFIED = frozenset((Truth.TRUE, Truth.JUDGEMENT))


def suspicions(
    rule: Rule, reachability: Reachability, explorer: Explorer, is_same: Callable[[Rule, Rule], bool] | None = None
) -> tuple[Diagnostic[PackLocation], ...]:
    """Return the suspicions of the first category that has any; later categories would be consequences of it.

    ``is_same`` decides whether a variant of the rule is equivalent; without it, those that are so over the domain are.
    """
    categories: tuple[Iterator[Diagnostic[PackLocation]], ...] = (
        _contradictions(rule, reachability),
        _constant_rule(rule, reachability),
        _constant_leaves(rule, reachability),
        _redundant(rule, reachability, explorer, is_same),
        _only_stated(rule, explorer, is_same),
        _denied(rule, reachability),
        _untested(rule, reachability),
    )
    return next((found for category in categories if (found := tuple(category))), ())


def _contradictions(rule: Rule, reachability: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Report the innermost ``all`` conditions that are never true and ``any`` conditions that are always true."""
    for condition in rule.conditions():
        found = {node.at: node for node in nodes(condition) if _is_contradiction(node, reachability.truths[node.at])}
        for at, node in found.items():
            if not any(inner.at in found for inner in nodes(node) if inner is not node):
                always = reachability.truths[at] == _ALWAYS
                yield Diagnostic("check.always-holds" if always else "check.never-holds", at)


def _is_contradiction(node: Condition, truths: frozenset[Truth]) -> bool:
    match node:
        case All():
            return bool(truths) and Truth.TRUE not in truths
        case AnyOf():
            return truths == _ALWAYS
        case AtLeastOf():
            return bool(truths) and (Truth.TRUE not in truths or truths == _ALWAYS)
        case _:
            return False


def _constant_leaves(rule: Rule, reachability: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Report leaves with only one possible truth, except those whose parameter has no value.

    A rule that only compares, and can only be met or open, asks for no more than that its values are stated.
    """
    for leaf in rule.leaves():
        truths = reachability.truths[leaf.at]
        if leaf.at in reachability.unlimited:
            continue
        if len(truths) == 1:
            yield Diagnostic("check.idle", leaf.at)
        # A part of a condition is not reached by the applications that its neighbours decide.
        elif leaf is rule.require and truths == _STATED and OPERATORS[leaf.operator].operand is OperandType.SAME:
            yield Diagnostic("check.never-false", leaf.at)


def _constant_rule(rule: Rule, reachability: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Report a rule that always or never applies, is never met, never fails, or always or never asks its question."""
    if rule.when is not None:
        applies = reachability.truths[rule.when.at]
        if Truth.TRUE not in applies:
            yield Diagnostic("check.never-applies", rule.when.at)
            return
        if applies == _ALWAYS:
            yield Diagnostic("check.always-applies", rule.when.at)
    if not reachability.truths[rule.require.at] & _SATISFIED:
        yield Diagnostic("check.never-met", rule.require.at)
    elif reachability.truths[rule.require.at] == _ALWAYS and rule.judge is None and not reachability.unlimited:
        yield Diagnostic("check.never-fails", rule.require.at)
    if rule.judge is not None and rule.judge.when is not None:
        truths = reachability.truths[rule.judge.when.at]
        if truths <= {Truth.FALSE}:
            yield Diagnostic("check.never-asked", rule.judge.when.at)
        elif Truth.FALSE not in truths:
            yield Diagnostic("check.always-asked", rule.judge.when.at)


def _redundant(
    rule: Rule, reachability: Reachability, explorer: Explorer, is_same: Callable[[Rule, Rule], bool] | None
) -> Iterator[Diagnostic[PackLocation]]:
    """Report the outermost parts of an ``all`` or an ``any`` that can be omitted without changing any outcome."""
    is_equivalent = _equivalence(rule, explorer, is_same)
    inside: set[PackLocation] = set()
    for mutant in without_parts(rule, explorer.fields):
        places = {node.at for node in nodes(mutant.before)}
        if not places & (reachability.unlimited | inside) and is_equivalent(mutant.rule):
            inside |= places
            yield Diagnostic("check.idle", mutant.at)


def _only_stated(
    rule: Rule, explorer: Explorer, is_same: Callable[[Rule, Rule], bool] | None
) -> Iterator[Diagnostic[PackLocation]]:
    """Report limits in a part of ``require`` that ask for no more than that what they compare is stated."""
    is_equivalent = _equivalence(rule, explorer, is_same)
    for leaf, plain in asking_only_stated(rule.require):
        if leaf is not rule.require and is_equivalent(rule._replace(require=plain)):
            yield Diagnostic("check.never-false", leaf.at)


def _equivalence(
    rule: Rule, explorer: Explorer, is_same: Callable[[Rule, Rule], bool] | None
) -> Callable[[Rule], bool]:
    """Return a function that decides whether a variant has the outcomes of a rule, in its domain and its tests."""
    domains = explorer.explored(rule)

    def outcomes(variant: Rule) -> Iterator[tuple[OutcomeKind, bool]]:
        for one in domains:
            decide = explorer.compiled(variant, one.domain.day).decide
            yield from ((decision.kind, decision.asks) for decision in map(decide, one.scopes))

    # Decided as far as a variant needs them: most differ early.
    (expected,) = tee(outcomes(rule), 1)

    def is_equivalent(variant: Rule) -> bool:
        return (
            all(map(eq, outcomes(variant), copy(expected)))
            and not _is_noticed(rule, variant, explorer.tester)
            and (is_same is None or is_same(rule, variant))
        )

    return is_equivalent


def _is_noticed(rule: Rule, variant: Rule, tester: RuleTester) -> bool:
    """Return whether a variant differs from a rule in a test of it: of a large domain only a part is tried."""
    return any(tester.run(variant, test).kind is not tester.run(rule, test).kind for test in rule.tests)


def _denied(rule: Rule, reachability: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Report tests of ``require`` with which a missing field is counted as a contradiction."""
    for leaf, is_tested in denying_missing(rule.require):
        if Truth.FALSE in reachability.truths[leaf.at]:
            code = "check.missing-denied-beside-test" if is_tested else "check.missing-denied"
            yield Diagnostic(code, leaf.at, {"path": str(leaf.path), "outcomes": (str(rule.otherwise),)})


def _untested(rule: Rule, reachability: Reachability) -> Iterator[Diagnostic[PackLocation]]:
    """Yield a diagnostic with the possible outcomes that no test of the rule expects, if any."""
    tested = {test.expect for test in rule.tests}
    untested = tuple(str(kind) for kind in OutcomeKind if kind in reachability.cases and kind not in tested)
    if untested:
        yield Diagnostic("check.untested", rule.tests[0].at, {"outcomes": untested})
