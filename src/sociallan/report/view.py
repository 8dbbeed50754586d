"""The view of a report: language, width and style, chosen by the caller."""

from collections.abc import Mapping
from typing import NamedTuple

from sociallan.application.field import Catalogue
from sociallan.pack.table import Table
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.words import Words


class Detail(NamedTuple):
    """Extent of a report.

    ``explain`` adds the trace of each rule. ``full`` adds every application's report to the summary in formats for
    human readers. ``statistics`` adds the outcomes per rule. Without ``whole`` a terminal shows what to do next only.
    ``piped`` is the name of what comes from standard input, ``""`` if that names a file or nothing does.
    """

    explain: bool = False
    full: bool = True
    statistics: bool = False
    whole: bool = True
    piped: str = ""


class View(NamedTuple):
    """The display options of a renderer.

    ``partial`` is true if the report omits some rules. ``folder`` is the base folder of paths for other programs,
    absolute and with ``/``; ``""`` if unknown. ``scratch`` is a folder for the temporary files of a library, removed by
    the caller; ``""`` for the system's.
    """

    words: Words
    fields: Catalogue
    tables: Mapping[str, Table]
    style: TerminalStyle = TerminalStyle()
    detail: Detail = Detail()
    partial: bool = False
    folder: str = ""
    scratch: str = ""
