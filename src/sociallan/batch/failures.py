"""Failures of the program itself: where in the program each arose, and at which files."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.report.words import Words


class Failure(NamedTuple):
    """An exception of a ``kind`` that arose at a place in the program, first at the file ``path``, then at others."""

    path: str
    kind: str
    where: str
    others: int = 0

    @classmethod
    def of(cls, path: str, error: Exception) -> "Failure":
        """Return what may be told of an exception: no text of the application."""
        return cls(path, type(error).__name__, innermost(error))


class ProgramFailed(Exception):
    """A run ended in failures of the program, in whichever process; ``reported`` where its reports are written."""

    def __init__(self, failures: tuple[Failure, ...], reported: bool) -> None:
        super().__init__(failures, reported)
        self.failures = failures
        self.reported = reported

    def sentences(self, words: Words) -> Iterator[str]:
        """Yield what to tell the user, each failure once."""
        for failure in self.failures:
            yield words.say("usage.bug", kind=failure.kind, where=failure.where)
            if not self.reported:
                yield words.say("usage.stopped_at", path=failure.path)
            elif failure.others:
                yield words.say("usage.crashed_at_several", path=failure.path, count=failure.others)
            else:
                yield words.say("usage.crashed_at", path=failure.path)


class ClusterError(Exception):
    """Nothing can be screened on the cluster at an ``address``; the ``code`` is a key of the usage errors."""

    def __init__(self, code: str, address: str) -> None:
        super().__init__(code, address)
        self.code = code
        self.address = address


def distinct(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Return the failures with those of one kind and place as one, in the order of the first files."""
    found: dict[tuple[str, str], Failure] = {}
    for failure in failures:
        before = found.get(key := (failure.kind, failure.where))
        found[key] = failure if before is None else before._replace(others=before.others + 1 + failure.others)
    return tuple(found.values())


def innermost(error: BaseException) -> str:
    """Return the file and line of the program where an error arose; no text of the application."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.replace(chr(92), '/').rpartition('/')[2]}:{trace.tb_lineno}"
