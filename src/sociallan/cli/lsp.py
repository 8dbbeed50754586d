"""``sociallan lsp``: the language server that an editor starts."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import load_resources
from sociallan.cli.settings import Settings
from sociallan.cli.streams import warn
from sociallan.files import clock
from sociallan.files.languages import Language
from sociallan.report.words import Words

_EXTRA = ("attrs", "cattrs", "lsprotocol", "pygls")
"""The packages of the extra ``editor`` that the server imports."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("lsp", help=words.say("help.lsp.about"))
    def lsp(
        context: typer.Context,
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        if sys.stdin.isatty():
            raise CannotRun(words.say("editor.no_editor"))
        try:
            from sociallan.batch.failures import Failure, ProgramFailed
            from sociallan.batch.limit import limited
            from sociallan.batch.worker import freeze_loaded
            from sociallan.editor.checker import Checker, Waivers
            from sociallan.editor.server import Service
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] in _EXTRA:
                raise CannotRun(words.say("editor.no_extra")) from error
            raise

        def failed(failure: Failure) -> None:
            for sentence in ProgramFailed((failure,), reported=True).sentences(words):
                warn(sentence)

        settings: Settings = context.obj
        loaded = load_resources(words, rules)
        accepted = Waivers(settings.config.waivers, settings.folder)
        service = Service(Checker(loaded, accepted, clock.today, failed), loaded)
        # The server runs for days, so that garbage has to be collected.
        freeze_loaded()
        with limited():
            service.run()
