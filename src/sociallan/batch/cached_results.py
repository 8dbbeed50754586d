"""Results of files that are kept in the cache: their encoding, and looking up those of several files at once."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from sociallan import __version__
from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.source import Source
from sociallan.batch.cache_key import RunKey, file_key
from sociallan.batch.other_runs import OtherRun, other_runs, with_run
from sociallan.batch.rendered import Rendered, Results
from sociallan.files.cache import Cache, Entry
from sociallan.rules.rule import Basis
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import BasisCount
from sociallan.screening.counted import Counted, Counts
from sociallan.screening.report import ApplicationSummary, Verdict
from sociallan.screening.settings import WaiverState
from sociallan.screening.settled import Settled

StillValid = Callable[[Source, Results, Mapping[int, bool]], bool]
"""Whether results of a file stay the same after the conditions of rules have changed, given as in ``OtherRun``."""

_ENCODING = ("utf-8", "surrogatepass")
_MOST_COUNTS = 1024
"""Most of what totals count that is remembered: applications with the same outcomes share it."""


class CachedResults:
    """The results of earlier runs in which all was the same that decides what a worker yields.

    ``run`` is the key of all that but the file. If ``day`` is given, the results hold on that day only.
    """

    def __init__(self, folder: Path, run: RunKey, day: str | None) -> None:
        self._cache = Cache(folder, __version__)
        self._run = run.whole
        self._day = day
        self._new: list[Entry] = []
        self._others = _other_runs(Cache(folder, ""), run) if run.conditions else ()

    def known(self, sources: Iterable[Source]) -> dict[str, Results]:
        """Return the results of those files that are known, by path; none if memory does not suffice for that."""
        try:
            return self._known(sources)
        except MemoryError:
            return {}

    def _known(self, sources: Iterable[Source]) -> dict[str, Results]:
        keys = {file_key(self._run, source): source.path for source in sources if source.problem is None}
        found = ((keys[key], decoded(data)) for key, data in self._cache.get(keys).items())
        return {path: results for path, results in found if results is not None}

    def still_valid(self, source: Source, is_still_valid: StillValid) -> Results | None:
        """Return the results of a file by other conditions of rules if they stay the same, and keep them under its key.

        The run is asked that has the file and differs in the fewest rules.
        """
        with suppress(MemoryError):
            for other in self._others if source.problem is None else ():
                for data in self._cache.get((file_key(other.whole, source),)).values():
                    results = decoded(data)
                    if results is None or not is_still_valid(source, results, other.changed):
                        return None
                    self._new.append(Entry(file_key(self._run, source), data, self._day))
                    return results
        return None

    def add(self, source: Source, results: Results) -> None:
        """Remember the results of a file until ``keep``; not those of a file that could not be read or screened."""
        if source.problem is not None:
            return
        with suppress(MemoryError):  # The results are there, and more is not asked of the memory.
            if (data := encoded(results)) is not None:
                self._new.append(Entry(file_key(self._run, source), data, self._day))

    def close(self) -> None:
        """Close the cache in this process."""
        self._cache.close()

    def keep(self) -> None:
        """Write what is remembered to the cache."""
        new, self._new = self._new, []
        self._cache.put(new)


def _other_runs(runs: Cache, run: RunKey) -> tuple[OtherRun, ...]:
    """Return the earlier runs that differ from a run in conditions of rules alone, and note it for later ones."""
    known = runs.get((run.rest,)).get(run.rest, b"")
    runs.put((Entry(run.rest, with_run(run, known)),))
    runs.close()
    return other_runs(run, known)


def encoded(results: Results) -> bytes | None:
    """Return results as bytes: for each application two lines of JSON and its parts; ``None`` if JSON cannot say them.

    The second line is what totals count, which is the same for many applications, so that it is read once.
    """
    pieces: list[bytes] = []
    try:
        for each in results:
            if isinstance(each, PassedOver):
                pieces.append(_line(each))
                continue
            path, summary, counts, _since = each.counted  # A run that compares keeps nothing.
            parts = [part.encode(*_ENCODING) for part in each.parts]
            sizes = [len(part) for part in parts]
            pieces += (_line((path, summary._asdict(), sizes, each.settled)), _line(counts), *parts)
    except (TypeError, ValueError):
        return None
    return b"".join(pieces)


def decoded(data: bytes) -> Results | None:
    """Return the results that bytes stand for, ``None`` if they are not of this form."""
    results: list[Rendered | PassedOver] = []
    view, at = memoryview(data), 0
    try:
        while at < len(data):
            own, at = _until_line_end(data, at)
            path, *more = json.loads(own)
            if len(more) == 1:
                results.append(PassedOver(path, SkipReason(more[0])))
                continue
            counts, at = _until_line_end(data, at)
            parts = []
            for length in more[1]:
                parts.append(str(view[at : at + length], *_ENCODING))
                at += length
            settled = None if more[2] is None else Settled(more[2][0], tuple(more[2][1]))
            counted = Counted(path, ApplicationSummary(**more[0]), _counts(counts))
            results.append(Rendered(counted, tuple(parts), settled=settled))
    except (LookupError, TypeError, ValueError):
        return None
    return tuple(results)


def _line(value: Sequence[Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def _until_line_end(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.index(b"\n", at)
    return data[at:end], end + 1


@lru_cache(_MOST_COUNTS)
def _counts(line: bytes) -> Counts:
    verdict, to_mend, outcomes, bases, states = json.loads(line)
    return Counts(
        Verdict(verdict),
        tuple(to_mend),
        tuple([(rule, OutcomeKind(kind)) for rule, kind in outcomes]),
        {Basis(basis): BasisCount(*count) for basis, count in bases.items()},
        tuple(map(WaiverState, states)),
    )
