"""Results of files that are kept in the cache: their encoding, and looking up those of several files at once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sociallan import __version__
from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.source import Source
from sociallan.batch.cache_key import file_key
from sociallan.batch.rendered import Rendered, Results
from sociallan.files.cache import Cache, Entry
from sociallan.rules.rule import Basis
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import BasisCount
from sociallan.screening.counted import Counted
from sociallan.screening.report import ApplicationSummary, Verdict
from sociallan.screening.settings import WaiverState

_ENCODING = ("utf-8", "surrogatepass")


class CachedResults:
    """The results of earlier runs in which all was the same that decides what a worker yields.

    ``run`` is the digest of all that but the file. If ``day`` is given, the results hold on that day only.
    """

    def __init__(self, folder: Path, run: bytes, day: str | None) -> None:
        self._cache = Cache(folder, __version__)
        self._run = run
        self._day = day
        self._new: list[Entry] = []

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

    def add(self, source: Source, results: Results) -> None:
        """Remember the results of a file until ``keep``; not those of a file that could not be read or screened."""
        if source.problem is None and (data := encoded(results)) is not None:
            self._new.append(Entry(file_key(self._run, source), data, self._day))

    def keep(self) -> None:
        """Write what is remembered to the cache."""
        new, self._new = self._new, []
        self._cache.put(new)


def encoded(results: Results) -> bytes | None:
    """Return results as bytes: a line of JSON, then all parts; ``None`` if a value has no form in JSON."""
    parts = [[part.encode(*_ENCODING) for part in each.parts] for each in results if isinstance(each, Rendered)]
    lengths = iter([[len(part) for part in several] for several in parts])
    head = [each if isinstance(each, PassedOver) else _head(each.counted, next(lengths)) for each in results]
    try:
        line = json.dumps(head, separators=(",", ":"))
    except ValueError:
        return None
    return b"\n".join((line.encode(), b"".join(part for several in parts for part in several)))


def decoded(data: bytes) -> Results | None:
    """Return the results that bytes stand for, ``None`` if they are not of this form."""
    try:
        line, _, parts = data.partition(b"\n")
        at = 0
        results: list[Rendered | PassedOver] = []
        for each in json.loads(line):
            if isinstance(each, list):
                results.append(PassedOver(each[0], SkipReason(each[1])))
                continue
            own = []
            for length in each["parts"]:
                own.append(parts[at : at + length].decode(*_ENCODING))
                at += length
            results.append(Rendered(_counted(each), tuple(own)))
    except (LookupError, TypeError, ValueError):
        return None
    return tuple(results)


def _head(counted: Counted, lengths: Sequence[int]) -> Mapping[str, Any]:
    return {**counted._asdict(), "summary": counted.summary._asdict(), "parts": lengths}


def _counted(head: Mapping[str, Any]) -> Counted:
    return Counted(
        path=head["path"],
        verdict=Verdict(head["verdict"]),
        summary=ApplicationSummary(**head["summary"]),
        to_mend=tuple(head["to_mend"]),
        outcomes=tuple([(rule, _KINDS[kind]) for rule, kind in head["outcomes"]]),
        bases={Basis(basis): BasisCount(*count) for basis, count in head["bases"].items()},
        states=tuple(map(WaiverState, head["states"])),
    )


_KINDS = {str(kind): kind for kind in OutcomeKind}
