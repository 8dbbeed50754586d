"""The entry point: from the arguments to an exit code, whatever happens on the way."""

import errno
import gc
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit."""
    from sociallan.files.import_path import drop_current_folder

    drop_current_folder()
    try:
        code = _code(sys.argv[1:])
    except KeyboardInterrupt:
        # It came before there were words to tell it with, or once more.
        code = _INTERRUPTED
    sys.exit(code)


def _code(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        # Asked by scripts at every start: nothing else is imported for it.
        from sociallan import __version__

        return _tell(f"sociallan {__version__}\n")
    # Starting up makes many objects that all stay: looking for garbage among them takes a tenth of a run.
    gc.disable()
    return run(arguments)


def _tell(text: str) -> int:
    """Write a text that needs no command, and give the exit code."""
    from sociallan.cli.exits import Exit, NoOutput
    from sociallan.cli.streams import put, warn

    try:
        put(sys.stdout, text)
    except NoOutput:
        from sociallan.files.environment import language
        from sociallan.files.resources import words as load_words
        from sociallan.render.words import Words

        warn(Words(lang := language([]), load_words(lang)).say("usage.no_output"))
        return Exit.CANNOT_RUN
    return Exit.READY


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    try:
        return _run(arguments)
    except Exception as error:
        return _cannot_start(error, arguments)


def _cannot_start(error: Exception, arguments: list[str]) -> int:
    """Write why the program could not start, without anything that may be what is missing."""
    from sociallan.cli.broken import broken_package, requirement
    from sociallan.cli.exits import Exit
    from sociallan.cli.stopped import innermost
    from sociallan.cli.streams import warn
    from sociallan.files.environment import language
    from sociallan.files.plain_words import is_zipped, plain_words
    from sociallan.render.words import Words

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
    from sociallan.files.interrupts import answered

    # An exception in the middle of an import is not always let through.
    with answered(_leave):
        from sociallan.cli.app import build_app
        from sociallan.cli.broken import broken_package
        from sociallan.cli.exits import CannotRun, Exit, NoOutput
        from sociallan.cli.language import UsageError, usage_says
        from sociallan.cli.settings import read_settings
        from sociallan.cli.stopped import Stopped, innermost
        from sociallan.cli.streams import abandon, warn
        from sociallan.files.environment import language
        from sociallan.files.resources import words as load_words
        from sociallan.render.words import Words

    settings = read_settings(arguments)
    words = Words(lang := language(arguments, settings.lang), load_words(lang))
    try:
        import typer

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
    except NoOutput:
        warn(words.say("usage.no_output"))
        return Exit.CANNOT_RUN
    except BrokenPipeError:
        # Whoever read the help has seen enough.
        abandon(sys.stdout)
        return Exit.READY
    except (KeyboardInterrupt, typer.Abort):
        warn(words.say("usage.interrupted"))
        return Exit.INTERRUPTED
    except Stopped as stop:
        warn(words.say("usage.bug", kind=stop.kind, where=stop.where))
        warn(words.say("usage.stopped_at", path=stop.path))
        return Exit.BUG
    except Exception as error:
        if broken_package(error) is not None:
            raise
        # Typer writes the help itself.
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            abandon(sys.stdout)
            warn(words.say("usage.no_output"))
            return Exit.CANNOT_RUN
        warn(words.say("usage.bug", kind=type(error).__name__, where=innermost(error)))
        return Exit.BUG


def _leave(*_: object) -> None:
    """End at once: nothing is begun that would have to be finished."""
    os._exit(_INTERRUPTED)
