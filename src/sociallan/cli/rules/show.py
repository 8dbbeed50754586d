"""``sociallan rules show``: show one rule in words."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import completers
from sociallan.cli import rule_options as options
from sociallan.cli.exits import Exit
from sociallan.cli.loading import view_of
from sociallan.cli.sound_rules import load_sound_rules
from sociallan.cli.streams import put
from sociallan.files.languages import Language
from sociallan.report.words import Words


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("show", help=words.say("help.rules.show"))
    def show(
        id_: Annotated[
            str, typer.Argument(metavar="ID", help=words.say("help.rules.id"), autocompletion=completers.rule_ids)
        ],
        lang: Annotated[Language | None, options.language(words)] = None,
        rules: Annotated[Path | None, options.pack(words)] = None,
    ) -> None:
        # Imported late, since `check` does not need them.
        from sociallan.analysis.reachability import Explorer
        from sociallan.pages.rule_pages import rule_page

        sound = load_sound_rules(words, rules)
        sound.ensure_sound(id_)
        loaded = sound.resources
        rule = options.rule_named(id_, loaded)
        cases = Explorer(loaded.pack, loaded.shape).reachability(rule).cases
        put(sys.stdout, rule_page(rule, cases, loaded.pack, view_of(loaded)))
        raise typer.Exit(sound.ended(Exit.READY))
