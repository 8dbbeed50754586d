"""What a screening needs besides the application: a checked pack, the application's schema and the words."""

from typing import NamedTuple

from sociallan.core.shape import Shape
from sociallan.model.pack import Pack
from sociallan.render.words import Words


class Resources(NamedTuple):
    """A checked pack, the application's schema and the words of one language."""

    pack: Pack
    shape: Shape
    words: Words
