"""Reading of an application's texts: how many there are, and what in them a person may need to look at.

No rule need name a text for that. What an outcome reports already is not noted again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, Gap, any_prefix_in, field_of, pointer_to, pointers_above
from sociallan.application.field import Unit
from sociallan.application.location import Location
from sociallan.application.node_positions import positions_in
from sociallan.pack.example_texts import ExampleTexts
from sociallan.pack.pack import Pack
from sociallan.rules.doubts import SIGNALS, Doubt, Signal
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import Outcome
from sociallan.rules.prose.answers import EmptyText
from sociallan.rules.prose.prose import Match, is_sentence
from sociallan.rules.prose.text_positions import place_within
from sociallan.rules.prose.text_words import first_words, words_of
from sociallan.rules.prose.unfinished import unfinished
from sociallan.screening.repeated_figures import RepeatedFigures
from sociallan.screening.report import Reading
from sociallan.screening.reported_texts import CODES, SAME, SHORT, doubted_texts, missing_texts

UNANSWERED = "text.unanswered"
_HOLDS_FIELD = "text.holds-field"
_FIGURE = "text.figure"
_OF_EXAMPLE = "text.of-example"
_UNFINISHED = "text.unfinished"
_WRITTEN = (Gap.PLACEHOLDER, Gap.DECLARED_UNKNOWN, Gap.BLANK)
"""Gaps of which there may be a text all the same."""
_BLOCK = ("|", ">")
"""The signs with which YAML begins a text that stands on the lines below."""


_MOST_POINTERS = 4096
"""The pointers of which the numbers beside them are remembered: applications have the same ones."""


class _Alone(NamedTuple):
    """Doubts that a text raises alone, each by its code, whether it may hold a number, and a field's name in it."""

    doubts: tuple[tuple[str, Match], ...]
    has_number: bool
    named: Match | None


_NOTHING = _Alone((), has_number=False, named=None)


class Noted(NamedTuple):
    """The numbers of an application's texts, and the notes on them."""

    reading: Reading
    notes: tuple[Diagnostic[Location], ...]


class TextReader:
    """Reader of the texts of one application after another, by one pack."""

    def __init__(self, pack: Pack) -> None:
        self.answers = pack.answers
        self.fields = pack.form.fields
        self.words = pack.prose
        self.prose = prose = pack.answers.prose
        self.numbers = Doubt(Signal.NUMBERS, prose)
        self._alone_doubts = tuple(
            (CODES[signal], Doubt(signal, prose))
            for signal in (Signal.DENIAL, Signal.OTHER_LANGUAGE)
            if all(getattr(pack.prose, key) for key in SIGNALS[signal].needs)
        )
        self.examples = ExampleTexts(pack.examples)
        self.identity_of = pack.identity_of
        self.repeated_figures = RepeatedFigures(pack)
        self.counted_names = lru_cache(_MOST_POINTERS)(self._counted_names)

    def noted(self, document: Document, facts: Facts, bindings: Bindings, outcomes: Sequence[Outcome]) -> Noted:
        """Return the numbers of the texts, and a note on each thing in them that no outcome reports."""
        limit = None if self.words.short is None else bindings.params.get(self.words.short)
        reader = _Reader(self, document, facts, limit)
        missing, reported = missing_texts(outcomes), frozenset(doubted_texts(outcomes))
        short, doubts = reader.short(), [*reader.doubts()]
        unreported = [each for each in short if (each[0], SHORT) not in reported]
        notes = [*reader.on_unanswered(missing), *reader.on_short(unreported)]
        notes += [note for pointers, note in doubts if not reported.issuperset((at, note.code) for at in pointers)]
        doubtful = {at for at, code in reported if code != SHORT}.union(*(pointers for pointers, _ in doubts))
        unanswered = len(reader.unanswered)
        very_short = None if limit is None else len(short)
        return Noted(Reading(len(reader.texts) + unanswered, unanswered, very_short, len(doubtful)), tuple(notes))

    def alone(self, text: str) -> _Alone:
        """Return the doubts that a text raises alone."""
        return self.prose.once(_Alone, text, self._found_alone)

    def _counted_names(self, pointer: str) -> tuple[tuple[str, Unit], ...]:
        """Return the fields of counted numbers in the record that the text at a pointer stands in, with their units."""
        record = self.fields[field_of(pointer.rpartition("/")[0])]
        units = ((name, self.fields[record.path_of(name)].unit) for name in record.children)
        return tuple((name, unit) for name, unit in units if unit in self.words.counted)

    def _found_alone(self, text: str) -> _Alone:
        words = words_of(text).split()
        found = [(code, doubt.alone_among(words, text)) for code, doubt in self._alone_doubts]
        found.append((_UNFINISHED, unfinished(self.prose, text)))
        doubts = tuple([(code, match) for code, match in found if match is not None])
        named = self.field_named(text)
        has_number = self.prose.counted.may_be_in(text)
        if not doubts and not has_number and named is None:
            return _NOTHING
        return _Alone(doubts, has_number, named)

    def field_named(self, text: str) -> Match | None:
        """Return where the name of a field stands in a text as it does in a file."""
        named = self.answers.names.search(text) if ":" in text or "_" in text else None
        return None if named is None else named.span(named.lastindex or 0)


