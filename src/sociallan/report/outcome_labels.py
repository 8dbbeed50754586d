"""Names of outcomes for readers: the outcome of a value of the wrong form is not called missing."""

from collections.abc import Iterable

from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind

FORM = "form"
"""The label of what cannot be decided because a value has the wrong form; the finding on form says what to do."""


def outcome_label(outcome: Outcome) -> str:
    """Return the key of an outcome's name: its kind, or ``FORM``."""
    is_of_form = outcome.kind is OutcomeKind.MISSING and outcome.only_invalid_values
    return FORM if is_of_form else str(outcome.kind)


def label_of_all(outcomes: Iterable[Outcome]) -> str:
    """Return the key of the name of several missing outcomes together."""
    return FORM if all(outcome_label(outcome) == FORM for outcome in outcomes) else str(OutcomeKind.MISSING)
