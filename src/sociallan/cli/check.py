"""``sociallan check``: screen applications and report."""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import typer

from sociallan.batch.resources import Resources
from sociallan.batch.run_options import OutputOptions, RunOptions
from sociallan.batch.worker import Screened, Worker
from sociallan.cli import applications, cache_folder, passed_over
from sociallan.cli.check_options import CheckOptions, rows
from sociallan.cli.exits import Exit
from sociallan.cli.loading import is_shipped, load_resources
from sociallan.cli.options import signature
from sociallan.cli.outputs import ensure_apart, input_paths
from sociallan.cli.run import screen_and_write
from sociallan.cli.settings import Settings, is_announced
from sociallan.cli.streams import is_seen, terminal_style, warn
from sociallan.cli.targets import Target, resolved
from sociallan.files import clock
from sociallan.files.environment import current_folder, is_ci
from sociallan.files.find import Found
from sociallan.formats import RENDERERS
from sociallan.report.provenance import foreign, settings_message
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.words import Words
from sociallan.screening.report import Totals
from sociallan.screening.since import EarlierVersions


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def check(context: typer.Context, **given: Any) -> None:
        raise typer.Exit(checked(context, CheckOptions.parsed(given), words))

    vars(check)["__signature__"] = signature(rows(), words)
    app.command("check", help=words.say("help.check.about"))(check)


def checked(context: typer.Context, options: CheckOptions, words: Words) -> Exit:
    """Screen the applications, write the reports and return the exit code."""
    targets = resolved(context, options, words)
    settings: Settings = context.obj
    if options.watch:
        from sociallan.cli.watch import ensure_watchable  # Imported late, since most runs watch nothing.

        ensure_watchable(options, targets, words)
    find = partial(_find, context, options, targets, words)
    found = find()
    if options.list_files:
        fields = load_resources(words, options.rules, options.trusted_rules).shape.fields
        return passed_over.list_files(found, fields, words)
    result_settings = settings.result_settings(context)
    headless = any(RENDERERS[target.name].headless for target in targets)
    if headless and not is_announced(result_settings) and (line := settings_message(result_settings, words)):
        warn(line)
    _ensure_safe_to_write(options, settings, targets, found.files, words)

    resources = load_resources(words, options.rules, options.trusted_rules)
    if options.as_of is not None:
        applications.ensure_day(options.as_of, resources)
    settings.ensure_allowed(resources.pack, words)
    today = clock.today()
    run = RunOptions(
        # Nothing depends on the day of the run if another is chosen: kept results can be used on later days.
        today=options.as_of or today,
        chosen=options.screening(len(found.files), resources),
        outputs=_outputs(targets, options.color),
        waivers=settings.config.waivers,
        waivers_folder=settings.folder.as_posix(),
        settings=result_settings,
        shipped=is_shipped(resources, options.rules),
        current_folder=current_folder(),
        remembers=options.watch,
    )
    if headless and (line := foreign(resources.pack, words, shipped=run.shipped)):
        warn(line)
    screen = _Rounds(options, settings, targets, resources, run, words).screen
    earlier = _earlier(options, found.files, resources, today)
    if not options.watch:
        return screen(found, earlier)
    from sociallan.cli.watch import watch
    from sociallan.files.watching import changes

    return watch(find, screen, changes(found), earlier, words)


class _Rounds(NamedTuple):
    """All that the rounds of a run share: one round, or with ``--watch`` one at each save."""

    options: CheckOptions
    settings: Settings
    targets: Sequence[Target]
    resources: Resources
    run: RunOptions
    words: Words

    def screen(
        self, found: Found, earlier: EarlierVersions | None, on_result: Callable[[Screened], None] | None = None
    ) -> Exit:
        """Screen files, compare them with earlier versions, write the reports and return the exit code."""
        options, words = self.options, self.words
        # What is compared depends on an earlier version, so that it is never kept.
        folder = None if options.against is not None or options.watch else options.cache_folder
        with nullcontext() if folder is None else cache_folder.cached_results(folder, self.run, self.resources) as kept:
            totals = screen_and_write(
                found,
                Worker(self.run._replace(earlier=earlier), self.resources, kept),
                self.targets,
                options.parallelism,
                self.settings,
                no_progress=options.no_progress or is_ci(),
                on_result=on_result,
            )
        if not options.quiet and all(target.path is not None for target in self.targets) and is_seen(sys.stderr):
            _warn_of_files(self.targets, totals, words)
        is_empty = passed_over.warn_of_empty(found, totals.passed_over, words)
        return options.exit_code(totals, is_empty=is_empty)


def _find(context: typer.Context, options: CheckOptions, targets: Iterable[Target], words: Words) -> Found:
    """Find the files of a run.

    Raises:
        CannotRun: if there are none.

    """
    return applications.files(
        list(options.paths),
        words,
        listed=options.files_from,
        exclude=applications.excluded(context, options.exclude),
        use_gitignore=not context.obj.untrusted,
        outputs=[target.path for target in targets],
    )


def _ensure_safe_to_write(
    options: CheckOptions, settings: Settings, targets: Iterable[Target], files: Sequence[str], words: Words
) -> None:
    """Check that no report replaces a file that the run reads, and that the cache lies in no folder of strangers.

    Raises:
        CannotRun: if a report or the cache does.

    """
    read = files if options.against is None else (*files, options.against)
    inputs = input_paths(settings, (options.rules,), read, listed=options.files_from)
    folder = options.cache_folder
    if folder is not None:
        inputs = chain(inputs, cache_folder.files_of(folder, words))
        if settings.untrusted:
            cache_folder.ensure_not_of_strangers(folder, options.paths, words)
    ensure_apart((target.path for target in targets), words, read=inputs)


def _earlier(options: CheckOptions, files: Sequence[str], loaded: Resources, today: str) -> EarlierVersions | None:
    """Return the earlier versions that ``--against`` names, if it is given."""
    if options.against is None:
        return None
    from sociallan.cli.against import earlier_versions  # Imported late, since most runs compare with nothing.

    return earlier_versions(options, files, loaded, today)


def _warn_of_files(targets: Iterable[Target], totals: Totals, words: Words) -> None:
    """Write where the reports are, and what verdicts they hold, for someone at a terminal that shows none."""
    for target in targets:
        warn(words.say("usage.report_written", file=target.path))
    given = ((words.say(f"verdict.{verdict}"), number) for verdict, number in totals.verdicts.items() if number)
    warn(" · ".join(f"{verdict}: {number}" for verdict, number in given))


def _outputs(targets: Iterable[Target], colour: str) -> tuple[OutputOptions, ...]:
    """Return the format of every report, and the style of the terminal for one on standard output."""
    terminal = terminal_style(sys.stdout, colour)
    return tuple(OutputOptions(target.name, terminal if target.path is None else TerminalStyle()) for target in targets)
