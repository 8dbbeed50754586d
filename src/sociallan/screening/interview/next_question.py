"""The next question of an interview: the next open field in a state, and the item that is being filled in."""

import json
from dataclasses import replace
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import field_path, pointer_to, steps_of
from sociallan.application.form_check.shape import Shape
from sociallan.application.form_check.unanswered import gap_of
from sociallan.application.location import Location
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import value_at, values_at, without_value
from sociallan.rules.prose.answers import emptied
from sociallan.screening.interview.contradicted import to_mend
from sociallan.screening.interview.interview_turn import (
    Ask,
    Contradicted,
    InterviewQuestion,
    More,
    OptionalOnly,
    Reply,
    State,
)
from sociallan.screening.interview.open_fields import OpenField, OpenFields, is_empty, stripped
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener


class NextQuestion(NamedTuple):
    """A question, ``None`` at the end, the state in which it is asked, and what is replied before it."""

    state: State
    question: InterviewQuestion | None
    replies: tuple[Reply, ...] = ()


class QuestionFinder:
    """Finds the next question of interviews on the applications of a pack."""

    def __init__(self, screener: Screener, shape: Shape, open_fields: OpenFields) -> None:
        self._screener = screener
        self._shape = shape
        self._pack = screener.pack
        self._fields = screener.pack.form.fields
        self._open = open_fields
        self._screened: tuple[bytes, Screening, list[OpenField]] | None = None

    def following(self, state: State) -> NextQuestion:
        """Return the next question in a state."""
        if state.again is not None:
            asked_again = (each for each in self.look(state)[1] if each.pointer == state.again)
            field = next(asked_again, OpenField(state.again, None, required=True))
            return NextQuestion(state, self._question(field, state))
        return self._within_item(state) if state.opened else self._outside_items(state)

    def _within_item(self, state: State) -> NextQuestion:
        """Return the next question within the innermost item that is being filled in, or after it if it has none."""
        inside = (each for each in self.look(state)[1] if each.pointer.startswith(f"{state.opened[-1]}/"))
        field = next((each for each in inside if not each.waits), None)
        if field is not None:
            return self._leading_to(field, state)
        closed, question = self._closed(state)
        return self.following(closed) if question is None else NextQuestion(closed, question)

    def _outside_items(self, state: State) -> NextQuestion:
        """Return the next question while no item is being filled in.

        What is required comes first, then what is contradicted, then what is optional.
        """
        screening, open_fields = self.look(state)
        required = next((each for each in open_fields if each.required), None)
        if required is not None:
            return self._leading_to(required, state)
        if (found := to_mend(screening, state, self._fields)) is not None:
            outcome, pointer = found
            question = self._question(OpenField(pointer, outcome.rule, required=True), state)
            return NextQuestion(state, question, (Contradicted(outcome),))
        if not open_fields:
            return NextQuestion(state, None)
        optional = self._leading_to(open_fields[0], replace(state, optional=True))
        return optional if state.optional else optional._replace(replies=(OptionalOnly(), *optional.replies))

    def _leading_to(self, field: OpenField, state: State) -> NextQuestion:
        """Return the question for an open field, or the first in the item of a list that it opens."""
        around = () if field.waits else items_around(field.pointer)
        if around and not state.opened:
            # An item that was begun before: what else is open in it comes with it.
            return self.following(replace(state, opened=around))
        if field.required and field.pointer.endswith("/0"):
            return self.following(state.with_item(field.pointer))
        return NextQuestion(state, self._question(field, state))

    def look(self, state: State) -> tuple[Screening, list[OpenField]]:
        """Return the screening of a state and the open fields that were not passed over."""
        data = json.dumps(stripped(state.value, state.opened)).encode()
        if self._screened is None or self._screened[0] != data:
            source = Source("answers.json", data)
            checked = self._shape.check(read(source, gaps=self._pack.gaps)).value
            screening = self._screener.screen(source, traced=False, quoted=False)
            self._screened = data, screening, self._open.of(screening, emptied(checked, screening.unanswered))
        _, screening, found = self._screened
        return screening, [each for each in found if not state.has_passed(each.pointer, required=each.required)]

    def left(self, state: State) -> int:
        """Return how many required fields are open and not passed over, or one where only a contradiction is left."""
        screening, open_fields = self.look(state)
        is_contradicted = to_mend(screening, state, self._fields) is not None
        return sum(each.required for each in open_fields) or int(is_contradicted)

    def _closed(self, state: State) -> tuple[State, InterviewQuestion | None]:
        """Return the state in which the innermost item is finished, and the question whether there is one more."""
        item, opened = state.opened[-1], state.opened[:-1]
        steps = steps_of(item)
        if is_empty(value_at(state.value, steps)):
            value = without_value(state.value, steps)
            return replace(state, value=value, opened=opened, passed=state.passed | {(item, True)}), None
        following = pointer_to(*steps[:-1], int(steps[-1]) + 1)
        closed = replace(state, opened=opened)
        if state.has_passed(following, required=True) or not is_empty(value_at(state.value, steps_of(following))):
            return closed, None
        return closed, self._question(OpenField(following, None, required=True), closed)

    def _question(self, open_field: OpenField, state: State) -> Ask | More:
        pointer, rule, required, _ = open_field
        steps = steps_of(pointer)
        field = self._fields[field_path(steps)]
        if steps[-1].isdecimal():
            return More(pointer, field, rule, required)
        offered = field.values
        if field.refers_to is not None:
            offered = tuple(map(str, filter(None, values_at(state.value, field.refers_to.split(".")))))
        current = value_at(state.value, steps)
        if current is None or gap_of(field, current) is not None:
            return Ask(pointer, field, rule, required, offered=offered)
        return Ask(pointer, field, rule, required, current, offered, self._fault(pointer, state))

    def _fault(self, pointer: str, state: State) -> Diagnostic[Location] | None:
        """Return the first error of the value at a pointer, ``None`` if it has none."""
        faults = (each for each in self.look(state)[0].findings if each.severity is Severity.ERROR)
        return next((each for each in faults if f"{each.pointer}/".startswith(f"{pointer}/")), None)


def items_around(pointer: str) -> tuple[str, ...]:
    """Return the pointers of the items in which a pointer leads to something, the innermost last."""
    steps = steps_of(pointer)
    return tuple(pointer_to(*steps[:end]) for end in range(1, len(steps)) if steps[end - 1].isdecimal())
