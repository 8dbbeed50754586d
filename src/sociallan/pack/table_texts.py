"""Reader of what pack.yaml says of tables: title, note, and the labels of columns and of cells that are codes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.references import References
from sociallan.pack.schema_check import TABLES
from sociallan.pack.table import Table, TableColumn, TableTexts
from sociallan.pack.tables import TableFile


def tables_of(
    files: Sequence[TableFile],
    passages: Collection[str],
    given: Mapping[str, Any],
    refers: References,
    faults: list[Diagnostic[PackLocation]],
) -> Mapping[str, Table | None]:
    """Return the tables by name, ``None`` for one at fault, with the texts ``given`` by table.

    Faults of the tables, unknown names and cells without a label are noted.
    """
    tables = {file.id: file.table(passages) for file in files}
    faults += (fault for file in files for fault in file.faults)
    for name in given:
        if name not in tables:
            near = spelling.nearest(name, tables)
            refers.fault("rule.unknown-table", f"/tables/{name}", near, table=name)
    described = {name: _described(table, given.get(name, {}), refers) for name, table in tables.items()}
    faults += (fault for table in described.values() if table is not None for fault in _unlabelled(table))
    return described


def _described(table: Table | None, spec: Mapping[str, Any], refers: References) -> Table | None:
    if table is None:
        return None
    columns = spec.get("columns", {})
    for name in columns:
        if name not in table.columns:
            near, allowed = spelling.nearest(name, table.columns), ", ".join(table.columns)
            at = f"/tables/{table.id}/columns/{name}"
            refers.fault("rule.unknown-column", at, near, column=name, table=table.id, allowed=allowed)
    labels = {name: TableColumn(each["label"], each.get("values", {})) for name, each in columns.items()}
    return table._replace(texts=TableTexts(spec.get("title", {}), spec.get("note", {}), labels))


def _unlabelled(table: Table) -> Iterator[Diagnostic[PackLocation]]:
    """Yield a fault for each cell of a column with labelled values that is none of them."""
    for name, column in table.texts.columns.items():
        for row in table.rows if column.values else ():
            cell = row.cells.get(name)
            if cell and cell not in column.values:
                near, allowed = spelling.nearest(cell, column.values), ", ".join(column.values)
                about = {"value": cell, "column": name, "allowed": allowed}
                yield Diagnostic(
                    "table.unknown-value", PackLocation(f"{TABLES}{table.id}.csv", row.line, 1), about, near
                )
