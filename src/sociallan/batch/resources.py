"""Resources of a screening: a checked pack, the application schema and the words."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sociallan.application.form_check.shape import Shape
from sociallan.application.source import Source
from sociallan.files import resources
from sociallan.pack.pack import Pack
from sociallan.report.words import Words

if TYPE_CHECKING:
    from sociallan.pack.schema_check import PackSchemas


class Resources(NamedTuple):
    """A checked pack, the application schema and the words of one language."""

    pack: Pack
    shape: Shape
    words: Words


@cache
def pack_schemas() -> "PackSchemas":
    """Return the schemas of the files of a pack."""
    from sociallan.pack.schema_check import PackSchemas  # Imported late: a wheel has the shipped packs stored.

    return PackSchemas(*map(resources.schema, PackSchemas.NAMES))


def loaded_pack(files: Iterable[Source]) -> Pack:
    """Return the pack that files make up.

    Raises:
        PackError: with every fault, if the pack has any.

    """
    from sociallan.pack.load import load  # Imported late: a wheel has the shipped packs stored.

    return load(files, pack_schemas())


def pack_resources(pack: Pack, words: Words) -> Resources:
    """Return the resources of a pack, with its own texts among the words."""
    return Resources(pack, Shape(pack.form), words.of_pack(pack.texts))
