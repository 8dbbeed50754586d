"""Labels of outcomes for readers: a value of the wrong form is not called missing, nor one to be judged found."""

from collections.abc import Iterable

from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind

FORM = "form"
"""The label of what cannot be decided because a value has the wrong form; the finding on form says what to do."""
UNSETTLED = "unsettled"
"""The heading of a title that people have to judge whether it holds."""


def outcome_label(outcome: Outcome) -> str:
    """Return the key of an outcome's name: its kind, or ``FORM``."""
    is_of_form = outcome.kind is OutcomeKind.MISSING and outcome.only_invalid_values
    return FORM if is_of_form else str(outcome.kind)


def heading_code(outcome: Outcome) -> str:
    """Return the key of what stands before the title of an outcome.

    The title says what is wanted, unless what is stated contradicts it. Of a judgement that nothing contradicts, people
    have to say whether the title holds.
    """
    is_open = outcome.kind is OutcomeKind.JUDGEMENT and not outcome.contradicted
    return UNSETTLED if is_open else outcome_label(outcome)


def label_of_all(outcomes: Iterable[Outcome]) -> str:
    """Return the key of the name of several missing outcomes together."""
    return FORM if all(outcome_label(outcome) == FORM for outcome in outcomes) else str(OutcomeKind.MISSING)
