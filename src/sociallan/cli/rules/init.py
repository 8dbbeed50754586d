"""``sociallan rules init``: begin a rule pack."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import rule_options as options
from sociallan.cli.editor_schemas import EDITOR_SCHEMAS, editor_schema
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import load_resources
from sociallan.cli.outputs import deliver, ensure_reachable, reported_write_errors
from sociallan.cli.streams import put
from sociallan.files import clock, packs, resources
from sociallan.files.languages import Language
from sociallan.report.runner_commands import Notation
from sociallan.report.words import Words

_ID = "starter"
_DAY = "2020-01-01"
"""The id and the only day in the files of the starter pack, which those of the new pack take the place of."""


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("init", help=words.say("help.rules.init"))
    def init(
        folder: Annotated[
            Path,
            typer.Argument(metavar=words.say("help.check.folder_metavar"), help=words.say("help.rules.init_folder")),
        ],
        lang: Annotated[Language | None, options.language(words)] = None,
    ) -> None:
        id_ = Path.cwd().joinpath(folder).name
        if re.fullmatch(resources.schema("pack")["$defs"]["pack"]["properties"]["id"]["pattern"], id_) is None:
            raise CannotRun(words.say("init.no_id", name=id_))
        with reported_write_errors(folder, words):
            if folder.exists() and any(folder.iterdir()):
                raise CannotRun(words.say("init.filled", folder=folder))
        ensure_reachable(folder / "pack.yaml", words)
        put(sys.stdout, _begun(folder, id_, words))


def _begun(folder: Path, id_: str, words: Words) -> str:
    """Write the files of a new pack, and return the message for the user."""
    files = tuple(packs.pack_files(resources.starter_pack()))
    for file in files:
        text = file.data.decode().replace(_DAY, clock.today())
        deliver(folder / file.path, text.replace(f"id: {_ID}\n", f"id: {id_}\n"), words)
    pack = load_resources(words, folder).pack
    for name in EDITOR_SCHEMAS:
        path, text = editor_schema(name, pack, words)
        deliver(folder / path, text, words, Notation.JSON)
    shown = options.display_path(folder)
    return words.say("init.written", folder=shown, count=len(files)) + "\n"
