"""The options of ``check``, one field each: source of the command line, the variables and sociallan.toml."""

from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum
from functools import cache
from inspect import Parameter, Signature
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import typer

from sociallan.files.languages import Language
from sociallan.formats import RENDERERS
from sociallan.report import values
from sociallan.report.words import Words

STDIN_NAME = "stdin.yaml"
"""Default name of the application read from standard input."""


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    """The least severe verdict for which the exit code is 1."""

    INCOMPLETE = "incomplete"
    NOT_MET = "not_met"
    INVALID = "invalid"
    NEVER = "never"


class Role(Enum):
    """The effect of an option, which determines whether it may be set in sociallan.toml."""

    CONTENT = "content of a report or exit code: allowed in the file; a run reports where it was set"
    APPEARANCE = "appearance or speed: allowed in the file"
    ONE_RUN = "file or address of one run, or an output other than a report: not allowed in the file"
    TRUST = "trusted packs: not allowed in the file, which may be untrusted itself"


class Option(NamedTuple):
    """The properties of an option other than its name, type and default, which are those of its field.

    ``metavar`` is a key of the words, required unless the type lists its values. ``schema`` is the JSON Schema of the
    key in sociallan.toml, if it differs from that of the type. A ``positional`` option is an argument.
    """

    role: Role
    metavar: str = ""
    short: str | None = None
    minimum: int | None = None
    schema: Mapping[str, Any] | None = None
    positional: bool = False


class CheckOptions(NamedTuple):
    """The options of ``check`` as given, in the order of the help.

    The field ``as_of`` is the option ``--as-of``, the variable ``SOCIALLAN_AS_OF``, the key ``as-of`` and the
    words ``help.check.as_of``.
    """

    paths: Annotated[tuple[str, ...], Option(Role.ONE_RUN, "paths", positional=True)] = ()
    format: Annotated[
        tuple[str, ...], Option(Role.APPEARANCE, "format", schema={"type": "string", "enum": list(RENDERERS)})
    ] = ()
    output: Annotated[tuple[Path, ...], Option(Role.ONE_RUN, "file")] = ()
    lang: Annotated[Language | None, Option(Role.APPEARANCE)] = None
    rules: Annotated[Path | None, Option(Role.CONTENT, "folder")] = None
    as_of: Annotated[str | None, Option(Role.CONTENT, "date", schema={"type": "string", "format": "date"})] = None
    fail_on: Annotated[FailOn, Option(Role.CONTENT)] = FailOn.INCOMPLETE
    stdin_filename: Annotated[str, Option(Role.ONE_RUN, "file")] = STDIN_NAME
    color: Annotated[Colour, Option(Role.APPEARANCE)] = Colour.AUTO
    jobs: Annotated[int, Option(Role.APPEARANCE, "number", minimum=0)] = 0
    select: Annotated[tuple[str, ...], Option(Role.CONTENT, "ids")] = ()
    ignore: Annotated[tuple[str, ...], Option(Role.CONTENT, "ids")] = ()
    files_from: Annotated[str | None, Option(Role.ONE_RUN, "file")] = None
    trusted_rules: Annotated[tuple[str, ...], Option(Role.TRUST, "digest")] = ()
    exclude: Annotated[
        tuple[str, ...],
        Option(Role.CONTENT, "pattern", schema={"type": "array", "items": {"type": "string", "minLength": 1}}),
    ] = ()
    dask: Annotated[str | None, Option(Role.ONE_RUN, "address")] = None
    full: Annotated[bool, Option(Role.APPEARANCE)] = False
    statistics: Annotated[bool, Option(Role.APPEARANCE)] = False
    explain: Annotated[bool, Option(Role.APPEARANCE)] = False
    plain: Annotated[bool, Option(Role.APPEARANCE)] = False
    strict: Annotated[bool, Option(Role.CONTENT)] = False
    list_files: Annotated[bool, Option(Role.ONE_RUN)] = False
    multi: Annotated[bool, Option(Role.CONTENT)] = False
    quiet: Annotated[bool, Option(Role.CONTENT, short="-q")] = False
    no_progress: Annotated[bool, Option(Role.APPEARANCE)] = False

    @classmethod
    def parsed(cls, given: Mapping[str, Any]) -> "CheckOptions":
        """Return the options from the parser's values, in which lists stand for tuples and ``None`` for no value."""
        return cls(**{row.field: row.value(given[row.field]) for row in rows()})


