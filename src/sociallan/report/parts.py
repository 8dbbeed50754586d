"""The parts of a report in words, before any layout."""

from dataclasses import dataclass
from typing import NamedTuple

from sociallan.application.location import Location
from sociallan.pack.pack import Passage
from sociallan.rules.rule import Level
from sociallan.screening.report import Screening


class ReportItem(NamedTuple):
    """One thing to mend, one weakness, one remark or one question.

    ``status`` is ``form`` or an outcome, ``label`` what is said of it before the title. ``says`` are
    sentences. ``places`` are one or more: the first is where to look first, the others what it is
    compared with. ``pointer`` is the JSON pointer to the first, ``""`` for the whole application.
    """

    id: str
    status: str
    label: str
    title: str
    group: str
    path: str
    pointer: str
    places: tuple[Location, ...]
    says: tuple[str, ...]
    write: str
    add: tuple[str, ...]
    change: tuple[str, ...]
    cites: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of requirements in the list of requirements."""

    title: str
    status: str
    count: str


class QuestionLine(NamedTuple):
    """One question to the committee, and the fields that it is to read."""

    rule: str
    question: str
    evidence: tuple[str, ...]


class WaivedItem(NamedTuple):
    """A weakness or a remark that someone answers for, as an item that the report does not list.

    ``expires`` (``YYYY-MM-DD``) is the last day. ``says`` tells of it all in a sentence: what it is
    about, who answers for it, how long and why.
    """

    level: Level
    item: ReportItem
    owner: str
    expires: str
    reason: str
    says: str


class SourceLine(NamedTuple):
    """A source that something in the report cites, and what it says there."""

    key: str
    text: str
    passages: tuple[str, ...]


class Content(NamedTuple):
    """One application's report in words. Pairs are (label, value)."""

    screening: Screening
    facts: tuple[tuple[str, str], ...]
    verdict: str
    verdict_means: str
    groups: tuple[GroupLine, ...]
    actions: tuple[ReportItem, ...]
    waiting: str | None
    weaknesses: tuple[ReportItem, ...]
    remarks: tuple[ReportItem, ...]
    waived: tuple[WaivedItem, ...]
    questions: tuple[QuestionLine, ...]
    sources: tuple[SourceLine, ...]
    about: tuple[str, ...]
