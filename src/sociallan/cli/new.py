"""``sociallan new``: begin an application, with a template or an interview."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.application.source import is_workbook_name
from sociallan.batch.resources import Resources
from sociallan.cli import completers
from sociallan.cli.check_options import CheckOptions, of_check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.outputs import deliver, ensure_reachable
from sociallan.cli.streams import put, warn
from sociallan.cli.targets import output_path
from sociallan.cli.workbooks import WORKBOOK, write_workbook
from sociallan.files.languages import Language
from sociallan.files.write import is_stream
from sociallan.report.words import Words

_UNNAMED = "ansokan.yaml"
_ENDINGS = (".yaml", ".yml")
_SPREADSHEETS = (".xlsm", ".xls", ".ods", ".xltx", ".xlsb")
"""Endings under which no workbook is written, and that tell that one is wanted."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("new", help=words.say("help.new.about"))
    def new(
        context: typer.Context,
        file: Annotated[
            Path | None,
            typer.Argument(metavar=f"[{words.say('help.check.file_metavar')}]", help=words.say("help.new.file")),
        ] = None,
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
        area: Annotated[
            str | None,
            typer.Option(
                metavar=words.say("help.new.area_metavar"),
                help=words.say("help.new.area"),
                autocompletion=completers.areas,
            ),
        ] = None,
        *,
        ask: Annotated[bool, typer.Option("--ask", help=words.say("help.new.ask"))] = False,
    ) -> None:
        loaded = load_resources(words, rules)
        if not ask:
            _template(output_path(file), loaded, area)
            return
        if area is not None:
            raise CannotRun(words.say("interview.no_area"))
        raise typer.Exit(_interview(context, file or Path(_UNNAMED), loaded, rules))


def _interview(context: typer.Context, file: Path, loaded: Resources, rules: Path | None) -> Exit:
    """Interview on an application, and report on it at the end as ``check`` does."""
    from sociallan.cli import ask  # Imported late: no other command needs it.
    from sociallan.cli.check import checked

    if output_path(file) is None or is_stream(file):
        raise CannotRun(loaded.words.say("interview.needs_file"))
    _ensure_ending(file, loaded.words, asks=True)
    left = ask.ask(file, loaded)
    if left is not None:
        return left
    code = checked(context, CheckOptions(paths=(str(file),), rules=rules), loaded.words)
    if code == Exit.NOT_READY:
        put(sys.stdout, f"\n{loaded.words.say('interview.not_ready', file=file)}\n")
    return code


def _template(file: Path | None, loaded: Resources, area: str | None) -> None:
    """Write a template, and beside it the schema that editors read."""
    from sociallan.cli import template_parts  # Imported late: no other command needs it.
    from sociallan.pages.template import template

    words = loaded.words
    is_workbook = file is not None and file.suffix.casefold() == WORKBOOK
    if file is not None and not is_workbook:
        _ensure_ending(file, words)
    given = template_parts.known_parts(area, loaded)
    ensure_reachable(file, words)
    if file is not None and file.exists() and not is_stream(file):
        raise CannotRun(words.say("usage.exists", file=file))
    if file is not None and is_workbook:
        write_workbook(file, loaded, template_parts.application_of(given), given.left_out)
        warn(words.say("workbook.written", file=file))
        return
    if file is not None and not is_stream(file):
        given = given._replace(schema=template_parts.written_schema(file.parent, loaded))
    deliver(file, template(str(file or _UNNAMED), loaded.pack, view_of(loaded), given), words)
    if file is not None:
        warn(words.say("template.written", file=file))


def _ensure_ending(file: Path, words: Words, *, asks: bool = False) -> None:
    """Check that a file has one of the endings of a text that is screened.

    Raises:
        CannotRun: if it has not, with the command to write.

    """
    ending = file.suffix.casefold()
    if ending in _ENDINGS or is_stream(file):
        return
    text = str(file.with_suffix(_ENDINGS[0]))
    if asks:
        key = "workbook" if is_workbook_name(file.name) and file.exists() else "ending"
        raise CannotRun(words.say(f"interview.{key}", file=file, better=text))
    if ending in _SPREADSHEETS:
        raise CannotRun(words.say("workbook.ending", file=file, better=str(file.with_suffix(WORKBOOK))))
    raise CannotRun(words.say("template.ending", file=file, better=text))
