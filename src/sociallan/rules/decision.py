"""Decision on a rule: the kind of its outcome from the truths of its conditions, for all evaluators."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from sociallan.rules.condition import Condition
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth

S = TypeVar("S")
"""Input of the evaluated conditions, such as a scope."""

# Bound to module names because attribute access on an enumeration is slow.
_FALSE, _TRUE = Truth.FALSE, Truth.TRUE
_MET, _JUDGEMENT = OutcomeKind.MET, OutcomeKind.JUDGEMENT


class Decision(NamedTuple):
    """Kind of a rule's outcome, and the parts of the rule that determine it."""

    kind: OutcomeKind
    undetermined: bool = False
    """Whether it is unknown if the rule applies."""
    contradicted: bool = False
    """Whether what is stated makes ``require`` false."""
    asks: bool = False
    """Whether people are asked the rule's question."""
    has_reasons: bool = True
    """Whether conditions explain the outcome; false if it is met, not applicable, or only the question remains."""

    @property
    def is_met(self) -> bool:
        """Whether a requirement so decided counts as met."""
        return counts_as_met(self.kind, contradicted=self.contradicted, undetermined=self.undetermined)


def counts_as_met(kind: OutcomeKind, *, contradicted: bool, undetermined: bool) -> bool:
    """Return whether a requirement counts as met: it is, or nothing is open but a question that only people answer."""
    return kind is _MET or (kind is _JUDGEMENT and not (contradicted or undetermined))


_UNAPPLIED = {
    Truth.FALSE: Decision(OutcomeKind.NOT_APPLICABLE, has_reasons=False),
    Truth.JUDGEMENT: Decision(OutcomeKind.JUDGEMENT, undetermined=True),
    Truth.MISSING: Decision(OutcomeKind.MISSING, undetermined=True),
}
"""Decision by the truth of ``when``, if it is not true."""

_REQUIRED = {
    Truth.TRUE: Decision(OutcomeKind.MET, has_reasons=False),
    Truth.JUDGEMENT: Decision(OutcomeKind.JUDGEMENT),
    Truth.MISSING: Decision(OutcomeKind.MISSING),
}
"""Decision by the truth of ``require``, if it is not false and people are not asked."""

_ASKED = {
    Truth.TRUE: Decision(OutcomeKind.JUDGEMENT, asks=True, has_reasons=False),
    Truth.JUDGEMENT: Decision(OutcomeKind.JUDGEMENT, asks=True),
}
"""Decision by the truth of ``require``, if people are asked: only once it is neither false nor missing."""


class Decisions(NamedTuple):
    """The decisions that are possible on a rule.

    ``unapplied`` are those by the truth of ``when`` if it is not true, ``required`` those by the truth of ``require``,
    and ``askable`` those by it if people are asked, empty if the rule has no question.
    """

    unapplied: Mapping[Truth, Decision]
    required: Mapping[Truth, Decision]
    askable: Mapping[Truth, Decision]


def decisions(rule: Rule) -> Decisions:
    """Return the decisions that are possible on a rule."""
    required = {**_REQUIRED, _FALSE: Decision(rule.otherwise, contradicted=True)}
    return Decisions(_UNAPPLIED, required, _ASKED if rule.judge is not None else {})


def decider(rule: Rule, evaluator: Callable[[Condition], Callable[[S], Truth]]) -> Callable[[S], Decision]:
    """Return the function that decides a rule; ``evaluator`` turns each condition into a function to its truth.

    The conditions are evaluated in the order ``when``, ``require``, ``judge.when``, each only if it can affect
    the decision, and turned into functions when first needed: of one application most rules need only the first.
    """
    when: Callable[[S], Truth] | None = None
    require: Callable[[S], Truth] | None = None
    question: Callable[[S], Truth] | None = None
    condition, asked_if = rule.when, None if rule.judge is None else rule.judge.when
    unapplied, required, askable = decisions(rule)

    def decide(scope: S) -> Decision:
        nonlocal when, require, question
        if condition is not None:
            if when is None:
                when = evaluator(condition)
            applies = when(scope)
            if applies is not _TRUE:
                return unapplied[applies]
        if require is None:
            require = evaluator(rule.require)
        truth = require(scope)
        if truth not in askable:
            return required[truth]
        if asked_if is not None:
            if question is None:
                question = evaluator(asked_if)
            if question(scope) is _FALSE:
                return required[truth]
        return askable[truth]

    return decide
