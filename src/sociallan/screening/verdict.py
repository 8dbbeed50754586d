"""Outcomes of groups and the verdict, derived from the outcomes of rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sociallan.pack.pack import GroupAll, GroupAny, GroupLeaf, Pack, VerdictFormula
from sociallan.rules.decision import Decision
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OPEN, OutcomeKind, Truth
from sociallan.screening.report import GroupOutcome, Verdict

DecidedRule = tuple[Rule, OutcomeKind]
"""A rule with the kind of its outcome."""

# Module-level names, because access to members of an enumeration is slow.
_REQUIREMENT = Level.REQUIREMENT
_NOT_APPLICABLE = OutcomeKind.NOT_APPLICABLE

_WEIGHT = {kind: weight for weight, kind in enumerate((OutcomeKind.MET, *reversed(OPEN)))}
_TRUTHS = {
    OutcomeKind.NOT_MET: Truth.FALSE,
    OutcomeKind.TO_MEND: Truth.MISSING,
    OutcomeKind.MISSING: Truth.MISSING,
    OutcomeKind.JUDGEMENT: Truth.TRUE,
    OutcomeKind.MET: Truth.TRUE,
}
_VERDICTS = {Truth.FALSE: Verdict.NOT_MET, Truth.MISSING: Verdict.INCOMPLETE, Truth.TRUE: Verdict.READY}


def group_kinds(decided: Iterable[DecidedRule]) -> Mapping[str, OutcomeKind]:
    """Return the outcome of each group: the worst outcome of its applicable requirements."""
    kinds: dict[str, OutcomeKind] = {}
    for rule, kind in decided:
        if rule.level is _REQUIREMENT and kind is not _NOT_APPLICABLE:
            worst = kinds.get(rule.group)
            if worst is not kind and (worst is None or _WEIGHT[kind] > _WEIGHT[worst]):
                kinds[rule.group] = kind
    return kinds


def group_outcomes(pack: Pack, decided: Sequence[tuple[Rule, Decision]]) -> tuple[GroupOutcome, ...]:
    """Return the outcome of every group with requirements, in the pack's order."""
    applying: dict[str, list[int]] = {}
    for rule, decision in decided:
        if rule.level is _REQUIREMENT:
            counts = applying.setdefault(rule.group, [0, 0])
            if decision.kind is not _NOT_APPLICABLE:
                counts[0] += 1
                counts[1] += decision.is_met
    kinds = group_kinds((rule, decision.kind) for rule, decision in decided)
    return tuple(
        GroupOutcome(group, kinds.get(group.id, _NOT_APPLICABLE), *applying[group.id])
        for group in pack.groups
        if group.id in applying
    )


def verdict(pack: Pack, decided: Iterable[DecidedRule]) -> Verdict:
    """Return the verdict by the pack's formula over its groups."""
    truth = truth_of(pack.verdict, group_kinds(decided))
    return _VERDICTS[truth if truth is not None else Truth.MISSING]


def deciding(pack: Pack, decided: Sequence[DecidedRule]) -> tuple[Rule, ...]:
    """Return the requirements that decide a verdict other than ready, in the order of the rules.

    None decides if no alternative of the formula applies.
    """
    kinds = group_kinds(decided)
    truth = truth_of(pack.verdict, kinds)
    if truth is None or truth is Truth.TRUE:
        return ()
    groups = frozenset(_deciding_groups(pack.verdict, kinds, truth))
    return tuple(
        rule
        for rule, kind in decided
        if rule.level is _REQUIREMENT and rule.group in groups and _TRUTHS.get(kind) is truth
    )


def _deciding_groups(formula: VerdictFormula, kinds: Mapping[str, OutcomeKind], truth: Truth) -> Iterator[str]:
    """Yield the groups that give a formula its truth."""
    if truth_of(formula, kinds) is not truth:
        return
    match formula:
        case GroupLeaf(group):
            yield group
        case GroupAll(parts) | GroupAny(parts):
            for part in parts:
                yield from _deciding_groups(part, kinds, truth)


def truth_of(formula: VerdictFormula, kinds: Mapping[str, OutcomeKind]) -> Truth | None:
    """Return the truth of a formula; ``None``, which never counts as met, if it does not apply."""
    match formula:
        case GroupLeaf(group):
            return _TRUTHS[kinds[group]] if group in kinds else None
        case GroupAll(parts):
            truths = [truth for part in parts if (truth := truth_of(part, kinds)) is not None]
            return truth_tables.conjunction(truths) if truths else None
        case GroupAny(parts):
            truths = [truth for part in parts if (truth := truth_of(part, kinds)) is not None]
            # If none of the alternatives applies, the result is missing, not met.
            return truth_tables.disjunction(truths) if truths else Truth.MISSING
