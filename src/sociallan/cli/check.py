"""``sociallan check``: screen applications and report."""

import sys
from collections.abc import Sequence
from typing import Any

import typer

from sociallan.application import suggestions
from sociallan.batch.resources import Resources
from sociallan.batch.screening import Parallelism
from sociallan.batch.worker import OutputOptions, RunOptions, Worker
from sociallan.cli import applications, passed_over
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import is_shipped, load_resources
from sociallan.cli.options import CheckOptions, FailOn, signature
from sociallan.cli.outputs import ensure_apart, input_paths
from sociallan.cli.run import screen_and_write
from sociallan.cli.settings import Settings, is_announced
from sociallan.cli.streams import terminal_style, warn
from sociallan.cli.targets import Target, resolved
from sociallan.files import clock
from sociallan.files.environment import current_folder, is_ci
from sociallan.formats import RENDERERS
from sociallan.report.provenance import foreign, settings_message
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.words import Words
from sociallan.screening import selection
from sociallan.screening.report import Verdict
from sociallan.screening.settings import Setting

_FAILING = {
    FailOn.INCOMPLETE: {Verdict.INCOMPLETE, Verdict.NOT_MET, Verdict.INVALID},
    FailOn.NOT_MET: {Verdict.NOT_MET, Verdict.INVALID},
    FailOn.INVALID: {Verdict.INVALID},
    FailOn.NEVER: set(),
}


_MAX_FULL = 3
"""Largest number of files that are reported in full by default."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def check(context: typer.Context, **given: Any) -> None:
        raise typer.Exit(_check(context, CheckOptions.parsed(given), words))

    vars(check)["__signature__"] = signature(words)
    app.command("check", help=words.say("help.check.about"))(check)


def _check(context: typer.Context, options: CheckOptions, words: Words) -> Exit:
    """Screen the applications, write the reports and return the exit code."""
    targets = resolved(context, options, words)
    settings: Settings = context.obj
    found = applications.files(
        list(options.paths),
        words,
        listed=options.files_from,
        exclude=applications.excluded(context, options.exclude),
        use_gitignore=not settings.untrusted,
        outputs=[target.path for target in targets],
    )
    if options.list_files:
        fields = load_resources(words, options.rules, options.trusted_rules).shape.fields
        return passed_over.list_files(found, fields, words)
    result_settings = settings.result_settings(context)
    headless = any(RENDERERS[target.name].headless for target in targets)
    if headless and not is_announced(result_settings) and (line := settings_message(result_settings, words)):
        warn(line)
    inputs = input_paths(settings, (options.rules,), found.files, listed=options.files_from)
    ensure_apart((target.path for target in targets), words, read=inputs)

    resources = load_resources(words, options.rules, options.trusted_rules)
    if options.as_of is not None:
        applications.ensure_day(options.as_of, resources)
    settings.ensure_allowed(resources.pack, words)
    full = options.full or len(found.files) <= _MAX_FULL
    run = _run_options(options, settings, result_settings, resources, targets, full=full)
    worker = Worker(run, resources)
    if headless and (line := foreign(worker.head.pack, words, shipped=worker.head.shipped)):
        warn(line)

    parallelism = Parallelism(options.jobs, options.dask)
    no_progress = options.no_progress or is_ci()
    totals = screen_and_write(found, worker, targets, parallelism, settings, no_progress=no_progress)
    is_empty = passed_over.warn_of_empty(found, totals.passed_over, words)
    if options.strict and is_empty:
        return Exit.NOTHING_TO_SCREEN
    failing = sum(totals.verdicts[verdict] for verdict in _FAILING[options.fail_on])
    return Exit.NOT_READY if failing else Exit.READY


def _run_options(
    options: CheckOptions,
    settings: Settings,
    result_settings: tuple[Setting, ...],
    resources: Resources,
    targets: Sequence[Target],
    *,
    full: bool,
) -> RunOptions:
    """Return the options of the run, shared by all screening processes.

    Raises:
        CannotRun: if ``--select`` or ``--ignore`` names neither a rule nor a group.

    """
    here = current_folder()
    terminal = terminal_style(sys.stdout, options.color)
    styles = [terminal if target.path is None else TerminalStyle() for target in targets]
    return RunOptions(
        today=clock.today(),
        as_of=options.as_of,
        outputs=tuple(
            OutputOptions(target.name, style, options.explain, full, options.statistics)
            for target, style in zip(targets, styles, strict=True)
        ),
        stdin_name=options.stdin_filename,
        multi=options.multi,
        shown=_shown_rules(options, resources),
        waivers=settings.config.waivers,
        waivers_folder=settings.folder.as_posix(),
        settings=result_settings,
        shipped=is_shipped(resources, options.rules),
        current_folder="" if here is None else here.as_posix(),
    )


def _shown_rules(options: CheckOptions, resources: Resources) -> frozenset[str] | None:
    """Return the ids of the rules to show, or ``None`` for all.

    Raises:
        CannotRun: if ``--select`` or ``--ignore`` names neither a rule nor a group.

    """
    if not options.select and not options.ignore:
        return None
    words, known = resources.words, selection.known(resources.pack)
    for name in selection.names((*options.select, *options.ignore)):
        if name not in known:
            near = suggestions.nearest(name, known)
            tail = " " + words.say("usage.near", near=near) if near else ""
            raise CannotRun(words.say("usage.no_such_rule", name=name) + tail)
    return selection.shown(resources.pack, options.select, options.ignore)
