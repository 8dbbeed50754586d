"""Suggestion of the name that the user may have meant, after the message that there is no such name."""

from collections.abc import Iterable

from sociallan.application import spelling
from sociallan.report.words import Words


def with_nearest(message: str, name: str, known: Iterable[str], words: Words) -> str:
    """Return a message with a sentence that suggests the known name nearest to a name, if any is near."""
    near = spelling.nearest(name, known)
    return f"{message} {words.say('usage.near', near=near)}" if near else message
