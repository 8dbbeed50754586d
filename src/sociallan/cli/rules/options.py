"""Options that the commands on rules share, and the packs and rules that they name."""

from pathlib import Path
from typing import Any

import typer

from sociallan.application import suggestions
from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun
from sociallan.cli.options import of_check
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.report.values import visible
from sociallan.report.words import Words
from sociallan.rules.rule import Rule


def language(words: Words) -> Any:
    """Return the option for the language."""
    return typer.Option(metavar="|".join(Language), help=words.say("help.rules.lang"), envvar="SOCIALLAN_LANG")


def pack(words: Words) -> Any:
    """Return the option for another rule pack."""
    return of_check("rules", words)


def folder(words: Words, told: str = "folder") -> Any:
    """Return the argument for the folder of a rule pack; ``told`` is the key of its help."""
    metavar = f"[{words.say('help.check.folder_metavar')}]"
    return typer.Argument(metavar=metavar, help=words.say(f"help.rules.{told}"), envvar="SOCIALLAN_RULES")


def own_folder(rules: Path | None, words: Words) -> Path:
    """Return the folder of a pack that is to be written in.

    Raises:
        CannotRun: where it is the one that travels in the installed program.

    """
    folder = rules or resources.default_pack()
    if resources.is_in_package(folder):
        raise CannotRun(words.say("usage.travels_along", folder=folder))
    return folder


def rule_named(name: str, loaded: Resources) -> Rule:
    """Find a rule by its id.

    Raises:
        CannotRun: where there is none; it names the nearest.

    """
    found = loaded.pack.rule(name)
    if found is None:
        near = suggestions.nearest(name, [rule.id for rule in loaded.pack.rules])
        tail = " " + loaded.words.say("usage.near", near=near) if near else ""
        raise CannotRun(loaded.words.say("usage.unknown_rule", name=name) + tail)
    return found


def seen(path: Path) -> Path:
    """Return a folder or a file as seen from where the user stands, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def shown(path: Path) -> str:
    """Return a folder or a file as seen from where the user stands, safe to print."""
    return visible(seen(path).as_posix())
