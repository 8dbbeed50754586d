"""What the environment says: the language, and whether to use colour."""

import os
from collections.abc import Sequence

LANGUAGES = ("sv", "en")
_UNSET = ("", "0", "false")


def language(arguments: Sequence[str], configured: str | None = None) -> str:
    """Choose the language: ``--lang``, then SOCIALLAN_LANG, then sociallan.toml, then the locale, else Swedish.

    It is needed before the arguments are parsed, since the parser speaks it too.
    """
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


def wants_config(arguments: Sequence[str]) -> bool:
    """Say whether sociallan.toml is to be heeded: neither ``--no-config`` nor SOCIALLAN_NO_CONFIG says otherwise.

    This too is needed before the arguments are parsed, since their defaults stand in the file.
    """
    return "--no-config" not in arguments and os.environ.get("SOCIALLAN_NO_CONFIG", "") in _UNSET


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
