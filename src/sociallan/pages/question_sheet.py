"""The questions that an application raises, each with the application's own words, before layout."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.pack.pack import Pack
from sociallan.report import summary_fields, values
from sociallan.report.content import question_line
from sociallan.report.own_words import OwnAnswer, answer_at
from sociallan.report.parts import QuestionLine
from sociallan.report.questions import questions
from sociallan.report.view import View
from sociallan.screening.own_words import OwnWords
from sociallan.screening.report import MOST_QUESTIONS, Screening

NOTE_LINES = 4
"""Number of lines for notes after each question."""


class SheetQuestion(NamedTuple):
    """Question with its number on the sheet, from 1, and what the application states in the fields to read."""

    number: int
    line: QuestionLine
    own_words: tuple[OwnAnswer, ...]


class SheetPart(NamedTuple):
    """Questions under a heading."""

    heading: str
    questions: tuple[SheetQuestion, ...]


class QuestionSheet(NamedTuple):
    """Questions of an application: the weightiest, as many as a report shows, and the others."""

    application: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[SheetPart, ...]

    @property
    def total(self) -> int:
        """The number of questions."""
        return sum(len(part.questions) for part in self.parts)


def question_sheet(screening: Screening, own: OwnWords, pack: Pack, view: View) -> QuestionSheet:
    """Return every question that a screening raises, the weightiest first."""
    words = view.words
    asked = questions(screening, pack, view._replace(detail=view.detail._replace(explain=True))).shown
    found = tuple(
        SheetQuestion(
            number,
            question_line(each, screening, pack, view),
            tuple(_own_words(each.pointers, own, view)),
        )
        for number, each in enumerate(asked, start=1)
    )
    parts = (
        SheetPart(words.say("questions.first"), found[:MOST_QUESTIONS]),
        SheetPart(words.say("questions.further"), found[MOST_QUESTIONS:]),
    )
    return QuestionSheet(
        application=values.visible(screening.summary.title or screening.path),
        verdict=f"{words.say('report.verdict')}: {words.say(f'verdict.{screening.verdict}')}",
        facts=tuple(summary_fields.head_lines(screening.summary, pack, view)),
        parts=tuple(part for part in parts if part.questions),
    )


def _own_words(pointers: Iterable[str], own: OwnWords, view: View) -> Iterator[OwnAnswer]:
    """Yield the stated values at pointers; a text that stands at several is shown once."""
    shown = set()
    for pointer in pointers:
        answer = answer_at(pointer, own, view)
        if answer is not None and answer not in shown:
            shown.add(answer)
            yield answer
