"""Resources of a screening: a checked pack, the application schema and the words."""

from typing import NamedTuple

from sociallan.application.shape import Shape
from sociallan.pack.pack import Pack
from sociallan.report.words import Words


class Resources(NamedTuple):
    """A checked pack, the application schema and the words of one language."""

    pack: Pack
    shape: Shape
    words: Words
