"""For programs: a rule pack, and applications screened by it.

Of the clock, only the day is asked, and only where it is not given; of the disk, only what a path leads to.
The same application, pack and day give the same screening.
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
from sociallan.batch.chunk import Chunk, chunks, each_file
from sociallan.batch.ordered import in_order
from sociallan.batch.pool import WorkerPool
from sociallan.batch.processors import useful
from sociallan.files import clock, find, packs, resources, sources
from sociallan.pack.load import PackError, load
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.screening.report import Screening, Verdict
from sociallan.screening.screen import Screener

__all__ = ["Pack", "PackError", "Screening", "Verdict", "load_pack", "screen", "screen_many"]

_UNNAMED = "application.yaml"
_AT_A_TIME = 16
"""Files that a process is given at once, since what comes of them is held in memory until it is asked for."""


def load_pack(folder: str | Path | None = None) -> Pack:
    """Read a rule pack and check it: that of a folder, or the one that comes along.

    Raises:
        PackError: where the pack is at fault; its ``faults`` hold every one, with its place.
        OSError: where the folder or a file in it cannot be read.

    """
    files = packs.pack_files(resources.default_pack() if folder is None else Path(folder))
    return load(files, PackSchemas(*map(resources.schema, PackSchemas.NAMES)))


def screen(
    source: str | bytes | Path | Mapping[str, Any],
    pack: Pack,
    *,
    as_of: date | str | None = None,
    today: date | str | None = None,
) -> Screening:
    """Screen one application: its text, its bytes, the file that a path leads to, or its values.

    Whatever is wrong with the application stands in the screening, and nothing is raised for it; so it is
    with a file that cannot be read. Of values, the lines and columns are those of the same written as JSON.

    ``today`` is the day whose rules are used for an application without a date of its own; without it the
    clock is asked. ``as_of`` takes precedence over the application's own date. Both are days, as dates or
    as ``YYYY-MM-DD``.

    Raises:
        ValueError: where ``as_of`` or ``today`` is no day, or ``as_of`` one before the pack.

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
    """Screen the applications that paths lead to, one after the other as they are asked for.

    A path is a file, a folder with all below it, or a pattern, as for ``sociallan check``. What leads
    nowhere stands last, as a screening that says so, and what a walk comes upon that is no application is
    passed over. ``jobs`` processes share the work, and the order is the same whatever their number. A file
    at which an exception arises is one screening that says so, and with several processes one that ends its
    process or takes too long as well. Days are as for ``screen``.

    Raises:
        ValueError: where ``as_of`` or ``today`` is no day, or ``as_of`` one before the pack.
        RuntimeError: while the screenings are asked for, where no process can begin.

    """
    screener = _screener(pack, _day(as_of), _day(today))
    found = find.find([str(path) for path in paths])
    files = (*found.files, *found.absent)
    if (jobs := useful(jobs, files)) > 1:
        return _shared(screener, files, jobs)
    return (screening for path in files for screening in _screenings(screener, Chunk((path,))))


def _shared(screener: Screener, files: Sequence[str], jobs: int) -> Generator[Screening, None, None]:
    """Share the files among processes; no more is begun than will soon be asked for, so that memory stays flat."""
    made_of = pickle.dumps((screener.pack, screener.as_of, screener.today))
    _remade(made_of)  # A process that is forked has it.
    pool = WorkerPool(partial(_screened, made_of), jobs)
    try:
        with closing(in_order(chunks(files, jobs, largest=_AT_A_TIME), pool)) as results:
            for screenings in results:
                yield from screenings
    except BrokenExecutor as error:
        raise RuntimeError(
            "the processes that share the work end before they have done any: where jobs is more than 1, "
            "a program keeps what it does under if __name__ == '__main__':"
        ) from error


def _screened(made_of: bytes, chunk: Chunk) -> list[Screening]:
    """Screen some files, in a process of its own."""
    return list(_screenings(_remade(made_of), chunk))


def _screenings(screener: Screener, chunk: Chunk) -> Iterator[Screening]:
    # The finding says all that a program can do something about.
    return each_file(chunk, _file, partial(_screening, screener), lambda _path, _error: None)


def _screening(screener: Screener, source: Source) -> Iterator[Screening]:
    """Yield the screening of a file, and nothing for what a walk passes over."""
    if not source.walked or screener.no_application((source,)) is None:
        yield screener.screen(source)


@lru_cache(maxsize=1)
def _remade(made_of: bytes) -> Screener:
    # The bytes are our own, from the process that started this one.
    return _screener(*pickle.loads(made_of))  # noqa: S301


def _file(path: str) -> Source:
    return sources.source(path, stdin_name=path)


def _screener(pack: Pack, as_of: str | None, today: str | None) -> Screener:
    if as_of is not None and as_of < pack.valid_from:
        raise ValueError(f"the rules are in force from {pack.valid_from}, and {as_of} is earlier")
    return Screener(pack, Shape(pack.form), today=today or clock.today(), as_of=as_of)


def _day(given: date | str | None) -> str | None:
    day = given if given is None or isinstance(given, str) else given.strftime("%Y-%m-%d")
    if day is not None and not is_day(day):
        raise ValueError(f"{day!r} is no day: YYYY-MM-DD")
    return day


def _source(given: str | bytes | Path | Mapping[str, Any]) -> Source:
    match given:
        case Path():
            return _file(given.as_posix())
        case bytes():
            return Source(_UNNAMED, given)
        case str():
            return Source(_UNNAMED, given.encode("utf-8", "surrogatepass"))
        case _:
            # JSON is YAML too; whatever else than JSON's own there is among the values, dates above all, is text.
            return Source(
                _UNNAMED, json.dumps(given, ensure_ascii=False, indent=2, default=str).encode("utf-8", "surrogatepass")
            )
