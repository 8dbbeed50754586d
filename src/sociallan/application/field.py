"""Fields of the application form: their types, texts, choices and limits."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application.amount_phrases import AmountPhrases
from sociallan.application.may_name import MayName

Translations = Mapping[str, str]
"""A text by language; some of the program's languages may be absent."""

DEFAULT_LANGUAGE = "sv"
"""The language used if none is chosen, and that of a schema's own titles and descriptions."""

_NO_TEXT: Translations = {}


class FieldKind(StrEnum):
    """Kinds of value that a field can hold; they decide which operators apply."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    LIST = "list"
    RECORD = "record"


class Unit(StrEnum):
    """Unit of a number. Only numbers of one unit are compared, added and subtracted."""

    KR = "kr"
    PERCENT = "percent"
    YEARS = "years"
    MONTHS = "months"
    PEOPLE = "people"
    COUNT = "count"
    NONE = "none"

    @property
    def whole(self) -> bool:
        """Whether there are no parts of it."""
        return self in (Unit.PEOPLE, Unit.COUNT)


class FieldType(NamedTuple):
    """A type that a form can give a field.

    ``schema`` is the JSON Schema of a value in canonical form, without ``null``. ``prose`` is set for texts in whole
    sentences, which the privacy scan reads. ``unit`` is set where every number of the type counts the same.
    """

    name: str
    kind: FieldKind
    schema: Mapping[str, Any]
    prose: bool = False
    unit: Unit | None = None

    @property
    def is_year(self) -> bool:
        """Whether a value is a year, which is written without a blank and compared as a date."""
        return self.name == "year"


_LONGEST_NAME, _LONGEST_TEXT, _MOST_ITEMS = 500, 20_000, 1_000
_YEARS = {"minimum": 1900, "maximum": 2200}
_ORG_NUMBER = {"type": "string", "format": "org-number", "pattern": "^[0-9]{6}-[0-9]{4}$"}
_AUTHORITY_CODE = {"type": "string", "format": "municipality-code", "pattern": "^[0-9]{4}$"}
_DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

FIELD_TYPES: Mapping[str, FieldType] = {
    each.name: each
    for each in (
        FieldType("record", FieldKind.RECORD, {"type": "object"}),
        FieldType("list", FieldKind.LIST, {"type": "array", "maxItems": _MOST_ITEMS}),
        FieldType("name", FieldKind.TEXT, {"type": "string", "maxLength": _LONGEST_NAME}),
        FieldType("sentence", FieldKind.TEXT, {"type": "string", "maxLength": _LONGEST_NAME}, prose=True),
        FieldType("text", FieldKind.TEXT, {"type": "string", "maxLength": _LONGEST_TEXT}, prose=True),
        FieldType("choice", FieldKind.TEXT, {"type": "string"}),
        FieldType("yes_no", FieldKind.TRUTH, {"type": "boolean"}),
        FieldType("amount", FieldKind.NUMBER, {"type": "integer", "minimum": 0, "maximum": 10**12}, unit=Unit.KR),
        FieldType("whole_number", FieldKind.NUMBER, {"type": "integer"}),
        FieldType("number", FieldKind.NUMBER, {"type": "number"}),
        FieldType("year", FieldKind.NUMBER, {"type": "integer", **_YEARS}, unit=Unit.NONE),
        FieldType(
            "date",
            FieldKind.DATE,
            {"type": ["string", "integer"], "format": "partial-date", "pattern": _DATE, **_YEARS},
        ),
        FieldType("organisation_number", FieldKind.TEXT, _ORG_NUMBER),
        FieldType("authority_code", FieldKind.TEXT, _AUTHORITY_CODE),
        FieldType("version", FieldKind.NUMBER, {"type": "integer"}, unit=Unit.NONE),
    )
}
"""Every type by name. A list holds values of one type, a record has fields of its own."""


class Field(NamedTuple):
    """One field. ``path`` is dotted and omits list indexes: ``social.goals.id`` is the id of each goal.

    ``item_type``, ``item_title`` and ``item_description`` are those of a list's items. ``values`` are the choices,
    ``labels`` what each means, and ``also`` other words. ``example`` is a value as applicants write it, by language.
    ``minimum`` and ``maximum`` bound a number, the year of a date, or each number of a list. ``refers_to`` is the path
    of the texts referred to, ``open_end`` the name of the yes/no field that says that a date has none. ``told_in`` is
    the path of a text that repeats a number, ``unit_in`` that of its unit. An empty list is not filled in unless it
    ``may_be_empty``, nor is a 0 where ``may_be_zero`` is false. A name that ``may_have_period`` is of what holds for
    a time. A ``contact`` field asks how to reach the applicants.
    """

    path: str
    type: FieldType
    title: Translations
    description: Translations
    item_type: FieldType | None = None
    item_title: Translations = _NO_TEXT
    item_description: Translations = _NO_TEXT
    values: tuple[str, ...] = ()
    labels: Mapping[str, Translations] = {}
    also: Mapping[str, tuple[str, ...]] = {}
    children: tuple[str, ...] = ()
    example: Mapping[str, Any] | None = None
    minimum: int | None = None
    maximum: int | None = None
    unique: bool = False
    may_be_empty: bool = False
    may_be_zero: bool = True
    refers_to: str | None = None
    open_end: str | None = None
    told_in: str | None = None
    unit_in: str | None = None
    told_as: AmountPhrases | None = None
    may_name: MayName | None = None
    may_have_period: bool = False
    contact: bool = False
    unit: Unit = Unit.NONE

    def path_of(self, child: str) -> str:
        """Return the path of a field of this record, or of a list's items."""
        return f"{self.path}.{child}" if self.path else child

    def spellings(self, choice: str) -> tuple[str, ...]:
        """Return all that may be written for a choice: the choice, its labels in every language and its other words."""
        return (choice, *self.labels.get(choice, {}).values(), *self.also.get(choice, ()))

    @property
    def kind(self) -> FieldKind:
        """The kind of what the field holds."""
        return self.type.kind

    @property
    def items(self) -> FieldKind | None:
        """The kind of a list's items; ``None`` where the field is no list."""
        return self.item_type.kind if self.item_type is not None else None

    @property
    def single_type(self) -> FieldType:
        """The type of one value: of the items where the field is a list."""
        return self.item_type or self.type

    @property
    def prose(self) -> bool:
        """Whether the field holds sentences."""
        return self.type.prose

    @property
    def max_chars(self) -> int | None:
        """The longest text that one value may hold, in characters."""
        return self.single_type.schema.get("maxLength")

    @property
    def max_items(self) -> int | None:
        """The longest list that the field may hold."""
        return self.type.schema.get("maxItems")


