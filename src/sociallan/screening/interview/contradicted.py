"""The requirements that the answers of an interview contradict, and which answers to ask for anew."""

from collections.abc import Mapping

from sociallan.application.document import field_path, list_around, steps_of
from sociallan.application.field import Catalogue
from sociallan.application.walking import value_at
from sociallan.rules.outcome import EditKind, Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import CONTRADICTED, OutcomeKind
from sociallan.screening.interview.interview_turn import State
from sociallan.screening.interview.open_fields import is_empty
from sociallan.screening.report import Screening


def contradicted(screening: Screening) -> Mapping[str, Outcome]:
    """Return the outcomes, by rule, of the requirements that what is stated contradicts.

    Where nothing needs to be changed and something only be added, it is not a contradiction yet.
    """
    return {
        outcome.rule.id: outcome
        for outcome in screening.outcomes
        if outcome.rule.level is Level.REQUIREMENT
        and (outcome.kind in CONTRADICTED or outcome.contradicted)
        and not (outcome.edits and all(edit.kind is EditKind.ADD for edit in outcome.edits))
    }


def to_mend(screening: Screening, state: State, fields: Catalogue) -> tuple[Outcome, str] | None:
    """Return a contradicted requirement and the pointer of an answer to ask for again; ``None`` if there is none.

    What is a question for people may stand.
    """
    for outcome in contradicted(screening).values():
        if outcome.kind is OutcomeKind.JUDGEMENT:
            continue
        changed = (edit.pointer for edit in outcome.edits or ())
        for pointer in (*changed, *(each for reason in outcome.reasons for each in reason.pointers)):
            # An item of a list of plain values is asked for with its list.
            whole = list_around(pointer)
            field = fields[field_path(steps_of(whole))]
            is_stated = not is_empty(value_at(state.value, steps_of(whole)))
            if not field.children and is_stated and not state.has_passed(whole, required=True):
                return outcome, whole
    return None
