"""Reading of an application's texts: how many there are, and what in them a person may need to look at.

No rule need name a text for that. What a rule tells already is not told again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, Gap, any_prefix_in, pointer_to
from sociallan.application.field import Unit
from sociallan.application.location import Location
from sociallan.application.node_positions import place_of, positions_in
from sociallan.pack.pack import Pack
from sociallan.rules.answers import EmptyText
from sociallan.rules.bindings import Bindings
from sociallan.rules.condition import Leaf, SignalOperand
from sociallan.rules.derived import Facts
from sociallan.rules.doubts import SIGNALS, Doubt, Signal
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import Outcome
from sociallan.rules.plans import field_of
from sociallan.rules.prose import Match, is_sentence, words_of
from sociallan.rules.rule import Level
from sociallan.rules.text_positions import place_within
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Reading

UNANSWERED, SHORT, SAME = "text.unanswered", "text.short", "text.same"
_HOLDS_FIELD = "text.holds-field"
_CODES = {
    Signal.DENIAL: "text.denial",
    Signal.OTHER_LANGUAGE: "text.other-language",
    Signal.NUMBERS: "text.numbers",
    Signal.SAME_TEXT: SAME,
}
"""The code of the note on each signal."""
_WRITTEN = (Gap.PLACEHOLDER, Gap.DECLARED_UNKNOWN, Gap.BLANK)
"""Gaps of which there may be a text all the same."""
_BEGINNING = 12


class _Alone(NamedTuple):
    """Doubts that a text raises alone, each by its code, whether it may hold a number, and a field's name in it."""

    doubts: tuple[tuple[str, Match], ...]
    has_number: bool
    named: Match | None


class Noted(NamedTuple):
    """The numbers of an application's texts, and the notes on them."""

    reading: Reading
    notes: tuple[Diagnostic[Location], ...]


def noted(document: Document, facts: Facts, bindings: Bindings, outcomes: Sequence[Outcome], pack: Pack) -> Noted:
    """Return the numbers of the texts, and a note on each thing in them that no outcome tells."""
    reader = _Reader(document, facts, bindings, pack)
    missing, told = _missing(outcomes), frozenset(_told(outcomes))
    short, doubts = reader.short(), [*reader.doubts()]
    notes = [*reader.on_unanswered(missing), *reader.on_short([each for each in short if (each[0], SHORT) not in told])]
    notes += [note for code, pointers, note in doubts if not all((pointer, code) in told for pointer in pointers)]
    doubtful = {pointer for pointer, code in told if code != SHORT}.union(*(pointers for _, pointers, _ in doubts))
    unanswered = len(reader.unanswered)
    very_short = None if reader.limit is None else len(short)
    return Noted(Reading(len(reader.texts) + unanswered, unanswered, very_short, len(doubtful)), tuple(notes))


