"""Screening files in one process: from a path to a part of the report for each format, and what is counted."""

import gc
import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sociallan import __version__
from sociallan.application.documents import documents
from sociallan.application.passed_over import PassedOver
from sociallan.application.shape import Shape
from sociallan.application.source import Source
from sociallan.batch.chunk import Chunk, each_file
from sociallan.batch.failures import Failure, ProgramFailed
from sociallan.batch.resources import Resources
from sociallan.files import resources as package
from sociallan.files import sources
from sociallan.files.config import seen_from
from sociallan.formats import RENDERERS
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening import selection, waivers
from sociallan.screening.report import ReportHeader, Screening, Totals
from sociallan.screening.screen import Screener
from sociallan.screening.settings import Setting, Waiver, WaiverState
from sociallan.screening.totals import TotalsBuilder
from sociallan.screening.waivers import WaiverResult


class OutputOptions(NamedTuple):
    """The name of a format, and how its report is shown."""

    format: str
    style: TerminalStyle
    explain: bool = False
    full: bool = True
    statistics: bool = False


class RunOptions(NamedTuple):
    """The options of a run, the same in every process that screens: small, and can be pickled.

    ``today`` and ``as_of`` are days (``YYYY-MM-DD``). ``shown`` holds the ids of the rules that are shown, ``None``
    for all. Paths of ``waivers`` start from ``waivers_folder``. ``shipped`` tells whether the pack came with the
    program. ``current_folder`` is where the run was started, absolute and with ``/``, ``""`` where nobody knows;
    relative paths start from ``read_from``, ``""`` for where the process is.
    """

    today: str
    as_of: str | None
    outputs: tuple[OutputOptions, ...]
    stdin_name: str
    multi: bool = False
    shown: frozenset[str] | None = None
    waivers: tuple[Waiver, ...] = ()
    waivers_folder: str = ""
    settings: tuple[Setting, ...] = ()
    shipped: bool = True
    current_folder: str = ""
    read_from: str = ""


class Screened(NamedTuple):
    """The result of some files: a part per format of each application, what was counted, and the failures."""

    files: int
    parts: tuple[tuple[str, ...], ...]
    totals: Totals
    failures: tuple[Failure, ...] = ()


class _Rendered(NamedTuple):
    """One application, what it shows of each waiver, and its part for each format."""

    screening: Screening
    states: tuple[WaiverState, ...]
    parts: tuple[str, ...]


class Worker:
    """Screens files by one pack and renders each application in every format."""

    def __init__(self, options: RunOptions, resources: Resources) -> None:
        self.options = options
        self.resources = resources
        self.head = ReportHeader(
            __version__, resources.pack, options.as_of or options.today, options.shipped, options.settings
        )
        self.views = tuple(_view(output, options, resources) for output in options.outputs)
        self._screener = Screener(resources.pack, resources.shape, today=options.today, as_of=options.as_of)
        formats = [RENDERERS[output.format] for output in options.outputs]
        self._formats = tuple(zip(formats, self.views, strict=True))
        self._traced = any(view.explain for view in self.views)

    def totals_builder(self) -> TotalsBuilder:
        """Begin to count."""
        return TotalsBuilder(self.options.waivers, self.head.as_of)

    def screen(self, chunk: Chunk) -> Screened:
        """Screen some files.

        Raises:
            ProgramFailed: where the program fails at a file, and again at reporting that.

        """
        totals_builder = self.totals_builder()
        failures: list[Failure] = []
        parts = []
        try:
            for result in each_file(
                chunk, self._read, self._rendered, lambda path, error: failures.append(Failure.of(path, error))
            ):
                if isinstance(result, PassedOver):
                    totals_builder.pass_over((result,))
                else:
                    totals_builder.add(result.screening, result.states)
                    parts.append(result.parts)
        except Exception as error:
            if failures:
                raise ProgramFailed(tuple(failures[-1:]), reported=False) from error
            raise
        return Screened(len(chunk.paths), tuple(parts), totals_builder.totals(), tuple(failures))

    def _read(self, path: str) -> Source:
        return sources.source(path, stdin_name=self.options.stdin_name, folder=self.options.read_from)

    def _rendered(self, source: Source) -> Iterator[_Rendered | PassedOver]:
        """Yield each application of a file, or that a walk passes the file over."""
        reason = self._screener.no_application(self._documents(source)) if source.walked else None
        if reason is not None:
            yield PassedOver(source.path, reason)
            return
        for document in self._documents(source):
            screening = self._screener.screen(document, traced=self._traced)
            if self.options.shown is not None:
                screening = selection.only(screening, self.options.shown)
            screening, states = self._waived(screening)
            parts = tuple(form.part(screening, self.head, view) for form, view in self._formats)
            yield _Rendered(screening, states, parts)

    def _documents(self, source: Source) -> Iterable[Source]:
        return documents(source) if self.options.multi else (source,)

    def _waived(self, screening: Screening) -> WaiverResult:
        if not self.options.waivers:
            return WaiverResult(screening, ())
        path = seen_from(Path(self.options.waivers_folder), screening.path)
        return waivers.apply_waivers(screening, self.options.waivers, path, self.head.as_of)


def _view(output: OutputOptions, options: RunOptions, resources: Resources) -> View:
    return View(
        words=resources.words,
        fields=resources.shape.fields,
        width=output.style.width,
        colour=output.style.colour,
        ascii_only=output.style.ascii_only,
        explain=output.explain,
        full=output.full,
        rows=output.style.rows,
        statistics=output.statistics,
        partial=options.shown is not None,
        folder=options.current_folder,
    )


_workers: dict[bytes, Worker] = {}
"""The worker of this process, by what it was made of."""


def chunk_screener(worker: Worker) -> "partial[Screened]":
    """Return a function that screens a chunk in any process, by the same options and pack; forked ones share them."""
    made_of = pickle.dumps((worker.options, worker.resources.pack, worker.resources.words.lang))
    _workers.clear()
    _workers[made_of] = worker
    return partial(_screen_chunk, made_of)


def _screen_chunk(made_of: bytes, chunk: Chunk) -> Screened:
    worker = _workers.get(made_of)
    if worker is None:
        # The bytes are our own, from the process that started this one.
        options, pack, lang = pickle.loads(made_of)  # noqa: S301
        resources = Resources(pack, Shape(pack.form), Words(lang, package.words(lang)))
        worker = _workers[made_of] = Worker(options, resources)
        freeze_loaded()
    return worker.screen(chunk)


def freeze_loaded() -> None:
    """Exclude what has been loaded so far, which stays to the end, from garbage collection."""
    gc.freeze()
    gc.enable()
