"""``sociallan schema``: print a JSON Schema, for editors and other programs."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from sociallan.application.fields import in_language
from sociallan.cli.options import of_check
from sociallan.cli.streams import put
from sociallan.files import resources
from sociallan.files.languages import Language
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
        chosen = in_language(resources.schema(name), words.lang)
        put(sys.stdout, json.dumps(chosen, ensure_ascii=False, indent=2) + "\n")
