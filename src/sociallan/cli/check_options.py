"""The options of ``check``, one field each, with what they mean for a run."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from sociallan.application.source import STANDARD_INPUT
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import ScreeningOptions
from sociallan.batch.screening import Parallelism
from sociallan.cli import completers
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.nearest import with_nearest
from sociallan.cli.options import Option, OptionRole, OptionRow, rows_of
from sociallan.files.languages import Language
from sociallan.formats import RENDERERS
from sociallan.report.view import Detail
from sociallan.report.words import Words
from sociallan.screening import selection
from sociallan.screening.report import Totals, Verdict

STDIN_NAME = "stdin.yaml"
"""Default name of the application read from standard input."""


class Colour(StrEnum):
    """The cases in which the report has colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    """The least severe verdict for which the exit code is 1."""

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
"""The verdicts for which the exit code is 1."""

_MAX_FULL = 3
"""Largest number of files that are reported in full by default."""


class CheckOptions(NamedTuple):
    """The options of ``check`` as given, in the order of the help.

    The field ``as_of`` is the option ``--as-of``, the variable ``SOCIALLAN_AS_OF``, the key ``as-of`` and the
    words ``help.check.as_of``.
    """

    paths: Annotated[tuple[str, ...], Option(OptionRole.ONE_RUN, "paths", positional=True)] = ()
    format: Annotated[
        tuple[str, ...],
        Option(
            OptionRole.APPEARANCE,
            "format",
            schema={"type": "string", "enum": list(RENDERERS)},
            complete=completers.formats,
        ),
    ] = ()
    output: Annotated[tuple[Path, ...], Option(OptionRole.ONE_RUN, "file")] = ()
    lang: Annotated[Language | None, Option(OptionRole.APPEARANCE)] = None
    rules: Annotated[Path | None, Option(OptionRole.CONTENT, "folder", complete=completers.pack_names)] = None
    as_of: Annotated[str | None, Option(OptionRole.CONTENT, "date", schema={"type": "string", "format": "date"})] = None
    fail_on: Annotated[FailOn, Option(OptionRole.CONTENT)] = FailOn.INCOMPLETE
    stdin_filename: Annotated[str, Option(OptionRole.ONE_RUN, "file")] = STDIN_NAME
    color: Annotated[Colour, Option(OptionRole.APPEARANCE)] = Colour.AUTO
    jobs: Annotated[int, Option(OptionRole.APPEARANCE, "number", minimum=0)] = 0
    select: Annotated[tuple[str, ...], Option(OptionRole.CONTENT, "ids", complete=completers.rules_and_groups)] = ()
    ignore: Annotated[tuple[str, ...], Option(OptionRole.CONTENT, "ids", complete=completers.rules_and_groups)] = ()
    files_from: Annotated[str | None, Option(OptionRole.ONE_RUN, "file")] = None
    trusted_rules: Annotated[tuple[str, ...], Option(OptionRole.TRUST, "digest")] = ()
    against: Annotated[str | None, Option(OptionRole.ONE_RUN, "earlier")] = None
    exclude: Annotated[
        tuple[str, ...],
        Option(OptionRole.CONTENT, "pattern", schema={"type": "array", "items": {"type": "string", "minLength": 1}}),
    ] = ()
    dask: Annotated[str | None, Option(OptionRole.ONE_RUN, "address")] = None
    cache: Annotated[Path | None, Option(OptionRole.ONE_RUN, "folder")] = None
    full: Annotated[bool, Option(OptionRole.APPEARANCE)] = False
    statistics: Annotated[bool, Option(OptionRole.APPEARANCE)] = False
    explain: Annotated[bool, Option(OptionRole.APPEARANCE)] = False
    plain: Annotated[bool, Option(OptionRole.APPEARANCE)] = False
    strict: Annotated[bool, Option(OptionRole.CONTENT)] = False
    watch: Annotated[bool, Option(OptionRole.ONE_RUN)] = False
    list_files: Annotated[bool, Option(OptionRole.ONE_RUN)] = False
    multi: Annotated[bool, Option(OptionRole.CONTENT)] = False
    quiet: Annotated[bool, Option(OptionRole.CONTENT, short="-q")] = False
    no_progress: Annotated[bool, Option(OptionRole.APPEARANCE)] = False

    @classmethod
    def parsed(cls, given: Mapping[str, Any]) -> "CheckOptions":
        """Return the options from the parser's values, in which lists stand for tuples and ``None`` for no value."""
        values: dict[str, Any] = {
            name: tuple(given[name] or ()) if isinstance(default, tuple) else given[name]
            for name, default in cls._field_defaults.items()
        }
        return cls(**values)

    @property
    def cache_folder(self) -> Path | None:
        """The folder to keep results in, ``None`` to keep none: a cluster may have another disk."""
        return self.cache if self.dask is None else None

    @property
    def parallelism(self) -> Parallelism:
        """The processes that share the work."""
        return Parallelism(self.jobs, self.dask)

    def screening(self, files: int, resources: Resources) -> ScreeningOptions:
        """Return the options of a run over a number of files.

        Raises:
            CannotRun: if ``--select`` or ``--ignore`` names neither a rule nor a group.

        """
        # A name that the user gives is that of the file that an editor pipes.
        piped = STDIN_NAME if STANDARD_INPUT in self.paths and self.stdin_filename == STDIN_NAME else ""
        detail = Detail(self.explain, self.full or files <= _MAX_FULL, self.statistics, self.full, piped)
        return ScreeningOptions(self.as_of, self.stdin_filename, self.multi, self._shown(resources), detail)

    def _shown(self, resources: Resources) -> frozenset[str] | None:
        """Return the ids of the rules to show, or ``None`` for all.

        Raises:
            CannotRun: if ``--select`` or ``--ignore`` names neither a rule nor a group.

        """
        if not self.select and not self.ignore:
            return None
        words, known = resources.words, selection.known(resources.pack)
        for name in selection.names((*self.select, *self.ignore)):
            if name not in known:
                raise CannotRun(with_nearest(words.say("usage.no_such_rule", name=name), name, known, words))
        return selection.shown(resources.pack, self.select, self.ignore)

    def exit_code(self, totals: Totals, *, is_empty: bool) -> Exit:
        """Return the exit code of a run; ``is_empty`` is true if a folder or pattern has no application."""
        if self.strict and is_empty:
            return Exit.NOTHING_TO_SCREEN
        return Exit.NOT_READY if any(totals.verdicts[verdict] for verdict in _FAILING[self.fail_on]) else Exit.READY


@cache
def rows() -> tuple[OptionRow, ...]:
    """Return the options of ``check`` in order."""
    return tuple(rows_of(get_type_hints(CheckOptions, include_extras=True), CheckOptions._field_defaults))


@cache
def result_options() -> tuple[str, ...]:
    """Return the keys of the options that affect a report's content or the exit code."""
    return tuple(row.key for row in rows() if row.option.role is OptionRole.CONTENT)


def of_check(key: str, words: Words, help_key: str | None = None) -> Any:
    """Return Typer's declaration of an option of ``check``, for use by another command."""
    return next(row for row in rows() if row.key == key).declared(words, help_key)
