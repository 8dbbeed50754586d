"""``sociallan replay``: make a report again, and say whether it is the same."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sociallan import __version__
from sociallan.cli import applications
from sociallan.cli.check import Language
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.outputs import ensure_reachable
from sociallan.cli.streams import put
from sociallan.cli.workbench import Workbench, build_workbench, view_of
from sociallan.files import resources, sources
from sociallan.model.replay import Flaw, Input, StoredReport
from sociallan.model.report import Head
from sociallan.model.source import Source
from sociallan.render import render, values
from sociallan.render.view import View
from sociallan.render.words import Words


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def option(name: str) -> str:
        return words.say(f"help.replay.{name}")

    folder = words.say("help.check.folder_metavar")

    @app.command("replay", help=option("about"))
    def replay(
        report: Annotated[str, typer.Argument(metavar=words.say("help.check.file_metavar"), help=option("report"))],
        rules: Annotated[
            Path | None, typer.Option(metavar=folder, help=option("rules"), envvar="SOCIALLAN_RULES")
        ] = None,
        root: Annotated[Path, typer.Option(metavar=folder, help=option("root"))] = Path(),
        lang: Annotated[
            Language | None, typer.Option(metavar="sv|en", help=words.say("help.rules.lang"), envvar="SOCIALLAN_LANG")
        ] = None,
    ) -> None:
        ensure_reachable(None, words)
        if not root.is_dir():
            raise CannotRun(words.say("replay.no_root", folder=root))
        stored = _stored(report, words)
        bench = build_workbench(words, rules)
        if bench.pack.id != stored.pack_id:
            shown = {"of_report": values.visible(stored.pack_id), "found": bench.pack.id}
            raise CannotRun(words.say("replay.other_pack", **shown))
        raise typer.Exit(_replayed(stored, bench, root))


def _stored(name: str, words: Words) -> StoredReport:
    """Read the report.

    Raises:
        CannotRun: where it is no report that can be replayed.

    """
    from sociallan.core.stored_report import REPORT_LIMITS, stored_report  # `check` starts without it.

    given = sources.source(name, stdin_name=name, limits=REPORT_LIMITS)
    found = stored_report(given, resources.schema("report"))
    if isinstance(found, Flaw):
        shown = {key: values.shortened(values.visible(str(value))) for key, value in found.parameters.items()}
        raise CannotRun(words.say(f"replay.flaw.{found.code}", file=name, **shown))
    return found


def _replayed(stored: StoredReport, bench: Workbench, root: Path) -> Exit:
    """Screen what the report names, tell what differs, and give the exit code."""
    # `check` starts without these.
    from sociallan.core.replay import input_of, replay
    from sociallan.core.stored_report import LOST, UNREAD
    from sociallan.core.tally import whole_report
    from sociallan.core.waivers import waive
    from sociallan.render.replay import render as in_words

    screener = applications.screener(bench, stored.as_of, today=stored.day)
    inputs: list[Input] = []
    screenings = []
    files = applications.read((given.path for given in stored.inputs if given.problem not in LOST), root=root)
    for given, waived in zip(stored.inputs, stored.waived, strict=True):
        # What may have ended the process that screened it is not tried in this one.
        source = Source(given.path, b"", given.problem) if given.problem in LOST else next(files)
        inputs.append(input_of(source))
        screenings.append(waive(screener.screen(source), waived))
    problems = {given.problem for given in inputs}
    if problems and problems <= LOST:
        raise CannotRun(bench.words.say("replay.all_lost"), Exit.NOTHING_TO_SCREEN)
    if problems <= UNREAD | LOST:
        raise CannotRun(bench.words.say("replay.no_input", folder=root), Exit.NOTHING_TO_SCREEN)
    report = whole_report(Head(__version__, bench.pack, stored.day), screenings)
    report = replace(report, tally=replace(report.tally, waivers=stored.waivers, passed_over=stored.passed_over))
    view = View(Words(stored.lang, resources.words(stored.lang)), bench.shape.fields)
    found = replay(stored, render("json", report, view), inputs)
    put(sys.stdout, in_words(found, view_of(bench)))
    return Exit.READY if found.same_bytes and not found.lost else Exit.NOT_READY
