"""The data types of a report's text before layout."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.document import Gap
from sociallan.application.location import Location
from sociallan.pack.pack import Passage
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.since import FindingState

_NO_ANSWERS = frozenset(
    (
        Gap.PLACEHOLDER,
        Gap.DECLARED_UNKNOWN,
        Gap.FEW_WORDS,
        Gap.NOISE,
        Gap.REFERS,
        Gap.DEFERS,
        Gap.COPIED,
        Gap.ASKS,
    )
)
"""Why a text that is there says nothing."""


class ItemStatus(StrEnum):
    """Statuses of an item that is not the outcome of a rule."""

    FORM = "form"
    NOTE = "note"
    VERDICT = "verdict"
    MENDED = "mended"


class ReportItem(NamedTuple):
    """One action, weakness, remark, doubt or waived item.

    ``status_text`` is the status in words, and ``label`` the heading before the title.
    ``sentences`` are the reasons, ``instruction`` is the cure, and ``rewritten`` the line of the first place as it
    should be written, ``""`` if that is not known. ``places`` are the deciding field first, then the fields it is
    compared with. ``pointer`` is the JSON pointer to the first, ``""`` for the whole application. ``follows`` are the
    items that follow from this one. ``state`` is what became of it since an earlier version, ``None`` if there is
    nothing to compare with.
    """

    id: str
    status: ItemStatus | OutcomeKind
    status_text: str
    label: str
    title: str
    group: str
    path: str
    pointer: str
    places: tuple[Location, ...]
    sentences: tuple[str, ...]
    instruction: str
    add: tuple[str, ...]
    change: tuple[str, ...]
    cites: tuple[Passage, ...]
    rewritten: str = ""
    follows: "tuple[ReportItem, ...]" = ()
    state: FindingState | None = None

    @property
    def is_finding(self) -> bool:
        """Return whether the item is a finding of the program, with a code, and not the outcome of a rule."""
        return self.status in (ItemStatus.FORM, ItemStatus.NOTE)

    @property
    def heading(self) -> str:
        """The label and the title on one line."""
        return f"{self.label}: {self.title}"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of requirements in the list of requirements."""

    title: str
    status: str
    count: str


class NamedPoint(NamedTuple):
    """Point of a strong answer, with a mark, and whether the application has it."""

    text: str
    found: bool


class QuestionLine(NamedTuple):
    """One question to people, with the fields to read as evidence.

    ``answer`` is what a strong answer names and ``cites`` what the question rests on: ``""`` and empty where the
    question stands in a rule, which says both. ``named`` are the points of the answer that can be looked up.
    """

    rule: str
    question: str
    evidence: tuple[str, ...]
    answer: str = ""
    cites: tuple[Passage, ...] = ()
    named: tuple[NamedPoint, ...] = ()


class PrecedentLine(NamedTuple):
    """One public project near to the application: what is known of it, what is alike, and its address."""

    text: str
    alike: str
    url: str


class WaivedItem(NamedTuple):
    """A waived weakness or remark.

    ``expires`` (``YYYY-MM-DD``) is the last day of the waiver. ``sentence`` names the title, the owner,
    the last day and the reason.
    """

    level: Level
    item: ReportItem
    owner: str
    expires: str
    reason: str
    sentence: str


class SourcedLine(NamedTuple):
    """A text of the pack that names its sources itself, and the passages that it rests on."""

    text: str
    cites: tuple[Passage, ...]


class SourceLine(NamedTuple):
    """A source cited in the report, with its cited passages."""

    key: str
    text: str
    passages: tuple[str, ...]


class ChainText(NamedTuple):
    """Cell of the chain: the text of each entry, ``None`` where something is missing; ``hole`` if anything is."""

    texts: tuple[str | None, ...]
    hole: bool


class ChainLine(NamedTuple):
    """Row of the chain; ``lacks`` is the sentence on its holes, ``""`` without any."""

    label: str
    cells: tuple[ChainText, ...]
    lacks: str


class ChainTable(NamedTuple):
    """The chain as a table; ``row`` is the heading of the rows and ``columns`` are those of the cells."""

    title: str
    row: str
    columns: tuple[str, ...]
    lines: tuple[ChainLine, ...]


class Content(NamedTuple):
    """The text of one application's report. Pairs are (label, value).

    ``doubts`` are what requirements leave to people because of what was found, for reports without the questions.
    ``mended`` are the findings of an earlier version that are no longer there.
    """

    screening: Screening
    facts: tuple[tuple[str, str], ...]
    verdict: str
    verdict_meaning: str
    groups: tuple[GroupLine, ...]
    actions: tuple[ReportItem, ...]
    waiting: str | None
    weaknesses: tuple[ReportItem, ...]
    remarks: tuple[ReportItem, ...]
    doubts: tuple[ReportItem, ...]
    mended: tuple[ReportItem, ...]
    waived: tuple[WaivedItem, ...]
    questions: tuple[QuestionLine, ...]
    more_questions: int
    """Number of questions beyond those shown."""
    precedents: tuple[PrecedentLine, ...]
    precedents_note: str
    beside: tuple[SourcedLine, ...]
    chain: ChainTable | None
    sources: tuple[SourceLine, ...]
    about: tuple[str, ...]

    @property
    def to_read(self) -> tuple[ReportItem, ...]:
        """The doubts and the texts that say nothing: people are to read them again beside the actions."""
        reasons = ((each.rule.id, reason) for each in self.screening.outcomes for reason in each.reasons)
        empty = {rule for rule, reason in reasons if not _NO_ANSWERS.isdisjoint(reason.gaps)}
        listed = (*self.weaknesses, *self.remarks)
        doubted = (
            each for each in listed if each.status in (OutcomeKind.JUDGEMENT, ItemStatus.NOTE) or each.id in empty
        )
        return (*self.doubts, *doubted)
