"""The line on files that a search skipped: a few by name, the rest as counts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.report import values
from sociallan.report.words import Words

_MOST = 5
"""The most files listed by name."""
_COUNTED = (SkipReason.GITIGNORE, SkipReason.EXCLUDE, SkipReason.HIDDEN)
"""Reasons known to the user: several files with one of them are only counted."""


def line(files: int, passed_over: Sequence[PassedOver], words: Words, *, most: int = _MOST) -> str:
    """Return a line with the number of files read and skipped, and a list of at most so many of those skipped."""
    return words.say(
        "passed_over.line",
        files=files,
        count=len(passed_over),
        list=", ".join(_items(passed_over, words, most)),
    )


def _items(passed_over: Sequence[PassedOver], words: Words, most: int) -> Iterator[str]:
    numbers = Counter(each.reason for each in passed_over)
    counted = [reason for reason in _COUNTED if numbers[reason] > 1]
    named = sorted((each for each in passed_over if each.reason not in counted), key=_is_expected)
    listed = [f"{values.visible(each.path)} ({_why(each.reason, words)})" for each in named[:most]]
    if len(named) > most:
        listed[-1] += " " + words.say("passed_over.more", count=len(named) - most)
    yield from listed
    yield from (words.say("passed_over.counted", count=numbers[reason], why=_why(reason, words)) for reason in counted)


def _is_expected(passed_over: PassedOver) -> bool:
    """Return whether users expect the file to be skipped; unexpected ones are listed first."""
    return passed_over.reason in (*_COUNTED, SkipReason.TOOL_FOLDER, SkipReason.OWN_REPORT)


def _why(reason: SkipReason, words: Words) -> str:
    return words.say(f"passed_over.reason.{reason}")
