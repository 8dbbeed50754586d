"""``sociallan schema``: write a JSON Schema, for editors and other programs."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue
from sociallan.cli.loading import load_resources
from sociallan.cli.options import of_check, rows
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, input_paths
from sociallan.cli.targets import output_path
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.pages.application_schema import application_schema
from sociallan.pages.schema_texts import Texts, texts_of_operators, texts_of_paths, with_texts
from sociallan.report.runner_commands import Notation
from sociallan.report.words import Words


class SchemaName(StrEnum):
    """The published schemas."""

    APPLICATION = "application"
    FORM = "form"
    RULE = "rule"
    PACK = "pack"
    REPORT = "report"
    COMPARISON = "comparison"
    CONFIG = "config"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("schema", help=words.say("help.schema.about"))
    def schema(
        context: typer.Context,
        name: Annotated[SchemaName, typer.Argument(metavar="|".join(SchemaName), help=words.say("help.schema.name"))],
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        output: Annotated[
            Path | None,
            typer.Option(metavar=words.say("help.check.file_metavar"), help=words.say("help.schema.output")),
        ] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        chosen = _chosen(name, rules, words)
        text = json.dumps(chosen, ensure_ascii=False, indent=2)
        path = output_path(output)
        ensure_apart((path,), words, read=input_paths(context.obj, (rules,)))
        ensure_reachable(path, words)
        deliver(path, resources.with_known_languages(text) + "\n", words, Notation.JSON)


def _chosen(name: SchemaName, rules: Path | None, words: Words) -> Any:
    if name is SchemaName.APPLICATION:
        return application_schema(load_resources(words, rules).pack, words)
    fields = load_resources(words, rules).pack.form.fields if name is SchemaName.RULE else {}
    return described(name, json.loads(resources.schema_text(name)), fields, words)


def described(name: SchemaName, schema: Mapping[str, Any], fields: Catalogue, words: Words) -> Any:
    """Return a schema as in its file, with titles and descriptions in one language."""
    return with_texts(schema, texts(name, schema, fields, words))


def texts(name: SchemaName, schema: Mapping[str, Any], fields: Catalogue, words: Words) -> Texts:
    """Return the texts of a schema other than the application's, including those of listed operators and fields."""
    own: Texts = resources.schema_texts(words.lang)[name]
    if name is SchemaName.RULE:
        return {**own, **texts_of_operators(words), **texts_of_paths(schema, fields, words)}
    if name is SchemaName.CONFIG:
        options = (row for row in rows() if row.in_file)
        return {**own, **{pointer_to("properties", row.key): {"description": row.about(words)} for row in options}}
    return own