def _missing(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Return the pointers of what reports say is missing: for a rule whose missing fields are listed."""
    return frozenset(
        pointer
        for outcome in outcomes
        if outcome.kind is OutcomeKind.MISSING and outcome.rule.level is not Level.REMARK and not outcome.undetermined
        for reason in outcome.reasons
        for pointer in reason.pointers
    )


def _told(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """Yield the pointer of each text that an outcome asks people to read, with the code of its doubt."""
    for outcome in outcomes:
        for reason in outcome.reasons if outcome.kind is OutcomeKind.JUDGEMENT else ():
            match reason.test:
                case Leaf(operator=Operator.MIN_CHARS):
                    yield from ((pointer, SHORT) for pointer in reason.pointers)
                case Leaf(operand=SignalOperand(signal)):
                    yield from ((pointer, _CODES[signal]) for pointer in reason.pointers)
                case _:
                    pass


class _Reader:
    def __init__(self, document: Document, facts: Facts, bindings: Bindings, pack: Pack) -> None:
        self._document = document
        self._facts = facts
        self._places = positions_in(document)
        self._words = pack.prose
        self._prose = bindings.prose
        self._is_long = pack.answers.is_long
        self._names = pack.answers.names
        self._fields = pack.form.fields
        self.limit = bindings.params.get(pack.prose.short) if pack.prose.short is not None else None
        self._searches = [
            (_CODES[signal], Doubt(signal, bindings.prose).within(facts, ()))
            for signal in (Signal.DENIAL, Signal.OTHER_LANGUAGE)
            if all(getattr(pack.prose, key) for key in SIGNALS[signal].needs)
        ]
        self._numbers = Doubt(Signal.NUMBERS, bindings.prose)
        self.texts = pack.answers.of(document.value)
        self._counted_names: dict[str, tuple[tuple[str, Unit], ...]] = {}
        self.unanswered = dict(self._empty_texts(pack.answers.empty(document.value)))

    def on_unanswered(self, missing: frozenset[str]) -> Iterator[Diagnostic[Location]]:
        """Yield a note on each text that says nothing and that no outcome tells of."""
        for pointer, each in self.unanswered.items():
            if not any_prefix_in(pointer, missing):
                yield self._note(UNANSWERED, pointer, {"gap": each.gap.value, "text": each.text})

    def _empty_texts(self, empty: Iterable[str]) -> Iterator[tuple[str, EmptyText]]:
        """Yield the answers that say nothing, those that the reader took for none among them."""
        for pointer in empty:
            gap = self._document.gap(pointer)
            mark, _ = self._document.mark(pointer)
            if pointer in self._document.unanswered_texts:
                yield pointer, EmptyText(self._document.unanswered_texts[pointer], gap)
            elif gap in _WRITTEN and mark is not None:
                end = mark.end.column if mark.end.line == mark.start.line else None
                written = self._places.line(mark.start.line + 1)[mark.start.column : end].strip("\"' ")
                if written:
                    yield pointer, EmptyText(written, gap)

    def short(self) -> list[tuple[str, str]]:
        """Return the answers that are very short."""
        if self.limit is None:
            return []
        short = (found for found in self.texts if len(found[1].strip()) < self.limit)
        return [found for found in short if self._is_long(found[0])]

    def on_short(self, short: Sequence[tuple[str, str]]) -> Iterator[Diagnostic[Location]]:
        """Yield one note on very short texts together, if there are any."""
        if short:
            yield self._note(SHORT, short[0][0], {"limit": self.limit, "answers": tuple(short)})

    def doubts(self) -> Iterator[tuple[str, tuple[str, ...], Diagnostic[Location]]]:
        """Yield each doubt: its code, the pointers of the texts, and the note on it."""
        for pointer, text in self.texts:
            alone = self._prose.once(_Alone, text, partial(self._alone, text))
            for code, found in alone.doubts:
                yield code, (pointer,), self._note(code, pointer, {"text": text[slice(*found)]}, text, found)
            beside = self._beside(pointer) if alone.has_number and self._words.counted else ()
            numbers = self._numbers.within(self._facts, beside).first(text) if beside else None
            if numbers is not None:
                code = _CODES[Signal.NUMBERS]
                yield code, (pointer,), self._note(code, pointer, {"text": text[slice(*numbers)]}, text, numbers)
            if alone.named is not None and self._is_missing_beside(pointer, text[slice(*alone.named)]):
                key = {"key": text[slice(*alone.named)]}
                yield _HOLDS_FIELD, (pointer,), self._note(_HOLDS_FIELD, pointer, key, text, alone.named)
        for pointers in self._alike():
            text = str(self._facts.at(pointers[0]))
            yield SAME, pointers, self._note(SAME, pointers[0], {"text": text, "pointers": pointers})

    def _alone(self, text: str) -> "_Alone":
        found = ((code, search.first(text)) for code, search in self._searches)
        doubts = tuple((code, match) for code, match in found if match is not None)
        named = self._names.search(text) if ":" in text else None
        return _Alone(doubts, self._prose.counted.may_be_in(text), None if named is None else named.span(1))

    def _is_missing_beside(self, pointer: str, name: str) -> bool:
        """Return whether a record around a text, or one around that, has a field of a name that is not stated."""
        while pointer:
            pointer = pointer.rpartition("/")[0]
            record = self._fields[field_of(pointer)]
            if name in record.children and self._facts.at(pointer + pointer_to(name)) is None:
                return True
        return False

    def _beside(self, pointer: str) -> tuple[tuple[Unit, Any], ...]:
        """Return the counted numbers in the record that a text stands in."""
        holder = pointer.rpartition("/")[0]
        path = field_of(holder)
        if path not in self._counted_names:
            record = self._fields[path]
            units = ((name, self._fields[record.path_of(name)].unit) for name in record.children)
            self._counted_names[path] = tuple((name, unit) for name, unit in units if unit in self._words.counted)
        return tuple((unit, self._facts.at(holder + pointer_to(name))) for name, unit in self._counted_names[path])

    def _alike(self) -> Iterator[tuple[str, ...]]:
        """Yield the pointers of each sentence that stands in several fields."""
        by_beginning: dict[str, list[tuple[str, str]]] = {}
        for found in self.texts:
            if self._is_long(found[0]):
                by_beginning.setdefault(found[1][:_BEGINNING].casefold(), []).append(found)
        alike: dict[str, list[str]] = {}
        for pointer, text in chain.from_iterable(each for each in by_beginning.values() if len(each) > 1):
            alike.setdefault(words_of(text), []).append(pointer)
        yield from (tuple(each) for words, each in alike.items() if len(each) > 1 and is_sentence(words))

    def _note(
        self, code: str, pointer: str, parameters: Mapping[str, object], text: str = "", found: Match = (0, 0)
    ) -> Diagnostic[Location]:
        if text:
            place = place_within(self._document, pointer, text, self._places, found, secret=False)
        else:
            place = place_of(self._document, pointer, self._places)
        return Diagnostic(code, place, parameters, pointer=pointer, severity=Severity.NOTE)
