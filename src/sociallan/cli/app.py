"""Assembly of the command line from the modules of its commands."""

from importlib import import_module
from typing import Any

import typer

from sociallan.cli.language import command_class, group_class
from sociallan.report.words import Words

COMMANDS = {
    "check": "sociallan.cli.check",
    "new": "sociallan.cli.new",
    "fix": "sociallan.cli.fix",
    "questions": "sociallan.cli.questions",
    "convert": "sociallan.cli.convert",
    "explain": "sociallan.cli.explain",
    "compare": "sociallan.cli.compare",
    "replay": "sociallan.cli.replay",
    "rules": "sociallan.cli.rules.group",
    "cache": "sociallan.cli.cache",
    "schema": "sociallan.cli.schema",
    "editor": "sociallan.cli.editor",
    "lsp": "sociallan.cli.lsp",
    "completion": "sociallan.cli.completion",
}
"""The module of each command, imported when the command is built."""


def build_command(words: Words, asked: str | None = None) -> Any:
    """Build the command line of Click in a language: only the command ``asked`` for, or all if none has that name."""
    app = typer.Typer(
        name="sociallan",
        cls=group_class(words),
        help=words.say("help.about"),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def root() -> None: ...

    for name in (asked,) if asked in COMMANDS else COMMANDS:
        import_module(COMMANDS[name]).register(app, words)
    for registered in app.registered_commands:
        registered.cls = command_class(words)
    return typer.main.get_command(app)
