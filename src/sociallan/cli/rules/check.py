"""``sociallan rules check``: look the rule pack through, without any application."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.exits import Exit
from sociallan.cli.loading import build_survey, fault_lines
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
        raise typer.Exit(_checked(rules or options.seen(resources.default_pack()), words))


def _checked(folder: Path, words: Words) -> Exit:
    """Print everything that is found in a folder, and return the exit code."""
    from sociallan.analysis.pack_check import pack_check  # `check` starts without it.

    survey = build_survey(words, folder)
    faults, sampled = pack_check(survey)
    count = words.say(
        "checked.sum",
        found=len(faults),
        rules=sum(name.startswith(RULES) for name in survey.documents),
        files=len(survey.documents),
    )
    lines = [*fault_lines(faults, folder, words)]
    if sampled:
        lines.append(words.say("mutants.sampled", rules=", ".join(sampled)))
    if survey.pack is not None and not survey.faults:
        lines.append(words.say("reading.digest", digest=survey.pack.digest))
    put(sys.stdout, "\n".join([*lines, count]) + "\n")
    return Exit.NOT_READY if faults else Exit.READY
