"""Sentences on a run as a whole: projects that come again, and what became of findings since an earlier version."""

from sociallan.report import repeats, since
from sociallan.report.words import Words
from sociallan.screening.report import Totals


def run_lines(totals: Totals, words: Words) -> tuple[str, ...]:
    """Return a sentence on each project that comes again, then those on the comparison, if there is one."""
    return (*repeats.lines(totals.repeats, words), *since.total_lines(totals, words))
