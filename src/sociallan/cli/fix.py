"""``sociallan fix``: correct the form of an application, never a fact, after showing what would change."""

import difflib
import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.application.notation.suggestions import yes_or_no
from sociallan.application.source import NOT_FOUND, STANDARD_INPUT, Source
from sociallan.batch.resources import Resources
from sociallan.cli import applications
from sociallan.cli.check_options import STDIN_NAME, of_check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_resources
from sociallan.cli.outputs import ensure_reachable, replace_unchanged, reported_write_errors
from sociallan.cli.streams import put, warn
from sociallan.files import sources
from sociallan.files.languages import Language
from sociallan.files.write import whole_file
from sociallan.report.values import joined, visible
from sociallan.report.words import Words
from sociallan.screening.fixes import Fixed, fixed

_KEPT = ".innan"
"""Ending of the name under which the old file stays: no file of that name is screened with a folder."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("fix", help=words.say("help.fix.about"))
    def fix(
        file: Annotated[
            Path, typer.Argument(metavar=words.say("help.check.file_metavar"), help=words.say("help.fix.file"))
        ],
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
        *,
        write: Annotated[bool, typer.Option("--write", help=words.say("help.fix.write"))] = False,
        diff: Annotated[bool, typer.Option("--diff", help=words.say("help.fix.diff"))] = False,
    ) -> None:
        if write and diff:
            raise CannotRun(words.say("fix.write_or_diff"))
        if write and str(file) == STANDARD_INPUT:
            raise CannotRun(words.say("fix.piped"))
        raise typer.Exit(corrected(file, load_resources(words, rules), write=write, diff=diff))


def corrected(file: Path, loaded: Resources, *, write: bool, diff: bool) -> Exit:
    """Show what would change in a file, and write it with ``write`` or if the one at the terminal agrees."""
    words = loaded.words
    if file.is_dir():
        raise CannotRun(words.say("fix.folder", folder=file))
    source = _source(file, words)
    found = fixed(source, applications.screener(loaded, None))
    if found.text == found.before and not found.reencoded:
        put(sys.stdout, f"{words.say('fix.nothing', file=_shown_name(file))}\n{_left(found, file, words)}")
        return Exit.NOT_READY if found.left else Exit.READY
    if diff:
        if found.reencoded:
            # No line of the difference shows it.
            warn(words.say("fix.reencoded"))
        put(sys.stdout, "".join(_unified(found, file)))
        return Exit.NOT_READY
    put(sys.stdout, _shown(found, file, words))
    ensure_reachable(file, words)
    if not write and not _agreed(file, words):
        return Exit.NOT_READY
    kept = _written(file, source, found.text, words)
    warn(words.say("fix.written", file=file, kept=kept))
    return Exit.NOT_READY if found.left else Exit.READY


def _source(file: Path, words: Words) -> Source:
    """Read the file.

    Raises:
        CannotRun: if it cannot be read, or is not YAML.

    """
    source = sources.source(str(file), stdin_name="")
    if source.problem == NOT_FOUND:
        raise applications.nothing_to_screen([str(file)], words, Exit.CANNOT_RUN, command="fix")
    if source.problem is not None:
        raise CannotRun(f"{file}: {words.coded('findings', source.problem, 'says')}")
    if not source.is_yaml:
        raise CannotRun(words.say("fix.not_yaml" if source.is_json else "fix.workbook", file=file))
    return source


def _shown(found: Fixed, file: Path, words: Words) -> str:
    """Return the changes, line by line, and how many errors are left."""
    lines = [words.say("fix.reencoded")] if found.reencoded else []
    if found.changes:
        lines.append(words.say("fix.changes", count=len(found.changes)))
    for change in found.changes:
        lines += ["", f"  {words.say('fix.line', line=change.line)}"]
        lines += [f"  - {visible(change.before)}", f"  + {visible(change.after)}"]
    return "\n".join((*lines, "", _left(found, file, words)))


def _left(found: Fixed, file: Path, words: Words) -> str:
    if not found.left:
        return ""
    numbers = sorted({finding.place.span.line for finding in found.left})
    if len(numbers) == 1:
        lines = words.say("fix.line", line=numbers[0])
    else:
        lines = words.say("fix.lines", lines=joined(map(str, numbers), words, "and"))
    return words.say("fix.left", count=len(found.left), lines=lines, file=file) + "\n"


def _unified(found: Fixed, file: Path) -> list[str]:
    before, after = (text.splitlines(keepends=True) for text in (found.before, found.text))
    name = _shown_name(file)
    return list(difflib.unified_diff(before, after, name, name))


def _shown_name(file: Path) -> str:
    return STDIN_NAME if str(file) == STANDARD_INPUT else file.as_posix()


def _agreed(file: Path, words: Words) -> bool:
    """Return whether the one at the terminal wants the file to be written; nobody else is asked."""
    if str(file) == STANDARD_INPUT:
        warn(words.say("fix.piped"))
        return False
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()):
        warn(words.say("fix.not_asked"))
        return False
    put(sys.stdout, words.say("fix.ask", kept=_free(file).name) + " ")
    typed = sys.stdin.readline()
    # Enter agrees, the end of the input does not.
    return bool(typed) and yes_or_no(typed.strip() or words.say("truth.yes")) is True


def _free(file: Path) -> Path:
    """Return the first name for the old file that no file has."""
    names = (file.with_name(f"{file.name}{_KEPT}{number or ''}") for number in range(1_000))
    return next(name for name in names if not name.exists())


def _written(file: Path, source: Source, text: str, words: Words) -> Path:
    """Write the file and keep the old one beside it; return the name of the old one.

    Raises:
        CannotRun: if one of them cannot be written, or the file has changed; the file is then as it was.

    """
    kept, changed = _free(file), words.say("fix.changed", file=file)
    with reported_write_errors(kept, words), whole_file(kept) as put_bytes:
        put_bytes(source.data)
    try:
        replace_unchanged(file, source.data, text.encode("utf-8", "surrogatepass"), words, changed)
    except CannotRun:
        kept.unlink()
        raise
    return kept
