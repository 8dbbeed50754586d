"""The entry point: from the arguments to an exit code, whatever happens on the way."""

import gc
import os
import sys

_WORDS_BEFORE_VERSION = 2
"""The version is that of every command: ``sociallan rules check --version`` asks for it too."""
_COMPLETION = "_SOCIALLAN_COMPLETE"
"""The variable by which a shell asks how a command can go on."""
_INTERRUPTED = 2
"""The number of the signal that Ctrl-C sends."""


def main() -> None:
    """Run the command line and exit."""
    from sociallan.files.import_path import drop_current_folder

    drop_current_folder()
    try:
        code = _code(sys.argv[1:])
    except KeyboardInterrupt as error:
        # It came before there were words to tell it with, or once more.
        code = 128 + next(iter(error.args), _INTERRUPTED)
    sys.exit(code)


def _code(arguments: list[str]) -> int:
    if arguments[-1:] in (["--version"], ["-V"]) and len(arguments) <= _WORDS_BEFORE_VERSION + 1:
        # Asked by scripts at every start: nothing else is imported for it.
        from sociallan import __version__

        return _tell(f"sociallan {__version__}\n")
    # Starting up makes many objects that all stay: looking for garbage among them takes a tenth of a run.
    gc.disable()
    code = run(arguments)
    from sociallan.files.interrupts import ignore_ctrl_c

    ignore_ctrl_c()
    return code


def _tell(text: str) -> int:
    """Write a text that needs no command, and give the exit code."""
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
    """Write why the program could not start, without anything that may be what is missing."""
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

    # An exception in the middle of an import is not always let through.
    with handled_by(_leave):
        from sociallan.batch.failures import ProgramFailed, innermost
        from sociallan.cli.app import build_app
        from sociallan.cli.broken import broken_package
        from sociallan.cli.exits import CannotRun, Exit, NoOutput
        from sociallan.cli.language import UsageError, usage_says
        from sociallan.cli.reasons import is_out_of_means, reason
        from sociallan.cli.settings import read_settings
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

        if _COMPLETION in os.environ:
            _complete_for_shells()
        command = typer.main.get_command(build_app(words, *arguments[:1]))
        if not {"--help", "-h"}.intersection(arguments):
            settings.ensure_sound(words)
        defaults = settings.defaults(command)
        code = command.main(arguments, prog_name="sociallan", standalone_mode=False, obj=settings, default_map=defaults)
        # Typer makes a code of an interruption.
        if code == Exit.INTERRUPTED:
            raise KeyboardInterrupt
        return int(code or 0)
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            warn(error.message)
        else:
            warn(usage_says(error, words))
        return Exit.CANNOT_RUN
    except CannotRun as error:
        warn(str(error))
        return error.code
    except NoOutput as error:
        warn(words.say("usage.no_output", why=reason(error.__cause__, words)))
        return Exit.CANNOT_RUN
    except BrokenPipeError:
        # Whoever read the help has seen enough.
        abandon(sys.stdout)
        return Exit.READY
    except (KeyboardInterrupt, typer.Abort):
        warn(words.say("usage.interrupted"))
        return exit_code()
    except ProgramFailed as stop:
        for sentence in stop.sentences(words):
            warn(sentence)
        return Exit.BUG
    except Exception as error:
        if broken_package(error) is not None:
            raise
        if is_out_of_means(error):
            # Typer writes the help itself, and then standard output is what is full.
            abandon(sys.stdout)
            warn(words.say("usage.no_means", why=reason(error, words)))
            return Exit.CANNOT_RUN
        warn(words.say("usage.bug", kind=type(error).__name__, where=innermost(error)))
        return Exit.BUG


def _complete_for_shells() -> None:
    """Have Typer answer a shell, whichever way round it asks: ``source_bash``, or ``bash_source`` as Click has it."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # It has no public name of its own.

    shell, _, action = os.environ[_COMPLETION].partition("_")
    if action in ("source", "complete"):
        os.environ[_COMPLETION] = f"{action}_{shell}"
    completion_init()


def _leave(number: int, _frame: object) -> None:
    """End at once: nothing is begun that would have to be finished."""
    os._exit(128 + number)
