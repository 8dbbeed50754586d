"""Failures of the program itself, with their places in the source code and the files that caused them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.report.words import Words


class Failure(NamedTuple):
    """An unexpected exception: its type ``kind``, source line ``where``, first file, and number of other files."""

    path: str
    kind: str
    where: str
    others: int = 0

    @classmethod
    def of(cls, path: str, error: Exception) -> "Failure":
        """Return the failure for an exception, without its message, which may quote the application."""
        return cls(path, type(error).__name__, innermost(error))


class ProgramFailed(Exception):
    """A run had failures of the program, in any process; ``reported`` is true if its reports were written."""

    def __init__(self, failures: tuple[Failure, ...], reported: bool) -> None:
        super().__init__(failures, reported)
        self.failures = failures
        self.reported = reported

    def sentences(self, words: Words) -> Iterator[str]:
        """Yield the messages to the user for each failure."""
        for failure in self.failures:
            yield words.say("usage.bug", kind=failure.kind, where=failure.where)
            if not self.reported:
                yield words.say("usage.stopped_at", path=failure.path)
            elif failure.others:
                yield words.say("usage.crashed_at_several", path=failure.path, count=failure.others)
            else:
                yield words.say("usage.crashed_at", path=failure.path)


class ClusterError(Exception):
    """The cluster at ``address`` cannot be used; ``code`` is a key of the usage errors."""

    def __init__(self, code: str, address: str) -> None:
        super().__init__(code, address)
        self.code = code
        self.address = address


def distinct(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Merge failures of the same kind and place, in the order of the first files."""
    found: dict[tuple[str, str], Failure] = {}
    for failure in failures:
        before = found.get(key := (failure.kind, failure.where))
        found[key] = failure if before is None else before._replace(others=before.others + 1 + failure.others)
    return tuple(found.values())


def innermost(error: BaseException) -> str:
    """Return the file and line of the program where an error was raised; no text of the application."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.replace(chr(92), '/').rpartition('/')[2]}:{trace.tb_lineno}"
