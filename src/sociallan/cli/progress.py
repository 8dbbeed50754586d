"""The progress bar of a long run, shown on standard error if that is a terminal."""

import sys
from collections.abc import Iterable, Iterator

from sociallan.batch.worker import Screened
from sociallan.cli.streams import is_open

_MIN_FILES = 300
"""Smallest number of files with a progress bar; fewer are finished before the bar can be read."""


def with_progress(results: Iterable[Screened], files: int, *, hidden: bool) -> Iterator[Screened]:
    """Yield results as they arrive, with a progress bar unless it is to be ``hidden``; ``files`` is their number."""
    if hidden or files < _MIN_FILES or not is_open(sys.stderr) or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Refreshed with each result instead of by a thread, since forking beside threads is unsafe.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=files)
        for result in results:
            yield result
            bar.update(task, advance=result.files, refresh=True)
