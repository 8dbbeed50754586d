"""Faults of the program: where in the program each arose, and at which files."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.render.words import Words


class Fault(NamedTuple):
    """An exception of a ``kind`` that arose at a place in the program, first at the file ``path``, then at others."""

    path: str
    kind: str
    where: str
    others: int = 0

    @classmethod
    def of(cls, path: str, error: Exception) -> "Fault":
        """Return what may be told of an exception: no text of the application."""
        return cls(path, type(error).__name__, innermost(error))


class Stopped(Exception):
    """A run ended in faults of the program, in whichever process; ``reported`` where its reports are written."""

    def __init__(self, faults: tuple[Fault, ...], reported: bool) -> None:
        super().__init__(faults, reported)
        self.faults = faults
        self.reported = reported

    def sentences(self, words: Words) -> Iterator[str]:
        """Yield what to tell the user, each fault of the program once."""
        for fault in self.faults:
            yield words.say("usage.bug", kind=fault.kind, where=fault.where)
            if not self.reported:
                yield words.say("usage.stopped_at", path=fault.path)
            elif fault.others:
                yield words.say("usage.crashed_at_several", path=fault.path, count=fault.others)
            else:
                yield words.say("usage.crashed_at", path=fault.path)


def distinct(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults with those of one kind and place as one, in the order of the first files."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        before = found.get(key := (fault.kind, fault.where))
        found[key] = fault if before is None else before._replace(others=before.others + 1 + fault.others)
    return tuple(found.values())


def innermost(error: BaseException) -> str:
    """Return the file and line of the program where an error arose; no text of the application."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.replace(chr(92), '/').rpartition('/')[2]}:{trace.tb_lineno}"
