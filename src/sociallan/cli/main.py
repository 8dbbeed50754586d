"""The entry point: runs the command line and turns every outcome, also an error, into an exit code."""

import gc
import os
import sys

_MAX_COMMAND_WORDS = 2
"""Largest number of command names before ``--version``, as in ``sociallan rules check --version``."""
_COMPLETION = "_SOCIALLAN_COMPLETE"
"""The environment variable by which a shell requests completions."""
_SIGINT = 2
"""The number of the signal that Ctrl-C sends; the signal module is not imported for it."""
_ENDED_BY_PYTHON = frozenset(("distributed", "multiprocessing"))
"""Modules that clean up when Python ends."""


def main() -> None:
    """Run the command line and exit."""
    try:
        from sociallan.files.import_path import drop_current_folder

        drop_current_folder()
        code = _code(sys.argv[1:])
    except KeyboardInterrupt as error:
        # Interrupted before the messages were loaded, or a second time.
        code = 128 + next(iter(error.args), _SIGINT)
    _end(code)


def _end(code: int) -> None:
    """End the process with an exit code at once: to free what was loaded takes a twentieth of a short run."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        sys.exit(code)  # A stream is closed, or there is none: Python reports that in its own way.
    if not _ENDED_BY_PYTHON.isdisjoint(sys.modules):
        sys.exit(code)
    os._exit(code)


def _code(arguments: list[str]) -> int:
    if arguments[-1:] in (["--version"], ["-V"]) and len(arguments) <= _MAX_COMMAND_WORDS + 1:
        # Scripts often ask for the version, so nothing else is imported for it.
        from sociallan import __version__

        return _write_text(f"sociallan {__version__}\n")
    # Start-up creates many long-lived objects; garbage collection among them would take a tenth of a run.
    gc.disable()
    code = run(arguments)
    from sociallan.files.interrupts import ignore_ctrl_c

    ignore_ctrl_c()
    return code


def _write_text(text: str) -> int:
    """Write a text to standard output and return the exit code."""
    from sociallan.cli.exits import Exit, NoOutput
    from sociallan.cli.streams import put, warn

    try:
        put(sys.stdout, text)
    except NoOutput as error:
        from sociallan.cli.reasons import reason
        from sociallan.files.environment import language
        from sociallan.files.resources import words as load_words
        from sociallan.report.words import Words

        words = Words(lang := language([]), load_words(lang))
        warn(words.say("usage.no_output", why=reason(error.__cause__, words)))
        return Exit.CANNOT_RUN
    return Exit.READY


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    from sociallan.files.interrupts import interruptible

    with interruptible():
        try:
            return _run(arguments)
        except Exception as error:
            return _cannot_start(error, arguments)


def _cannot_start(error: Exception, arguments: list[str]) -> int:
    """Write why the program could not start, and return the exit code; uses no third-party package."""
    from sociallan.batch.failures import innermost
    from sociallan.cli.broken import broken_package, requirement
    from sociallan.cli.exits import Exit
    from sociallan.cli.streams import warn
    from sociallan.files.environment import language
    from sociallan.files.plain_words import is_zipped, plain_words
    from sociallan.report.words import Words

    words = Words(lang := language(arguments), plain_words(lang))
    package = broken_package(error)
    if package is not None:
        warn(words.say("usage.broken_package", package=package, requirement=requirement(package)))
        return Exit.CANNOT_RUN
    if is_zipped():
        warn(words.say("usage.zipped"))
        return Exit.CANNOT_RUN
    warn(words.say("usage.bug", kind=type(error).__name__, where=innermost(error)))
    return Exit.BUG


def _run(arguments: list[str]) -> int:
    from sociallan.files.interrupts import exit_code, handled_by

    # Imports may swallow an exception raised within them, so an interruption exits at once here.
    with handled_by(_exit_at_once):
        from sociallan.batch.failures import ProgramFailed, innermost
        from sociallan.cli.app import COMMANDS, build_command
        from sociallan.cli.broken import broken_package
        from sociallan.cli.exits import CannotRun, Exit, NoOutput
        from sociallan.cli.language import UsageError, ensure_hyphens, usage_message
        from sociallan.cli.reasons import is_out_of_resources, reason
        from sociallan.cli.settings import read_settings, warn_of_variables
        from sociallan.cli.streams import abandon, warn
        from sociallan.files.environment import language
        from sociallan.files.resources import words as load_words
        from sociallan.report.words import Words

    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    settings = read_settings(arguments)
    words = Words(lang := language(arguments, settings.lang), load_words(lang))
    try:
        import typer

        if request := os.environ.get(_COMPLETION):
            from sociallan.cli.completion import answer

            return answer(request, lambda asked: build_command(words, asked), settings, COMMANDS)
        ensure_hyphens(arguments, words)
        command = build_command(words, *arguments[:1])
        if not {"--help", "-h"}.intersection(arguments):
            settings.ensure_valid(words)
        warn_of_variables(words)
        defaults = settings.defaults(command)
        code = command.main(arguments, prog_name="sociallan", standalone_mode=False, obj=settings, default_map=defaults)
        # Typer turns an interruption into an exit code.
        if code == Exit.INTERRUPTED:
            raise KeyboardInterrupt
        return int(code or 0)
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            warn(error.message)
        else:
            warn(usage_message(error, words, arguments))
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


def _exit_at_once(number: int, _frame: object) -> None:
    """Exit without cleanup; nothing has been written yet."""
    os._exit(128 + number)
