"""Settings from sociallan.toml: defaults of the commands, read before the parser runs, and waivers."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from typer.core import TyperOption

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.spelling import nearest
from sociallan.cli.check_options import result_options, rows
from sociallan.cli.exits import CannotRun
from sociallan.cli.options import PREFIX
from sociallan.cli.streams import warn
from sociallan.files import config as config_files
from sociallan.files.environment import NO_CONFIG, chosen_config, is_untrusted, variables
from sociallan.pack.pack import Pack
from sociallan.report.provenance import settings_message
from sociallan.report.values import visible
from sociallan.report.waivers import findings
from sociallan.report.words import Words
from sociallan.screening import waivers
from sociallan.screening.settings import EMPTY, WAIVER, Config, Setting, SettingSource, WaiverUse

_SOURCES = {
    "COMMANDLINE": SettingSource.OPTION,
    "ENVIRONMENT": SettingSource.VARIABLE,
    "DEFAULT_MAP": SettingSource.FILE,
}
"""Setting sources by the parser's name for them; any other name is a default."""


class Settings(NamedTuple):
    """The settings in effect. ``file`` is ``None`` without a file; with ``faults`` no command can run.

    ``untrusted`` is true if the current folder is untrusted: only applications are read from it.
    """

    file: Path | None = None
    config: Config = EMPTY
    faults: tuple[Diagnostic[PackLocation], ...] = ()
    lang: str | None = None
    untrusted: bool = False

    @property
    def folder(self) -> Path:
        """The folder that paths in the file are relative to."""
        return Path() if self.file is None else self.file.parent

    def where(self, line: int) -> str:
        """Return the location of a line as ``path:line``, relative to the current folder so that it is reproducible."""
        assert self.file is not None
        return f"{config_files.relative_to(Path(), self.file.as_posix())}:{line}"

    def result_settings(self, context: Any) -> tuple[Setting, ...]:
        """Return the non-default settings of a command that affect its result."""
        parameters = {_key(parameter): parameter for parameter in context.command.params}
        found = [self._setting(key, parameters[key], context) for key in result_options() if key in parameters]
        # Waivers suppress weaknesses in the same commands in which ``ignore`` suppresses rules.
        if self.config.waivers and "ignore" in parameters:
            count, line = len(self.config.waivers), self.config.waivers[0].line
            found.append(Setting(WAIVER, count, SettingSource.FILE, self.where(line)))
        return tuple(filter(None, found))

    def _setting(self, key: str, parameter: Any, context: Any) -> Setting | None:
        source = _source(parameter, context)
        match source:
            case SettingSource.FILE:
                return Setting(key, _plain_value(self.config.options[key]), source, self.where(self.config.lines[key]))
            case SettingSource.VARIABLE:
                return Setting(key, _plain_value(context.params[parameter.name]), source, parameter.envvar)
            case SettingSource.OPTION:
                return Setting(key, _plain_value(context.params[parameter.name]), source, f"--{key}")
            case None:
                return None

    def name_of(self, parameter: Any, context: Any) -> str:
        """Return the name by which an option was given: the option, its variable, or its key and place in the file."""
        source = _source(parameter, context)
        if source is SettingSource.FILE:
            key = _key(parameter)
            return f"{key} ({self.where(self.config.lines[key])})"
        return str(parameter.envvar) if source is SettingSource.VARIABLE else max(parameter.opts, key=len)

    def ensure_valid(self, words: Words) -> None:
        """Check that the file has no faults.

        Raises:
            CannotRun: if it has; the message lists every fault.

        """
        if self.faults:
            raise self._cannot_run(self.faults, words)

    def ensure_allowed(self, pack: Pack, words: Words) -> None:
        """Check that a pack allows every waiver.

        Raises:
            CannotRun: if it does not; the message lists every such waiver.

        """
        faults = tuple(waivers.waiver_faults(self.config.waivers, pack, self._file))
        if faults:
            raise self._cannot_run(faults, words)

    def warn_of_waivers(self, uses: Iterable[WaiverUse], words: Words) -> None:
        """Warn on standard error of waivers that have expired or are not used."""
        for line in findings(tuple(uses), self._file, words):
            warn(line)

    @property
    def _file(self) -> str:
        return "" if self.file is None else self.file.as_posix()

    def _cannot_run(self, faults: tuple[Diagnostic[PackLocation], ...], words: Words) -> CannotRun:
        """Return the error that lists faults in the file, each with its location and remedy."""
        from sociallan.cli.faults import fault_lines  # Imported late, since most runs have no faults.

        lines = [words.say("settings.faults", file=self.file, count=len(faults))]
        return CannotRun("\n".join([*lines, *fault_lines(faults, Path(), words)]))

    def defaults(self, command: Any) -> dict[str, Any]:
        """Return the parser's default map: values for a command's parameters and, by name, for its subcommands.

        A key applies to every command that has its environment variable.
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
    """Read the settings in effect, if any; faults in the file are returned, not raised."""
    chosen, untrusted = chosen_config(arguments), is_untrusted(arguments)
    file = config_files.nearest() if chosen is None else None if chosen == NO_CONFIG else Path(chosen)
    if file is None:
        return Settings(untrusted=untrusted)
    # Imported late, since most runs have no such file.
    from sociallan.files import resources
    from sociallan.screening.settings_file import ConfigError, read_config

    try:
        only_options = [row.key for row in rows() if not (row.in_file or row.option.positional)]
        config = read_config(config_files.source(file), resources.schema("config"), only_options)
    except ConfigError as error:
        return Settings(file, faults=error.faults, lang=error.lang, untrusted=untrusted)
    return Settings(file, config, lang=config.options.get("lang"), untrusted=untrusted)


def options(words: Words) -> list[Any]:
    """Return the settings options of every command, for its help; their values are read before the parser runs."""
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


def warn_of_settings(context: Any, words: Words) -> None:
    """Warn on standard error of settings from a file that affect the result of a command."""
    settings: Settings = context.obj
    found = settings.result_settings(context)
    if is_announced(found) and (line := settings_message(found, words)):
        warn(line)


def warn_of_variables(words: Words) -> None:
    """Warn on standard error of environment variables with the program's prefix that no option has."""
    known = {row.variable for row in rows() if not row.option.positional}
    known |= {parameter.envvar for parameter in options(words)}
    short = {name.removeprefix(PREFIX) for name in known}
    for name in variables(PREFIX):
        if name not in known:
            near = nearest(name.removeprefix(PREFIX), sorted(short))
            key = "usage.variable" if near is None else "usage.variable_near"
            warn(words.say(key, name=visible(name), near=f"{PREFIX}{near}"))


def is_announced(settings: tuple[Setting, ...]) -> bool:
    """Return whether to warn of settings: some come from a file, and the user did not ask for ``quiet``."""
    silent = any(each.name == "quiet" and each.value and each.source is not SettingSource.FILE for each in settings)
    return not silent and any(each.source is SettingSource.FILE for each in settings)


def _plain_value(value: Any) -> str | int | tuple[str, ...]:
    """Convert the parser's value of an option to plain values."""
    match value:
        case list() | tuple():
            return tuple(str(_plain_value(part)) for part in value)
        case Enum():
            return str(value.value)
        case bool() | int():
            return value
        case _:
            return str(value)


def _source(parameter: Any, context: Any) -> SettingSource | None:
    """Return where a parameter was given, ``None`` if it has its default."""
    return _SOURCES.get(getattr(context.get_parameter_source(parameter.name), "name", ""))


def _key(parameter: Any) -> str:
    """Return the key of a parameter in sociallan.toml, derived from its environment variable; empty without one."""
    return (parameter.envvar or "").removeprefix(PREFIX).lower().replace("_", "-")
