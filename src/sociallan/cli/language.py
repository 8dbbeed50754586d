"""Help and usage errors in the user's language, generated from the commands."""

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from sociallan.application import spelling
from sociallan.cli import settings
from sociallan.cli.exits import CannotRun
from sociallan.cli.nearest import with_nearest
from sociallan.files import sources
from sociallan.files.walk import ENDINGS
from sociallan.report.words import Words, as_argument

# Typer has no public name for its parser's usage error.
UsageError: type[Any] = typer.BadParameter.__mro__[1]

_LONG_DASH = re.compile(r"[-‐‑‒–—−]*[‐‑‒–—−][-‐‑‒–—−]*(?=[a-z])")
_ONE_HYPHEN = re.compile(r"-[a-z][a-z-]+")
_GROUP = "rules"
_LIKE_A_COMMAND = 0.75
"""How near a word must be to a command: *ansokan*, which may be a file, shares as much with *granska*."""
_SURPLUS = re.compile(r"unexpected extra argument\S* \((?P<given>.+)\)", re.DOTALL)


def command_class(words: Words) -> type[TyperCommand]:
    """Return a command class with help in a language and the settings options; it warns of settings from a file."""

    class Command(TyperCommand):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.params += settings.options(words)

        def invoke(self, ctx: Any) -> Any:
            settings.warn_of_settings(ctx, words)
            return super().invoke(ctx)

        def format_help(self, ctx: Any, formatter: Any) -> None:
            _write_help(self, ctx, formatter, words)

    return Command


def group_class(words: Words) -> type[TyperGroup]:
    """Return a command group class with help in a language."""

    class Group(TyperGroup):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            _write_help(self, ctx, formatter, words)

    return Group


def _write_help(command: Any, ctx: Any, formatter: Any, words: Words) -> None:
    formatter.write_usage(ctx.command_path, " ".join(_usage(command, ctx, words)), words.say("help.usage") + " ")
    formatter.write_paragraph()
    with formatter.indentation():
        for paragraph in (command.help or "").split("\n\n"):
            formatter.write_text(paragraph)
            formatter.write_paragraph()
    examples = _examples(command, ctx, words)
    if examples:
        with formatter.section(words.say("help.examples")):
            for line in examples:
                formatter.write_text(line)
    arguments, options = [], []
    for parameter in command.get_params(ctx):
        if parameter.param_type_name == "argument":
            arguments.append((parameter.make_metavar(ctx), parameter.help or ""))
        elif not parameter.hidden:
            options.append((_option(parameter, ctx), _option_help(parameter, words)))
    commands = [
        (name, command.get_command(ctx, name).get_short_help_str(200))
        for name in (command.list_commands(ctx) if hasattr(command, "list_commands") else ())
    ]
    for title, rows in (("arguments", arguments), ("options", options), ("commands", commands)):
        if rows:
            with formatter.section(words.say(f"help.{title}")):
                formatter.write_dl(rows)


def _examples(command: Any, ctx: Any, words: Words) -> list[str]:
    """Return examples of a command for a newcomer, one line each; the program itself and groups have none."""
    names = [str(command.name)]
    while (ctx := ctx.parent) is not None and ctx.parent is not None:
        names.insert(0, str(ctx.command.name))
    text = words.coded("help", "example", " ".join(names))
    return text.splitlines() if text is not None else []


def _usage(command: Any, ctx: Any, words: Words) -> list[str]:
    pieces = [f"[{words.say('help.options_metavar')}]"]
    pieces += [p.make_metavar(ctx) for p in command.get_params(ctx) if p.param_type_name == "argument"]
    if hasattr(command, "list_commands"):
        pieces.append(words.say("help.command_metavar"))
    return pieces


def _option(parameter: Any, ctx: Any) -> str:
    # Typer keeps the names of --help in a set; sorting makes their order stable, the short name first.
    names = ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len))
    return names if parameter.is_flag or parameter.count else f"{names} {parameter.make_metavar(ctx)}"


def _option_help(parameter: Any, words: Words) -> str:
    text = words.say("help.help") if parameter.name == "help" else parameter.help or ""
    default = parameter.default
    if isinstance(default, str) and default:
        text += f" [{words.say('help.default', value=default)}]"
    return text


def ensure_hyphens(arguments: Sequence[str], words: Words) -> None:
    """Check that no option begins with a long dash, which programs for text put in the place of two hyphens.

    Raises:
        CannotRun: if one does.

    """
    for given in arguments:
        match = _LONG_DASH.match(given)
        if match is not None and not Path(given).exists():
            raise CannotRun(words.say("usage.long_dash", option=given, meant=f"--{given[match.end() :]}"))


