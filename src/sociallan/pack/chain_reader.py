"""Parser of the chain in pack.yaml: which fields the rows and columns show, and what links them."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Catalogue, FieldKind, lists_around
from sociallan.application.location import PackLocation
from sociallan.pack.chain import Chain, ChainColumn, Link, Shown, Steps
from sociallan.pack.choice_of_items import choice_of_items
from sociallan.pack.figure_reader import below, figure, stand_in
from sociallan.pack.references import References

_ROWS = ""
"""The name of the rows among the columns."""


def chain(document: Document, file: str, fields: Catalogue, faults: list[Diagnostic[PackLocation]]) -> Chain | None:
    """Return the chain of a pack.yaml that is valid under its schema; ``None`` without one, or if a fault was noted."""
    spec, before = document.value.get("chain"), len(faults)
    read = None if spec is None else _ChainReader(spec, document, file, fields, faults).read()
    return read if len(faults) == before else None


class _ChainReader:
    def __init__(
        self,
        spec: Mapping[str, Any],
        document: Document,
        file: str,
        fields: Catalogue,
        faults: list[Diagnostic[PackLocation]],
    ) -> None:
        self._spec = spec
        self._document = document
        self._file = file
        self._fields = fields
        self._faults = faults
        self._refers = References(document, file, faults)
        self._lists: dict[str, str] = {}
        """The column of each list whose items are linked, or ``_ROWS``, by the list's path."""

    def read(self) -> Chain | None:
        rows = self._rows(self._spec["rows"]["field"])
        lists = {name: self._list(name, column) for name, column in self._spec["columns"].items()}
        columns = tuple(
            column
            for name, list_path in lists.items()
            if list_path is not None
            if (column := self._column(name, self._spec["columns"][name], list_path)) is not None
        )
        if rows is None or len(columns) < len(lists):
            return None
        order = self._order(columns)
        label, drawn = self._spec["rows"]["label"], self._spec.get("figure")
        shown = None if drawn is None else figure(drawn, self._document, self._file, self._fields, self._faults)
        return Chain(self._spec["title"], self._spec["rows"]["field"], label, *rows, columns, order, shown)

    def _rows(self, path: str) -> tuple[Steps, Steps] | None:
        """Return the steps to the list of the rows, and from its items to the value that names the row."""
        at = "/chain/rows/field"
        if not self._known(path, at):
            return None
        known, around = self._fields[path], lists_around(path, self._fields)
        if known.items is FieldKind.TEXT and not around:
            return tuple(path.split(".")), ()
        if known.kind is not FieldKind.TEXT or len(around) != 1:
            self._refers.fault("pack.chain-rows", at, path=path)
            return None
        self._lists[around[0]] = _ROWS
        return tuple(around[0].split(".")), below(path, around[0])

    def _list(self, name: str, spec: Mapping[str, Any]) -> str | None:
        """Return the path of the list whose items a column shows; ``None`` if there is not one."""
        at = f"/chain/columns/{name}/shows"
        found = dict.fromkeys(
            self._list_of_value(path, f"{at}/{index}")
            for index, path in enumerate(spec["shows"])
            if self._known(path, f"{at}/{index}")
        )
        if len(found) > 1 and None not in found:
            self._refers.key_fault("pack.chain-lists", at)
        if len(found) != 1 or None in found:
            return None
        (list_path,) = found
        assert list_path is not None
        if "linked" in spec:
            if lists_around(list_path, self._fields):
                self._refers.key_fault("pack.chain-nested", at, list=list_path)
                return None
            if list_path in self._lists:
                other = self._lists[list_path] or "rows"
                self._refers.key_fault("pack.chain-list-taken", at, list=list_path, other=other)
                return None
            self._lists[list_path] = name
        return list_path

    def _list_of_value(self, path: str, at: str) -> str | None:
        """Return the innermost list around a field with a single value; ``None`` if a fault was noted."""
        around = lists_around(path, self._fields)
        if around and self._fields[path].kind not in (FieldKind.LIST, FieldKind.RECORD):
            return around[-1]
        self._refers.fault("pack.chain-shows", at, path=path)
        return None

    def _column(self, name: str, spec: Mapping[str, Any], list_path: str) -> ChainColumn | None:
        at = f"/chain/columns/{name}"
        shows = tuple(Shown(path, below(path, list_path)) for path in spec["shows"])
        if "linked" not in spec:
            within = self._holder(list_path)
            if within is None:
                self._refers.key_fault("pack.chain-apart", at, path=list_path)
                return None
            return ChainColumn(name, spec["label"], shows, below(list_path, within), within=self._lists[within])
        links = tuple(self._links(spec["linked"], f"{at}/linked", list_path))
        where = self._where(spec.get("where"), f"{at}/where", list_path)
        instead = stand_in(spec.get("instead"), f"{at}/instead", self._document, self._file, self._fields, self._faults)
        return ChainColumn(name, spec["label"], shows, tuple(list_path.split(".")), links, where, instead)

    def _links(self, specs: list[Mapping[str, str]], at: str, list_path: str) -> Iterator[Link]:
        for index, spec in enumerate(specs):
            if not self._names(spec["field"], f"{at}/{index}/field", list_path):
                continue
            field = below(spec["field"], list_path)
            if "named_in" not in spec:
                yield Link(field)
            elif self._known(spec["named_in"], f"{at}/{index}/named_in"):
                named_in = spec["named_in"]
                holder = self._holder(named_in)
                if holder is None or self._lists[holder] == _ROWS or not self._is_text(named_in):
                    self._refers.fault("pack.chain-apart", f"{at}/{index}/named_in", path=named_in)
                else:
                    yield Link(field, self._lists[holder], below(named_in, holder))

    def _names(self, path: str, at: str, list_path: str) -> bool:
        """Return whether a field of a list's items holds names; note a fault if not."""
        if not self._known(path, at):
            return False
        if lists_around(path, self._fields) == (list_path,) and self._is_text(path):
            return True
        self._refers.fault("pack.chain-link", at, path=path, list=list_path)
        return False

    def _is_text(self, path: str) -> bool:
        known = self._fields[path]
        return FieldKind.TEXT in (known.kind, known.items)

    def _holder(self, path: str) -> str | None:
        """Return the list of linked items, or of rows, in which a field or a list stands."""
        return next((each for each in (*lists_around(path, self._fields), path) if each in self._lists), None)

    def _where(self, node: Any, at: str, list_path: str) -> Any:
        if node is None:
            return None
        return choice_of_items(node, at, list_path, self._fields, self._document, self._file, self._faults)

    def _order(self, columns: tuple[ChainColumn, ...]) -> tuple[ChainColumn, ...]:
        """Return the columns with each after those that it needs; note a fault if that is not possible."""
        by_id = {column.id: column for column in columns}
        needed = {column.id: {column.within, *(link.column for link in column.links)} - {_ROWS} for column in columns}
        try:
            return tuple(by_id[name] for name in TopologicalSorter(needed).static_order())
        except CycleError as error:
            way = " → ".join(reversed(error.args[1]))
            self._refers.key_fault("pack.chain-cycle", f"/chain/columns/{error.args[1][0]}", way=way)
            return ()

    def _known(self, path: str, at: str) -> bool:
        if path in self._fields and path:
            return True
        self._refers.fault("rule.unknown-field", at, spelling.nearest(path, self._fields), path=path)
        return False
