"""``sociallan completion``: the script by which a shell completes commands, and the answers to the script."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from sociallan.cli.check_options import of_check
from sociallan.cli.settings import Settings
from sociallan.cli.streams import put
from sociallan.files.languages import Language
from sociallan.report.words import Words

VARIABLE = "_SOCIALLAN_COMPLETE"
"""The environment variable by which a shell asks for completions."""
_NAME = "sociallan"
_LINES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
"""The environment variables with the line so far; bash has the first, the other shells the second."""


class Shell(StrEnum):
    """The shells that complete commands."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("completion", help=words.say("help.completion.about"))
    def completion(
        shell: Annotated[Shell, typer.Argument(metavar="|".join(Shell), help=words.say("help.completion.shell"))],
        lang: Annotated[Language | None, of_check("lang", words)] = None,
    ) -> None:
        put(sys.stdout, script(shell))


def script(shell: str) -> str:
    """Return the script of a shell."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # There is no public name.

    return str(get_completion_script(prog_name=_NAME, complete_var=VARIABLE, shell=shell)) + "\n"


def command_on(line: Mapping[str, str], commands: Mapping[str, object]) -> str | None:
    """Return the command on the line that a shell completes, which is then the only one to load."""
    written = next((line[name] for name in _LINES if name in line), "").split()
    return written[1] if len(written) > 1 and written[1] in commands else None


def answer(request: str, build: Callable[[str | None], Any], settings: Settings, commands: Mapping[str, object]) -> int:
    """Write the answer to a request of a shell, ``complete_bash`` or in Click's order ``bash_complete``.

    ``build`` returns the command line with one of the commands, or with all of them. A fault gives no answer: what is
    written to a line that someone is typing would only be in the way.
    """
    shell, _, action = request.partition("_")
    if action not in ("source", "complete"):
        shell, action = action, shell
    written, code = io.StringIO(), 0
    try:
        with contextlib.redirect_stdout(written), contextlib.redirect_stderr(io.StringIO()):
            if action == "source":
                written.write(script(shell))
            else:
                _complete(shell, build(command_on(os.environ, commands)), settings)
    except SystemExit as ended:
        # fish asks by the code whether there is anything to offer.
        code = ended.code if isinstance(ended.code, int) else 0
    except Exception:
        return 1
    if written.getvalue():
        put(sys.stdout, written.getvalue())
    return code


def _complete(shell: str, command: Any, settings: Settings) -> None:
    """Write the completions of the line.

    Raises:
        SystemExit: always, since Typer ends the program when it has answered.

    """
    from typer.completion import completion_init  # type: ignore[attr-defined]  # There is no public name.

    os.environ[VARIABLE] = f"complete_{shell}"
    completion_init()
    defaults = {} if settings.faults else settings.defaults(command)
    command.main([], prog_name=_NAME, standalone_mode=False, obj=settings, default_map=defaults)
