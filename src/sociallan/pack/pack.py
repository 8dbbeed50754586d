"""Rule packs: rules, sources, parameters, word lists and the formula of the verdict."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application import dates
from sociallan.application.field import Form, Translations, Unit
from sociallan.application.form_check import string_formats
from sociallan.application.walking import value_at
from sociallan.pack.chain import Chain
from sociallan.pack.example_texts import PublishedExample
from sociallan.pack.precedent import Precedents
from sociallan.pack.reader_texts import ReaderTexts
from sociallan.pack.table import Table
from sociallan.rules.condition import Value
from sociallan.rules.prose.answers import Answers
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.word_search import WordList
from sociallan.rules.rule import Rule


class Passage(NamedTuple):
    """Passage of a public source: a summary in one sentence, and a ``mark`` whether it is stated or inferred."""

    citation: str
    title: str
    publisher: str
    date: str | None
    url: str
    summary: Translations
    mark: str


class Param(NamedTuple):
    """Dated parameter: ``values`` are pairs (first day, value), sorted by day.

    The value ``None`` sets no limit.
    """

    id: str
    title: Translations
    unit: Unit
    values: tuple[tuple[str, int | float | str | None], ...]
    cites: tuple[str, ...]
    note: Translations

    @property
    def is_misread(self) -> bool:
        """Whether a value is a text though the parameter counts something."""
        several = (value if isinstance(value, tuple) else (value,) for _, value in self.values)
        return self.unit is not Unit.NONE and any(isinstance(part, str) for parts in several for part in parts)

    def on(self, day: str) -> int | float | str | None:
        """Return the value in force on a day (``YYYY-MM-DD``), ``None`` before the first day."""
        return next((value for start, value in reversed(self.values) if start <= day), None)


class Phase(NamedTuple):
    """Phase of the lending programme, from ``first`` (``YYYY-MM-DD``) until the next phase."""

    id: str
    first: str
    title: Translations
    summary: Translations
    cites: tuple[str, ...]


class Group(NamedTuple):
    """Group of rules."""

    id: str
    title: Translations


class Role(StrEnum):
    """Roles of a field of the summary in reports, whatever it is called."""

    APPLICANT = "applicant"
    """Who applies: named in every table."""
    TITLE = "title"
    """The name of the application: the heading of its report."""
    CLASS = "class"
    """The choice by which applications are counted."""
    AMOUNT = "amount"
    """The number that is added up over applications."""
    NUMBER = "number"
    """The number that the applicant is registered under: it identifies the same project in several applications."""
    PLACE = "place"
    """Where the project is: with the amount, it identifies the same project in several applications."""


class SummaryField(NamedTuple):
    """Field of the application at the head of every report.

    ``name`` is its key in reports for programs, and ``field`` its path. ``beside`` is the name of the field in whose
    line it stands, by the text ``phrase``, which names both; without it, it has a line of its own, or stands
    ``only_in_tables``.
    """

    name: str
    field: str
    label: Translations
    role: Role | None
    beside: str | None
    phrase: Translations
    only_in_tables: bool


@dataclass(frozen=True, slots=True)
class GroupLeaf:
    """Leaf of the verdict's formula: true if the group's requirements are met."""

    group: str


@dataclass(frozen=True, slots=True)
class GroupAll:
    """Conjunction in the verdict's formula."""

    parts: "tuple[VerdictFormula, ...]"


@dataclass(frozen=True, slots=True)
class GroupAny:
    """Disjunction in the verdict's formula."""

    parts: "tuple[VerdictFormula, ...]"


VerdictFormula = GroupLeaf | GroupAll | GroupAny


class PartDigests(NamedTuple):
    """Digests of the conditions of a pack's rules, and of the rest of the pack.

    A comment or a blank line in the file of a rule is in none of them, and neither are its tests. ``conditions`` has
    two digests for each rule, by id: of ``when``, and of the other keys that decide its outcome.
    """

    rest: bytes
    conditions: Mapping[str, tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Pack:
    """Loaded and checked rule pack."""

    id: str
    version: str
    title: Translations
    notice: Translations
    texts: Mapping[str, Translations]
    """Texts of reports in the pack's own words, by the keys of ``OWN_TEXTS``."""
    reader_texts: ReaderTexts
    valid_from: str
    form: Form
    values: Mapping[str, Value]
    """Computed values by name, without those that the engine has for every pack."""
    summary: tuple[SummaryField, ...]
    """In the order of the columns of tables."""
    chain: Chain | None
    dated_by: str | None
    """Path of the field with the application's own date; ``None`` if the form has none."""
    phases: tuple[Phase, ...]
    """Sorted by day. For information only: differences between phases are expressed by rules."""
    groups: tuple[Group, ...]
    verdict: VerdictFormula
    rules: tuple[Rule, ...]
    params: Mapping[str, Param]
    passages: Mapping[str, Passage]
    lists: Mapping[str, WordList]
    tables: Mapping[str, Table]
    precedents: Precedents
    examples: tuple[PublishedExample, ...]
    """Those that pack.yaml names, and the specimens."""
    answers: Answers = field(compare=False)
    """The fields of the form for prose, with the searches in them."""
    gaps: Mapping[str, str]
    """Kind, ``placeholder`` or ``unknown``, by case-folded text without content."""
    specimens: Mapping[str, Any]
    first_specimen: str | None
    """Name of the specimen of tests that name none; ``None`` without specimens."""
    read_by_people: tuple[str, ...]
    """Paths of the application, each with its descendants, that only people read and no rule."""
    logic_digest: str
    text_digest: str
    content_digest: bytes = field(compare=False)
    """Digest of the bytes of the files: any change makes another, also one that changes no outcome and no text."""
    part_digests: PartDigests = field(compare=False)

    @property
    def digest(self) -> str:
        """Return the digest of the whole pack: of both digests, the id and the version."""
        whole = "\n".join((self.id, self.version, self.logic_digest, self.text_digest))
        return "sha256:" + hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def prose(self) -> ProseWords:
        """Return the phrases and words that are searched for in prose."""
        return self.answers.prose.words

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule with an id, ``None`` if there is none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def date_of(self, application: Any) -> Any:
        """Return an application's own date as stated, ``None`` without one; the application may have any form."""
        return None if self.dated_by is None else value_at(application, self.dated_by.split("."))

    def day_of(self, application: Any) -> str | None:
        """Return the last day (``YYYY-MM-DD``) of an application's own date, ``None`` without a date that there is."""
        stated = self.date_of(application)
        is_date = isinstance(stated, str | int) and string_formats.is_partial_date(stated)
        return dates.last_day(stated) if is_date else None

    def identity_of(self, application: Any) -> tuple[Any, Any]:
        """Return an application's title and applicant as stated, ``None`` for what the pack's summary does not name."""
        named = map(self.in_role, (Role.TITLE, Role.APPLICANT))
        title, applicant = (None if each is None else value_at(application, each.field.split(".")) for each in named)
        return title, applicant

    def in_role(self, role: Role) -> SummaryField | None:
        """Return the field of the summary that has a role, ``None`` if there is none."""
        return next((each for each in self.summary if each.role is role), None)

    def in_roles(self, roles: Iterable[Role]) -> tuple[SummaryField, ...]:
        """Return the fields of the summary that have one of the roles, in the order of the roles."""
        return tuple(each for role in roles if (each := self.in_role(role)) is not None)

    def phase(self, day: str) -> Phase | None:
        """Return the phase on a day (``YYYY-MM-DD``), ``None`` before the first."""
        return next((phase for phase in reversed(self.phases) if phase.first <= day), None)
