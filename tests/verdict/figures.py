"""A figure: how many of the inputs of a list were answered as they should be, and which were not."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml


class Figure(NamedTuple):
    """The number of right answers of one list; ``wrong`` names the inputs that got another answer.

    ``at_least`` is the share that is asked for, from 0 to 1.
    """

    name: str
    of: int
    wrong: tuple[str, ...]
    at_least: float

    @property
    def share(self) -> float:
        """Return the share of right answers; 1 of an empty list."""
        return 1 - len(self.wrong) / self.of if self.of else 1.0

    @property
    def suffices(self) -> bool:
        """Return whether as many are right as is asked for."""
        return self.share >= self.at_least


def counted(name: str, answers: Iterable[tuple[str, bool]], at_least: float) -> Figure:
    """Return the figure of inputs, each with whether its answer was right."""
    known = [*answers]
    return Figure(name, len(known), tuple(each for each, right in known if not right), at_least)


def entries(path: Path) -> Any:
    """Return what a list holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def lines(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield a line for each figure and each of its inputs with a wrong answer."""
    width = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        right = figure.of - len(figure.wrong)
        mark = "ok" if figure.suffices else f"BELOW {figure.at_least:.0%}"
        yield f"{figure.name:<{width}}  {right:>5} of {figure.of:<5} {figure.share:>7.1%}  {mark}"
        yield from (f"    {wrong}" for wrong in figure.wrong)
