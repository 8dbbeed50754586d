"""Screening of files in one process: a part of the report per format for each application, and totals."""

import gc
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sociallan import __version__
from sociallan.application.documents import documents
from sociallan.application.form_check.shape import Shape
from sociallan.application.passed_over import PassedOver
from sociallan.application.source import STANDARD_INPUT, Source
from sociallan.batch.chunk import Chunk, each_file
from sociallan.batch.failures import Failure, ProgramFailed
from sociallan.batch.rendered import Rendered, Results
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import OutputOptions, RunOptions
from sociallan.files import resources as package
from sociallan.files import sources
from sociallan.files.config import relative_to
from sociallan.formats import RENDERERS
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening import selection, waivers
from sociallan.screening.against import since, version_of
from sociallan.screening.counted import counted
from sociallan.screening.report import ReportHeader, Screening, Totals
from sociallan.screening.screen import Screener
from sociallan.screening.since import Earlier
from sociallan.screening.totals import TotalsBuilder
from sociallan.screening.waivers import WaiverResult

if TYPE_CHECKING:
    from sociallan.batch.cached_results import CachedResults
    from sociallan.screening.settled import Settled


_NEW_OBJECTS = 10_000
"""New objects after which the collector looks for cycles; the default is 700.

An application leaves few objects in cycles, and to look for them so often took a fifteenth of a screening.
"""


class Screened(NamedTuple):
    """The result of a chunk: for each application its parts of the report, one per format; totals and failures.

    ``versions`` are the findings by path, if the run remembers them.
    """

    files: int
    parts: tuple[tuple[str, ...], ...]
    totals: Totals
    failures: tuple[Failure, ...] = ()
    versions: tuple[tuple[str, Earlier], ...] = ()


class Worker:
    """Worker that screens files by one pack and renders each application in every format.

    What it yields for a file depends on nothing but the file, ``options``, ``resources`` and the program: these tell
    the results of earlier runs apart, if they are ``cached``.
    """

    def __init__(self, options: RunOptions, resources: Resources, cached: "CachedResults | None" = None) -> None:
        self.options = options
        self.resources = resources
        self.cached = cached
        as_of = options.chosen.as_of
        earlier = None if options.earlier is None else options.earlier.name
        self.head = ReportHeader(
            __version__, resources.pack, as_of or options.today, options.shipped, options.settings, earlier
        )
        self.views = tuple(_view(output, options, resources) for output in options.outputs)
        renderers = [RENDERERS[output.format] for output in options.outputs]
        self._formats = tuple(zip(renderers, self.views, strict=True))

    @cached_property
    def _screener(self) -> Screener:
        """The screener, made for the first file that is not in the cache."""
        resources = self.resources
        return Screener(resources.pack, resources.shape, today=self.options.today, as_of=self.options.chosen.as_of)

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
            for result in self._results(chunk, failures):
                if isinstance(result, PassedOver):
                    totals_builder.pass_over((result,))
                else:
                    totals_builder.count(result.counted)
                    parts.append(result.parts)
                    if result.version is not None:
                        versions.append((result.counted.path, result.version))
        except Exception as error:
            if failures:
                raise ProgramFailed(tuple(failures[-1:]), reported=False) from error
            raise
        return Screened(len(chunk.paths), tuple(parts), totals_builder.totals(), tuple(failures), tuple(versions))

    def _results(self, chunk: Chunk, failures: list[Failure]) -> Iterator[Rendered | PassedOver]:
        """Yield the results of files in order, those in the cache without screening the file; add to ``failures``."""

        def failed(path: str, error: Exception) -> None:
            failures.append(Failure.of(path, error))

        if self.cached is None or chunk.finding is not None:
            yield from each_file(chunk, self._read, self._rendered, failed)
            return
        # Standard input can be read only once.
        known = self.cached.known(self._read(path) for path in chunk.paths if path != STANDARD_INPUT)
        for path in chunk.paths:
            if path in known:
                yield from known[path]
            else:
                process = self._rendered if path == STANDARD_INPUT else self._remembered
                yield from each_file(chunk._replace(paths=(path,)), self._read, process, failed)
        self.cached.keep()

    def _remembered(self, source: Source) -> Results:
        """Return the results of a file for the cache to keep: those by other conditions, if they are the same."""
        assert self.cached is not None
        results = self.cached.still_valid(source, self._is_still_settled)
        if results is None:
            results = tuple(self._rendered(source))
            self.cached.add(source, results)
        return results

    def _is_still_settled(self, source: Source, results: Results, changed: Mapping[int, bool]) -> bool:
        """Return whether results stay the same after changes of conditions, given by the places of their rules."""
        from sociallan.screening.settled import is_still_settled  # Imported late: most runs keep no results.

        before = [each.settled for each in results if isinstance(each, Rendered)]
        documents = self._documents(source) if before else ()
        return all(
            known is not None and is_still_settled(known, changed, document, self._screener)
            for known, document in zip(before, documents, strict=True)
        )

    def _read(self, path: str) -> Source:
        return sources.source(path, stdin_name=self.options.chosen.stdin_name, folder=self.options.read_from)

    def _rendered(self, source: Source) -> Iterator[Rendered | PassedOver]:
        """Yield each application of a file, or the reason to pass the file over if a walk found it."""
        reason = self._screener.skip_reason(self._documents(source)) if source.walked else None
        if reason is not None:
            yield PassedOver(source.path, reason)
            return
        for document in self._documents(source):
            detail = self.options.chosen.detail
            screening = self._screener.screen(document, traced=detail.explain, quoted=detail.full)
            known = None if self.cached is None else self._settled(screening)
            if self.options.chosen.shown is not None:
                screening = selection.only(screening, self.options.chosen.shown)
            screening, states = self._waived(screening)
            version = self._version(screening, document)
            if self.options.earlier is not None and version is not None:
                earlier = self.options.earlier.of(screening.path)
                screening = replace(screening, since=since(screening, version, earlier))
            parts = tuple(renderer.part(screening, self.head, view) for renderer, view in self._formats)
            is_kept = self.options.remembers and screening.reading is not None
            yield Rendered(counted(screening, states), parts, version if is_kept else None, known)

    def _settled(self, screening: Screening) -> "Settled":
        from sociallan.screening.settled import settled  # Imported late, as above.

        return settled(screening, self.resources.pack)

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
        tables=resources.pack.tables,
        style=output.style,
        detail=options.chosen.detail,
        partial=options.chosen.shown is not None,
        folder=options.current_folder,
    )


_workers: dict[bytes, Worker] = {}
"""The worker of this process, by its pickled arguments."""


def chunk_screener(worker: Worker) -> "partial[Screened]":
    """Return a picklable function that screens a chunk in any process; forked processes share the worker."""
    pickled = pickle.dumps((worker.options, worker.resources.pack, worker.resources.words.lang, worker.cached))
    _workers.clear()
    _workers[pickled] = worker
    return partial(_screen_chunk, pickled)


def _screen_chunk(pickled: bytes, chunk: Chunk) -> Screened:
    worker = _workers.get(pickled)
    if worker is None:
        # The bytes come from the parent process.
        options, pack, lang, cached = pickle.loads(pickled)  # noqa: S301
        resources = Resources(pack, Shape(pack.form), Words(lang, package.words(lang)).of_pack(pack.texts))
        worker = _workers[pickled] = Worker(options, resources, cached)
        freeze_loaded()
    return worker.screen(chunk)


def freeze_loaded() -> None:
    """Exclude all objects loaded so far from garbage collection: they are in use until the process ends."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    gc.enable()
