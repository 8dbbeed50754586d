"""Screening of files in one process: a part of the report per format for each application, and totals."""

import gc
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from sociallan.files.config import relative_to
from sociallan.formats import RENDERERS
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import Detail, View
from sociallan.report.words import Words
from sociallan.screening import selection, waivers
from sociallan.screening.against import since, version_of
from sociallan.screening.report import ReportHeader, Screening, Totals
from sociallan.screening.screen import Screener
from sociallan.screening.settings import Setting, Waiver, WaiverState
from sociallan.screening.since import Earlier, EarlierVersions
from sociallan.screening.totals import TotalsBuilder
from sociallan.screening.waivers import WaiverResult


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


class Screened(NamedTuple):
    """The result of a chunk: for each application its parts of the report, one per format; totals and failures.

    ``versions`` are the findings by path, if the run remembers them.
    """

    files: int
    parts: tuple[tuple[str, ...], ...]
    totals: Totals
    failures: tuple[Failure, ...] = ()
    versions: tuple[tuple[str, Earlier], ...] = ()


class _Rendered(NamedTuple):
    """One application: its screening, the state of each waiver in it, and its part of the report in each format.

    ``version`` are its findings, if the run remembers them.
    """

    screening: Screening
    states: tuple[WaiverState, ...]
    parts: tuple[str, ...]
    version: Earlier | None


class Worker:
    """Worker that screens files by one pack and renders each application in every format."""

    def __init__(self, options: RunOptions, resources: Resources) -> None:
        self.options = options
        self.resources = resources
        as_of = options.chosen.as_of
        earlier = None if options.earlier is None else options.earlier.name
        self.head = ReportHeader(
            __version__, resources.pack, as_of or options.today, options.shipped, options.settings, earlier
        )
        self.views = tuple(_view(output, options, resources) for output in options.outputs)
        self._screener = Screener(resources.pack, resources.shape, today=options.today, as_of=as_of)
        renderers = [RENDERERS[output.format] for output in options.outputs]
        self._formats = tuple(zip(renderers, self.views, strict=True))

    def totals_builder(self) -> TotalsBuilder:
        """Return an empty totals builder for this run."""
        return TotalsBuilder(self.options.waivers, self.head.as_of)

    def screen(self, chunk: Chunk) -> Screened:
        """Screen the files of a chunk.

        Raises:
            ProgramFailed: if the program fails at a file, and fails again at reporting that.

        """
        totals_builder = self.totals_builder()
        failures: list[Failure] = []
        parts = []
        versions: list[tuple[str, Earlier]] = []
        try:
            for result in each_file(
                chunk, self._read, self._rendered, lambda path, error: failures.append(Failure.of(path, error))
            ):
                if isinstance(result, PassedOver):
                    totals_builder.pass_over((result,))
                else:
                    totals_builder.add(result.screening, result.states)
                    parts.append(result.parts)
                    if result.version is not None:
                        versions.append((result.screening.path, result.version))
        except Exception as error:
            if failures:
                raise ProgramFailed(tuple(failures[-1:]), reported=False) from error
            raise
        return Screened(len(chunk.paths), tuple(parts), totals_builder.totals(), tuple(failures), tuple(versions))

    def _read(self, path: str) -> Source:
        return sources.source(path, stdin_name=self.options.chosen.stdin_name, folder=self.options.read_from)

    def _rendered(self, source: Source) -> Iterator[_Rendered | PassedOver]:
        """Yield each application of a file, or the reason to pass the file over if a walk found it."""
        reason = self._screener.no_application(self._documents(source)) if source.walked else None
        if reason is not None:
            yield PassedOver(source.path, reason)
            return
        for document in self._documents(source):
            detail = self.options.chosen.detail
            screening = self._screener.screen(document, traced=detail.explain, quoted=detail.full)
            if self.options.chosen.shown is not None:
                screening = selection.only(screening, self.options.chosen.shown)
            screening, states = self._waived(screening)
            version = self._version(screening, document)
            if self.options.earlier is not None and version is not None:
                earlier = self.options.earlier.of(screening.path)
                screening = replace(screening, since=since(screening, version, earlier))
            parts = tuple(renderer.part(screening, self.head, view) for renderer, view in self._formats)
            is_kept = self.options.remembers and screening.reading is not None
            yield _Rendered(screening, states, parts, version if is_kept else None)

    def _version(self, screening: Screening, source: Source) -> Earlier | None:
        """Return the findings of an application, if this run compares or remembers them."""
        if self.options.earlier is None and not self.options.remembers:
            return None
        return version_of(screening, source, self.resources.pack)

    def _documents(self, source: Source) -> Iterable[Source]:
        return documents(source) if self.options.chosen.multi else (source,)

    def _waived(self, screening: Screening) -> WaiverResult:
        if not self.options.waivers:
            return WaiverResult(screening, ())
        path = relative_to(Path(self.options.waivers_folder), screening.path)
        return waivers.apply_waivers(screening, self.options.waivers, path, self.head.as_of)


def _view(output: OutputOptions, options: RunOptions, resources: Resources) -> View:
    return View(
        words=resources.words,
        fields=resources.shape.fields,
        width=output.style.width,
        colour=output.style.colour,
        ascii_only=output.style.ascii_only,
        rows=output.style.rows,
        many_colours=output.style.many_colours,
        detail=options.chosen.detail,
        partial=options.chosen.shown is not None,
        folder=options.current_folder,
    )


_workers: dict[bytes, Worker] = {}
"""The worker of this process, by its pickled arguments."""


def chunk_screener(worker: Worker) -> "partial[Screened]":
    """Return a picklable function that screens a chunk in any process; forked processes share the worker."""
    pickled = pickle.dumps((worker.options, worker.resources.pack, worker.resources.words.lang))
    _workers.clear()
    _workers[pickled] = worker
    return partial(_screen_chunk, pickled)


def _screen_chunk(pickled: bytes, chunk: Chunk) -> Screened:
    worker = _workers.get(pickled)
    if worker is None:
        # The bytes come from the parent process.
        options, pack, lang = pickle.loads(pickled)  # noqa: S301
        resources = Resources(pack, Shape(pack.form), Words(lang, package.words(lang)).of_pack(pack.texts))
        worker = _workers[pickled] = Worker(options, resources)
        freeze_loaded()
    return worker.screen(chunk)


def freeze_loaded() -> None:
    """Exclude all objects loaded so far from garbage collection: they are in use until the process ends."""
    gc.freeze()
    gc.enable()
