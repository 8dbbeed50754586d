"""Comparison of the verdict's formulas of two packs over the outcomes that their groups can have."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from sociallan.analysis.reachability import Explorer
from sociallan.pack.pack import Pack, VerdictFormula
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.screening.verdict import truth_of

_Kinds = Mapping[str, OutcomeKind]
"""The outcomes of groups by id; a group to which nothing applies is absent."""

_APPLYING = (OutcomeKind.MET, OutcomeKind.MISSING, OutcomeKind.NOT_MET)
"""The outcomes of a group that differ for a formula."""


def formulas_differ(explorer: Explorer, other: Pack, concerned: Sequence[str]) -> bool:
    """Return whether two packs with the same rules can give different verdicts.

    Of the groups ``concerned`` every combination is tried that their rules' ``when`` allow. All other groups have the
    same outcome, but for at most two.
    """
    pack = explorer.pack
    required = dict.fromkeys(rule.group for rule in pack.rules if rule.level is Level.REQUIREMENT)
    rest = [group for group in required if group not in concerned]
    joint = list(_jointly(explorer, [group for group in required if group in concerned]))
    return any(
        _differ(pack.verdict, other.verdict, {**chosen, **others}) for others in _assignments(rest) for chosen in joint
    )


def _differ(formula: VerdictFormula, other: VerdictFormula, kinds: _Kinds) -> bool:
    return truth_of(formula, kinds) is not truth_of(other, kinds)


def _assignments(groups: Sequence[str]) -> Iterator[_Kinds]:
    """Yield outcomes of groups, all alike but for at most two."""
    for alike in (None, *_APPLYING):
        for count in range(min(2, len(groups)) + 1):
            for chosen in combinations(groups, count):
                for kinds in product((None, *_APPLYING), repeat=count):
                    assigned = {**dict.fromkeys(groups, alike), **dict(zip(chosen, kinds, strict=True))}
                    yield {group: kind for group, kind in assigned.items() if kind is not None}


def _jointly(explorer: Explorer, groups: Sequence[str]) -> Iterator[_Kinds]:
    """Yield the outcomes that groups can have together, by what makes their requirements apply."""
    if len(groups) > _MOST_JOINT:
        yield from _assignments(groups)
        return
    for applies in explorer.applicability(groups):
        choices = [_possible(applies[group]) for group in groups]
        for kinds in product(*choices):
            yield {group: kind for group, kind in zip(groups, kinds, strict=True) if kind is not None}


_MOST_JOINT = 4
"""Largest number of groups of which all combinations are tried."""


def _possible(truths: frozenset[Truth]) -> tuple[OutcomeKind | None, ...]:
    """Return the outcomes of a group whose requirements apply by these truths."""
    if truths == {Truth.FALSE}:
        return (None,)
    if Truth.TRUE in truths:
        return _APPLYING
    return (OutcomeKind.MISSING, OutcomeKind.MET) if Truth.JUDGEMENT in truths else (OutcomeKind.MISSING,)
