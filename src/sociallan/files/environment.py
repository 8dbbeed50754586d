"""The environment variables: the language, and whether to use colour."""

import os
from collections.abc import Sequence

NO_CONFIG = "none"
"""What is written for no file of settings."""
_UNSET = ("", "0", "false", "f", "no", "n", "off")
"""What the parser takes for no, of a variable that is a flag."""


def language(arguments: Sequence[str], configured: str | None = None) -> str:
    """Choose the language: ``--lang``, then SOCIALLAN_LANG, then sociallan.toml, then the locale, else the default.

    It is needed before the arguments are parsed, since the parser speaks it too.
    """
    from sociallan.files.languages import LANGUAGES  # `--version` is told without it.

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
    """Return the file of settings that the user names, ``none`` for none at all, ``None`` for the nearest.

    The last of ``--config`` and ``--no-config`` holds, then SOCIALLAN_CONFIG, then SOCIALLAN_NO_CONFIG, and
    with ``--untrusted`` only a file that is named. This too is needed before the arguments are parsed,
    since their defaults stand in the file.
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
    """Return whether the folder is a stranger's: ``--untrusted`` or SOCIALLAN_UNTRUSTED says so."""
    return "--untrusted" in _options(arguments) or _is_set("SOCIALLAN_UNTRUSTED")


def _options(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments that may be options: what follows ``--`` names files."""
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").lower() not in _UNSET


def is_ci() -> bool:
    """Return whether a build server runs us: its terminal, where it has one, is a log that nobody watches."""
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
