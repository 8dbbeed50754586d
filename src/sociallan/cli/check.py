"""``sociallan check``: screen applications and report."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import applications, passed_over, step_summary
from sociallan.cli.batch import Power, screen_and_write
from sociallan.cli.desk import Form, Task
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.extras import ensure_installed
from sociallan.cli.outputs import ensure_apart, ensure_reachable, ensure_readable, everything_read
from sociallan.cli.settings import is_told
from sociallan.cli.streams import Ornaments, ornaments, warn
from sociallan.cli.targets import is_default, pairs
from sociallan.cli.waiving import Accepted
from sociallan.cli.writing import Target
from sociallan.core import slips
from sociallan.files import clock
from sociallan.files.environment import is_ci
from sociallan.files.languages import Language
from sociallan.model.report import Verdict
from sociallan.render import RENDERERS, values
from sociallan.render.provenance import settings_say
from sociallan.render.words import Words


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


_FEW = 3
"""So many files are each reported in full, without being asked."""

_PLAINLY = Ornaments(None, colour=False, ascii_only=False)
"""How a file is written."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def option(name: str) -> str:
        return words.say(f"help.check.{name}")

    formats_help = words.say("help.check.format", formats=values.joined(RENDERERS, words, "or"))

    @app.command("check", help=option("about"))
    def check(
        context: typer.Context,
        paths: Annotated[
            list[str] | None, typer.Argument(metavar=option("paths_metavar"), help=option("paths"), show_default=False)
        ] = None,
        formats: Annotated[
            list[str] | None,
            typer.Option("--format", metavar="FORMAT", help=formats_help, envvar="SOCIALLAN_FORMAT"),
        ] = None,
        outputs: Annotated[
            list[Path] | None,
            typer.Option("--output", metavar=option("file_metavar"), help=option("output"), envvar="SOCIALLAN_OUTPUT"),
        ] = None,
        lang: Annotated[
            Language | None, typer.Option(metavar="|".join(Language), help=option("lang"), envvar="SOCIALLAN_LANG")
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
            str,
            typer.Option(
                metavar=option("file_metavar"), help=option("stdin_filename"), envvar="SOCIALLAN_STDIN_FILENAME"
            ),
        ] = applications.STDIN_NAME,
        color: Annotated[
            Colour, typer.Option(metavar="|".join(Colour), help=option("color"), envvar="SOCIALLAN_COLOR")
        ] = Colour.AUTO,
        jobs: Annotated[
            int, typer.Option(metavar="N", help=option("jobs"), envvar="SOCIALLAN_JOBS", min=0, show_default=False)
        ] = 0,
        select: Annotated[
            list[str] | None,
            typer.Option("--select", metavar=option("ids_metavar"), help=option("select"), envvar="SOCIALLAN_SELECT"),
        ] = None,
        ignore: Annotated[
            list[str] | None,
            typer.Option("--ignore", metavar=option("ids_metavar"), help=option("ignore"), envvar="SOCIALLAN_IGNORE"),
        ] = None,
        files_from: Annotated[
            str | None,
            typer.Option(metavar=option("file_metavar"), help=option("files_from"), envvar="SOCIALLAN_FILES_FROM"),
        ] = None,
        trusted_rules: Annotated[
            list[str] | None,
            typer.Option(
                metavar=option("digest_metavar"), help=option("trusted_rules"), envvar="SOCIALLAN_TRUSTED_RULES"
            ),
        ] = None,
        exclude: Annotated[
            list[str] | None,
            typer.Option(
                "--exclude", metavar=option("pattern_metavar"), help=option("exclude"), envvar="SOCIALLAN_EXCLUDE"
            ),
        ] = None,
        dask: Annotated[
            str | None, typer.Option(metavar=option("address_metavar"), help=option("dask"), envvar="SOCIALLAN_DASK")
        ] = None,
        *,
        full: Annotated[bool, typer.Option("--full", help=option("full"), envvar="SOCIALLAN_FULL")] = False,
        statistics: Annotated[
            bool, typer.Option("--statistics", help=option("statistics"), envvar="SOCIALLAN_STATISTICS")
        ] = False,
        explain: Annotated[bool, typer.Option("--explain", help=option("explain"), envvar="SOCIALLAN_EXPLAIN")] = False,
        plain: Annotated[bool, typer.Option("--plain", help=option("plain"), envvar="SOCIALLAN_PLAIN")] = False,
        strict: Annotated[bool, typer.Option("--strict", help=option("strict"), envvar="SOCIALLAN_STRICT")] = False,
        list_files: Annotated[
            bool, typer.Option("--list-files", help=option("list_files"), envvar="SOCIALLAN_LIST_FILES")
        ] = False,
        multi: Annotated[bool, typer.Option("--multi", help=option("multi"), envvar="SOCIALLAN_MULTI")] = False,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=option("quiet"), envvar="SOCIALLAN_QUIET")] = False,
        no_progress: Annotated[
            bool, typer.Option("--no-progress", help=option("no_progress"), envvar="SOCIALLAN_NO_PROGRESS")
        ] = False,
    ) -> None:
        weak = is_default(context, "formats", "outputs")
        targets = _targets(formats or [], outputs or [], words, weak=weak, plain=plain)
        targets = [target for target in targets if target.path is not None or not quiet]
        for target in targets:
            ensure_reachable(target.path, words)
            if target.path is None:
                ensure_readable(target.name, words)
        summary = step_summary.wanted(target.name for target in targets)
        if summary is not None:
            targets.append(Target(step_summary.FORMAT, summary, is_step_summary=True))
        accepted = Accepted.of(context.obj)
        found = applications.files(
            paths or [],
            words,
            listed=files_from,
            exclude=applications.excluded(context, exclude),
            heed_ignore_files=not context.obj.untrusted,
            outputs=[target.path for target in targets],
        )
        if list_files:
            raise typer.Exit(passed_over.list_files(found, words))
        settings = context.obj.deciding(context)
        headless = any(RENDERERS[target.name].headless for target in targets)
        if headless and not is_told(settings) and (line := settings_say(settings, words)):
            warn(line)
        everything = everything_read(context.obj, (rules,), found.files, listed=files_from)
        ensure_apart((target.path for target in targets), words, read=everything)
        looks = ornaments(sys.stdout, color)
        full = full or len(found.files) <= _FEW
        task = Task(
            lang=words.lang,
            rules=rules,
            today=clock.today(),
            as_of=as_of,
            forms=tuple(
                Form(target.name, looks if target.path is None else _PLAINLY, explain, full, statistics)
                for target in targets
            ),
            stdin_name=stdin_filename,
            multi=multi,
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            accepted=accepted,
            settings=settings,
            trusted=tuple(trusted_rules or ()),
        )
        tally = screen_and_write(found, task, targets, Power(jobs, dask), no_progress=no_progress or is_ci())
        is_empty = passed_over.tell_empty(found, tally.passed_over, words)
        if strict and is_empty:
            raise typer.Exit(Exit.NOTHING_TO_SCREEN)
        failing = sum(tally.verdicts[verdict] for verdict in _FAILING[fail_on])
        raise typer.Exit(Exit.NOT_READY if failing else Exit.READY)


def _targets(formats: list[str], outputs: list[Path], words: Words, *, weak: bool, plain: bool) -> list[Target]:
    """Give each report its format and its file; formats that are only a ``weak`` default are for standard output."""
    for name in formats:
        if name not in RENDERERS:
            near = slips.nearest(name, RENDERERS)
            tail = " " + words.say("usage.near", near=near) if near else ""
            raise CannotRun(words.say("usage.no_format", name=name, formats=", ".join(RENDERERS)) + tail)
    default = formats[0] if weak and len(formats) == 1 else None
    paired = pairs([] if weak else formats, outputs, words, default=default)
    for name, _ in paired:
        ensure_installed(name, words)
    return [Target("plain" if name == "text" and plain else name, path) for name, path in paired]
