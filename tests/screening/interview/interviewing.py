"""Interviews driven by the answers that an application holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application.document import steps_of
from sociallan.application.walking import value_at
from sociallan.screening.interview.interview import Interviewer
from sociallan.screening.interview.interview_turn import Ask, Confirm, InterviewQuestion, More, Turn

MOST_QUESTIONS = 300


def typed(question: InterviewQuestion, wanted: Mapping[str, Any]) -> str:
    """Return the line that answers a question as an application does; nothing where it does not."""
    match question:
        case Confirm():
            return "ja"
        case More(pointer):
            return "ja" if value_at(wanted, steps_of(pointer)) is not None else "nej"
        case Ask(pointer, field):
            value = value_at(wanted, steps_of(pointer))
            if value == [] and field.may_be_empty:
                return "inga"
            several = value if isinstance(value, list) else [] if value is None else [value]
            if field.refers_to is not None:
                *steps, name = field.refers_to.split(".")
                labels = [item[name] for item in value_at(wanted, steps)]
                return ", ".join(str(labels.index(each) + 1) for each in several)
            return ", ".join(_written(each, question) for each in several)


def _written(value: Any, question: Ask) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return question.field.labels[value]["sv"] if value in question.field.labels else str(value)


def interview(
    interviewer: Interviewer, wanted: Mapping[str, Any], begin: Mapping[str, Any], *, only_required: bool = False
) -> Iterator[tuple[Turn, str]]:
    """Yield each turn with the line that answers it; a question that is asked anew is passed over.

    With ``only_required``, so is what may be.
    """
    turn = interviewer.begin(begin)
    for _ in range(MOST_QUESTIONS):
        if turn.question is None:
            yield turn, ""
            return
        may_pass = turn.state.optional or (isinstance(turn.question, Ask) and not turn.question.required)
        line = "" if only_required and may_pass else typed(turn.question, wanted)
        yield turn, line
        after = interviewer.answer(turn, line)
        if after.question == turn.question and after.replies:
            yield after, ""
            after = interviewer.answer(after, "")
        turn = after
    raise AssertionError("an interview without an end")
