"""The contradictions of an application that follow from others, and so are reported under them."""

from collections.abc import Mapping, Set

from sociallan.rules.rule import Rule
from sociallan.rules.truth import CONTRADICTED
from sociallan.screening.report import Screening


def causes(screening: Screening) -> Mapping[str, str]:
    """Return the rules whose contradiction follows from that of another, with the id of the other.

    What is missing is neither: to state what one rule lacks is not to state what another lacks. A waived rule is no
    cause, since it is reported elsewhere, and what is itself a consequence is none either: the cause of a chain is the
    cause of all that follows.
    """
    waived = {waiver.rule for waiver in screening.waived}
    contradicted = {each.rule.id: each.rule for each in screening.outcomes if each.kind in CONTRADICTED}
    followers = [rule for rule in contradicted.values() if rule.id not in waived]
    found = {rule.id: _first_cause(rule, contradicted, waived, {rule.id}) for rule in followers}
    # Rules that follow from each other in a circle have no first cause.
    return {id_: cause for id_, cause in found.items() if cause is not None and found.get(cause) is None}


def _first_cause(rule: Rule, contradicted: Mapping[str, Rule], waived: Set[str], passed: Set[str]) -> str | None:
    """Return the id of the rule at which the chain of causes of a rule begins, ``None`` if it has none."""
    for name in rule.follows:
        if name in contradicted and name not in passed:
            first = _first_cause(contradicted[name], contradicted, waived, passed | {name})
            if first is not None or name not in waived:
                return name if first is None else first
    return None
