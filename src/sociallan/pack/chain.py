"""The chain of a pack: which fields of an application each row of its matrix joins, and each step of its figure."""

from typing import NamedTuple

from sociallan.application.field import Translations
from sociallan.rules.condition import Condition

Steps = tuple[str, ...]
"""The steps of a path, from the application or from an item of a list."""


class Shown(NamedTuple):
    """Field that a column shows: its path, and the steps to it from an item of the column's list."""

    path: str
    steps: Steps


class Link(NamedTuple):
    """Link of the items of a column's list to a row.

    ``field`` leads from an item to the names that it gives or bears. They are compared with the row's value, or with
    the names at ``named_in`` in the items of another ``column`` in the same row.
    """

    field: Steps
    column: str = ""
    named_in: Steps = ()


class StandIn(NamedTuple):
    """Text that stands in a cell without items while a condition on the application holds."""

    when: Condition
    text: Translations


class ChainColumn(NamedTuple):
    """Column of the chain.

    With ``links``, ``list`` leads from the application to a list, and the cell of a row has the items with one of the
    links for which ``where`` holds. Without, ``list`` leads on from the items of the column ``within``, or from those
    of the rows (``""``); it is empty where they are the items themselves.
    """

    id: str
    label: Translations
    shows: tuple[Shown, ...]
    list: Steps
    links: tuple[Link, ...] = ()
    where: Condition | None = None
    stand_in: StandIn | None = None
    within: str = ""


class FigureMeasures(NamedTuple):
    """Fields of the measures of a goal, in a list within each goal. ``unit`` and the years may be left out.

    ``list`` leads from a goal to the measures. ``before`` and ``after`` are the values that are compared.
    """

    list: Steps
    name: Shown
    unit: Shown | None
    before: Shown
    before_year: Shown | None
    after: Shown
    after_year: Shown | None


class FigureGoals(NamedTuple):
    """Goals that hang under a step of the figure: ``list`` leads from the application to them."""

    label: Translations
    list: Steps
    shows: Shown
    measures: FigureMeasures | None


class FigureStep(NamedTuple):
    """Step of the figure: what it shows, in order, and the goals that hang under it.

    The steps of what is ``shown`` lead from the application.
    """

    id: str
    label: Translations
    shows: tuple[Shown, ...]
    stand_in: StandIn | None = None
    goals: FigureGoals | None = None


class Figure(NamedTuple):
    """Chain of a pack as a figure: each step leads to the next."""

    title: Translations
    steps: tuple[FigureStep, ...]


class Chain(NamedTuple):
    """Chain of a pack: a matrix with a row for each item of ``list``, which the value at ``value`` in it names.

    ``row`` is the path of that value. ``order`` has the columns in an order in which each can be filled.
    """

    title: Translations
    row: str
    row_label: Translations
    list: Steps
    value: Steps
    columns: tuple[ChainColumn, ...]
    order: tuple[ChainColumn, ...]
    figure: Figure | None = None
