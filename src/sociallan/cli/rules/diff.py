"""``sociallan rules diff``: show the differences between two packs, or two days of one pack."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sociallan import __version__
from sociallan.analysis.pack_differences.difference import PackEdition
from sociallan.application.form_check.string_formats import is_day
from sociallan.cli import applications, completers
from sociallan.cli import rule_options as options
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import view_of
from sociallan.cli.sound_rules import SoundRules, load_sound_rules
from sociallan.cli.streams import put
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
        old: Annotated[
            str,
            typer.Argument(
                metavar=option("old_metavar"), help=option("diff_side"), autocompletion=completers.pack_names
            ),
        ],
        new: Annotated[
            str,
            typer.Argument(
                metavar=option("new_metavar"), help=option("diff_other_side"), autocompletion=completers.pack_names
            ),
        ],
        rules: Annotated[Path | None, options.pack(words)] = None,
        form: Annotated[
            DifferenceFormat, typer.Option("--format", metavar="|".join(DifferenceFormat), help=option("diff_format"))
        ] = DifferenceFormat.TEXT,
        lang: Annotated[Language | None, options.language(words)] = None,
        *,
        exact: Annotated[bool, options.exact(words)] = False,
    ) -> None:
        # Imported late, since `check` does not need them.
        from sociallan.analysis.pack_differences.differences import difference
        from sociallan.pages import differences, differences_json

        options.ensure_exact(words, wanted=exact)
        sides = _sides(old, new, rules, words)
        # A rule that has faults on one side is left out of both, so that it does not seem to be new or gone.
        faulty = {rule for side, _ in sides for rule in side.faults}
        packs = [side.without(faulty) for side, _ in sides]
        before, after = (
            PackEdition(loaded.pack, day, options.relative_path(side.folder).as_posix())
            for loaded, (side, day) in zip(packs, sides, strict=True)
        )
        _ensure_related(before, after, words)
        found, view = difference(before, after), view_of(packs[-1])
        if exact:
            from sociallan.analysis.exact.difference import decided

            found = decided(found)
        if form is DifferenceFormat.TEXT:
            put(sys.stdout, differences.differences(found, view))
        else:
            put(sys.stdout, differences_json.render(found, view, version=__version__))
        code = Exit.READY if found.is_empty else Exit.NOT_READY
        for side in {side.folder: side for side, _ in sides}.values():
            code = side.ended(code)
        raise typer.Exit(code)


def _ensure_related(before: PackEdition, after: PackEdition, words: Words) -> None:
    """Check that two packs are versions of one, or share a rule; else every application would show a difference.

    Raises:
        CannotRun: if they are not.

    """
    one, other = ({rule.id for rule in edition.pack.rules} for edition in (before, after))
    if before.pack.id != after.pack.id and one.isdisjoint(other):
        packs = {"old": before.pack.id, "new": after.pack.id}
        folders = {"old_folder": before.folder, "new_folder": after.folder}
        raise CannotRun(words.say("differences.unrelated", **packs, **folders))


def _sides(old: str, new: str, rules: Path | None, words: Words) -> Sequence[tuple[SoundRules, str | None]]:
    """Return the two sides to compare: two packs without days, or one pack on two days.

    Raises:
        CannotRun: if only one side is a day, a day precedes the pack, or a pack cannot be loaded.

    """
    of_days = [is_day(side) for side in (old, new)]
    if any(of_days) and not all(of_days):
        raise CannotRun(words.say("differences.needs_two"))
    if not any(of_days):
        return [(load_sound_rules(words, Path(side)), None) for side in (old, new)]
    sound = load_sound_rules(words, rules)
    for day in (old, new):
        applications.ensure_day(day, sound.resources)
    return [(sound, old), (sound, new)]
