"""``sociallan schema``: write a JSON Schema, for editors and other programs."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue
from sociallan.cli.check_options import of_check, rows
from sociallan.cli.loading import load_resources
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, input_paths
from sociallan.cli.targets import output_path
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.pack.pack import Pack
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
    CASE = "case"
    PACK = "pack"
    REPORT = "report"
    COMPARISON = "comparison"
    DIFFERENCE = "difference"
    CONFIG = "config"


_OF_PACKS = (SchemaName.APPLICATION, SchemaName.RULE, SchemaName.VALUES, SchemaName.REPORT)
"""The schemas that depend on a pack."""


class OfferedPaths(NamedTuple):
    """The paths that a schema offers to editors: fields and computed values."""

    fields: Catalogue
    values: tuple[Value, ...] = ()


NOTHING_OFFERED = OfferedPaths({})


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
        text = published(name, load_resources(words, rules).pack if name in _OF_PACKS else None, words)
        path = output_path(output)
        ensure_apart((path,), words, read=input_paths(context.obj, (rules,)))
        ensure_reachable(path, words)
        deliver(path, text, words, Notation.JSON)


def published(name: SchemaName, pack: Pack | None, words: Words) -> str:
    """Return the text of a schema; some describe or offer what is in a pack, which must then be given."""
    text = json.dumps(_chosen(name, pack, words), ensure_ascii=False, indent=2)
    return resources.with_known_languages(text) + "\n"


def _chosen(name: SchemaName, pack: Pack | None, words: Words) -> Any:
    offered = NOTHING_OFFERED
    if name in _OF_PACKS:
        assert pack is not None, name
        if name is SchemaName.APPLICATION:
            return application_schema(pack, words)
        if name is not SchemaName.REPORT:
            offered = OfferedPaths(pack.form.fields, tuple(pack.values.values()))
    schema = json.loads(resources.schema_text(name))
    if name is SchemaName.RULE:
        schema = with_paths(schema, *offered)
    schema = described(name, schema, offered, words)
    return schema if pack is None or name is not SchemaName.REPORT else with_summary(schema, pack, words)


def _shared(schema: Mapping[str, Any]) -> list[list[str]]:
    return [["$defs", name] for name in schema["$defs"]]


def described(name: SchemaName, schema: Mapping[str, Any], offered: OfferedPaths, words: Words) -> Any:
    """Return a schema as in its file, with titles and descriptions in one language."""
    return with_texts(schema, texts(name, schema, offered, words))


def texts(name: SchemaName, schema: Mapping[str, Any], offered: OfferedPaths, words: Words) -> Texts:
    """Return the texts of a schema other than the application's, including those of what it lists."""
    own: Texts = resources.schema_texts(words.lang)[name]
    if name is SchemaName.RULE:
        return {**own, **texts_of_operators(words), **texts_of_paths(schema, offered.fields, offered.values, words)}
    if name in (SchemaName.VALUES, SchemaName.PACK):
        # A condition on an item is one of the rule language, and has its texts.
        of_rules = texts(SchemaName.RULE, schema, offered, words)
        shared = {at: text for at, text in of_rules.items() if at.split("/")[1:3] in _shared(schema)}
        return {**shared, **own, **(texts_of_operations(words) if name is SchemaName.VALUES else {})}
    if name is SchemaName.CONFIG:
        options = (row for row in rows() if row.in_file)
        return {**own, **{pointer_to("properties", row.key): {"description": row.about(words)} for row in options}}
    return own
