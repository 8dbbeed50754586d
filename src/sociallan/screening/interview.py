"""An interview on an application: from what is answered and one more answer to what is asked next.

Nothing here speaks, reads or writes: a state and a typed line give a new state, what to tell, and what to write.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sociallan.application import suggestions
from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import field_path, pointer_to, steps_of
from sociallan.application.read import read
from sociallan.application.shape import Shape
from sociallan.application.source import Source
from sociallan.application.unanswered import gap_of
from sociallan.rules.walking import value_at, values_at, with_value, without_value
from sociallan.screening.contradicted import contradicted, to_mend
from sociallan.screening.entries import Entry, EntryReader, NotOffered, Silent
from sociallan.screening.interview_turn import (
    Accepted,
    Ask,
    Confirm,
    Contradicted,
    Empty,
    More,
    NoYesOrNo,
    OptionalOnly,
    Question,
    Refused,
    State,
    Told,
    Turn,
)
from sociallan.screening.open_fields import OpenField, OpenFields, is_empty, part_of, stripped
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener


class Interviewer:
    """Asks for what the rules of a pack still need."""

    def __init__(self, screener: Screener, shape: Shape) -> None:
        self._screener = screener
        self._shape = shape
        self._pack = screener.pack
        self._fields = screener.pack.form.fields
        self._open = OpenFields(screener.pack)
        self._entries = EntryReader(screener.pack, shape, screener.today)
        self._screened: tuple[bytes, Screening, list[OpenField]] | None = None

    def begin(self, value: Mapping[str, Any]) -> Turn:
        """Return the first turn of an interview on an application as far as it is written."""
        return self._turn(State(value))

    def part(self, question: Question) -> str:
        """Return the path of the part of the form that a question belongs to."""
        return part_of(field_path(steps_of(question.pointer)), self._pack.form)

    def item(self, question: Question) -> str | None:
        """Return the pointer of the innermost item of a list in which a question asks for something."""
        around = () if isinstance(question, More) else _items_around(question.pointer)
        return around[-1] if around else None

    def answer(self, turn: Turn, typed: str) -> Turn:
        """Return the turn after a line in answer to the question of one; an empty line passes it over."""
        match turn.question:
            case Ask() as question:
                return self._answered(turn, question, typed)
            case More() as question:
                return self._more(turn, question, typed)
            case Confirm() as question:
                return self._confirmed(turn, question, typed)
            case None:
                return turn

    def back(self, turn: Turn) -> Turn:
        """Return the turn that asks the question before once more; that of the same question at the first."""
        if isinstance(turn.question, Confirm):
            return turn._replace(question=turn.question.asked, told=(), writes=())
        trail = turn.state.trail
        if not trail:
            return turn._replace(told=(), writes=())
        return self._turn(replace(turn.state.unpassed(trail[-1]), trail=trail[:-1], again=trail[-1]))

    def _answered(self, turn: Turn, question: Ask, typed: str) -> Turn:
        if not typed:
            return self._passed_over(turn.state, question)
        found = self._entries.read(question.field.path, typed, question.offered)
        match found:
            case Diagnostic():
                return turn._replace(told=(Refused(found),), writes=())
            case NotOffered():
                return turn._replace(told=(found,), writes=())
            case Silent():
                return turn._replace(told=(Empty(question.field, found),), writes=())
            case Entry(guessed=True):
                return turn._replace(question=Confirm(question, found), told=(), writes=())
            case Entry():
                return self._taken(turn, question, found)

    def _confirmed(self, turn: Turn, question: Confirm, typed: str) -> Turn:
        asked = turn._replace(question=question.asked, told=(), writes=())
        agreed = None if typed.isdecimal() else suggestions.yes_or_no(typed or "ja")
        if agreed is None:
            # What is typed in the place of yes or no is another answer.
            return self._answered(asked, question.asked, typed)
        return self._taken(asked, question.asked, question.entry) if agreed else asked

    def _more(self, turn: Turn, question: More, typed: str) -> Turn:
        agreed = suggestions.yes_or_no(typed) if typed else False
        if agreed is None:
            return turn._replace(told=(NoYesOrNo(),), writes=())
        if agreed:
            return self._turn(turn.state.with_item(question.pointer))
        whole, _, number = question.pointer.rpartition("/")
        if not (typed and number == "0" and question.field.may_be_empty):
            return self._passed_over(turn.state, question)
        # It was said that there is none.
        value = with_value(turn.state.value, steps_of(whole), [])
        return self._passed_over(replace(turn.state, value=value), question)._replace(writes=((whole, []),))

    def _passed_over(self, state: State, question: Ask | More) -> Turn:
        passed = state.passed | {(question.pointer, question.required)}
        return self._turn(replace(state, passed=passed, trail=(*state.trail, question.pointer), again=None))

    def _taken(self, turn: Turn, question: Ask, entry: Entry) -> Turn:
        """Return the turn after an answer that was read, with what it contradicts."""
        state, pointer = turn.state, question.pointer
        beside = ((f"{pointer.rpartition('/')[0]}{pointer_to(name)}", new) for name, new in entry.beside.items())
        answered = () if entry.value is None else ((pointer, entry.value),)
        writes = (*self._open.labels_for(pointer, state.value), *answered, *beside)
        value: Any = state.value
        for at, new in writes:
            value = with_value(value, steps_of(at), new)
        state = replace(state.unpassed(pointer), value=value, trail=(*state.trail, pointer), again=None)
        before, after = contradicted(turn.screening), contradicted(self._look(state)[0])
        found = [Contradicted(outcome) for rule, outcome in after.items() if rule not in before]
        if found:
            state = replace(state, trail=state.trail[:-1], again=pointer)
        next_turn = self._turn(state)
        return next_turn._replace(told=(Accepted(question.field, entry), *found, *next_turn.told), writes=writes)

    def _turn(self, state: State) -> Turn:
        """Return what is asked next in a state."""
        screening, open_fields = self._look(state)
        told: tuple[Told, ...] = ()
        question: Question | None = None
        if state.again is not None:
            asked_again = (each for each in open_fields if each.pointer == state.again)
            question = self._question(next(asked_again, OpenField(state.again, None, required=True)), state)
        while question is None:
            if state.opened:
                inside = [each for each in open_fields if each.pointer.startswith(f"{state.opened[-1]}/")]
                following = next((each for each in inside if not each.waits), None)
                if following is None:
                    state, question = self._closed(state)
                    screening, open_fields = self._look(state)
                    continue
            else:
                following = next((each for each in open_fields if each.required), None)
                if following is None and (found := to_mend(screening, state, self._fields)) is not None:
                    outcome, pointer = found
                    told, question = (
                        (Contradicted(outcome),),
                        self._question(OpenField(pointer, outcome.rule, required=True), state),
                    )
                    break
                if following is None and open_fields:
                    told = () if state.optional else (OptionalOnly(),)
                    state = replace(state, optional=True)
                    following = open_fields[0]
            if following is None:
                break
            around = () if following.waits else _items_around(following.pointer)
            if around and not state.opened:
                # An item that was begun before: what else is open in it comes with it.
                state = replace(state, opened=around)
            elif following.required and following.pointer.endswith("/0"):
                state = state.with_item(following.pointer)
                screening, open_fields = self._look(state)
            else:
                question = self._question(following, state)
        left = self._left(state)
        skipped = self._left(replace(state, passed=frozenset())) - left
        return Turn(state, question, screening, told, left=left, skipped=skipped)

    def _left(self, state: State) -> int:
        """Return how many required fields are open and not passed over, or one where only a contradiction is left."""
        screening, open_fields = self._look(state)
        is_contradicted = to_mend(screening, state, self._fields) is not None
        return sum(each.required for each in open_fields) or int(is_contradicted)

    def _closed(self, state: State) -> tuple[State, Question | None]:
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

    def _question(self, following: OpenField, state: State) -> Ask | More:
        pointer, rule, required, _ = following
        steps = steps_of(pointer)
        field = self._fields[field_path(steps)]
        if steps[-1].isdecimal():
            return More(pointer, field, rule, required)
        offered = field.values
        if field.refers_to is not None:
            offered = tuple(map(str, filter(None, values_at(state.value, field.refers_to.split(".")))))
        current = value_at(state.value, steps)
        if current is not None and gap_of(field, current) is not None:
            current = None
        faults = (each for each in self._look(state)[0].findings if each.severity is Severity.ERROR)
        fault = (
            None
            if current is None
            else next((each for each in faults if f"{each.pointer}/".startswith(f"{pointer}/")), None)
        )
        return Ask(pointer, field, rule, required, current, offered, fault)

    def _look(self, state: State) -> tuple[Screening, list[OpenField]]:
        """Return the screening of a state and the open fields that were not passed over."""
        data = json.dumps(stripped(state.value, state.opened)).encode()
        if self._screened is None or self._screened[0] != data:
            source = Source("answers.json", data)
            checked = self._shape.check(read(source, gaps=self._pack.gaps)).value
            screening = self._screener.screen(source, traced=False, quoted=False)
            self._screened = data, screening, self._open.of(screening, self._pack.answers.answered(checked))
        _, screening, found = self._screened
        return screening, [each for each in found if not state.has_passed(each.pointer, required=each.required)]


def _items_around(pointer: str) -> tuple[str, ...]:
    """Return the pointers of the items in which a pointer leads to something, the innermost last."""
    steps = steps_of(pointer)
    return tuple(pointer_to(*steps[:end]) for end in range(1, len(steps)) if steps[end - 1].isdecimal())
