"""Sentences on a run as a whole: projects that come again, and what became of findings since an earlier version."""

from collections.abc import Iterator, Sequence

from sociallan.report import since, values
from sociallan.report.words import Words
from sociallan.screening.report import Repeat, Totals

_MOST = 20
"""Maximum number of projects and of applications of one that are named; further ones are counted."""


def run_lines(totals: Totals, words: Words) -> tuple[str, ...]:
    """Return a sentence on each project that comes again, then those on the comparison, if there is one."""
    return (*repeat_lines(totals.repeats, words), *since.total_lines(totals, words))


def repeat_lines(repeats: Sequence[Repeat], words: Words) -> Iterator[str]:
    """Yield a line for each project that several applications are for, and the number of projects left out."""
    by_first: dict[str, list[str]] = {}
    for first, path in repeats:
        by_first.setdefault(first, []).append(path)
    for first, paths in tuple(by_first.items())[:_MOST]:
        yield _line(values.visible(first), [values.visible(path) for path in paths], words)
    if len(by_first) > _MOST:
        yield words.say("report.more_repeats", count=values.number(len(by_first) - _MOST, words))


def _line(first: str, paths: Sequence[str], words: Words) -> str:
    if len(paths) == 1:
        return words.say("report.repeat", first=first, path=paths[0])
    more = [words.say("passed_over.more", count=len(paths) - _MOST)] if len(paths) > _MOST else []
    named = " ".join((", ".join((first, *paths[:_MOST])), *more))
    return words.say("report.repeats", count=values.number(len(paths) + 1, words), first=first, list=named)
