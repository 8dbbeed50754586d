"""The chain of an application for a terminal: a table of marks under numbered columns, then its holes in words."""

from sociallan.report.page import Page, StyledText
from sociallan.report.parts import ChainTable
from sociallan.report.values import shortened
from sociallan.report.view import View

_WIDTH = 80
"""The width of a table on a page without one."""
_INDENT = 2
_COLUMN = 3
_WHOLE, _HOLE = "✓", "○"


def write(page: Page, table: ChainTable, view: View) -> None:
    """Write the chain on a page, without its title."""
    page.line(view.words.say("report.chain_intro"), indent=_INDENT)
    numbered = [f"{number}\xa0{label}" for number, label in enumerate(table.columns, start=1)]
    page.line((", ".join(numbered), "soft"), indent=_INDENT, hanging=_INDENT)
    page.line()
    room = max((view.style.width or _WIDTH) - _INDENT - _COLUMN * len(numbered), len(table.row))
    width = min(max(len(label) for label in (table.row, *(line.label for line in table.lines))), room)
    heads = "".join(f"{number:>{_COLUMN}}" for number, _ in enumerate(numbered, start=1))
    page.line((f"{table.row:<{width}}{heads}", "soft"), indent=_INDENT)
    for line in table.lines:
        marks: list[StyledText] = [
            (f"{_HOLE if cell.hole else _WHOLE:>{_COLUMN}}", "open" if cell.hole else "good") for cell in line.cells
        ]
        page.line(f"{shortened(line.label, width):<{width}}", *marks, indent=_INDENT)
    page.line()
    lacks = [line.lacks for line in table.lines if line.lacks]
    for sentence in lacks or [view.words.say("report.chain_whole")]:
        page.line(sentence, indent=_INDENT, hanging=2)
