"""``sociallan rules check``: check a rule pack, without any application."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.exits import Exit
from sociallan.cli.loading import fault_lines, load_draft
from sociallan.cli.rules import options
from sociallan.cli.streams import put
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.pack.schema_check import RULES
from sociallan.report.words import Words


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("check", help=words.say("help.rules.check"))
    def check(
        rules: Annotated[Path | None, options.folder(words)] = None,
        lang: Annotated[Language | None, options.language(words)] = None,
    ) -> None:
        raise typer.Exit(_checked(options.relative_path(resources.pack_folder(rules)), words))


def _checked(folder: Path, words: Words) -> Exit:
    """Write every fault in the pack of a folder and return the exit code."""
    from sociallan.analysis.pack_check import pack_check  # Imported late, since `check` does not need it.

    draft = load_draft(words, folder)
    faults, sampled = pack_check(draft)
    count = words.say(
        "checked.sum",
        found=len(faults),
        rules=sum(name.startswith(RULES) for name in draft.documents),
        files=len(draft.documents),
    )
    lines = [*fault_lines(faults, folder, words)]
    if sampled:
        lines.append(words.say("mutants.sampled", rules=", ".join(sampled)))
    if draft.pack is not None and not draft.faults:
        lines.append(words.say("reading.digest", digest=draft.pack.digest))
    put(sys.stdout, "\n".join([*lines, count]) + "\n")
    return Exit.NOT_READY if faults else Exit.READY
