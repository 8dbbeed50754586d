"""The progress bar of a long run, on standard error where that is a terminal."""

import sys
from collections.abc import Iterable, Iterator

from sociallan.batch.worker import Screened
from sociallan.cli.streams import is_open

_FEW = 300
"""Fewer files than this are done before anyone has read the bar."""


def followed(results: Iterable[Screened], files: int, *, hidden: bool) -> Iterator[Screened]:
    """Pass results on as they come, and show how far they have come, unless that is to be ``hidden``."""
    if hidden or files < _FEW or not is_open(sys.stderr) or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Drawn as results come, not by a thread: a process that has threads is no good to fork.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=files)
        for result in results:
            yield result
            bar.update(task, advance=result.files, refresh=True)