class OptionRow(NamedTuple):
    """An option of ``check``: the name, type and default of its field, and its other properties."""

    field: str
    annotation: Any
    default: Any
    option: Option

    @property
    def key(self) -> str:
        """The name in sociallan.toml and, after two hyphens, on the command line."""
        return self.field.replace("_", "-")

    @property
    def variable(self) -> str:
        """The name of the environment variable."""
        return f"SOCIALLAN_{self.field.upper()}"

    @property
    def in_file(self) -> bool:
        """Whether the option may be set in sociallan.toml."""
        return self.option.role in (Role.CONTENT, Role.APPEARANCE)

    @property
    def is_path(self) -> bool:
        """Whether the values are paths."""
        return issubclass(self._kind, Path)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema of a value in sociallan.toml."""
        one = _schema(self._kind, self.option.minimum)
        return self.option.schema or ({"type": "array", "items": one} if self._is_many else one)

    @property
    def _is_many(self) -> bool:
        return get_origin(self.annotation) is tuple

    @property
    def _kind(self) -> type:
        """The type of one value: ``str`` for ``tuple[str, ...]`` and for ``str | None``."""
        kind: type = (get_args(self.annotation) or (self.annotation,))[0]
        return kind

    def about(self, words: Words) -> str:
        """Return the description of the key in sociallan.toml: its own text, else the help of the option."""
        own = words.coded("help", "setting", self.field)
        return words.say(f"help.check.{self.field}") if own is None else own

    def value(self, given: Any) -> Any:
        """Convert a value of the parser to the field's type."""
        return tuple(given or ()) if self._is_many else given

    def declared(self, words: Words) -> Any:
        """Return Typer's declaration of the option or argument."""
        # Only the help of ``format`` has a placeholder for the formats.
        text = words.say(f"help.check.{self.field}", formats=values.joined(RENDERERS, words, "or"))
        metavar = self._metavar(words)
        if self.option.positional:
            return typer.Argument(metavar=metavar, help=text, show_default=False)
        names = filter(None, (f"--{self.key}", self.option.short))
        return typer.Option(*names, metavar=metavar, help=text, envvar=self.variable, min=self.option.minimum)

    def parameter(self, words: Words) -> Parameter:
        """Return the function parameter from which Typer builds the option."""
        kind: Any = GenericAlias(list, (self._kind,)) | None if self._is_many else self.annotation
        default = None if self._is_many else self.default
        annotation = Annotated[kind, self.declared(words)]
        return Parameter(self.field, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    def _metavar(self, words: Words) -> str | None:
        if self.option.metavar:
            return words.say(f"help.check.{self.option.metavar}_metavar")
        return "|".join(self._kind) if issubclass(self._kind, StrEnum) else None


@cache
def rows() -> tuple[OptionRow, ...]:
    """Return the options of ``check`` in order."""
    types = get_type_hints(CheckOptions, include_extras=True)
    defaults = CheckOptions._field_defaults
    return tuple(OptionRow(name, *_parts(types[name], defaults[name])) for name in CheckOptions._fields)


def result_options() -> Iterator[str]:
    """Yield the keys of the options that affect a report's content or the exit code."""
    return (row.key for row in rows() if row.option.role is Role.CONTENT)


def of_check(key: str, words: Words) -> Any:
    """Return Typer's declaration of an option of ``check``, for use by another command."""
    return next(row for row in rows() if row.key == key).declared(words)


def signature(words: Words) -> Signature:
    """Return the signature of the command, from which Typer builds the command line."""
    context = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    return Signature([context, *(row.parameter(words) for row in rows())])


def _parts(annotation: Any, default: Any) -> tuple[Any, Any, Option]:
    kind, option = get_args(annotation)
    return kind, default, option


def _schema(kind: type, minimum: int | None) -> Mapping[str, Any]:
    if issubclass(kind, bool):
        return {"type": "boolean"}
    if issubclass(kind, int):
        return {"type": "integer"} if minimum is None else {"type": "integer", "minimum": minimum}
    if issubclass(kind, Path):
        return {"type": "string", "minLength": 1, "format": "path"}
    return {"type": "string", "enum": list(kind)} if issubclass(kind, StrEnum) else {"type": "string"}
