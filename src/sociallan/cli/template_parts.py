"""The parts of a template that the command line settles: the area that it is for, and the schema beside it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sociallan.application.source import Source
from sociallan.application.walking import with_value
from sociallan.batch.resources import Resources
from sociallan.cli import applications
from sociallan.cli.editor_schemas import FOLDER, editor_schema
from sociallan.cli.exits import CannotRun
from sociallan.cli.outputs import deliver
from sociallan.cli.schema import SchemaName
from sociallan.pack.pack import Role
from sociallan.pages.template import Given
from sociallan.report import field_texts
from sociallan.report.runner_commands import Notation
from sociallan.screening.applying_fields import ApplyingFields
from sociallan.screening.interview.entries import choice_named


def known_parts(area: str | None, loaded: Resources) -> Given:
    """Return the settled parts of a template: for one area, if one is given.

    An area is a choice of the field by which the pack divides applications.

    Raises:
        CannotRun: if the pack has no such field, or the field no such choice.

    """
    before = _not_applying("", loaded)
    if area is None:
        return Given(only_if_any=before)
    words, divided = loaded.words, loaded.pack.in_role(Role.CLASS)
    if divided is None:
        raise CannotRun(words.say("template.no_areas"))
    field = loaded.shape.fields[divided.field]
    named = choice_named(area, field)
    if named is None:
        choices = "; ".join(field_texts.choices(field, words))
        raise CannotRun(words.say("template.no_area", value=area, label=words.pick(field.title), choices=choices))
    *around, key = divided.field.split(".")
    records = "".join(f"{' ' * depth}{step}:\n" for depth, step in enumerate(around))
    after = _not_applying(f"{records}{' ' * len(around)}{key}: {named.value}\n", loaded)
    return Given({divided.field: named.value}, after - before, before)


def application_of(given: Given) -> Mapping[str, Any]:
    """Return an application that states nothing but what is known of its template."""
    application: Mapping[str, Any] = {}
    for path, value in given.values.items():
        application = with_value(application, path.split("."), value)
    return application


def _not_applying(text: str, loaded: Resources) -> frozenset[str]:
    """Return the fields that do not apply to an application of which a text is all that is known."""
    source = Source("", f"format: {loaded.pack.form.version}\n{text}".encode())
    screening = applications.screener(loaded, None).screen(source, traced=False, quoted=False)
    return ApplyingFields(loaded.pack).not_applying(screening)


SCHEMA_FILE = f"{FOLDER}/{SchemaName.APPLICATION}.schema.json"
"""Path of the schema from the folder of the file."""


def written_schema(folder: Path, loaded: Resources) -> str:
    """Write the schema of applications for editors in a folder; return its path from there, ``""`` if it leads out.

    A link is left as it is.
    """
    path, text = editor_schema(SchemaName.APPLICATION, loaded.pack, loaded.words)
    if not (folder / path).resolve().is_relative_to(folder.resolve()):
        return ""
    deliver(folder / path, text, loaded.words, Notation.JSON)
    return path
