"""The four truths of a condition, and the outcomes that a rule can have."""

from enum import IntEnum, StrEnum


class Truth(IntEnum):
    """Strong Kleene logic; the two unknowns differ only in their reason, the weightier the higher.

    Kleene, S. C. (1952), Introduction to Metamathematics, § 64.
    """

    FALSE = 0
    TRUE = 1
    JUDGEMENT = 2
    MISSING = 3


class OutcomeKind(StrEnum):
    """What a rule says of an application."""

    MET = "met"
    NOT_MET = "not_met"
    MISSING = "missing"
    JUDGEMENT = "judgement"
    NOT_APPLICABLE = "not_applicable"
