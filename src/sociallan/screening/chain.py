"""The matrix of a pack's chain for one application: what is linked to each row, and where there are holes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue
from sociallan.application.personal_data.identifiers import mask
from sociallan.application.walking import PlacedValue, found_at, value_at, values_at
from sociallan.pack.chain import Chain, ChainColumn, Steps
from sociallan.rules.condition import Condition
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.truth import Truth
from sociallan.screening.report import ChainCell, ChainEntry, ChainRow
from sociallan.screening.summariser import reader_of


class ChainReader:
    """Reader of the matrix of a chain from the facts of one application after another."""

    def __init__(self, chain: Chain, fields: Catalogue) -> None:
        self._chain = chain
        self._columns = tuple(_Column(column, fields) for column in chain.order)
        self._shown = tuple(column.id for column in chain.columns)

    def rows(self, facts: Facts) -> tuple[ChainRow, ...]:
        """Return a row for each different value that names one, in order."""
        linkable = {column.id: tuple(column.linkable(facts)) for column in self._columns if column.links}
        scope = facts.scope()
        stand_ins = {column.id for column in self._columns if column.stands_in(scope)}
        rows: dict[str, ChainRow] = {}
        for pointer, item in _items(facts.root, self._chain.list, ""):
            value = value_at(item, self._chain.value)
            if isinstance(value, str) and (name := _name(value)) not in rows:
                cells = self._cells(name, (pointer, item), linkable, stand_ins)
                rows[name] = ChainRow(mask(value), pointer, cells)
        return tuple(rows.values())

    def _cells(
        self, name: str, row: PlacedValue, linkable: Mapping[str, tuple["_Linkable", ...]], stand_ins: set[str]
    ) -> tuple[ChainCell, ...]:
        found: dict[str, Sequence[PlacedValue]] = {"": (row,)}
        below: dict[tuple[str, Steps], Sequence[PlacedValue]] = {}
        cells: dict[str, ChainCell] = {}
        for column in self._columns:
            if column.links:
                wanted = [
                    _names([each for _, item in found[link.column] for each in values_at(item, link.named_in)])
                    if link.column
                    else {name}
                    for link in column.links
                ]
                items: Sequence[PlacedValue] = [each.found for each in linkable[column.id] if each.has_one_of(wanted)]
            else:
                # Several columns show fields of the same items.
                place = column.within, column.list
                if place not in below:
                    below[place] = [each for at, item in found[place[0]] for each in _items(item, place[1], at)]
                items = below[place]
            found[column.id] = items
            entries = tuple([column.entry(each) for each in items])
            cells[column.id] = ChainCell(column.id, entries, not entries and column.id in stand_ins)
        return tuple([cells[each] for each in self._shown])


class _Linkable(NamedTuple):
    """Item that may be linked to rows, with the names in it for each link of its column."""

    found: PlacedValue
    names: tuple[set[str], ...]

    def has_one_of(self, wanted: Iterable[set[str]]) -> bool:
        """Return whether a link of the item is to one of the names wanted for that link."""
        # A loop, without a generator, which would take most of the time.
        for names, several in zip(self.names, wanted, strict=True):  # noqa: SIM110
            if not names.isdisjoint(several):
                return True
        return False


class _Column:
    """Column with its conditions compiled."""

    def __init__(self, column: ChainColumn, fields: Catalogue) -> None:
        self.id = column.id
        self.links = column.links
        self.within = column.within
        self.list = column.list
        self._shows = tuple((shown.steps, reader_of(fields[shown.path].kind)) for shown in column.shows)
        self._first = pointer_to(*column.shows[0].steps)
        self._keeps = None if column.where is None else _compiled(column.where)
        self._stands_in = None if column.stand_in is None else _compiled(column.stand_in.when)

    def linkable(self, facts: Facts) -> Iterator[_Linkable]:
        """Yield the items of the column's list that may be linked to a row."""
        for pointer, item in _items(facts.root, self.list, ""):
            if item is not None and (self._keeps is None or facts.keeps(self._keeps, item) is Truth.TRUE):
                yield _Linkable((pointer, item), tuple([_names(values_at(item, link.field)) for link in self.links]))

    def stands_in(self, scope: Scope) -> bool:
        """Return whether a text stands in the cells without items."""
        return self._stands_in is not None and self._stands_in(scope) is Truth.TRUE

    def entry(self, found: PlacedValue) -> ChainEntry:
        """Return the entry of an item: what is linked is there, and what it holds must be stated."""
        pointer, item = found
        if item is None:
            return ChainEntry(pointer, ())
        values = tuple([read(value_at(item, steps)) for steps, read in self._shows])
        if not self.links and values[0] is None:
            return ChainEntry(pointer + self._first, ())
        return ChainEntry(pointer, values)


def _compiled(condition: Condition) -> Callable[[Scope], Truth]:
    return Compiler(Bindings()).compile(condition)


def _items(value: Any, steps: Steps, pointer: str) -> Iterator[PlacedValue]:
    """Yield the items of the lists at the end of steps, or what is there without steps; ``None`` for an empty list."""
    if not steps:
        yield pointer, value
        return
    for at, items in found_at(value, steps, pointer):
        if isinstance(items, list) and items:
            yield from ((f"{at}/{index}", item) for index, item in enumerate(items))
        else:
            yield at, None


def _names(values: Iterable[Any]) -> set[str]:
    """Return the names among values and lists of them."""
    names: set[str] = set()
    for value in values:
        several = value if value.__class__ is list else (value,)
        names.update([_name(each) for each in several if each.__class__ is str])
    return names


def _name(text: str) -> str:
    """Return a name as it is compared: ``i1`` is ``I1``."""
    return text.strip().casefold()
