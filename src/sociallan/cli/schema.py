"""``sociallan schema``: write a JSON Schema, for editors and other programs."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

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
from sociallan.pages.schema_texts import (
    Texts,
    texts_of_operations,
    texts_of_operators,
    texts_of_paths,
    with_paths,
    with_summary,
    with_texts,
)
from sociallan.report.runner_commands import Notation
from sociallan.report.words import Words
from sociallan.rules.condition import Value


class SchemaName(StrEnum):
    """The published schemas."""

    APPLICATION = "application"
    FORM = "form"
    VALUES = "values"
    RULE = "rule"
    PACK = "pack"
    REPORT = "report"
    COMPARISON = "comparison"
    CONFIG = "config"


class Offered(NamedTuple):
    """The paths that a schema offers to editors: fields and computed values."""

    fields: Catalogue
    values: tuple[Value, ...] = ()


NOTHING_OFFERED = Offered({})


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
    offered = NOTHING_OFFERED
    if name in (SchemaName.RULE, SchemaName.VALUES):
        pack = load_resources(words, rules).pack
        offered = Offered(pack.form.fields, tuple(pack.values.values()))
    schema = json.loads(resources.schema_text(name))
    if name is SchemaName.RULE:
        schema = with_paths(schema, *offered)
    schema = described(name, schema, offered, words)
    return with_summary(schema, load_resources(words, rules).pack, words) if name is SchemaName.REPORT else schema


def _shared(schema: Mapping[str, Any]) -> list[list[str]]:
    return [["$defs", name] for name in schema["$defs"]]


def described(name: SchemaName, schema: Mapping[str, Any], offered: Offered, words: Words) -> Any:
    """Return a schema as in its file, with titles and descriptions in one language."""
    return with_texts(schema, texts(name, schema, offered, words))


def texts(name: SchemaName, schema: Mapping[str, Any], offered: Offered, words: Words) -> Texts:
    """Return the texts of a schema other than the application's, including those of what it lists."""
    own: Texts = resources.schema_texts(words.lang)[name]
    if name is SchemaName.RULE:
        return {**own, **texts_of_operators(words), **texts_of_paths(schema, offered.fields, offered.values, words)}
    if name is SchemaName.VALUES:
        # A condition on an item is one of the rule language, and has its texts.
        of_rules = texts(SchemaName.RULE, schema, offered, words)
        shared = {at: text for at, text in of_rules.items() if at.split("/")[1:3] in _shared(schema)}
        return {**shared, **own, **texts_of_operations(words)}
    if name is SchemaName.CONFIG:
        options = (row for row in rows() if row.in_file)
        return {**own, **{pointer_to("properties", row.key): {"description": row.about(words)} for row in options}}
    return own
