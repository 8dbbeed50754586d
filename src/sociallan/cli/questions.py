"""``sociallan questions``: show the questions that an application raises, to be answered before it is examined."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sociallan.application.source import Source
from sociallan.batch.limit import limited
from sociallan.batch.resources import Resources
from sociallan.cli import applications
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, input_paths
from sociallan.cli.targets import Target, pairs
from sociallan.files.languages import Language
from sociallan.report.runner_commands import Notation
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening.own_words import OwnWords
from sociallan.screening.report import Screening


class SheetFormat(StrEnum):
    """The output formats of the questions."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def option(name: str) -> str:
        return words.say(f"help.questions.{name}")

    @app.command("questions", help=option("about"))
    def questions(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar=words.say("help.check.file_metavar"), help=option("file"))],
        form: Annotated[
            SheetFormat | None, typer.Option("--format", metavar="|".join(SheetFormat), help=option("format"))
        ] = None,
        output: Annotated[
            Path | None, typer.Option(metavar=words.say("help.check.file_metavar"), help=option("output"))
        ] = None,
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        as_of: Annotated[str | None, of_check("as-of", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        given = () if form is None else (form,)
        (target,) = pairs(given, () if output is None else (output,), words, among=tuple(SheetFormat))
        ensure_reachable(target.path, words)
        found = applications.files([file], words, outputs=(target.path,), command="questions").files
        if len(found) != 1:
            raise CannotRun(words.say("questions.one", count=len(found)))
        ensure_apart((target.path,), words, read=input_paths(context.obj, (rules,), found))
        _write(found[0], load_resources(words, rules), as_of, target)


def _write(path: str, loaded: Resources, as_of: str | None, target: Target) -> None:
    """Screen an application and write its questions.

    Raises:
        CannotRun: if the file cannot be read as an application.

    """
    screener = applications.screener(loaded, as_of)
    guard = applications.ErrorGuard()

    def screened(source: Source) -> Screening:
        return screener.screen(source)

    with limited():
        (source,) = applications.read((path,))
        screening = guard(source, screened)
    view = view_of(loaded) if target.path is None else View(loaded.words, loaded.shape.fields, loaded.pack.tables)
    if screening.own_words is None:
        raise CannotRun(loaded.words.say("questions.unreadable", file=screening.path, again=path))
    text = _rendered(screening, screening.own_words, loaded, view, SheetFormat(target.name))
    notation = Notation.XML if target.name == SheetFormat.HTML else Notation.TEXT
    deliver(target.path, text, loaded.words, notation)
    guard.raise_failures()


def _rendered(screening: Screening, own: OwnWords, loaded: Resources, view: View, form: SheetFormat) -> str:
    """Return the questions in a format."""
    # Imported late: no other command needs them.
    from sociallan.pages import question_sheet, questions_html, questions_markdown, questions_text

    sheet = question_sheet.question_sheet(screening, own, loaded.pack, view)
    match form:
        case SheetFormat.TEXT:
            return questions_text.render(sheet, view)
        case SheetFormat.HTML:
            return questions_html.render(sheet, loaded.pack, view)
        case SheetFormat.MARKDOWN:
            return questions_markdown.render(sheet, view)
