"""The run of one command: every outcome, also an error, becomes an exit code, and every error a message."""

import os
import sys

import typer

from sociallan.batch.failures import ProgramFailed, innermost
from sociallan.cli import app
from sociallan.cli.broken import broken_package
from sociallan.cli.exits import CannotRun, Exit, NoOutput
from sociallan.cli.language import UsageError, ensure_hyphens, usage_message
from sociallan.cli.reasons import is_out_of_resources, reason
from sociallan.cli.settings import Settings, read_settings, warn_of_variables
from sociallan.cli.streams import abandon, warn
from sociallan.files.environment import language
from sociallan.files.interrupts import exit_code
from sociallan.files.resources import words as load_words
from sociallan.report.words import Words

_COMPLETION = "_SOCIALLAN_COMPLETE"
"""The environment variable by which a shell requests completions."""


def run(arguments: list[str]) -> int:
    """Run a command, write a message for an error, and return the exit code.

    Raises:
        Exception: if a package that the command needs is missing or broken.

    """
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    settings = read_settings(arguments)
    words = Words(lang := language(arguments, settings.lang), load_words(lang))
    try:
        return _run(arguments, settings, words)
    except UsageError as error:
        has_no_arguments = type(error).__name__ == "NoArgsIsHelpError"
        warn(error.message if has_no_arguments else usage_message(error, words, arguments))
        return Exit.CANNOT_RUN
    except CannotRun as error:
        warn(str(error))
        return error.code
    except NoOutput as error:
        warn(words.say("usage.no_output", why=reason(error.__cause__, words)))
        return Exit.CANNOT_RUN
    except BrokenPipeError:
        # The reader of the help closed the pipe.
        abandon(sys.stdout)
        return Exit.READY
    except (KeyboardInterrupt, typer.Abort):
        warn(words.say("usage.interrupted"))
        return exit_code()
    except ProgramFailed as failed:
        for sentence in failed.sentences(words):
            warn(sentence)
        return Exit.BUG
    except Exception as error:
        if broken_package(error) is not None:
            raise
        if is_out_of_resources(error):
            # Typer writes the help itself, so standard output may be what is full.
            abandon(sys.stdout)
            warn(words.say("usage.no_means", why=reason(error, words)))
            return Exit.CANNOT_RUN
        warn(words.say("usage.bug", kind=type(error).__name__, where=innermost(error)))
        return Exit.BUG


def _run(arguments: list[str], settings: Settings, words: Words) -> int:
    """Run a command, or answer a shell's request for completions, and return the exit code."""
    if request := os.environ.get(_COMPLETION):
        from sociallan.cli.completion import answer  # Imported late, since a run of a command completes nothing.

        return answer(request, lambda asked: app.build_command(words, asked), settings, app.COMMANDS)
    ensure_hyphens(arguments, words)
    command = app.build_command(words, *arguments[:1])
    if not {"--help", "-h"}.intersection(arguments):
        settings.ensure_valid(words)
    warn_of_variables(words)
    defaults = settings.defaults(command)
    code = command.main(arguments, prog_name="sociallan", standalone_mode=False, obj=settings, default_map=defaults)
    # Typer turns an interruption into an exit code.
    if code == Exit.INTERRUPTED:
        raise KeyboardInterrupt
    return int(code or 0)
