"""What holds where a command is given no option: sociallan.toml, read before the parser runs."""

from pathlib import Path
from typing import Any, NamedTuple

from sociallan.cli.exits import CannotRun
from sociallan.files import config as config_files
from sociallan.files.environment import wants_config
from sociallan.model.config import EMPTY, Config
from sociallan.model.pack import Fault
from sociallan.render.words import Words

_PATHS = frozenset(("rules",))
"""The options that name a file or a folder: from the folder of sociallan.toml, not from the current one."""


class Settings(NamedTuple):
    """The settings that hold here. ``file`` is ``None`` where there are none; with ``faults`` nothing can be run."""

    file: Path | None = None
    config: Config = EMPTY
    faults: tuple[Fault, ...] = ()
    lang: str | None = None

    @property
    def folder(self) -> Path:
        """The folder that paths in the file start from."""
        return Path() if self.file is None else self.file.parent

    def ensure_sound(self, words: Words) -> None:
        """Refuse to run by a file with faults.

        Raises:
            CannotRun: it tells every fault.

        """
        if self.faults:
            raise cannot_run(self.faults, self.file, words)

    def defaults(self, command: Any) -> dict[str, Any]:
        """Give the values for the parameters of a command and, by name, for those of the commands below it.

        A key holds wherever its environment variable does.
        """
        given: dict[str, Any] = {name: self.defaults(below) for name, below in getattr(command, "commands", {}).items()}
        for parameter in command.params:
            key = _key(parameter)
            if key in self.config.options:
                value = self.config.options[key]
                value = str(self.folder / value) if key in _PATHS else value
                given[parameter.name] = [value] if parameter.multiple and not isinstance(value, list) else value
        return given


def read_settings(arguments: list[str]) -> Settings:
    """Read the nearest sociallan.toml, unless the user wants none; what is wrong with it is given, not raised."""
    file = config_files.nearest() if wants_config(arguments) else None
    if file is None:
        return Settings()
    # Most runs have no such file.
    from sociallan.core.config import ConfigError, read_config
    from sociallan.files import resources

    try:
        config = read_config(config_files.source(file), resources.schema("config"))
    except ConfigError as error:
        return Settings(file, faults=error.faults, lang=error.lang)
    return Settings(file, config, lang=config.options.get("lang"))


def _key(parameter: Any) -> str:
    """Give the name that a parameter has in the file: that of its environment variable; empty where it has none."""
    return (parameter.envvar or "").removeprefix("SOCIALLAN_").lower().replace("_", "-")


def cannot_run(faults: tuple[Fault, ...], file: Path | None, words: Words) -> CannotRun:
    """Tell every fault in the file, each with its place and cure."""
    from sociallan.cli.workbench import fault_lines  # Most runs have nothing to tell.

    lines = [words.say("settings.faults", file=file, count=len(faults))]
    return CannotRun("\n".join([*lines, *fault_lines(faults, Path(), words)]))
