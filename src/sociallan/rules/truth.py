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
    MISSING = "missing"
    JUDGEMENT = "judgement"
    NOT_APPLICABLE = "not_applicable"
