"""The command group ``sociallan rules``."""

import typer

from sociallan.cli.language import command_class, group_class
from sociallan.cli.rules import check, diff, docs, init, new, release, show, test, verify
from sociallan.cli.rules import list as list_rules
from sociallan.report.words import Words

_COMMANDS = (list_rules, show, check, test, init, new, release, verify, diff, docs)


def register(app: typer.Typer, words: Words) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(
        cls=group_class(words),
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.add_typer(group, name="rules", help=words.say("help.rules.about"))
    for command in _COMMANDS:
        command.register(group, words)
    for registered in group.registered_commands:
        registered.cls = command_class(words)
