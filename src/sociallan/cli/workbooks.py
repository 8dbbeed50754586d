"""Writing of an application as a workbook, by the commands that do."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import view_of
from sociallan.cli.outputs import reported_write_errors
from sociallan.files.write import whole_file
from sociallan.formats import RENDERERS

WORKBOOK = ".xlsx"
"""Ending of the workbooks that are written: Excel opens none without macros under another."""


def write_workbook(
    file: Path, loaded: Resources, application: Mapping[str, Any], left_out: frozenset[str] = frozenset()
) -> bytes:
    """Write an application as a workbook, without the fields ``left_out``, and return its bytes.

    Raises:
        CannotRun: if the package for it is not installed, or the file cannot be written.

    """
    words, package = loaded.words, RENDERERS["xlsx"].needs
    if package is None or find_spec(package) is None:
        raise CannotRun(words.say("usage.no_extra", name="xlsx", package=package))
    from sociallan.pages.workbook import workbook  # Imported late: few runs need it.

    data = workbook(loaded.pack, view_of(loaded), application, left_out)
    with reported_write_errors(file, words), whole_file(file) as put:
        put(data)
    return data
