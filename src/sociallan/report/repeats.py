"""The lines that tell which applications are for the same project."""

from collections.abc import Iterator, Sequence

from sociallan.report import values
from sociallan.report.words import Words
from sociallan.screening.report import Repeat

_MOST = 20
"""Maximum number of lines; further repeats are counted."""


def lines(repeats: Sequence[Repeat], words: Words) -> Iterator[str]:
    """Yield a line for each application whose project an earlier one is for, and the number of those left out."""
    for first, path in repeats[:_MOST]:
        yield words.say("report.repeat", first=values.visible(first), path=values.visible(path))
    if len(repeats) > _MOST:
        yield words.say("report.more_repeats", count=values.number(len(repeats) - _MOST, words))
