"""A rule's outcome, from the truths of its conditions: decided here and nowhere else."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sociallan.rules.condition import Condition
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth

S = TypeVar("S")
"""What the conditions are evaluated on."""

# Looked up once: members of an enumeration are slow to reach.
_FALSE, _TRUE = Truth.FALSE, Truth.TRUE


class Decision(NamedTuple):
    """A rule's outcome, and what of the rule it depends on."""

    kind: OutcomeKind
    undetermined: bool = False
    """Whether it is unknown if the rule applies at all."""
    asks: bool = False
    """Whether the committee is asked the rule's question."""
    has_reasons: bool = True
    """Whether some condition is the reason; none is where all is met, nothing applies, or only the question is left."""


_UNAPPLIED = {
    Truth.FALSE: Decision(OutcomeKind.NOT_APPLICABLE, has_reasons=False),
    Truth.JUDGEMENT: Decision(OutcomeKind.JUDGEMENT, undetermined=True),
    Truth.MISSING: Decision(OutcomeKind.MISSING, undetermined=True),
}
"""The decision by the truth of ``when``, where that is not true."""

_REQUIRED = {
    Truth.FALSE: Decision(OutcomeKind.NOT_MET),
    Truth.TRUE: Decision(OutcomeKind.MET, has_reasons=False),
    Truth.JUDGEMENT: Decision(OutcomeKind.JUDGEMENT),
    Truth.MISSING: Decision(OutcomeKind.MISSING),
}
"""The decision by the truth of ``require``, where the committee is not asked."""

_ASKED = {
    Truth.TRUE: Decision(OutcomeKind.JUDGEMENT, asks=True, has_reasons=False),
    Truth.JUDGEMENT: Decision(OutcomeKind.JUDGEMENT, asks=True),
}
"""The decision by the truth of ``require``, where the committee is asked: a gap or a fault is mended first."""


def decider(rule: Rule, evaluator: Callable[[Condition], Callable[[S], Truth]]) -> Callable[[S], Decision]:
    """Return the function that decides a rule, its conditions evaluated by what ``evaluator`` makes of them.

    They are evaluated in the order ``when``, ``require``, ``judge.when``, each only where it can matter.
    """
    when = None if rule.when is None else evaluator(rule.when)
    require = evaluator(rule.require)
    askable = _ASKED if rule.judge is not None else {}
    question = None if rule.judge is None or rule.judge.when is None else evaluator(rule.judge.when)

    def decide(scope: S) -> Decision:
        if when is not None:
            applies = when(scope)
            if applies is not _TRUE:
                return _UNAPPLIED[applies]
        required = require(scope)
        if required in askable and (question is None or question(scope) is not _FALSE):
            return askable[required]
        return _REQUIRED[required]

    return decide
