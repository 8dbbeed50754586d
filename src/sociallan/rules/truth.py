"""Truth values of conditions, and kinds of outcomes of rules."""

from enum import IntEnum, StrEnum


class Truth(IntEnum):
    """Truth values of strong Kleene logic, with two unknowns that differ only in reason; the greater one dominates.

    Kleene, S. C. (1952), Introduction to Metamathematics, § 64.
    """

    FALSE = 0
    TRUE = 1
    JUDGEMENT = 2
    MISSING = 3


class OutcomeKind(StrEnum):
    """Kinds of outcome of a rule for an application."""

    MET = "met"
    NOT_MET = "not_met"
    TO_MEND = "to_mend"
    """Contradicted, but by a slip such as a link to nothing, which makes an application incomplete and no worse."""
    MISSING = "missing"
    JUDGEMENT = "judgement"
    NOT_APPLICABLE = "not_applicable"


CONTRADICTED = (OutcomeKind.NOT_MET, OutcomeKind.TO_MEND)
"""The outcomes of a rule that something stated does not fulfil."""

UNMET = (*CONTRADICTED, OutcomeKind.MISSING)
"""The outcomes that the applicant needs to do something about, the most serious first."""

OPEN = (*UNMET, OutcomeKind.JUDGEMENT)
"""The outcomes that a report lists, the most serious first."""
