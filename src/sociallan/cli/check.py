"""``sociallan check``: screen applications and report."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sociallan import __version__
from sociallan.cli import applications
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.outputs import deliver, ensure_reachable
from sociallan.cli.streams import Ornaments, ornaments
from sociallan.cli.waiving import waiving
from sociallan.cli.workbench import Workbench, build_workbench
from sociallan.core import slips
from sociallan.core.waivers import Tried
from sociallan.model.report import Report, Verdict
from sociallan.render import RENDERERS, render
from sociallan.render.view import View
from sociallan.render.words import Words


class Language(StrEnum):
    """The languages that there are words for."""

    SV = "sv"
    EN = "en"


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    """From which verdict on the exit code is 1."""

    INCOMPLETE = "incomplete"
    NOT_MET = "not_met"
    INVALID = "invalid"
    NEVER = "never"


_FAILING = {
    FailOn.INCOMPLETE: {Verdict.INCOMPLETE, Verdict.NOT_MET, Verdict.INVALID},
    FailOn.NOT_MET: {Verdict.NOT_MET, Verdict.INVALID},
    FailOn.INVALID: {Verdict.INVALID},
    FailOn.NEVER: set(),
}


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def option(name: str) -> str:
        return words.say(f"help.check.{name}")

    @app.command("check", help=option("about"))
    def check(
        context: typer.Context,
        paths: Annotated[list[str], typer.Argument(metavar=option("paths_metavar"), help=option("paths"))],
        formats: Annotated[
            list[str] | None,
            typer.Option("--format", metavar="FORMAT", help=option("format"), envvar="SOCIALLAN_FORMAT"),
        ] = None,
        outputs: Annotated[
            list[Path] | None, typer.Option("--output", metavar=option("file_metavar"), help=option("output"))
        ] = None,
        lang: Annotated[
            Language | None, typer.Option(metavar="sv|en", help=option("lang"), envvar="SOCIALLAN_LANG")
        ] = None,
        rules: Annotated[
            Path | None, typer.Option(metavar=option("folder_metavar"), help=option("rules"), envvar="SOCIALLAN_RULES")
        ] = None,
        as_of: Annotated[
            str | None, typer.Option(metavar=option("date_metavar"), help=option("as_of"), envvar="SOCIALLAN_AS_OF")
        ] = None,
        fail_on: Annotated[
            FailOn, typer.Option(metavar="|".join(FailOn), help=option("fail_on"), envvar="SOCIALLAN_FAIL_ON")
        ] = FailOn.INCOMPLETE,
        stdin_filename: Annotated[
            str, typer.Option(metavar=option("file_metavar"), help=option("stdin_filename"))
        ] = applications.STDIN_NAME,
        color: Annotated[
            Colour, typer.Option(metavar="|".join(Colour), help=option("color"), envvar="SOCIALLAN_COLOR")
        ] = Colour.AUTO,
        *,
        explain: Annotated[bool, typer.Option("--explain", help=option("explain"), envvar="SOCIALLAN_EXPLAIN")] = False,
        plain: Annotated[bool, typer.Option("--plain", help=option("plain"), envvar="SOCIALLAN_PLAIN")] = False,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=option("quiet"), envvar="SOCIALLAN_QUIET")] = False,
        no_config: Annotated[
            bool, typer.Option("--no-config", help=option("no_config"), envvar="SOCIALLAN_NO_CONFIG")
        ] = False,
    ) -> None:
        targets = _targets(formats or [], outputs or [], words, plain=plain)
        for _, path in targets:
            if path is not None or not quiet:
                ensure_reachable(path, words)
        bench = build_workbench(words, rules)
        screener = applications.screener(bench, as_of)
        day = as_of or screener.today
        waivers = waiving(context.obj, bench, day)
        given = applications.read(applications.files(paths, words), stdin_name=stdin_filename)
        tried, is_whole = _finished(waivers.tried(screener.screen(source)) for source in given)
        screenings = tuple(each.screening for each in tried)
        report = Report(__version__, bench.pack, day, screenings, waivers.uses(each.states for each in tried))
        looks = ornaments(sys.stdout, color)
        for name, path in targets:
            view = _view(
                bench, looks if path is None else Ornaments(None, colour=False, ascii_only=False), explain=explain
            )
            text = render(name, report, view)
            if path is not None or not quiet:
                deliver(path, text, words)
        waivers.tell(report.waivers, bench)
        if not is_whole:
            raise KeyboardInterrupt
        failing = _FAILING[fail_on]
        raise typer.Exit(Exit.NOT_READY if any(s.verdict in failing for s in screenings) else Exit.READY)


def _targets(formats: list[str], outputs: list[Path], words: Words, *, plain: bool) -> list[tuple[str, Path | None]]:
    """Pair formats with files, in order; one format may be left for standard output."""
    chosen = formats or ["text"]
    for name in chosen:
        if name not in RENDERERS:
            near = slips.nearest(name, RENDERERS)
            tail = " " + words.say("usage.near", near=near) if near else ""
            raise CannotRun(words.say("usage.no_format", name=name, formats=", ".join(RENDERERS)) + tail)
    if len(chosen) - len(outputs) not in (0, 1):
        raise CannotRun(words.say("usage.pairs"))
    paths = [*outputs, *([None] * (len(chosen) - len(outputs)))]
    return [("plain" if name == "text" and plain else name, path) for name, path in zip(chosen, paths, strict=True)]


def _finished(screened: Iterator[Tried]) -> tuple[tuple[Tried, ...], bool]:
    """Screen one by one; where the user interrupts, give what is finished, and that it is not the whole."""
    finished: list[Tried] = []
    try:
        finished += screened
    except KeyboardInterrupt:
        if not finished:
            raise
        return tuple(finished), False
    return tuple(finished), True


def _view(bench: Workbench, looks: Ornaments, *, explain: bool) -> View:
    return View(
        words=bench.words,
        fields=bench.shape.fields,
        width=looks.width,
        colour=looks.colour,
        ascii_only=looks.ascii_only,
        explain=explain,
    )
