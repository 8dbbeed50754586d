"""What every command starts from: words, schemas and the rule pack."""

import sys
from pathlib import Path
from typing import NamedTuple

from sociallan.cli.exits import CannotRun
from sociallan.cli.streams import ornaments
from sociallan.core.pack import PackError, load
from sociallan.core.pack_shape import PackSchemas
from sociallan.core.shape import Shape
from sociallan.files import packs, resources
from sociallan.model.pack import Fault, Pack
from sociallan.render.sentences import fault_says
from sociallan.render.view import View
from sociallan.render.words import Words


class Workbench(NamedTuple):
    """A checked pack, the application's schema and the words of one language."""

    pack: Pack
    shape: Shape
    words: Words


def build_workbench(words: Words, rules: Path | None) -> Workbench:
    """Read everything that a screening needs.

    Raises:
        CannotRun: where the pack cannot be read or is at fault; it tells every fault.

    """
    shape = Shape(resources.schema("application"))
    folder = rules if rules is not None else resources.default_pack()
    schemas = PackSchemas(resources.schema("rule"), resources.schema("pack"), shape.fields)
    if not folder.is_dir():
        raise CannotRun(words.say("usage.no_pack", folder=folder))
    try:
        pack = load(packs.pack_files(folder), schemas)
    except OSError as error:
        raise CannotRun(words.say("usage.pack_unreadable", file=error.filename or folder)) from error
    except PackError as error:
        raise CannotRun(all_faults(error.faults, folder, words)) from error
    return Workbench(pack, shape, words)


def view_of(bench: Workbench) -> View:
    """Give the view for what a command other than ``check`` writes to standard output."""
    looks = ornaments(sys.stdout, "auto")
    return View(bench.words, bench.shape.fields, looks.width, ascii_only=looks.ascii_only)


def all_faults(faults: tuple[Fault, ...], folder: Path, words: Words) -> str:
    """Tell every fault in a pack, each with its place and cure."""
    lines = [words.say("usage.pack_faults", folder=folder, count=len(faults))]
    for fault in faults:
        at = f"{(folder / fault.at.file).as_posix()}:{fault.at.line}:{fault.at.column}"
        lines.append(f"{at}: {fault_says(fault, words)}")
    return "\n".join(lines)
