"""``sociallan new``: write a template for an application."""

from pathlib import Path
from typing import Annotated

import typer

from sociallan.application.source import is_workbook_name
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.outputs import deliver, ensure_reachable
from sociallan.cli.streams import warn
from sociallan.cli.targets import output_path
from sociallan.cli.workbooks import write_workbook
from sociallan.files.languages import Language
from sociallan.files.write import is_stream
from sociallan.report.words import Words

_UNNAMED = "ansokan.yaml"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("new", help=words.say("help.new.about"))
    def new(
        file: Annotated[
            Path | None,
            typer.Argument(metavar=f"[{words.say('help.check.file_metavar')}]", help=words.say("help.new.file")),
        ] = None,
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        file = output_path(file)
        loaded = load_resources(words, rules)
        ensure_reachable(file, words)
        if file is not None and file.exists() and not is_stream(file):
            raise CannotRun(words.say("usage.exists", file=file))
        if file is not None and is_workbook_name(file.name):
            write_workbook(file, loaded, None)
            warn(words.say("workbook.written", file=file))
            return
        from sociallan.pages.template import template  # Imported late: no other command needs it.

        deliver(file, template(file.name if file is not None else _UNNAMED, loaded.pack, view_of(loaded)), words)
        if file is not None:
            warn(words.say("template.written", file=file))