class _Reader:
    """Reader of one application."""

    def __init__(self, common: TextReader, document: Document, facts: Facts, limit: int | None) -> None:
        self._common = common
        self._document = document
        self._facts = facts
        self._places = positions_in(document)
        self._limit = limit
        answers = common.answers.found(document.value)
        self.texts, self._names = answers.texts, answers.names
        # Words in the place of a number are among those that the document keeps.
        self.unanswered = dict(self._empty_texts(dict.fromkeys((*answers.empty, *document.unanswered_texts))))

    def on_unanswered(self, missing: frozenset[str]) -> Iterator[Diagnostic[Location]]:
        """Yield a note on each text that says nothing and that no outcome reports."""
        for pointer, each in self.unanswered.items():
            if not any_prefix_in(pointer, missing):
                yield self._note(UNANSWERED, pointer, {"gap": each.gap.value, "text": each.text})

    def _empty_texts(self, empty: Iterable[str]) -> Iterator[tuple[str, EmptyText]]:
        """Yield the answers that say nothing, those that the reader took for none among them."""
        for pointer in empty:
            gap = self._document.gap(pointer)
            if pointer in self._document.unanswered_texts:
                yield pointer, EmptyText(self._document.unanswered_texts[pointer], gap)
            elif gap in _WRITTEN and (written := self._written(pointer)):
                yield pointer, EmptyText(written, gap)

    def _written(self, pointer: str) -> str:
        """Return the text that the reader took for none, on one line and without the signs that YAML puts around it."""
        mark, _ = self._document.mark(pointer)
        assert mark is not None  # It has the gap.
        lines = [self._places.line(number + 1) for number in range(mark.start.line, mark.end.line + 1)]
        lines[-1] = lines[-1][: mark.end.column]
        lines[0] = lines[0][mark.start.column :]
        within = lines[1:] if lines[0].startswith(_BLOCK) else lines
        return " ".join(" ".join(within).split()).strip("\"' ")

    def short(self) -> list[tuple[str, str]]:
        """Return the answers that are very short."""
        limit, is_long = self._limit, self._common.answers.is_long
        if limit is None:
            return []
        return [found for found in self.texts if len(found[1].strip()) < limit and is_long(found[0])]

    def on_short(self, short: Sequence[tuple[str, str]]) -> Iterator[Diagnostic[Location]]:
        """Yield one note on very short texts together, if there are any."""
        if short:
            yield self._note(SHORT, short[0][0], {"limit": self._limit, "answers": tuple(short)})

    def doubts(self) -> Iterator[tuple[tuple[str, ...], Diagnostic[Location]]]:
        """Yield each doubt: the pointers of the texts, and the note on it."""
        alone_of = self._common.alone
        for pointer, text in self.texts:
            alone = alone_of(text)
            if alone is not _NOTHING:
                for note in self._on_one(pointer, text, alone):
                    yield (pointer,), note
        for pointer, text in self._names:
            named = self._common.field_named(text)
            if named is not None:
                yield from (((pointer,), note) for note in self._on_named(pointer, text, named))
        for pointers in self._alike():
            text = str(self._facts.at(pointers[0]))
            yield pointers, self._note(SAME, pointers[0], {"text": text, "pointers": pointers})
        copied = self._common.examples.copied(self.texts, *self._common.identity_of(self._document.value))
        if copied is not None:
            of_it = {"example": copied.example, "texts": len(copied.pointers), "of": copied.of}
            yield copied.pointers, self._note(_OF_EXAMPLE, copied.pointers[0], of_it)

    def _on_one(self, pointer: str, text: str, alone: _Alone) -> Iterator[Diagnostic[Location]]:
        """Yield a note on each doubt that one text raises, alone or beside what fields state."""
        for code, found in alone.doubts:
            yield self._quoting(code, pointer, text, found)
        if alone.has_number:
            yield from self._on_numbers(pointer, text)
        if alone.named is not None:
            yield from self._on_named(pointer, text, alone.named)

    def _on_named(self, pointer: str, text: str, named: Match) -> Iterator[Diagnostic[Location]]:
        """Yield a note on the name of a field in a text, if that field is not stated beside it."""
        name = text[slice(*named)]
        if self._is_missing_beside(pointer, name):
            yield self._note(_HOLDS_FIELD, pointer, {"key": name}, text, named)

    def _on_numbers(self, pointer: str, text: str) -> Iterator[Diagnostic[Location]]:
        """Yield a note on numbers in a text that are not those that fields state."""
        counted = self._common.numbers.within(self._facts, self._beside(pointer)).first(text)
        if counted is not None:
            yield self._quoting(CODES[Signal.NUMBERS], pointer, text, counted)
        other = self._common.repeated_figures.of_another(pointer, text, self._facts)
        if other is not None:
            yield self._quoting(_FIGURE, pointer, text, other.match, answers=other.fields)

    def _is_missing_beside(self, pointer: str, name: str) -> bool:
        """Return whether a record around a text, or one around that, has a field of a name that is not stated."""
        return any(
            name in self._common.fields[field_of(above)].children and self._facts.at(above + pointer_to(name)) is None
            for above in pointers_above(pointer)
        )

    def _beside(self, pointer: str) -> list[tuple[Unit, Any]]:
        """Return the counted numbers in the record that a text stands in."""
        record = self._facts.at(pointer.rpartition("/")[0])
        return [(unit, record.get(name)) for name, unit in self._common.counted_names(pointer)]

    def _alike(self) -> Iterator[tuple[str, ...]]:
        """Yield the pointers of each sentence that stands in several fields."""
        is_long = self._common.answers.is_long
        by_beginning: dict[str, list[tuple[str, str]]] = {}
        for found in self.texts:
            if is_long(found[0]):
                by_beginning.setdefault(first_words(found[1]), []).append(found)
        alike: dict[str, list[str]] = {}
        for pointer, text in chain.from_iterable([each for each in by_beginning.values() if len(each) > 1]):
            alike.setdefault(words_of(text), []).append(pointer)
        yield from (tuple(each) for words, each in alike.items() if len(each) > 1 and is_sentence(words))

    def _quoting(self, code: str, pointer: str, text: str, found: Match, **parameters: object) -> Diagnostic[Location]:
        return self._note(code, pointer, {"text": text[slice(*found)], **parameters}, text, found)

    def _note(
        self, code: str, pointer: str, parameters: Mapping[str, object], text: str = "", found: Match = (0, 0)
    ) -> Diagnostic[Location]:
        place = place_within(self._document, pointer, text, self._places, found, secret=False)
        return Diagnostic(code, place, parameters, pointer=pointer, severity=Severity.NOTE)