def usage_message(error: Any, words: Words, arguments: Sequence[str] = ()) -> str:
    """Return the message for a usage error of the parser; a command that is meant gets the arguments."""
    kind = type(error).__name__
    # Of an option without its value the parser does not tell the command.
    command = error.ctx.command_path if error.ctx is not None else _command(arguments)
    tail = words.say("usage.help", command=command)
    match kind:
        case "NoSuchOption":
            # Of several letters behind one hyphen, the parser reports the first.
            name = next((each for each in arguments if _ONE_HYPHEN.fullmatch(each)), error.option_name)
            text = words.say("usage.no_such_option", option=name)
            text = with_nearest(text, f"-{name.lstrip('-')}", error.possibilities or _options(error.ctx), words)
        case "MissingParameter":
            name = error.param.make_metavar(error.ctx) if error.param is not None else ""
            about = getattr(error.param, "help", None) or ""
            text = words.say("usage.missing", name=name, help=about).rstrip()
        case "BadParameter":
            name = _parameter_name(error, words)
            allowed = _allowed_values(getattr(error.param, "type", None), words)
            text = f"{words.say('usage.bad_value', name=name)}{allowed}"
        case "BadOptionUsage":
            # The parser has one error for a value that is lacking and for one that is too much.
            has_value = any(each.startswith(f"{error.option_name}=") for each in arguments)
            text = words.say("usage.takes_no_value" if has_value else "usage.needs_value", option=error.option_name)
        case _:
            text = _other_error(error, words, arguments)
    return f"{text}\n{tail}"


def _command(arguments: Sequence[str]) -> str:
    """Return the command that arguments begin with, as it is called: of a group, with the name of the group."""
    names = list(takewhile(str.isalpha, arguments[:2]))
    return " ".join(("sociallan", *names[: 2 if names[:1] == [_GROUP] else 1]))


def _allowed_values(kind: Any, words: Words) -> str:
    """Return a sentence on the allowed choices or range of a type, preceded by a space, or an empty text."""
    if choices := getattr(kind, "choices", None):
        allowed = ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
        return " " + words.say("usage.choices", choices=allowed)
    if getattr(kind, "name", None) == "boolean":
        return " " + words.say("usage.choices", choices="1, 0")
    lowest, highest = getattr(kind, "min", None), getattr(kind, "max", None)
    if lowest is None:
        return ""
    if highest is None:
        return " " + words.say("usage.whole_number", lowest=lowest)
    return " " + words.say("usage.whole_number_between", lowest=lowest, highest=highest)


def _other_error(error: Any, words: Words, arguments: Sequence[str]) -> str:
    command: Any = error.ctx.command if error.ctx is not None else None
    if hasattr(command, "list_commands") and "'" in error.message:
        given = error.message.split("'")[1]
        text: str = words.say("usage.no_such_command", command=given)
        near = _meant_command(given, error.ctx, words)
        if near is not None and arguments[:1] == [given]:
            near = " ".join((near, *map(as_argument, arguments[1:])))
        file = _meant_file(given) if near is None else None
        if file is not None:
            near = f"{error.ctx.command_path} check {as_argument(file)}"
        return text + (" " + words.say("usage.near", near=near) if near else "")
    surplus = _SURPLUS.search(error.message)
    return words.say("usage.other") if surplus is None else words.say("usage.surplus", given=surplus["given"])


def _meant_command(given: str, context: Any, words: Words) -> str | None:
    """Return the command that a word is a misspelling of, or of another word for it; ``None`` if there is none.

    Words of a language may be written without their marks, as ``hjalp`` for *hjälp*.
    """
    commands = {name: f"{context.command_path} {name}" for name in context.command.list_commands(context)}
    if context.parent is None:
        others = {name: str(words.coded("commands", name, "is")) for name in words.codes("commands")}
        commands = {**{spelling.without_marks(name): is_ for name, is_ in others.items()}, **others, **commands}
    near = spelling.nearest(given, commands, cutoff=_LIKE_A_COMMAND)
    return None if near is None else commands[near]


def _meant_file(given: str) -> str | None:
    """Return the path that a word given as a command may be; ``None`` if it is none.

    It is an existing path, an application with nearly that name, or a word with the ending of one.
    """
    if Path(given).exists():
        return given
    return sources.near_name(given) or (given if Path(given).suffix.lower() in ENDINGS else None)


def _options(ctx: Any) -> list[str]:
    parameters = () if ctx is None else ctx.command.get_params(ctx)
    return [name for parameter in parameters for name in parameter.opts if name.startswith("-")]


def _parameter_name(error: Any, words: Words) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    if parameter.param_type_name == "option":
        given = error.ctx.find_object(settings.Settings) or settings.Settings()
        return given.name_of(parameter, error.ctx)
    metavar = str(parameter.make_metavar(error.ctx))
    # A list of choices is not a name; the next sentence lists them.
    return words.say("usage.name") if "|" in metavar else metavar
