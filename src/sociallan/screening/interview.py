"""An interview on an application: from what is answered and one more answer to what is asked next.

Nothing here speaks, reads or writes: a state and a typed line give a new state, what to tell, and what to write.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from sociallan.application import suggestions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import field_path, pointer_to, steps_of
from sociallan.application.field import Field
from sociallan.application.read import read
from sociallan.application.shape import Shape
from sociallan.application.source import Source
from sociallan.application.unanswered import gap_of
from sociallan.rules.outcome import EditKind, Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.rules.walking import value_at, values_at, with_value, without_value
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
        self._entries = EntryReader(screener.pack, shape)
        self._screened: tuple[bytes, Screening, Any] | None = None

    def begin(self, value: Mapping[str, Any]) -> Turn:
        """Return the first turn of an interview on an application as far as it is written."""
        return self._turn(State(value))

    def part(self, question: Question) -> str:
        """Return the path of the part of the form that a question belongs to."""
        return part_of(field_path(steps_of(question.pointer)), self._pack.form)

    def item(self, question: Question) -> str | None:
        """Return the pointer of the innermost item of a list in which a question asks for something."""
        steps = steps_of(question.pointer) if not isinstance(question, More) else []
        last = max((place for place, step in enumerate(steps) if step.isdecimal()), default=None)
        return None if last is None else pointer_to(*steps[: last + 1])

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
        passed = turn.state.passed - {trail[-1]}
        return self._turn(replace(turn.state, trail=trail[:-1], again=trail[-1], passed=passed))

    def _answered(self, turn: Turn, question: Ask, typed: str) -> Turn:
        if not typed:
            return self._passed_over(turn.state, question.pointer)
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
            return self._turn(_with_item(turn.state, question.pointer))
        whole, _, number = question.pointer.rpartition("/")
        if not (typed and number == "0" and question.field.may_be_empty):
            return self._passed_over(turn.state, question.pointer)
        # It was said that there is none.
        value = with_value(turn.state.value, steps_of(whole), [])
        return self._passed_over(replace(turn.state, value=value), question.pointer)._replace(writes=((whole, []),))

    def _passed_over(self, state: State, pointer: str) -> Turn:
        passed, trail = state.passed | {pointer}, (*state.trail, pointer)
        return self._turn(replace(state, passed=passed, trail=trail, again=None))

    def _taken(self, turn: Turn, question: Ask, entry: Entry) -> Turn:
        """Return the turn after an answer that was read, with what it contradicts."""
        state, pointer = turn.state, question.pointer
        beside = ((f"{pointer.rpartition('/')[0]}{pointer_to(name)}", new) for name, new in entry.beside.items())
        answered = () if entry.value is None else ((pointer, entry.value),)
        writes = (*self._labels(pointer, state.value), *answered, *beside)
        value: Any = state.value
        for at, new in writes:
            value = with_value(value, steps_of(at), new)
        state = replace(state, value=value, trail=(*state.trail, pointer), passed=state.passed - {pointer}, again=None)
        before, after = _contradicted(turn.screening), _contradicted(self._look(state)[0])
        found = [Contradicted(outcome) for rule, outcome in after.items() if rule not in before]
        if found:
            state = replace(state, trail=state.trail[:-1], again=pointer)
        next_turn = self._turn(state)
        return next_turn._replace(told=(Accepted(question.field, entry), *found, *next_turn.told), writes=writes)

    def _labels(self, pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield a label for each item around a field that has none, if other fields refer to such labels."""
        steps = steps_of(pointer)
        for end, step in enumerate(steps, start=1):
            if step.isdecimal():
                path, item = field_path(steps[:end]), steps[:end]
                for name in self._fields[path].children:
                    label = self._fields[self._fields[path].path_of(name)]
                    if label.path in self._open.labels and value_at(value, [*item, name]) is None:
                        yield pointer_to(*item, name), _label(label, values_at(value, label.path.split(".")))

    def _turn(self, state: State) -> Turn:
        """Return what is asked next in a state."""
        screening, open_fields = self._look(state)
        told: tuple[Told, ...] = ()
        question: Question | None = None
        if state.again is not None:
            question = self._question(OpenField(state.again, None, required=False), state)
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
                if following is None and open_fields:
                    told = () if state.optional else (OptionalOnly(),)
                    state = replace(state, optional=True)
                    following = open_fields[0]
            if following is None:
                break
            if following.required and following.pointer.endswith("/0"):
                state = _with_item(state, following.pointer)
                screening, open_fields = self._look(state)
            else:
                question = self._question(following, state)
        left = sum(each.required for each in open_fields)
        return Turn(state, question, screening, told, left=left)

    def _closed(self, state: State) -> tuple[State, Question | None]:
        """Return the state in which the innermost item is finished, and the question whether there is one more."""
        item, opened = state.opened[-1], state.opened[:-1]
        steps = steps_of(item)
        if is_empty(value_at(state.value, steps)):
            value = without_value(state.value, steps)
            return replace(state, value=value, opened=opened, passed=state.passed | {item}), None
        following = pointer_to(*steps[:-1], int(steps[-1]) + 1)
        closed = replace(state, opened=opened)
        if following in state.passed or not is_empty(value_at(state.value, steps_of(following))):
            return closed, None
        return closed, self._question(OpenField(following, None, required=False), closed)

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
        return Ask(pointer, field, rule, required, current, offered)

    def _look(self, state: State) -> tuple[Screening, list[OpenField]]:
        """Return the screening of a state and the open fields that were not passed over."""
        data = json.dumps(stripped(state.value, state.opened)).encode()
        if self._screened is None or self._screened[0] != data:
            source = Source("answers.json", data)
            checked = self._shape.check(read(source, gaps=self._pack.gaps)).value
            self._screened = data, self._screener.screen(source, traced=False), self._pack.answers.answered(checked)
        _, screening, answered = self._screened
        return screening, [each for each in self._open.of(screening, answered) if each.pointer not in state.passed]


def _with_item(state: State, pointer: str) -> State:
    """Return a state in which an item is being filled in; nothing of it is written before an answer in it."""
    value = with_value(state.value, steps_of(pointer), {})
    opened = (*state.opened, pointer)
    return replace(state, value=value, opened=opened, passed=state.passed - {pointer}, again=None)


def _label(field: Field, used: Iterable[Any]) -> str:
    """Return a label that is not used, in the manner of the field's example: I1, I2."""
    example = "" if field.example is None else str(next(iter(field.example.values())))
    letters, taken = example.rstrip("0123456789"), set(used)
    return next(label for number in count(1) if (label := f"{letters}{number}") not in taken)


def _contradicted(screening: Screening) -> Mapping[str, Outcome]:
    """Return the outcomes, by rule, of the requirements that what is stated contradicts.

    Where nothing needs to be changed and something only be added, it is not a contradiction yet.
    """
    return {
        outcome.rule.id: outcome
        for outcome in screening.outcomes
        if outcome.rule.level is Level.REQUIREMENT
        and (outcome.kind in (OutcomeKind.NOT_MET, OutcomeKind.TO_MEND) or outcome.contradicted)
        and not (outcome.edits and all(edit.kind is EditKind.ADD for edit in outcome.edits))
    }