Catalogue = Mapping[str, Field]
"""All fields of the application by path; ``""`` is the application itself."""


def is_within(path: str, part: str) -> bool:
    """Return whether a dotted path is a part of the application or stands in it."""
    return path == part or path.startswith(f"{part}.")


def parts_around(path: str) -> tuple[str, ...]:
    """Return the paths of the parts of the application that a dotted path stands in, the outermost first."""
    steps = path.split(".")
    return tuple(".".join(steps[:count]) for count in range(1, len(steps)))


def lists_around(path: str, fields: Catalogue) -> tuple[str, ...]:
    """Return the paths of the lists that contain a field, the outermost first."""
    return tuple(part for part in parts_around(path) if fields[part].kind is FieldKind.LIST)


def outermost(path: str, fields: Catalogue) -> str:
    """Return the outermost list that contains a field, otherwise the field."""
    return next(iter(lists_around(path, fields)), path)


def contact_fields(fields: Catalogue) -> tuple[str, ...]:
    """Return the paths of the fields that ask how to reach those who answer for the application."""
    return tuple(path for path, field in fields.items() if field.contact)


def first_place(path: str, fields: Catalogue) -> str:
    """Return the dotted path to a field in the first item of each list around it."""
    around = lists_around(path, fields)
    names = ((part.rpartition(".")[2], part in around) for part in (*parts_around(path), path))
    return ".".join(f"{name}.0" if is_list else name for name, is_list in names)


def single_texts(fields: Catalogue) -> tuple[str, ...]:
    """Return the paths of the texts outside lists that are no choice."""
    texts = (path for path, field in fields.items() if field.kind is FieldKind.TEXT and not field.values)
    return tuple(path for path in texts if not lists_around(path, fields))


def in_order(record: Mapping[str, Any], path: str, fields: Catalogue) -> dict[str, Any]:
    """Return a value at a path with its parts in the order of the form, those of no field last."""
    order = {name: number for number, name in enumerate(fields[path].children)} if path in fields else {}
    ordered = {}
    for name in sorted(record, key=lambda each: order.get(each, len(order))):
        value, below = record[name], f"{path}.{name}" if path else name
        if isinstance(value, dict):
            value = in_order(value, below, fields)
        elif isinstance(value, list):
            value = [in_order(each, below, fields) if isinstance(each, dict) else each for each in value]
        ordered[name] = value
    return ordered


class Form(NamedTuple):
    """The application form of a pack: every field by path, and the words that stand for values.

    Words are folded to lower case. Those of ``about`` come before a number that is an estimate, those of ``up_to``
    before the date of an end, those of ``open_end`` stand in place of one that never comes, and those of ``in_words``
    of a number. ``asked_first`` are the paths of the parts that an interview begins with, in its order.
    """

    version: int
    fields: Catalogue
    yes: frozenset[str]
    no: frozenset[str]
    about: frozenset[str]
    open_end: frozenset[str] = frozenset()
    up_to: frozenset[str] = frozenset()
    in_words: frozenset[str] = frozenset()
    asked_first: tuple[str, ...] = ()
