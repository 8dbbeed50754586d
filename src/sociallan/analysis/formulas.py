"""Comparison of the verdict's formulas of two packs over the outcomes that their groups can have."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from sociallan.pack.pack import Formula, Pack
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.verdict import truth_of

_KINDS = (None, OutcomeKind.MET, OutcomeKind.MISSING, OutcomeKind.NOT_MET)
"""The outcomes of a group that differ for a formula; ``None`` if none of its requirements applies."""


def formulas_differ(pack: Pack, other: Pack) -> bool:
    """Return whether two packs with the same rules can give different verdicts.

    All combinations are tried in which at most two groups have other outcomes than the rest.
    """
    return any(_differ(pack.verdict, other.verdict, kinds) for kinds in _assignments(pack))


def _differ(formula: Formula, other: Formula, kinds: Mapping[str, OutcomeKind]) -> bool:
    return truth_of(formula, kinds) is not truth_of(other, kinds)


def _assignments(pack: Pack) -> Iterator[Mapping[str, OutcomeKind]]:
    """Yield outcomes of the groups that have requirements."""
    required = {rule.group for rule in pack.rules if rule.level is Level.REQUIREMENT}
    groups = [group.id for group in pack.groups if group.id in required]
    for rest in _KINDS:
        for count in range(min(2, len(groups)) + 1):
            for chosen in combinations(groups, count):
                for kinds in product(_KINDS, repeat=count):
                    assigned = {**dict.fromkeys(groups, rest), **dict(zip(chosen, kinds, strict=True))}
                    yield {group: kind for group, kind in assigned.items() if kind is not None}
