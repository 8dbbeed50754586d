"""Settings: what sociallan.toml says, and where each setting of a run came from."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Waiver(NamedTuple):
    """An expectation or remark that an owner has accepted not to be met, in the files that a path fits.

    ``path`` is a pattern from the folder of the file that it stands in. ``expires`` (``YYYY-MM-DD``) is
    the last day that the waiver holds, ``line`` where it begins.
    """

    rule: str
    path: str
    owner: str
    reason: str
    expires: str
    line: int


class WaiverState(StrEnum):
    """What a run showed of a waiver, each state stronger than those before it; only one in use is no finding."""

    NO_FILE = "no_file"
    """No file of the run fits its path."""
    UNUSED = "unused"
    """Some file fits its path, and none has anything for it to waive."""
    IN_USE = "in_use"
    EXPIRED = "expired"


class WaiverUse(NamedTuple):
    """A waiver and what a run showed of it."""

    waiver: Waiver
    state: WaiverState


class Config(NamedTuple):
    """A whole sociallan.toml, read and checked.

    ``options`` are by their names on the command line, and so are ``lines``, the line of each (1-based).
    """

    options: Mapping[str, Any]
    waivers: tuple[Waiver, ...]
    lines: Mapping[str, int] = {}


class SettingSource(StrEnum):
    """Where a setting that is not the default came from."""

    OPTION = "option"
    VARIABLE = "variable"
    FILE = "file"


class Setting(NamedTuple):
    """A setting that changes what a report says or the exit code; ``name`` is that of the option.

    ``where`` is the option, the environment variable, or the file with its line: ``sociallan.toml:3``.
    """

    name: str
    value: str | int | tuple[str, ...]
    source: SettingSource
    where: str


EMPTY = Config({}, ())
"""What holds where there is no file."""
