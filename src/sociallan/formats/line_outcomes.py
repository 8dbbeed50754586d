"""Outcomes in the lines of an NDJSON report: a digit each, and for some the reasons and the smallest change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sociallan.application.location import Location
from sociallan.formats.json_outcome import edit_values, is_explained, places_of, traces_of
from sociallan.formats.line_fields import LineFields
from sociallan.report import rule_texts
from sociallan.report.by_identity import kept_by_identity
from sociallan.report.observations import outcome_messages
from sociallan.report.view import View
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.causes import causes
from sociallan.screening.report import ReportHeader, Screening
from sociallan.screening.stored.lean_lines import NO_OUTCOME

CODES = {kind: str(number) for number, kind in enumerate(OutcomeKind)}
"""The digit of each outcome."""

_MOST_REPORTS = 8
_MOST_KNOWN = 4096
"""The outcomes on equal values that are kept, in words."""


class LineOutcomes:
    """The outcomes of one report in its lines; what many applications share is put into words once."""

    def __init__(self, head: ReportHeader, view: View) -> None:
        self._head = head
        self._view = view
        self.fields = LineFields(view)
        self.number_of = {rule.id: number for number, rule in enumerate(head.pack.rules)}
        """The position of each rule in the first line, by its id."""
        self._texts: dict[str, Mapping[str, Mapping[str, str]]] = {head.as_of: {}}
        self._explanations: dict[int, tuple[Outcome, Mapping[str, Any]]] = {}

    def explained(self, screening: Screening) -> list[Mapping[str, Any]]:
        """Return the outcomes of an application that have more to say than their digits."""
        texts = self._texts_of(screening.as_of)
        explained: list[Mapping[str, Any]] = []
        for outcome in screening.outcomes:
            rule = outcome.rule
            if is_explained(outcome, self._view):
                own = {**self._known(outcome), **stated(places=self._places(outcome))}
                if rule.follows and (cause := causes(screening).get(rule.id)) is not None:
                    own["follows_from"] = cause
            elif outcome.contradicted:
                own = {"contradicted": True}
            elif rule.id in texts:
                own = {}
            else:
                continue
            explained.append({"rule": self.number_of[rule.id], **texts.get(rule.id, {}), **own})
        return explained

    def _texts_of(self, day: str) -> Mapping[str, Mapping[str, str]]:
        """Return the texts that name other figures on a day than in the first line, by the rules that have any."""
        found = self._texts.get(day)
        if found is None:
            if len(self._texts) >= _MOST_KNOWN:
                self._texts = {self._head.as_of: {}}
            found = self._texts[day] = dict(self._other_texts(day))
        return found

    def _other_texts(self, day: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        pack, words = self._head.pack, self._view.words
        for rule in filter(rule_texts.names_figures, pack.rules):
            other = {
                key: of_day
                for key, text in {"title": rule.title, "unmet": rule.unmet, "ask": rule.ask}.items()
                if (of_day := rule_texts.rendered(text, pack, day, words))
                != rule_texts.rendered(text, pack, self._head.as_of, words)
            }
            if other:
                yield rule.id, other

    def _known(self, outcome: Outcome) -> Mapping[str, Any]:
        """Return the values of an outcome without its places, in which alone it may differ from one like it."""
        if outcome.like is None:
            return self._said(outcome)
        found = self._explanations.get(id(outcome.like))
        if found is None:
            if len(self._explanations) >= _MOST_KNOWN:
                self._explanations.clear()
            # The outcome is kept too, so that no other one gets its identity.
            found = self._explanations[id(outcome.like)] = outcome.like, self._said(outcome)
        return found[1]

    def _said(self, outcome: Outcome) -> Mapping[str, Any]:
        pointers = [pointer for reason in outcome.reasons for pointer in reason.pointers]
        deciding, placed = [*dict.fromkeys(pointers)], [pointer for pointer, _ in places_of(outcome)]
        messages = outcome_messages(outcome, self._head.pack, self._view)
        return {
            **stated(contradicted=outcome.contradicted, waits=outcome.undetermined),
            **self._of_each(messages, placed),
            **stated(left_out=outcome.left_out),
            **({} if deciding == placed else {"fields": [*map(self.fields.reference, deciding)]}),
            **({} if outcome.edits is None else {"edits": [*self._edits(outcome)]}),
            **stated(trace=traces_of(outcome, self._view)),
        }

    def _of_each(self, messages: Sequence[str], pointers: Sequence[str]) -> Mapping[str, str]:
        """Return the messages of fields, as one text if it is said of each in turn."""
        if len(messages) == len(pointers):
            said = {self.fields.said(*each) for each in zip(messages, pointers, strict=True)}
            if len(said) == 1 and (text := said.pop()) is not None:
                return {"said": text}
        return stated(message=" ".join(messages))

    def _edits(self, outcome: Outcome) -> Iterator[Mapping[str, Any]]:
        """Yield the steps of the smallest change; a step that several fields need stands once."""
        edits = [edit_values(edit, self._view) for edit in outcome.edits or ()]
        for (kind, text, message), several in groupby(edits, self._step):
            fields = [self.fields.reference(edit["pointer"]) for edit in several]
            yield {"kind": kind, "fields": fields, **stated(said=text, message=message)}

    def _step(self, edit: Mapping[str, str]) -> tuple[str, str, str]:
        text = self.fields.said(edit["message"], edit["pointer"])
        return (edit["kind"], "", edit["message"]) if text is None else (edit["kind"], text, "")

    def _places(self, outcome: Outcome) -> list[list[Any]]:
        return [[self.fields.reference(pointer), *_at(place)] for pointer, place in places_of(outcome)]


@kept_by_identity(_MOST_REPORTS)
def line_outcomes(head: ReportHeader, view: View) -> LineOutcomes:
    """Return the outcomes of a report in its lines."""
    return LineOutcomes(head, view)


def digits(ids: Iterable[str], kinds: Mapping[str, OutcomeKind]) -> str:
    """Return the digit of the outcome of each rule or group, in the order of the first line."""
    codes = {each: CODES[kind] for each, kind in kinds.items()}
    return "".join([codes.get(each, NO_OUTCOME) for each in ids])


def stated(**values: Any) -> dict[str, Any]:
    """Return the values that say something: those that are not empty, 0 or false."""
    return {key: value for key, value in values.items() if value}


def _at(place: Location) -> list[Any]:
    """Return the line and column, or the cell, and false if the place is that of something around the field."""
    at = [place.span.line, place.span.column] if place.cell is None else [str(place.cell)]
    return at if place.exact else [*at, False]
