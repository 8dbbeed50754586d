"""``sociallan editor``: lay the schema of the form and the settings for VS Code beside applications."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_resources
from sociallan.cli.outputs import reported_write_errors
from sociallan.cli.reasons import reason
from sociallan.cli.schema import SchemaName, published
from sociallan.cli.streams import put
from sociallan.files.languages import Language
from sociallan.files.write import ensure_writable, write_whole
from sociallan.pages import vscode_settings
from sociallan.pages.vscode_settings import NotMergedError, OtherSchemaError
from sociallan.report.values import visible
from sociallan.report.words import Words

_EVERY_FILE = ("*.yaml", "*.yml")
_SETTINGS, _EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("editor", help=words.say("help.editor.about"))
    def editor(
        path: Annotated[
            Path,
            typer.Argument(metavar=f"[{words.say('help.editor.path_metavar')}]", help=words.say("help.editor.path")),
        ] = Path(),
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        raise typer.Exit(_editor(path, rules, words))


def _editor(path: Path, rules: Path | None, words: Words) -> Exit:
    """Write the missing files, report each, and return the exit code: not ready if something is left to do."""
    if not path.exists():
        raise CannotRun(words.say("editor.absent", path=visible(str(path))))
    folder, patterns = (path, _EVERY_FILE) if path.is_dir() else (path.parent, (path.name,))
    schema = published(SchemaName.APPLICATION, load_resources(words, rules).pack, words)
    known = _text(folder / vscode_settings.SCHEMA, words)
    if known and not vscode_settings.is_own(known):
        raise CannotRun(words.say("editor.other_file", file=folder / vscode_settings.SCHEMA))

    by_hand: list[str] = []
    wanted = {vscode_settings.SCHEMA: schema}
    merging: tuple[tuple[str, Callable[[str], str], str], ...] = (
        (
            _SETTINGS,
            lambda text: vscode_settings.with_schema(text, patterns),
            vscode_settings.with_schema("", patterns),
        ),
        (_EXTENSIONS, vscode_settings.with_extension, vscode_settings.with_extension("")),
    )
    for name, merged, alone in merging:
        try:
            wanted[name] = merged(_text(folder / name, words))
        except NotMergedError:
            by_hand.append(words.say("editor.by_hand", file=folder / name, text=alone))
        except OtherSchemaError as other:
            by_hand.append(words.say("editor.other_schema", file=folder / name, schema=visible(str(other)), text=alone))
    changed = {name: text for name, text in wanted.items() if text != _text(folder / name, words)}
    lines = _written(folder, changed, words)
    if not changed and not by_hand:
        lines = [words.say("editor.nothing")]
    put(sys.stdout, "\n".join((*lines, *by_hand)).rstrip() + "\n")
    return Exit.NOT_READY if by_hand else Exit.READY


def _written(folder: Path, changed: dict[str, str], words: Words) -> list[str]:
    """Write the files, the schema first, and return a line on each."""
    for name in changed:
        with reported_write_errors(folder / name, words):
            ensure_writable(folder / name)
    lines = []
    for name, text in changed.items():
        with reported_write_errors(folder / name, words):
            write_whole(folder / name, text)
        lines.append(words.say("editor.written", file=folder / name))
        if name != vscode_settings.SCHEMA:
            lines += [f"  {visible(line)}" for line in text.splitlines()]
    return lines and [*lines, words.say("editor.next", folder=folder.resolve(), extension=vscode_settings.EXTENSION)]


def _text(file: Path, words: Words) -> str:
    """Return the text of a file, empty if there is none.

    Raises:
        CannotRun: if it cannot be read.

    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        return "\0"  # No JSON: what stands there is left as it is.
    except OSError as error:
        raise CannotRun(words.say("usage.not_writable", file=file, why=reason(error, words))) from error
