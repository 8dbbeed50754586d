"""The entry point: the start of a run and its end, with an exit code also if it cannot start."""

import gc
import os
import sys

_MAX_COMMAND_WORDS = 2
"""Largest number of command names before ``--version``, as in ``sociallan rules check --version``."""
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
    from sociallan.files.interrupts import handled_by, interruptible

    with interruptible():
        try:
            # Imports may swallow an exception raised within them, so an interruption exits at once here.
            with handled_by(_exit_at_once):
                from sociallan.cli import command
            return command.run(arguments)
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


def _exit_at_once(number: int, _frame: object) -> None:
    """Exit without cleanup; nothing has been written yet."""
    os._exit(128 + number)
