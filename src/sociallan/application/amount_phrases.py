"""Phrases by which any text of an application may tell an amount."""

from typing import NamedTuple


class AmountPhrases(NamedTuple):
    """Phrases before an amount that say which one it is; ``#`` stands for it: ``the loan of #``.

    In a sentence with one of the words ``unless`` another amount is meant. ``with_`` are the paths of amounts that may
    be counted in.
    """

    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
