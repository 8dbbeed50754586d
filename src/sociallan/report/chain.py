"""The text of the chain of an application: what stands in each cell, and what its rows lack."""

from collections.abc import Iterator

from sociallan.pack.chain import ChainColumn
from sociallan.pack.pack import Pack
from sociallan.report import values
from sociallan.report.parts import ChainLine, ChainTable, ChainText
from sociallan.report.view import View
from sociallan.screening.report import ChainCell, ChainEntry, ChainRow, Screening


def table(screening: Screening, pack: Pack, view: View) -> ChainTable | None:
    """Return the chain as a table; ``None`` if the pack has no chain or the application no row of it."""
    if pack.chain is None or not screening.chain:
        return None
    pick = view.words.pick
    return ChainTable(
        title=pick(pack.chain.title),
        row=pick(pack.chain.row_label),
        columns=tuple(pick(column.label) for column in pack.chain.columns),
        lines=tuple(_line(row, pack, view) for row in screening.chain),
    )


def row_label(row: ChainRow, pack: Pack, view: View) -> str:
    """Return the label of a row: that of a choice, otherwise the value itself."""
    assert pack.chain is not None
    known = view.fields[pack.chain.row]
    return values.stated(row.value, known, view.words) or values.visible(row.value)


def filled_columns(row: ChainRow, pack: Pack) -> Iterator[tuple[ChainColumn, ChainCell]]:
    """Yield the columns of the chain with the cell of a row in each."""
    assert pack.chain is not None
    yield from zip(pack.chain.columns, row.cells, strict=True)


def stand_in(column: ChainColumn, cell: ChainCell, view: View) -> str | None:
    """Return the text that stands in a cell in the place of entries, if there is one."""
    return view.words.pick(column.stand_in.text) if cell.stands_in and column.stand_in is not None else None


def entry_text(entry: ChainEntry, column: ChainColumn, view: View) -> str | None:
    """Return the text of an entry, the first value with the others in brackets; ``None`` where it is missing."""
    if not entry.values:
        return None
    said = []
    for shown, value in zip(column.shows, entry.values, strict=True):
        text = values.stated(value, view.fields[shown.path], view.words)
        if text:
            said.append(values.shortened(text))
    if len(said) > 1:
        return f"{said[0]} ({', '.join(said[1:])})"
    return said[0] if said else values.key_path(entry.pointer, view.words)


def _line(row: ChainRow, pack: Pack, view: View) -> ChainLine:
    label, columns = row_label(row, pack, view), tuple(filled_columns(row, pack))
    empty = {cell.column for _, cell in columns if not cell.entries}
    # Where nothing is linked, there is nothing of it that a further column could show.
    holes = [column for column, cell in columns if cell.hole and column.within not in empty]
    missing = [values.uncapitalised(view.words.pick(column.label)) for column in holes]
    lacks = ""
    if missing:
        named = values.joined(missing, view.words, "and")
        lacks = view.words.say("report.chain_lacks", row=label, columns=named)
    return ChainLine(label, tuple(_cell(cell, column, view) for column, cell in columns), lacks)


def _cell(cell: ChainCell, column: ChainColumn, view: View) -> ChainText:
    said = stand_in(column, cell, view)
    texts = (said,) if said is not None else tuple(entry_text(entry, column, view) for entry in cell.entries)
    return ChainText(texts or (None,), cell.hole)
