"""The verdict of a pack as formulas of Z3, from the outcomes of its requirements."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sociallan.analysis.exact.logic import Formula, both, either, neither, no
from sociallan.pack.pack import GroupAll, GroupAny, GroupLeaf, VerdictFormula
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict


class GroupTruth(NamedTuple):
    """Truth of a group or a formula: it does not apply, fails, or misses something; met where none of them holds."""

    inapplicable: Formula
    false: Formula
    missing: Formula

    @property
    def true(self) -> Formula:
        """Whether it is met."""
        return neither(self.inapplicable, self.false, self.missing)


def group(requirements: Sequence[Mapping[OutcomeKind, Formula]]) -> GroupTruth:
    """Return the truth of a group: the worst outcome of its requirements that apply."""
    inapplicable = both(*(outcomes[OutcomeKind.NOT_APPLICABLE] for outcomes in requirements))
    false = either(*(outcomes[OutcomeKind.NOT_MET] for outcomes in requirements))
    missing = both(
        no(false),
        either(*(outcomes[kind] for outcomes in requirements for kind in (OutcomeKind.MISSING, OutcomeKind.TO_MEND))),
    )
    return GroupTruth(inapplicable, false, missing)


def verdicts(formula: VerdictFormula, groups: Mapping[str, GroupTruth]) -> Mapping[Verdict, Formula]:
    """Return the formula of each verdict, as ``screening.verdict`` forms it."""
    truth = _truth(formula, groups)
    return {
        Verdict.NOT_MET: truth.false,
        Verdict.INCOMPLETE: either(truth.inapplicable, truth.missing),
        Verdict.READY: truth.true,
    }


def _truth(formula: VerdictFormula, groups: Mapping[str, GroupTruth]) -> GroupTruth:
    match formula:
        case GroupLeaf(name):
            return groups.get(name, group(()))
        case GroupAll(parts):
            truths = [_truth(part, groups) for part in parts]
            false = either(*(part.false for part in truths))
            return GroupTruth(
                both(*(part.inapplicable for part in truths)),
                false,
                both(no(false), either(*(part.missing for part in truths))),
            )
        case GroupAny(parts):
            truths = [_truth(part, groups) for part in parts]
            true = either(*(part.true for part in truths))
            none_applies = both(*(part.inapplicable for part in truths))
            false = both(no(none_applies), *(either(part.inapplicable, part.false) for part in truths))
            # If none of the alternatives applies, the result is missing, not met.
            return GroupTruth(inapplicable=False, false=false, missing=both(no(true), no(false)))
