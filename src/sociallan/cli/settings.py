"""Defaults of the commands from a file of settings, read before the parser runs."""

from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from typer.core import TyperOption

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.cli.exits import CannotRun
from sociallan.cli.options import deciding, rows
from sociallan.cli.streams import warn
from sociallan.files import config as config_files
from sociallan.files.environment import NO_CONFIG, chosen_config, is_untrusted
from sociallan.report.provenance import settings_message
from sociallan.report.words import Words
from sociallan.screening.settings import EMPTY, Config, Setting, SettingSource

_WAIVER = "waiver"
_SOURCES = {
    "COMMANDLINE": SettingSource.OPTION,
    "ENVIRONMENT": SettingSource.VARIABLE,
    "DEFAULT_MAP": SettingSource.FILE,
}
"""The parser's names of where a value came from; what it calls otherwise is a default."""


class Settings(NamedTuple):
    """The settings that hold here. ``file`` is ``None`` where there are none; with ``faults`` nothing can be run.

    ``untrusted`` is true where the current folder is a stranger's, of which nothing but applications is heeded.
    """

    file: Path | None = None
    config: Config = EMPTY
    faults: tuple[Diagnostic[PackLocation], ...] = ()
    lang: str | None = None
    untrusted: bool = False

    @property
    def folder(self) -> Path:
        """The folder that paths in the file start from."""
        return Path() if self.file is None else self.file.parent

    def where(self, line: int) -> str:
        """Return a line of the file, as seen from the current folder: the same wherever that folder lies."""
        assert self.file is not None
        return f"{config_files.relative_to(Path(), self.file.as_posix())}:{line}"

    def deciding(self, context: Any) -> tuple[Setting, ...]:
        """Return the settings of a command that are not the default and change what comes of it."""
        parameters = {_key(parameter): parameter for parameter in context.command.params}
        found = [self._setting(key, parameters[key], context) for key in deciding() if key in parameters]
        # Waivers leave out weaknesses as ``ignore`` leaves out rules, and in the same commands.
        if self.config.waivers and "ignore" in parameters:
            waivers = self.config.waivers
            found.append(Setting(_WAIVER, len(waivers), SettingSource.FILE, self.where(waivers[0].line)))
        return tuple(filter(None, found))

    def _setting(self, key: str, parameter: Any, context: Any) -> Setting | None:
        source = _SOURCES.get(getattr(context.get_parameter_source(parameter.name), "name", ""))
        match source:
            case SettingSource.FILE:
                return Setting(key, _held(self.config.options[key]), source, self.where(self.config.lines[key]))
            case SettingSource.VARIABLE:
                return Setting(key, _held(context.params[parameter.name]), source, parameter.envvar)
            case SettingSource.OPTION:
                return Setting(key, _held(context.params[parameter.name]), source, f"--{key}")
            case None:
                return None

    def ensure_sound(self, words: Words) -> None:
        """Refuse to run by a file with faults.

        Raises:
            CannotRun: it tells every fault.

        """
        if self.faults:
            raise cannot_run(self.faults, self.file, words)

    def defaults(self, command: Any) -> dict[str, Any]:
        """Return the values for the parameters of a command and, by name, for those of the commands below it.

        A key holds wherever its environment variable does.
        """
        given: dict[str, Any] = {name: self.defaults(below) for name, below in getattr(command, "commands", {}).items()}
        paths = {row.key for row in rows() if row.is_path}
        for parameter in command.params:
            key = _key(parameter)
            if key in self.config.options:
                value = self.config.options[key]
                value = str(self.folder / value) if key in paths else value
                given[parameter.name] = [value] if parameter.multiple and not isinstance(value, list) else value
        return given


def read_settings(arguments: list[str]) -> Settings:
    """Read the settings that hold, if any; what is wrong with the file is given, not raised."""
    chosen, untrusted = chosen_config(arguments), is_untrusted(arguments)
    file = config_files.nearest() if chosen is None else None if chosen == NO_CONFIG else Path(chosen)
    if file is None:
        return Settings(untrusted=untrusted)
    # Most runs have no such file.
    from sociallan.files import resources
    from sociallan.screening.settings_file import ConfigError, read_config

    try:
        config = read_config(config_files.source(file), resources.schema("config"))
    except ConfigError as error:
        return Settings(file, faults=error.faults, lang=error.lang, untrusted=untrusted)
    return Settings(file, config, lang=config.options.get("lang"), untrusted=untrusted)


def options(words: Words) -> list[Any]:
    """Return the options on settings, which every command has: they are read here, before the parser runs."""
    flags = {"no-config": "SOCIALLAN_NO_CONFIG", "untrusted": "SOCIALLAN_UNTRUSTED"}
    return [
        TyperOption(
            param_decls=["--config"],
            expose_value=False,
            metavar=words.say("help.config_metavar"),
            help=words.say("help.config"),
            envvar="SOCIALLAN_CONFIG",
        ),
        *(
            TyperOption(
                param_decls=[f"--{name}"],
                expose_value=False,
                is_flag=True,
                default=False,
                help=words.say(f"help.{name.replace('-', '_')}"),
                envvar=variable,
            )
            for name, variable in flags.items()
        ),
    ]


def tell(context: Any, words: Words) -> None:
    """Tell, on standard error, of settings from a file that change what comes of a command."""
    settings: Settings = context.obj
    found = settings.deciding(context)
    if is_told(found) and (line := settings_message(found, words)):
        warn(line)


def is_told(settings: tuple[Setting, ...]) -> bool:
    """Return whether settings are told beside the reports: some are from a file, and no user asked for silence."""
    silent = any(each.name == "quiet" and each.value and each.source is not SettingSource.FILE for each in settings)
    return not silent and any(each.source is SettingSource.FILE for each in settings)


def _held(value: Any) -> str | int | tuple[str, ...]:
    """Return the value of an option as plain values, whatever the parser makes of it."""
    match value:
        case list() | tuple():
            return tuple(str(_held(part)) for part in value)
        case Enum():
            return str(value.value)
        case bool() | int():
            return value
        case _:
            return str(value)


def _key(parameter: Any) -> str:
    """Return the name that a parameter has in the file: that of its environment variable; empty where it has none."""
    return (parameter.envvar or "").removeprefix("SOCIALLAN_").lower().replace("_", "-")


def cannot_run(faults: tuple[Diagnostic[PackLocation], ...], file: Path | None, words: Words) -> CannotRun:
    """Return the error that lists every fault in the file, each with its place and cure."""
    from sociallan.cli.loading import fault_lines  # Most runs have nothing to tell.

    lines = [words.say("settings.faults", file=file, count=len(faults))]
    return CannotRun("\n".join([*lines, *fault_lines(faults, Path(), words)]))
