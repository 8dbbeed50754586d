"""``sociallan check``: screen applications and report."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from sociallan.application import suggestions
from sociallan.batch.resources import Resources
from sociallan.batch.screening import Parallelism
from sociallan.batch.worker import OutputOptions, RunOptions, Worker
from sociallan.cli import applications, passed_over, step_summary
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.extras import ensure_installed
from sociallan.cli.loading import comes_along, load_resources
from sociallan.cli.options import CheckOptions, FailOn, signature
from sociallan.cli.outputs import ensure_apart, ensure_reachable, ensure_readable, everything_read
from sociallan.cli.run import screen_and_write
from sociallan.cli.settings import Settings, is_told
from sociallan.cli.streams import terminal_style, warn
from sociallan.cli.targets import is_default, pairs
from sociallan.cli.waiving import ensure_allowed
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


_FEW = 3
"""So many files are each reported in full, without being asked."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def check(context: typer.Context, **given: Any) -> None:
        raise typer.Exit(_check(context, CheckOptions.parsed(given), words))

    vars(check)["__signature__"] = signature(words)
    app.command("check", help=words.say("help.check.about"))(check)


def _check(context: typer.Context, options: CheckOptions, words: Words) -> Exit:
    """Screen, report, and return the exit code."""
    targets = _targets(context, options, words)
    settings: Settings = context.obj
    found = applications.files(
        list(options.paths),
        words,
        listed=options.files_from,
        exclude=applications.excluded(context, options.exclude),
        heed_ignore_files=not settings.untrusted,
        outputs=[target.path for target in targets],
    )
    if options.list_files:
        fields = load_resources(words, options.rules, options.trusted_rules).shape.fields
        return passed_over.list_files(found, fields, words)
    deciding = settings.deciding(context)
    headless = any(RENDERERS[target.name].headless for target in targets)
    if headless and not is_told(deciding) and (line := settings_message(deciding, words)):
        warn(line)
    everything = everything_read(settings, (options.rules,), found.files, listed=options.files_from)
    ensure_apart((target.path for target in targets), words, read=everything)

    resources = load_resources(words, options.rules, options.trusted_rules)
    if options.as_of is not None:
        applications.ensure_day(options.as_of, resources)
    ensure_allowed(settings, resources.pack, words)
    full = options.full or len(found.files) <= _FEW
    run = _run_options(options, settings, deciding, resources, targets, full=full)
    worker = Worker(run, resources)
    if headless and (line := foreign(worker.head.pack, words, shipped=worker.head.shipped)):
        warn(line)

    parallelism = Parallelism(options.jobs, options.dask)
    no_progress = options.no_progress or is_ci()
    totals = screen_and_write(found, worker, targets, parallelism, settings, no_progress=no_progress)
    is_empty = passed_over.tell_empty(found, totals.passed_over, words)
    if options.strict and is_empty:
        return Exit.NOTHING_TO_SCREEN
    failing = sum(totals.verdicts[verdict] for verdict in _FAILING[options.fail_on])
    return Exit.NOT_READY if failing else Exit.READY


def _run_options(
    options: CheckOptions,
    settings: Settings,
    deciding: tuple[Setting, ...],
    resources: Resources,
    targets: Sequence[Target],
    *,
    full: bool,
) -> RunOptions:
    """Return what every process that screens has to know.

    Raises:
        CannotRun: where something is to be shown that is neither a rule nor a group.

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
        shown=_shown(options, resources),
        waivers=settings.config.waivers,
        waivers_folder=settings.folder.as_posix(),
        settings=deciding,
        shipped=comes_along(resources, options.rules),
        current_folder="" if here is None else here.as_posix(),
    )


def _shown(options: CheckOptions, resources: Resources) -> frozenset[str] | None:
    """Return the ids of the rules that are to be shown, ``None`` for all.

    Raises:
        CannotRun: where something is named that is neither a rule nor a group.

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
    """Return every report that is to be written, with its file.

    Raises:
        CannotRun: where formats and files do not go together, or one cannot be written.
        NoOutput: where standard output is closed.

    """
    weak = is_default(context, "format", "output")
    targets = _paired(options.format, options.output, words, weak=weak, plain=options.plain)
    targets = [target for target in targets if target.path is not None or not options.quiet]
    for target in targets:
        ensure_reachable(target.path, words)
        if target.path is None:
            ensure_readable(target.name, words)
    summary = step_summary.wanted(target.name for target in targets)
    if summary is not None:
        targets.append(Target(step_summary.FORMAT, summary, is_step_summary=True))
    return targets


def _paired(formats: Sequence[str], outputs: Sequence[Path], words: Words, *, weak: bool, plain: bool) -> list[Target]:
    """Return each report its format and its file; formats that are only a ``weak`` default are for standard output."""
    for name in formats:
        if name not in RENDERERS:
            near = suggestions.nearest(name, RENDERERS)
            tail = " " + words.say("usage.near", near=near) if near else ""
            raise CannotRun(words.say("usage.no_format", name=name, formats=", ".join(RENDERERS)) + tail)
    default = formats[0] if weak and len(formats) == 1 else None
    paired = pairs([] if weak else formats, outputs, words, default=default)
    for name, _ in paired:
        ensure_installed(name, words)
    return [Target("plain" if name == "text" and plain else name, path) for name, path in paired]
