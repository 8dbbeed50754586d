"""An interview on an application: from what is answered and one more answer to what is asked next.

Nothing here prints, reads or writes: a state and a typed line give a new state, the replies, and the values to write.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Gap, field_path, pointer_to, steps_of
from sociallan.application.form_check.referred_items import text_of
from sociallan.application.form_check.shape import Shape
from sociallan.application.notation import suggestions
from sociallan.application.walking import with_value, without_value
from sociallan.screening.interview.contradicted import contradicted
from sociallan.screening.interview.doubts import concerns, doubts
from sociallan.screening.interview.entries import EmptyEntry, EntryReader, NotOffered, ParsedEntry, Result
from sociallan.screening.interview.interview_turn import (
    Accepted,
    Ask,
    Confirm,
    Contradicted,
    Doubted,
    Empty,
    InterviewQuestion,
    More,
    NoYesOrNo,
    Refused,
    Removed,
    State,
    Turn,
)
from sociallan.screening.interview.next_question import QuestionFinder, items_around
from sociallan.screening.interview.open_fields import OpenFields, part_of
from sociallan.screening.interview.same_answers import all_meant, is_same, same_answer
from sociallan.screening.screen import Screener

REMOVE = "-"
"""The sign that takes away the answer that stands in a field."""


class Interviewer:
    """Asks for what the rules of a pack still need."""

    def __init__(self, screener: Screener, shape: Shape) -> None:
        self._pack = screener.pack
        self._open = OpenFields(screener.pack)
        self._questions = QuestionFinder(screener, shape, self._open)
        self._entries = EntryReader(screener.pack, shape, screener.today)

    def begin(self, value: Mapping[str, Any]) -> Turn:
        """Return the first turn of an interview on an application as far as it is written."""
        return self._turn(State(value))

    def part(self, question: InterviewQuestion) -> str:
        """Return the path of the part of the form that a question belongs to."""
        return part_of(field_path(steps_of(question.pointer)), self._pack.form)

    def item(self, question: InterviewQuestion) -> str | None:
        """Return the pointer of the innermost item of a list in which a question asks for something."""
        around = () if isinstance(question, More) else items_around(question.pointer)
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
            return turn._replace(question=turn.question.asked, replies=(), writes=())
        trail = turn.state.trail
        if not trail:
            return turn._replace(replies=(), writes=())
        return self._turn(replace(turn.state.unpassed(trail[-1]), trail=trail[:-1], again=trail[-1]))

    def _answered(self, turn: Turn, question: Ask, typed: str) -> Turn:
        if not typed:
            return self._passed_over(turn.state, question)
        if typed == REMOVE and question.current is not None:
            value = without_value(turn.state.value, steps_of(question.pointer))
            after = self._passed_over(replace(turn.state, value=value), question)
            return after._replace(replies=(Removed(), *after.replies), writes=((question.pointer, None),))
        found = self._entry(turn.state, question, typed)
        match found:
            case Diagnostic():
                # An answer is read as if it were in the first item of each list.
                return turn._replace(replies=(Refused(found._replace(pointer=question.pointer)),), writes=())
            case NotOffered():
                return turn._replace(replies=(found,), writes=())
            case EmptyEntry():
                return turn._replace(replies=(Empty(question.field, found),), writes=())
            case ParsedEntry(guessed=True):
                return turn._replace(question=Confirm(question, found), replies=(), writes=())
            case ParsedEntry():
                return self._taken(turn, question, found)

    def _entry(self, state: State, question: Ask, typed: str) -> Result:
        """Read an answer; one that is the same as another has to be confirmed."""
        fields = self._pack.form.fields
        same = same_answer(question.field, state.value, state.trail, fields)
        meant = same if is_same(typed) else all_meant(typed, question.field, question.offered, same)
        if meant is None and not is_same(typed):
            texts = [text_of(each, question.field, state.value, fields) for each in question.offered]
            return self._entries.read(question.field.path, typed, question.offered, texts)
        return EmptyEntry(Gap.REFERS) if meant is None else ParsedEntry(meant, guessed=True)

    def _confirmed(self, turn: Turn, question: Confirm, typed: str) -> Turn:
        asked = turn._replace(question=question.asked, replies=(), writes=())
        agreed = not typed or (None if typed.isdecimal() else suggestions.yes_or_no(typed))
        if agreed is None:
            # What is typed in the place of yes or no is another answer.
            return self._answered(asked, question.asked, typed)
        return self._taken(asked, question.asked, question.entry) if agreed else asked

    def _more(self, turn: Turn, question: More, typed: str) -> Turn:
        agreed = suggestions.yes_or_no(typed) if typed else False
        if agreed is None:
            return turn._replace(replies=(NoYesOrNo(),), writes=())
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

    def _taken(self, turn: Turn, question: Ask, entry: ParsedEntry) -> Turn:
        """Return the turn after an answer that was read, with what it contradicts."""
        state, pointer = turn.state, question.pointer
        beside = ((f"{pointer.rpartition('/')[0]}{pointer_to(name)}", new) for name, new in entry.beside.items())
        answered = () if entry.value is None else ((pointer, entry.value),)
        writes = (*self._open.labels_for(pointer, state.value), *answered, *beside)
        value: Any = state.value
        for at, new in writes:
            value = with_value(value, steps_of(at), new)
        state = replace(state.unpassed(pointer), value=value, trail=(*state.trail, pointer), again=None)
        screening, _ = self._questions.look(state)
        before, after = contradicted(turn.screening), contradicted(screening)
        is_anew = entry.value is not None and question.current not in (None, entry.value)
        found = [
            Contradicted(outcome)
            for rule, outcome in after.items()
            if rule not in before or (is_anew and concerns(outcome, pointer))
        ]
        if found:
            state = replace(state, trail=state.trail[:-1], again=pointer)
        told = () if found else tuple(map(Doubted, doubts(screening, pointer)))
        next_turn = self._turn(state)
        replies = (Accepted(question.field, entry), *found, *told, *next_turn.replies)
        return next_turn._replace(replies=replies, writes=writes)

    def _turn(self, state: State) -> Turn:
        """Return the turn with the next question in a state."""
        state, question, replies = self._questions.following(state)
        screening, _ = self._questions.look(state)
        left = self._questions.left(state)
        skipped = self._questions.left(replace(state, passed=frozenset())) - left
        return Turn(state, question, screening, replies, left=left, skipped=skipped)
