"""A text that is being repaired: the repairs so far, and the trial of a further repair that turns out best."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sociallan.application.document import Document

_MOST_REPAIRS = 40

Rank = tuple[int, ...]
"""Rank of a repaired text, the lowest being the best; empty for one that is no better than before."""


class Trial(NamedTuple):
    """A repaired text with its document, the indexes of the changed lines, the code of the repair, and its rank.

    ``length`` is the number of characters that were read for it.
    """

    rank: Rank
    lines: tuple[str, ...]
    document: Document
    changed: tuple[int, ...]
    code: str
    length: int


class Repair(NamedTuple):
    """Code of the repair of a line, and whether it keeps every answer."""

    code: str
    is_certain: bool


class Repaired(NamedTuple):
    """A text with the repairs so far, by the index of the line, and the number of characters that may still be read."""

    lines: tuple[str, ...]
    document: Document
    repairs: Mapping[int, Repair]
    left: int

    @property
    def may_go_on(self) -> bool:
        """Whether there may be further repairs."""
        return len(self.repairs) < _MOST_REPAIRS and self.left > 0

    def with_repair(self, trial: Trial, *, is_certain: bool = True) -> "Repaired":
        """Return the text after a repair; a line that was repaired before keeps the code of its first repair."""
        new = dict.fromkeys(trial.changed, Repair(trial.code, is_certain))
        return self._replace(lines=trial.lines, document=trial.document, repairs={**new, **self.repairs})


def best_trial(trials: Iterable[Trial]) -> tuple[Trial | None, int]:
    """Return the trial with the lowest rank, ``None`` if none has one, and the characters that were read for all.

    Only one is kept: the documents of all would take hundreds of megabytes.
    """
    best, length = None, 0
    for trial in trials:
        length += trial.length
        if trial.rank and (best is None or trial.rank < best.rank):
            best = trial
    return best, length
