"""``sociallan rules diff``: show the differences between two packs, or two days of one pack."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sociallan import __version__
from sociallan.analysis.difference import PackEdition
from sociallan.application.string_formats import is_day
from sociallan.batch.resources import Resources
from sociallan.cli import applications
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.rules import options
from sociallan.cli.streams import put
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.report.words import Words


class DifferenceFormat(StrEnum):
    """The output formats of a difference."""

    TEXT = "text"
    JSON = "json"


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    def option(name: str) -> str:
        return words.say(f"help.rules.{name}")

    @group.command("diff", help=option("diff"))
    def diff(
        old: Annotated[str, typer.Argument(metavar=option("old_metavar"), help=option("diff_side"))],
        new: Annotated[str, typer.Argument(metavar=option("new_metavar"), help=option("diff_other_side"))],
        rules: Annotated[Path | None, options.pack(words)] = None,
        form: Annotated[
            DifferenceFormat, typer.Option("--format", metavar="|".join(DifferenceFormat), help=option("diff_format"))
        ] = DifferenceFormat.TEXT,
        lang: Annotated[Language | None, options.language(words)] = None,
        *,
        exact: Annotated[bool, options.exact(words)] = False,
    ) -> None:
        # Imported late, since `check` does not need them.
        from sociallan.analysis.differences import difference
        from sociallan.pages import differences, differences_json

        before, after, loaded = _editions(old, new, rules, words)
        options.ensure_exact(words, wanted=exact)
        found, view = difference(before, after), view_of(loaded)
        if exact:
            from sociallan.analysis.exact.difference import decided

            found = decided(found)
        if form is DifferenceFormat.TEXT:
            put(sys.stdout, differences.differences(found, view))
        else:
            put(sys.stdout, differences_json.render(found, view, version=__version__))
        raise typer.Exit(Exit.READY if found.is_empty else Exit.NOT_READY)


def _editions(old: str, new: str, rules: Path | None, words: Words) -> tuple[PackEdition, PackEdition, Resources]:
    """Return the two editions to compare: two packs, or one pack on two days.

    Raises:
        CannotRun: if only one side is a day, a day precedes the pack, or a pack cannot be loaded.

    """
    of_days = [is_day(side) for side in (old, new)]
    if any(of_days) and not all(of_days):
        raise CannotRun(words.say("differences.needs_two"))
    if not any(of_days):
        both = [load_resources(words, Path(side)) for side in (old, new)]
        before, after = (
            PackEdition(side.pack, None, Path(name).as_posix()) for side, name in zip(both, (old, new), strict=True)
        )
        return before, after, both[1]
    loaded = load_resources(words, rules)
    for day in (old, new):
        applications.ensure_day(day, loaded)
    folder = options.relative_path(rules or resources.default_pack()).as_posix()
    return PackEdition(loaded.pack, old, folder), PackEdition(loaded.pack, new, folder), loaded
