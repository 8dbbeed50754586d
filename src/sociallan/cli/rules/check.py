"""``sociallan rules check``: check a rule pack, without any application."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.batch.resources import pack_schemas
from sociallan.cli import rule_options as options
from sociallan.cli.exits import Exit
from sociallan.cli.faults import fault_lines
from sociallan.cli.loading import load_draft
from sociallan.cli.streams import put
from sociallan.files import clock, packs
from sociallan.files.languages import Language
from sociallan.pack.schema_check import RULES
from sociallan.report.words import Words


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("check", help=words.say("help.rules.check"))
    def check(
        rules: Annotated[Path | None, options.folder(words)] = None,
        lang: Annotated[Language | None, options.language(words)] = None,
        *,
        exact: Annotated[bool, options.exact(words)] = False,
    ) -> None:
        options.ensure_exact(words, wanted=exact)
        raise typer.Exit(_checked(options.relative_path(packs.named_pack(rules)), words, exact=exact))


def _checked(folder: Path, words: Words, *, exact: bool) -> Exit:
    """Write every fault in the pack of a folder and return the exit code."""
    from sociallan.analysis.pack_check import pack_check  # Imported late, since `check` does not need it.

    draft = load_draft(words, folder)
    faults, sampled, longest = pack_check(draft, pack_schemas(), clock.today(), exact=exact)
    count = words.say(
        "checked.sum",
        found=len(faults),
        rules=sum(name.startswith(RULES) for name in draft.documents),
        files=len(draft.documents) + len(draft.cases),
    )
    lines = [*fault_lines(faults, folder, words)]
    if sampled:
        key = "mutants.sampled" if longest is None else "checked.undecided"
        lines.append(words.say(key, rules=", ".join(sampled)))
    if longest is not None:
        lines.append(words.say("checked.decided", longest=longest))
    if draft.pack is not None and not draft.faults:
        lines.append(words.say("reading.digest", digest=draft.pack.digest))
    put(sys.stdout, "\n".join([*lines, count]) + "\n")
    return Exit.NOT_READY if faults else Exit.READY
