"""``sociallan schema``: print a JSON Schema, for editors and other programs."""

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from sociallan.application.document import pointer_to
from sociallan.application.fields import catalogue, in_language
from sociallan.cli.options import of_check, rows
from sociallan.cli.streams import put
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.pages.schema_texts import Texts, texts_of_operators, texts_of_paths, with_texts
from sociallan.report.words import Words


class SchemaName(StrEnum):
    """The published schemas."""

    APPLICATION = "application"
    RULE = "rule"
    PACK = "pack"
    REPORT = "report"
    COMPARISON = "comparison"
    CONFIG = "config"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("schema", help=words.say("help.schema.about"))
    def schema(
        name: Annotated[SchemaName, typer.Argument(metavar="|".join(SchemaName), help=words.say("help.schema.name"))],
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        chosen = described(name, json.loads(resources.schema_text(name)), words)
        text = json.dumps(chosen, ensure_ascii=False, indent=2)
        put(sys.stdout, resources.with_known_languages(text) + "\n")


def described(name: SchemaName, schema: Mapping[str, Any], words: Words) -> Any:
    """Return a schema, as it stands in its file, with its titles and descriptions in one language."""
    # Those of the application stand in its schema, in every language that they are written in.
    if name is SchemaName.APPLICATION:
        return in_language(schema, words.lang)
    return with_texts(schema, texts(name, schema, words))


def texts(name: SchemaName, schema: Mapping[str, Any], words: Words) -> Texts:
    """Return the texts of a schema other than the application's: its own, and those of what it lists."""
    own: Texts = resources.schema_texts(words.lang)[name]
    if name is SchemaName.RULE:
        fields = catalogue(resources.schema("application"))
        return {**own, **texts_of_operators(words), **texts_of_paths(schema, fields, words)}
    if name is SchemaName.CONFIG:
        options = (row for row in rows() if row.in_file)
        return {**own, **{pointer_to("properties", row.key): {"description": row.about(words)} for row in options}}
    return own
