"""The contradictions of an application that follow from others, and so are told under them."""

from collections.abc import Mapping

from sociallan.rules.truth import CONTRADICTED
from sociallan.screening.report import Screening


def causes(screening: Screening) -> Mapping[str, str]:
    """Return the rules whose contradiction follows from that of another, with the id of the other.

    What is missing is neither: to state what one rule lacks is not to state what another lacks. A waived rule is no
    cause, since it is told elsewhere, and what is itself a consequence is none either.
    """
    waived = {waiver.rule for waiver in screening.waived}
    told = {each.rule.id: each.rule for each in screening.outcomes if each.kind in CONTRADICTED}
    followers = {id_: rule for id_, rule in told.items() if rule.follows and id_ not in waived}
    roots = told.keys() - followers.keys() - waived
    found = {id_: next((name for name in rule.follows if name in roots), None) for id_, rule in followers.items()}
    return {id_: cause for id_, cause in found.items() if cause is not None}
