"""The command line put together."""

import typer

from sociallan.cli import check, compare, explain, new, replay, schema
from sociallan.cli.language import command_class, group_class
from sociallan.cli.rules import group as rules
from sociallan.render.words import Words

_COMMANDS = (check, new, explain, compare, replay, rules, schema)


def build_app(words: Words) -> typer.Typer:
    """Build the command line in a language."""
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

    for command in _COMMANDS:
        command.register(app, words)
    for registered in app.registered_commands:
        registered.cls = command_class(words)
    return app
