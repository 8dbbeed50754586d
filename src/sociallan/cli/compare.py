"""``sociallan compare``: compare the results of two packs or two days for the same applications."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sociallan import __version__
from sociallan.batch.limit import limited
from sociallan.batch.resources import Resources
from sociallan.cli import applications, completers, passed_over
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import is_shipped, load_resources, view_of
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, input_paths
from sociallan.cli.rule_options import display_path, language
from sociallan.cli.targets import pairs
from sociallan.files import clock, packs
from sociallan.files.find import Found
from sociallan.files.languages import Language
from sociallan.report.runner_commands import Notation
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening.screen import Screener

_SIDES = 2


class _Side(NamedTuple):
    """One side of a comparison: its screener, whether the pack comes with the program, and the folder of the pack."""

    screener: Screener
    shipped: bool
    folder: str


class ComparisonFormat(StrEnum):
    """The output formats of a comparison."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def option(name: str) -> str:
        return words.say(f"help.compare.{name}")

    def metavar(name: str) -> str:
        return words.say(f"help.check.{name}_metavar")

    @app.command("compare", help=option("about"))
    def compare(
        context: typer.Context,
        paths: Annotated[list[str] | None, of_check("paths", words)] = None,
        as_of: Annotated[
            list[str] | None, typer.Option(metavar=metavar("date"), help=option("as_of"), envvar="SOCIALLAN_AS_OF")
        ] = None,
        rules: Annotated[
            list[Path] | None,
            typer.Option(
                metavar=metavar("folder"),
                help=option("rules"),
                envvar="SOCIALLAN_RULES",
                autocompletion=completers.pack_names,
            ),
        ] = None,
        trusted_rules: Annotated[list[str] | None, of_check("trusted-rules", words)] = None,
        form: Annotated[
            ComparisonFormat | None, typer.Option("--format", metavar="|".join(ComparisonFormat), help=option("format"))
        ] = None,
        output: Annotated[Path | None, typer.Option(metavar=metavar("file"), help=option("output"))] = None,
        lang: Annotated[Language | None, language(words)] = None,
        files_from: Annotated[str | None, of_check("files-from", words)] = None,
        exclude: Annotated[list[str] | None, of_check("exclude", words)] = None,
        *,
        strict: Annotated[bool, of_check("strict", words)] = False,
        list_files: Annotated[bool, of_check("list-files", words)] = False,
        every: Annotated[bool, typer.Option("--all", help=option("all"))] = False,
    ) -> None:
        given = () if form is None else (form,)
        (target,) = pairs(given, () if output is None else (output,), words, among=tuple(ComparisonFormat))
        path, form = target.path, ComparisonFormat(target.name)
        ensure_reachable(path, words)
        old, new, view = _sides(rules or [], as_of or [], trusted_rules or [], words)
        if path is not None:
            view = View(view.words, view.fields, view.tables)
        excluded = applications.excluded(context, exclude)
        files = applications.files(
            paths or [],
            words,
            listed=files_from,
            exclude=excluded,
            use_gitignore=not context.obj.untrusted,
            outputs=(path,),
        )
        if list_files:
            raise typer.Exit(passed_over.list_files(files, view.fields, words))
        ensure_apart((path,), words, read=input_paths(context.obj, rules or (None,), files.files, listed=files_from))
        raise typer.Exit(_compared(files, old, new, view, form, path, every=every, strict=strict))


def _sides(rules: list[Path], days: list[str], trusted: list[str], words: Words) -> tuple[_Side, _Side, View]:
    """Return both sides and the view; a pack or day given once applies to both.

    Raises:
        CannotRun: if neither two packs nor two days are given, or a pack cannot be loaded.

    """
    fewer, more = sorted((len(rules), len(days)))
    if more != _SIDES or fewer == _SIDES:
        raise CannotRun(words.say("compare.needs_two"))
    folders = rules or (None,)
    loaded = [load_resources(words, folder, trusted) for folder in folders]
    on_days: list[str | None] = [*days] or [None]
    today = clock.today()
    # If only one was given, the first and the last are the same.
    old, new = (_side(loaded[i], folders[i], on_days[i], today) for i in (0, -1))
    return old, new, view_of(loaded[-1])


def _side(loaded: Resources, folder: Path | None, day: str | None, today: str) -> _Side:
    screener = applications.screener(loaded, day, today=today)
    return _Side(screener, is_shipped(loaded, folder), display_path(packs.named_pack(folder)))


def _compared(
    files: Found,
    old: _Side,
    new: _Side,
    view: View,
    form: ComparisonFormat,
    output: Path | None,
    *,
    every: bool,
    strict: bool,
) -> Exit:
    """Compare the applications, write the differences and return the exit code."""
    # Imported late, since `check` does not need them.
    from sociallan.pages import comparison as comparison_text
    from sociallan.pages import comparison_json
    from sociallan.screening.compare import compare

    given = applications.read(files.files)
    guard = applications.ErrorGuard()
    with limited():
        found = compare(given, old.screener, new.screener, version=__version__, all_outcomes=every, guard=guard)
    found = replace(
        found,
        old=found.old._replace(shipped=old.shipped, folder=old.folder),
        new=found.new._replace(shipped=new.shipped, folder=new.folder),
        passed_over=tuple(sorted((*files.passed_over, *found.passed_over))),
    )
    passed_over.warn_of_skipped(found.applications, found.passed_over, view.words)
    if not found.applications:
        raise applications.nothing_to_screen((name for name, _ in files.walked), view.words)
    render, notation = {
        ComparisonFormat.TEXT: (comparison_text.render, Notation.TEXT),
        ComparisonFormat.JSON: (comparison_json.render, Notation.JSON),
    }[form]
    deliver(output, render(found, view), view.words, notation)
    guard.raise_failures()
    if passed_over.warn_of_empty(files, found.passed_over, view.words) and strict:
        return Exit.NOTHING_TO_SCREEN
    return Exit.NOT_READY if found.verdicts else Exit.READY
