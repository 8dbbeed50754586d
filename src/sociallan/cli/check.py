"""``sociallan check``: screen applications and report."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from sociallan.cli import applications, passed_over, step_summary
from sociallan.cli.batch import Power, screen_and_write
from sociallan.cli.desk import Form, Task
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.extras import ensure_installed
from sociallan.cli.options import CheckOptions, FailOn, signature
from sociallan.cli.outputs import ensure_apart, ensure_reachable, ensure_readable, everything_read
from sociallan.cli.settings import is_told
from sociallan.cli.streams import Ornaments, ornaments, warn
from sociallan.cli.targets import is_default, pairs
from sociallan.cli.waiving import Accepted
from sociallan.cli.writing import Target
from sociallan.core import slips
from sociallan.files import clock
from sociallan.files.environment import is_ci
from sociallan.model.report import Verdict
from sociallan.render import RENDERERS
from sociallan.render.provenance import settings_say
from sociallan.render.words import Words

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

    def check(context: typer.Context, **given: Any) -> None:
        raise typer.Exit(_checked(context, CheckOptions.parsed(given), words))

    vars(check)["__signature__"] = signature(words)
    app.command("check", help=words.say("help.check.about"))(check)


def _checked(context: typer.Context, options: CheckOptions, words: Words) -> Exit:
    """Screen, report, and return the exit code."""
    weak = is_default(context, "format", "output")
    targets = _targets(options.format, options.output, words, weak=weak, plain=options.plain)
    targets = [target for target in targets if target.path is not None or not options.quiet]
    for target in targets:
        ensure_reachable(target.path, words)
        if target.path is None:
            ensure_readable(target.name, words)
    summary = step_summary.wanted(target.name for target in targets)
    if summary is not None:
        targets.append(Target(step_summary.FORMAT, summary, is_step_summary=True))
    accepted = Accepted.of(context.obj)
    found = applications.files(
        list(options.paths),
        words,
        listed=options.files_from,
        exclude=applications.excluded(context, options.exclude),
        heed_ignore_files=not context.obj.untrusted,
        outputs=[target.path for target in targets],
    )
    if options.list_files:
        return passed_over.list_files(found, words)
    settings = context.obj.deciding(context)
    headless = any(RENDERERS[target.name].headless for target in targets)
    if headless and not is_told(settings) and (line := settings_say(settings, words)):
        warn(line)
    everything = everything_read(context.obj, (options.rules,), found.files, listed=options.files_from)
    ensure_apart((target.path for target in targets), words, read=everything)
    looks = ornaments(sys.stdout, options.color)
    full = options.full or len(found.files) <= _FEW
    task = Task(
        lang=words.lang,
        rules=options.rules,
        today=clock.today(),
        as_of=options.as_of,
        forms=tuple(
            Form(target.name, looks if target.path is None else _PLAINLY, options.explain, full, options.statistics)
            for target in targets
        ),
        stdin_name=options.stdin_filename,
        multi=options.multi,
        select=options.select,
        ignore=options.ignore,
        accepted=accepted,
        settings=settings,
        trusted=options.trusted_rules,
    )
    power = Power(options.jobs, options.dask)
    tally = screen_and_write(found, task, targets, power, no_progress=options.no_progress or is_ci())
    is_empty = passed_over.tell_empty(found, tally.passed_over, words)
    if options.strict and is_empty:
        return Exit.NOTHING_TO_SCREEN
    failing = sum(tally.verdicts[verdict] for verdict in _FAILING[options.fail_on])
    return Exit.NOT_READY if failing else Exit.READY


def _targets(formats: Sequence[str], outputs: Sequence[Path], words: Words, *, weak: bool, plain: bool) -> list[Target]:
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
