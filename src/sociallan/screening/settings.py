"""Settings from sociallan.toml, and the source of each setting of a run."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

WAIVER = "waiver"
"""Name of the tables of waivers in sociallan.toml."""


class Waiver(NamedTuple):
    """An expectation or remark that an owner accepts as not met, in the files that match a path.

    ``path`` is a pattern relative to the folder of sociallan.toml. ``expires`` (``YYYY-MM-DD``) is the last day of
    the waiver; ``line`` is its first line (1-based).
    """

    rule: str
    path: str
    owner: str
    reason: str
    expires: str
    line: int


class WaiverState(StrEnum):
    """State of a waiver after a run, in ascending precedence. Every state but ``IN_USE`` is reported."""

    NO_FILE = "no_file"
    """No file of the run matches its path."""
    UNUSED = "unused"
    """Files match its path, but none has an outcome to waive."""
    IN_USE = "in_use"
    EXPIRED = "expired"


class WaiverUse(NamedTuple):
    """A waiver and its state after a run."""

    waiver: Waiver
    state: WaiverState


class Config(NamedTuple):
    """The checked content of sociallan.toml.

    ``options`` maps option names of the command line to values, and ``lines`` to their lines (1-based).
    """

    options: Mapping[str, Any]
    waivers: tuple[Waiver, ...]
    lines: Mapping[str, int] = {}


class SettingSource(StrEnum):
    """Source of a setting that differs from the default."""

    OPTION = "option"
    VARIABLE = "variable"
    FILE = "file"


class Setting(NamedTuple):
    """A setting that affects the report or the exit code; ``name`` is the name of the option.

    ``where`` is the option, the environment variable, or file and line: ``sociallan.toml:3``.
    """

    name: str
    value: str | int | tuple[str, ...]
    source: SettingSource
    where: str


EMPTY = Config({}, ())
"""The settings without a sociallan.toml."""
