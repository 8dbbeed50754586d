"""Surroundings of the program: the current folder, and what arguments and environment variables choose."""

import os
from collections.abc import Sequence

NO_CONFIG = "none"
"""Value that stands for no settings file."""
_UNSET = ("", "0", "false", "f", "no", "n", "off")
"""Values of a flag's environment variable that the parser reads as false."""


def current_folder() -> str:
    """Return the current folder, absolute and with ``/``; ``""`` if it has been deleted."""
    try:
        # Without pathlib, whose import takes time that `--version` does not need.
        return os.getcwd().replace(os.sep, "/")  # noqa: PTH109
    except OSError:
        return ""


def language(arguments: Sequence[str], configured: str | None = None) -> str:
    """Choose the language: ``--lang``, then SOCIALLAN_LANG, then sociallan.toml, then the locale, else the default.

    Called before the arguments are parsed, since the parser's messages are in this language too.
    """
    from sociallan.files.languages import LANGUAGES  # Not needed for `--version`.

    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments) and arguments[place + 1] in LANGUAGES:
            return arguments[place + 1]
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return argument[7:]
    locale = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for value in (os.environ.get("SOCIALLAN_LANG", ""), configured or "", *locale):
        if value[:2] in LANGUAGES and not value[2:3].isalpha():
            return value[:2]
    return LANGUAGES[0]


def chosen_config(arguments: Sequence[str]) -> str | None:
    """Return the settings file that the user names, ``NO_CONFIG`` for no file, or ``None`` for the nearest one.

    The last of ``--config`` and ``--no-config`` wins, then SOCIALLAN_CONFIG, then SOCIALLAN_NO_CONFIG. With
    ``--untrusted`` only a named file is used. Called before the arguments are parsed, since the file holds
    their defaults.
    """
    named: str | None = None
    given = iter(_options(arguments))
    for argument in given:
        if argument == "--no-config":
            named = NO_CONFIG
        elif argument == "--config":
            named = next(given, None)
        elif argument.startswith("--config="):
            named = argument.removeprefix("--config=")
    if named or (named := os.environ.get("SOCIALLAN_CONFIG")):
        return named
    return NO_CONFIG if _is_set("SOCIALLAN_NO_CONFIG") or is_untrusted(arguments) else None


def is_untrusted(arguments: Sequence[str]) -> bool:
    """Return whether ``--untrusted`` or SOCIALLAN_UNTRUSTED marks the current folder as untrusted."""
    return "--untrusted" in _options(arguments) or _is_set("SOCIALLAN_UNTRUSTED")


def _options(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments before ``--``; those after it are files."""
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").lower() not in _UNSET


def variables(prefix: str) -> Sequence[str]:
    """Return the names of the environment variables that begin with a prefix, in order."""
    return sorted(name for name in os.environ if name.startswith(prefix))


def is_ci() -> bool:
    """Return whether the program runs on a CI server, where even a terminal is only a log."""
    return os.environ.get("CI", "") not in _UNSET


def wants_colour(option: str, *, is_terminal: bool) -> bool:
    """Decide on colour: the option, then NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM, then the stream."""
    if option != "auto":
        return option == "always"
    if os.environ.get("NO_COLOR"):
        return False
    force = os.environ.get("FORCE_COLOR", "")
    if force in ("0", "false"):
        return False
    if force or os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def has_many_colours() -> bool:
    """Return whether a terminal says that it shows 256 colours or more."""
    terminal, colours = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    return "256color" in terminal or colours in ("truecolor", "24bit") or "WT_SESSION" in os.environ
