"""``sociallan check``: screen applications and report."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer

from sociallan.application import suggestions
from sociallan.batch.resources import Resources
from sociallan.batch.screening import Parallelism
from sociallan.batch.worker import OutputOptions, RunOptions, Worker
from sociallan.cli import applications, passed_over, step_summary
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import is_shipped, load_resources
from sociallan.cli.options import CheckOptions, FailOn, signature
from sociallan.cli.outputs import ensure_apart, ensure_reachable, ensure_readable, input_paths
from sociallan.cli.run import screen_and_write
from sociallan.cli.settings import Settings, is_announced
from sociallan.cli.streams import terminal_style, warn
from sociallan.cli.targets import is_default, pairs
from sociallan.cli.writing import Target
from sociallan.files import clock
from sociallan.files.config import current_folder
from sociallan.files.environment import is_ci
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
    targets = _targets(context, options, words)
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


def _targets(context: typer.Context, options: CheckOptions, words: Words) -> list[Target]:
    """Return the format and file of every report to write.

    Raises:
        CannotRun: if formats and files do not match, or a file cannot be written.
        NoOutput: if standard output is closed.

    """
    by_default = is_default(context, "format", "output")
    targets = _paired(options.format, options.output, words, by_default=by_default, plain=options.plain)
    targets = [target for target in targets if target.path is not None or not options.quiet]
    for target in targets:
        ensure_reachable(target.path, words)
        if target.path is None:
            ensure_readable(target.name, words)
    summary = step_summary.wanted(target.name for target in targets)
    if summary is not None:
        targets.append(Target(step_summary.FORMAT, summary, is_step_summary=True))
    return targets


def _paired(
    formats: Sequence[str], outputs: Sequence[Path], words: Words, *, by_default: bool, plain: bool
) -> list[Target]:
    """Pair formats with files; formats chosen ``by_default`` apply to standard output only."""
    for name in formats:
        if name not in RENDERERS:
            near = suggestions.nearest(name, RENDERERS)
            tail = " " + words.say("usage.near", near=near) if near else ""
            raise CannotRun(words.say("usage.no_format", name=name, formats=", ".join(RENDERERS)) + tail)
    default = formats[0] if by_default and len(formats) == 1 else None
    paired = pairs([] if by_default else formats, outputs, words, default=default)
    for name, _ in paired:
        _ensure_installed(name, words)
    return [Target("plain" if name == "text" and plain else name, path) for name, path in paired]


def _ensure_installed(name: str, words: Words) -> None:
    """Refuse a format whose package is not there.

    Raises:
        CannotRun: it tells what to install.

    """
    form = RENDERERS[name]
    if form.needs is not None and find_spec(form.needs) is None:
        raise CannotRun(words.say("usage.no_extra", name=name, package=form.needs))
