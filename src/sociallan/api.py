"""Python API: load a rule pack and screen applications by it.

The clock is read only if no day is given, and the disk only for the given paths. The same application, pack and
day give the same screening.
"""

import json
import pickle
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sociallan.application.shape import Shape
from sociallan.application.source import Source
from sociallan.application.string_formats import is_day
from sociallan.batch.chunk import Chunk, chunks, each_file, useful
from sociallan.batch.ordered import in_order
from sociallan.batch.pool import WorkerPool
from sociallan.files import clock, find, packs, resources, sources
from sociallan.pack.faults import PackError
from sociallan.pack.load import load
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.screening.report import Screening, Verdict
from sociallan.screening.screen import Screener

__all__ = ["Pack", "PackError", "Screening", "Verdict", "load_pack", "screen", "screen_many"]

_UNNAMED = "application.yaml"
_LARGEST_CHUNK = 16
"""Maximum files per chunk; the screenings of a chunk stay in memory until the caller consumes them."""


def load_pack(folder: str | Path | None = None) -> Pack:
    """Load and check the rule pack in a folder, by default the one that comes with the package.

    Raises:
        PackError: if the pack has faults; ``faults`` holds all of them with their locations.
        OSError: if the folder or a file in it cannot be read.

    """
    of = resources.pack_folder(None if folder is None else Path(folder))
    stored: Pack | None = packs.stored_pack(of)
    if stored is not None:
        return stored
    return load(packs.pack_files(of), PackSchemas(*map(resources.schema, PackSchemas.NAMES)))


def screen(
    source: str | bytes | Path | Mapping[str, Any],
    pack: Pack,
    *,
    as_of: date | str | None = None,
    today: date | str | None = None,
) -> Screening:
    """Screen one application, given as text, bytes, a path or a mapping of its values.

    Faults of the application, such as a file that cannot be read, are findings in the screening and never raised.
    Lines and columns in a mapping are those of its values written as JSON.

    ``today`` chooses the rules for an application without a date of its own; the default is the current day.
    ``as_of`` takes precedence over the application's own date. Both are dates or text (``YYYY-MM-DD``).

    Raises:
        ValueError: if ``as_of`` or ``today`` is not a day, or ``as_of`` is before the pack's first day.

    """
    return _screener(pack, _day(as_of), _day(today)).screen(_source(source))


def screen_many(
    paths: Iterable[str | Path],
    pack: Pack,
    *,
    jobs: int = 1,
    as_of: date | str | None = None,
    today: date | str | None = None,
) -> Generator[Screening, None, None]:
    """Return a generator that screens the applications at some paths, lazily and in order.

    A path is a file, a folder (recursive) or a pattern, as for ``sociallan check``. Paths without a file come last,
    as screenings with that finding. Files in folders that are not applications are skipped. ``jobs`` processes
    share the work; their number does not affect the order. A file that causes an exception yields a screening
    with that finding; with several processes, so does a file that kills its process or takes too long. Days are
    as for ``screen``.

    Raises:
        ValueError: if ``as_of`` or ``today`` is not a day, or ``as_of`` is before the pack's first day.
        RuntimeError: during iteration, if no process can start.

    """
    screener = _screener(pack, _day(as_of), _day(today))
    found = find.find([str(path) for path in paths])
    files = (*found.files, *found.absent)
    if (jobs := useful(jobs, files)) > 1:
        return _screen_in_processes(screener, files, jobs)
    return (screening for path in files for screening in _screenings(screener, Chunk((path,))))


def _screen_in_processes(screener: Screener, files: Sequence[str], jobs: int) -> Generator[Screening, None, None]:
    """Screen files in worker processes; the number of pending chunks is limited, so that memory stays constant."""
    pickled = pickle.dumps((screener.pack, screener.as_of, screener.today))
    _unpickled_screener(pickled)  # Forked processes inherit the cached screener.
    pool = WorkerPool(partial(_screen_chunk, pickled), jobs)
    try:
        with closing(in_order(chunks(files, jobs, largest=_LARGEST_CHUNK), pool)) as results:
            for screenings in results:
                yield from screenings
    except BrokenExecutor as error:
        raise RuntimeError(
            "the processes that share the work end before they have done any: where jobs is more than 1, "
            "a program keeps what it does under if __name__ == '__main__':"
        ) from error


def _screen_chunk(pickled: bytes, chunk: Chunk) -> list[Screening]:
    """Screen the files of a chunk in a worker process."""
    return list(_screenings(_unpickled_screener(pickled), chunk))


def _screenings(screener: Screener, chunk: Chunk) -> Iterator[Screening]:
    # The error is not reported further: the finding is all that a caller can act on.
    return each_file(chunk, _file, partial(_screening, screener), lambda _path, _error: None)


def _screening(screener: Screener, source: Source) -> Iterator[Screening]:
    """Yield the screening of a file; nothing if a walk found it and it is not an application."""
    if not source.walked or screener.no_application((source,)) is None:
        yield screener.screen(source)


@lru_cache(maxsize=1)
def _unpickled_screener(pickled: bytes) -> Screener:
    # The bytes come from the parent process.
    return _screener(*pickle.loads(pickled))  # noqa: S301


def _file(path: str) -> Source:
    return sources.source(path, stdin_name=path)


def _screener(pack: Pack, as_of: str | None, today: str | None) -> Screener:
    if as_of is not None and as_of < pack.valid_from:
        raise ValueError(f"the rules are in force from {pack.valid_from}, and {as_of} is earlier")
    return Screener(pack, Shape(pack.form), today=today or clock.today(), as_of=as_of)


def _day(value: date | str | None) -> str | None:
    day = value if value is None or isinstance(value, str) else value.strftime("%Y-%m-%d")
    if day is not None and not is_day(day):
        raise ValueError(f"{day!r} is no day: YYYY-MM-DD")
    return day


def _source(application: str | bytes | Path | Mapping[str, Any]) -> Source:
    match application:
        case Path():
            return _file(application.as_posix())
        case bytes():
            return Source(_UNNAMED, application)
        case str():
            text = application
        case _:
            # JSON is valid YAML. Values that JSON has no type for, such as dates, are written as text.
            text = json.dumps(application, ensure_ascii=False, indent=2, default=str)
    return Source(_UNNAMED, text.encode("utf-8", "surrogatepass"))
