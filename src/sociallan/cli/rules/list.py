"""``sociallan rules list``: list the rules by group."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import rule_options as options
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.streams import put
from sociallan.files.languages import Language
from sociallan.report.words import Words


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("list", help=words.say("help.rules.list"))
    def list_(
        lang: Annotated[Language | None, options.language(words)] = None,
        rules: Annotated[Path | None, options.pack(words)] = None,
    ) -> None:
        from sociallan.pages.rule_pages import listing  # Imported late, since `check` does not need it.

        loaded = load_resources(words, rules)
        digest = words.say("reading.digest", digest=loaded.pack.digest)
        put(sys.stdout, f"{listing(loaded.pack, view_of(loaded))}\n{digest}\n")
