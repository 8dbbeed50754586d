"""What one process screens at: from a path to each format's part of the report, and what is counted."""

import gc
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sociallan import __version__
from sociallan.cli import applications
from sociallan.cli.exits import CannotRun
from sociallan.cli.stopped import Fault, Stopped
from sociallan.cli.streams import Ornaments
from sociallan.cli.waiving import Accepted
from sociallan.cli.workbench import Workbench, build_workbench, comes_along
from sociallan.core import selection, slips
from sociallan.core.documents import documents
from sociallan.core.tally import Tallying
from sociallan.files import resources, sources
from sociallan.files.chunk import Chunk, each_file
from sociallan.files.config import current_folder
from sociallan.model.config import Setting, WaiverState
from sociallan.model.passed_over import PassedOver
from sociallan.model.report import Head, Screening, Tally
from sociallan.model.source import Source
from sociallan.render import RENDERERS
from sociallan.render.view import View
from sociallan.render.words import Words


class Form(NamedTuple):
    """A format that is asked for, and how it is to be shown."""

    name: str
    looks: Ornaments
    explain: bool = False
    full: bool = True
    statistics: bool = False


class Task(NamedTuple):
    """All that a process needs to know to screen as every other does: small, and plain enough to be sent.

    ``folder`` is where the paths start from, ``""`` for where the process is.
    """

    lang: str
    rules: Path | None
    today: str
    as_of: str | None
    forms: tuple[Form, ...]
    stdin_name: str
    multi: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    folder: str = ""
    accepted: Accepted = Accepted()
    settings: tuple[Setting, ...] = ()
    trusted: tuple[str, ...] = ()


class Screened(NamedTuple):
    """What came of some files: of each application, a part for each form; what was counted; and what failed."""

    files: int
    parts: tuple[tuple[str, ...], ...]
    tally: Tally
    faults: tuple[Fault, ...] = ()


class _Made(NamedTuple):
    """One application, what it shows of each waiver, and its part for each form."""

    screening: Screening
    states: tuple[WaiverState, ...]
    parts: tuple[str, ...]


class Desk:
    """A task made ready: the pack is loaded once a process."""

    def __init__(self, task: Task) -> None:
        bench = build_workbench(Words(task.lang, resources.words(task.lang)), task.rules, task.trusted)
        self._screener = applications.screener(bench, task.as_of, today=task.today)
        self.words = bench.words
        shipped = comes_along(bench, task.rules)
        self.head = Head(__version__, bench.pack, task.as_of or task.today, shipped, task.settings)
        task.accepted.ensure_allowed(bench)
        self._shown = _shown(task, bench) if task.select or task.ignore else None
        start = Path(task.folder) if task.folder else current_folder()
        folder = "" if start is None else start.as_posix()
        self.views = tuple(_view(bench, form, folder, partial=self._shown is not None) for form in task.forms)
        self._task = task
        formats = [RENDERERS[form.name] for form in task.forms]
        self._formats = tuple(zip(formats, self.views, strict=True))
        self._traced = any(view.explain for view in self.views)

    def tallying(self) -> Tallying:
        """Begin to count."""
        return Tallying(self._task.accepted.waivers, self.head.as_of)

    def chunk(self, chunk: Chunk) -> Screened:
        """Screen some files."""
        tallying = self.tallying()
        faults: list[Fault] = []
        parts = []
        try:
            for made in each_file(
                chunk, self._read, self._made, lambda path, error: faults.append(Fault.of(path, error))
            ):
                if isinstance(made, PassedOver):
                    tallying.pass_over((made,))
                else:
                    tallying.add(made.screening, made.states)
                    parts.append(made.parts)
        except Exception as error:
            if faults:
                raise Stopped(tuple(faults[-1:]), reported=False) from error
            raise
        return Screened(len(chunk.paths), tuple(parts), tallying.tally(), tuple(faults))

    def _read(self, path: str) -> Source:
        return sources.source(path, stdin_name=self._task.stdin_name, folder=self._task.folder)

    def _made(self, source: Source) -> Iterator[_Made | PassedOver]:
        """Yield what is made of each application of a file, or that a walk passes the file over."""
        reason = self._screener.no_application(self._parted(source)) if source.walked else None
        if reason is not None:
            yield PassedOver(source.path, reason)
            return
        for each in self._parted(source):
            screening = self._screener.screen(each, traced=self._traced)
            if self._shown is not None:
                screening = selection.only(screening, self._shown)
            screening, states = self._task.accepted.tried(screening, self.head.as_of)
            parts = tuple(form.part(screening, self.head, view) for form, view in self._formats)
            yield _Made(screening, states, parts)

    def _parted(self, source: Source) -> Iterable[Source]:
        return documents(source) if self._task.multi else (source,)


def _shown(task: Task, bench: Workbench) -> frozenset[str]:
    known = selection.known(bench.pack)
    for name in selection.names((*task.select, *task.ignore)):
        if name not in known:
            near = slips.nearest(name, known)
            tail = " " + bench.words.say("usage.near", near=near) if near else ""
            raise CannotRun(bench.words.say("usage.no_such_rule", name=name) + tail)
    return selection.shown(bench.pack, task.select, task.ignore)


def _view(bench: Workbench, form: Form, folder: str, *, partial: bool) -> View:
    looks = form.looks
    return View(
        words=bench.words,
        fields=bench.shape.fields,
        width=looks.width,
        colour=looks.colour,
        ascii_only=looks.ascii_only,
        explain=form.explain,
        full=form.full,
        rows=looks.rows,
        statistics=form.statistics,
        partial=partial,
        folder=folder,
    )


def work(task: Task, chunk: Chunk) -> Screened:
    """Screen some files in a worker, which has loaded the pack already or does so now, once."""
    return _desk(task).chunk(chunk)


def own_desk(task: Task) -> Desk:
    """Make this process's desk; the workers that it forks share it.

    Raises:
        CannotRun: where the pack is at fault, or the day cannot be used.

    """
    _desk.cache_clear()
    return _desk(task)


@lru_cache(maxsize=1)
def _desk(task: Task) -> Desk:
    made = Desk(task)
    # What has been loaded stays to the end: the collector need not look at it again.
    gc.freeze()
    gc.enable()
    return made
