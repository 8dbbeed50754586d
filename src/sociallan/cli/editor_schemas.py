"""The schemas that editors read, in the folder of a pack, so that a relative path leads to them on any computer."""

from sociallan.cli.schema import SchemaName, published
from sociallan.pack.pack import Pack
from sociallan.report.words import Words

FOLDER = ".schemas"
"""Name of their folder, in the pack's folder."""

EDITOR_SCHEMAS = (
    SchemaName.PACK,
    SchemaName.FORM,
    SchemaName.VALUES,
    SchemaName.RULE,
    SchemaName.CASE,
    SchemaName.APPLICATION,
)
"""The schemas of the files of a pack."""


def editor_schema(name: SchemaName, pack: Pack, words: Words) -> tuple[str, str]:
    """Return the path of a schema, relative to the pack, and its text."""
    return f"{FOLDER}/{name}.schema.json", published(name, pack, words)
