"""Declaration of an option as one field: for the command line, the environment and sociallan.toml, with its help."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum, StrEnum
from inspect import Parameter, Signature
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any, NamedTuple, get_args, get_origin

import typer

from sociallan.cli.completers import Completions
from sociallan.formats import RENDERERS
from sociallan.report import values
from sociallan.report.words import Words

PREFIX = "SOCIALLAN_"
"""Beginning of the names of the environment variables of options."""


class OptionRole(Enum):
    """The effect of an option, which determines whether it may be set in sociallan.toml."""

    CONTENT = "content of a report or exit code: allowed in the file; a run reports where it was set"
    APPEARANCE = "appearance or speed: allowed in the file"
    ONE_RUN = "file or address of one run, or an output other than a report: not allowed in the file"
    TRUST = "trusted packs: not allowed in the file, which may be untrusted itself"


class Option(NamedTuple):
    """The properties of an option other than its name, type and default, which are those of its field.

    ``metavar`` is a key of the words, required unless the type lists its values. ``schema`` is the JSON Schema of the
    key in sociallan.toml, if it differs from that of the type. A ``positional`` option is an argument.
    ``complete`` returns the values that a shell offers, where they are neither listed by the type nor files.
    """

    role: OptionRole
    metavar: str = ""
    short: str | None = None
    minimum: int | None = None
    schema: Mapping[str, Any] | None = None
    positional: bool = False
    complete: Callable[..., Completions] | None = None


class OptionRow(NamedTuple):
    """An option: the name, type and default of its field, and its other properties."""

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
        return f"{PREFIX}{self.field.upper()}"

    @property
    def in_file(self) -> bool:
        """Whether the option may be set in sociallan.toml."""
        return self.option.role in (OptionRole.CONTENT, OptionRole.APPEARANCE)

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

    def declared(self, words: Words, help_key: str | None = None) -> Any:
        """Return Typer's declaration of the option or argument, with help of its own where a key of it is given."""
        # Only the help of ``format`` has a placeholder for the formats.
        text = words.say(help_key or f"help.check.{self.field}", formats=values.joined(RENDERERS, words, "or"))
        metavar, complete = self._metavar(words), self.option.complete
        if self.option.positional:
            return typer.Argument(metavar=metavar, help=text, show_default=False, autocompletion=complete)
        names = filter(None, (f"--{self.key}", self.option.short))
        return typer.Option(
            *names, metavar=metavar, help=text, envvar=self.variable, min=self.option.minimum, autocompletion=complete
        )

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


def rows_of(types: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[OptionRow]:
    """Yield the options of a table, from the annotated type and the default of each field."""
    for field, default in defaults.items():
        kind, option = get_args(types[field])
        yield OptionRow(field, kind, default, option)


def signature(rows: Iterable[OptionRow], words: Words) -> Signature:
    """Return the signature of a command, from which Typer builds the command line."""
    context = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    return Signature([context, *(row.parameter(words) for row in rows)])


def _schema(kind: type, minimum: int | None) -> Mapping[str, Any]:
    if issubclass(kind, bool):
        return {"type": "boolean"}
    if issubclass(kind, int):
        return {"type": "integer"} if minimum is None else {"type": "integer", "minimum": minimum}
    if issubclass(kind, Path):
        return {"type": "string", "minLength": 1, "format": "path"}
    return {"type": "string", "enum": list(kind)} if issubclass(kind, StrEnum) else {"type": "string"}
