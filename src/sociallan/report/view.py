"""The view of a report: language, width and style, all decided by the caller."""

from typing import NamedTuple

from sociallan.application.field import Catalogue
from sociallan.report.words import Words


class View(NamedTuple):
    """What a renderer is told besides the report.

    ``width`` is in columns, ``None`` where lines are not to be broken. ``ascii_only`` is true where
    the stream cannot carry more. ``explain`` adds how each rule was checked. ``full`` gives every
    application's report in formats that people read, besides what there is to say of all of them;
    ``rows`` is how many rows of a table there is room for. ``statistics`` tells how each rule came
    out, and ``partial`` that not every rule is shown. ``folder`` is where other programs start to look
    for a file, absolute and with ``/``; ``""`` where nobody knows. ``scratch`` is a folder for what a
    library keeps on disk meanwhile, taken away by whoever gives it; ``""`` for that of the system.
    """

    words: Words
    fields: Catalogue
    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    explain: bool = False
    full: bool = True
    rows: int | None = None
    statistics: bool = False
    partial: bool = False
    folder: str = ""
    scratch: str = ""
