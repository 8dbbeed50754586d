"""Options of a run: what to screen and to show, and the reports to render."""

from typing import NamedTuple

from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import Detail
from sociallan.screening.settings import Setting, Waiver
from sociallan.screening.since import EarlierVersions


class OutputOptions(NamedTuple):
    """The name of an output format and the style of the terminal that its report is written to."""

    format: str
    style: TerminalStyle


class ScreeningOptions(NamedTuple):
    """The user's choice of what to screen and to show.

    ``as_of`` is a day (``YYYY-MM-DD``). ``shown`` holds the ids of the rules to show, ``None`` for all.
    """

    as_of: str | None
    stdin_name: str
    multi: bool = False
    shown: frozenset[str] | None = None
    detail: Detail = Detail()


class RunOptions(NamedTuple):
    """Picklable options of a run, the same in every process.

    ``today`` is a day (``YYYY-MM-DD``). Paths of ``waivers`` are relative to ``waivers_folder``. ``shipped`` is true if
    the pack comes with the program. ``current_folder`` is the working directory of the run, absolute and with ``/``,
    ``""`` if unknown. Relative paths of files start from ``read_from``, ``""`` for the directory of the process. With
    ``earlier``, each application is compared with its earlier version. If the run ``remembers``, the findings of each
    that could be read are in the result, to compare later versions with.
    """

    today: str
    chosen: ScreeningOptions
    outputs: tuple[OutputOptions, ...]
    waivers: tuple[Waiver, ...] = ()
    waivers_folder: str = ""
    settings: tuple[Setting, ...] = ()
    shipped: bool = True
    current_folder: str = ""
    read_from: str = ""
    earlier: EarlierVersions | None = None
    remembers: bool = False
