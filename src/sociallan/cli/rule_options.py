"""Options shared by the commands on rules, and look-up of the packs and rules that they name."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer

from sociallan.batch.resources import Resources
from sociallan.cli import completers
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun
from sociallan.cli.nearest import with_nearest
from sociallan.files import packs, resources
from sociallan.files.languages import Language
from sociallan.report.values import visible
from sociallan.report.words import Words
from sociallan.rules.rule import Rule


def language(words: Words) -> Any:
    """Return the option for the language."""
    return typer.Option(metavar="|".join(Language), help=words.say("help.rules.lang"), envvar="SOCIALLAN_LANG")


def pack(words: Words) -> Any:
    """Return the option for the folder of a rule pack."""
    return of_check("rules", words)


def exact(words: Words) -> Any:
    """Return the option to decide on all applications."""
    return typer.Option("--exact", help=words.say("help.rules.exact"))


def ensure_exact(words: Words, *, wanted: bool) -> None:
    """Check that what decides on all applications is installed.

    Raises:
        CannotRun: if it is wanted and is not.

    """
    if wanted and find_spec("z3") is None:
        raise CannotRun(words.say("usage.no_exact"))


def folder(words: Words, help_key: str = "folder") -> Any:
    """Return the argument for the folder of a rule pack; ``help_key`` is the key of its help."""
    metavar = f"[{words.say('help.check.folder_metavar')}]"
    return typer.Argument(
        metavar=metavar,
        help=words.say(f"help.rules.{help_key}"),
        envvar="SOCIALLAN_RULES",
        autocompletion=completers.pack_names,
    )


def own_folder(rules: Path | None, words: Words) -> Path:
    """Return the folder of a pack that a command will modify.

    Raises:
        CannotRun: if it is a release or part of the installed program.

    """
    folder = draft_folder(rules, words)
    if resources.is_in_package(folder):
        raise CannotRun(words.say("usage.travels_along", folder=folder))
    return folder


def draft_folder(rules: Path | None, words: Words) -> Path:
    """Return the folder of a pack that is not a release in an archive.

    Raises:
        CannotRun: if it is one.

    """
    folder = packs.folder_of(rules)
    if rules is not None and packs.release_named(rules) is not None:
        raise CannotRun(words.say("usage.is_release", release=rules, folder=folder))
    return folder


def rule_named(name: str, loaded: Resources) -> Rule:
    """Return a rule by its id.

    Raises:
        CannotRun: if there is none; the message suggests the nearest id.

    """
    found = loaded.pack.rule(name)
    if found is None:
        message = loaded.words.say("usage.unknown_rule", name=name)
        raise CannotRun(with_nearest(message, name, [rule.id for rule in loaded.pack.rules], loaded.words))
    return found


def relative_path(path: Path) -> Path:
    """Return a path relative to the current folder if it lies below it, else unchanged."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def display_path(path: Path) -> str:
    """Return a path for display, relative to the current folder and with control characters made visible."""
    return visible(relative_path(path).as_posix())
