"""The options of ``check``, one field each: the command line, the environment and sociallan.toml are made of them."""

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
"""What is read from standard input is called this, unless the user gives it another name."""


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    """From which verdict on the exit code is 1."""

    INCOMPLETE = "incomplete"
    NOT_MET = "not_met"
    INVALID = "invalid"
    NEVER = "never"


class Role(Enum):
    """What an option decides, and so whether it may stand in sociallan.toml."""

    CONTENT = "what a report says, or the exit code: may stand in the file, and a run tells where it was set"
    APPEARANCE = "how a report is shown, or how fast: may stand in the file"
    ONE_RUN = "a file or an address of one run, or another output than a report: stands in no file"
    TRUST = "whom to trust: stands in no file, since the file may be someone else's"


class Option(NamedTuple):
    """What there is to an option besides its name, its type and its default, which are those of its field.

    ``metavar`` is a key of the words, needed where the type lists no values. ``schema`` is the JSON Schema of the
    key in sociallan.toml, where that is not simply the one of the type. ``positional`` is an argument.
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
        """Return the options from the values that the parser gives, which has lists and ``None`` for none."""
        return cls(**{row.field: row.value(given[row.field]) for row in rows()})


class OptionRow(NamedTuple):
    """An option of ``check``: its field, with the type and the default."""

    field: str
    annotation: Any
    default: Any
    option: Option

    @property
    def key(self) -> str:
        """The name in sociallan.toml, and with two hyphens before it on the command line."""
        return self.field.replace("_", "-")

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"SOCIALLAN_{self.field.upper()}"

    @property
    def in_file(self) -> bool:
        """Whether the option may stand in sociallan.toml."""
        return self.option.role in (Role.CONTENT, Role.APPEARANCE)

    @property
    def is_path(self) -> bool:
        """Whether the values lead to files or folders."""
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
        """The type of one value: of ``tuple[str, ...]`` and of ``str | None`` it is ``str``."""
        kind: type = (get_args(self.annotation) or (self.annotation,))[0]
        return kind

    def about(self, words: Words) -> str:
        """Return what is said of the key in sociallan.toml: the help, where it has no text of its own."""
        own = words.coded("help", "setting", self.field)
        return words.say(f"help.check.{self.field}") if own is None else own

    def value(self, given: Any) -> Any:
        """Return a value of the parser as one of the field's type."""
        return tuple(given or ()) if self._is_many else given

    def declared(self, words: Words) -> Any:
        """Return the option, or the argument, as Typer is told of it."""
        # Only one text has a place for the formats.
        text = words.say(f"help.check.{self.field}", formats=values.joined(RENDERERS, words, "or"))
        metavar = self._metavar(words)
        if self.option.positional:
            return typer.Argument(metavar=metavar, help=text, show_default=False)
        names = filter(None, (f"--{self.key}", self.option.short))
        return typer.Option(*names, metavar=metavar, help=text, envvar=self.variable, min=self.option.minimum)

    def parameter(self, words: Words) -> Parameter:
        """Return the parameter of a function from which Typer makes the option."""
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


def deciding() -> Iterator[str]:
    """Yield the keys of the options that change what a report says or the exit code: a run tells where each was set."""
    return (row.key for row in rows() if row.option.role is Role.CONTENT)


def of_check(key: str, words: Words) -> Any:
    """Return an option of ``check`` that another command has too, as Typer is told of it."""
    return next(row for row in rows() if row.key == key).declared(words)


def signature(words: Words) -> Signature:
    """Return the signature of the command: Typer makes the command line of it."""
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
