"""``sociallan explain``: explain a rule, a field or a finding to the applicant."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import completers
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.nearest import with_nearest
from sociallan.cli.streams import put
from sociallan.files.languages import Language
from sociallan.report.words import Words


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("explain", help=words.say("help.explain.about"))
    def explain(
        several: Annotated[
            list[str] | None,
            typer.Argument(metavar="[ID]", help=words.say("help.explain.name"), autocompletion=completers.explained),
        ] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
        rules: Annotated[Path | None, of_check("rules", words)] = None,
    ) -> None:
        from sociallan.pages import manual, manual_names  # Imported late: no other command needs it.

        loaded = load_resources(words, rules)
        # What stands on the screen may have several words, and is asked for without quotation marks.
        name = " ".join(several or ())
        if not name:
            example = next(path for path in loaded.shape.fields if "." in path)
            raise CannotRun(words.say("usage.nothing_to_explain", example=example))
        view = view_of(loaded)
        page = manual.page(name, loaded.pack, view)
        if page is None:
            message = words.say("usage.unknown_id", name=name)
            # The signs of sources are no words: a word that looks like one is no misspelling of it.
            known = (each for each in manual_names.names(loaded.pack, view) if name.isupper() or not _is_sign(each))
            suggestion = with_nearest(message, name, known, words)
            titles = [title for title, _ in manual_names.titles(loaded.pack, view)]
            # Of long titles the first word is a better measure than the number of letters alike.
            first = name.casefold().partition(" ")[0]
            alike = [title for title in titles if title.casefold().startswith(f"{first} ")]
            if suggestion == message:
                suggestion = with_nearest(message, name, alike or titles, words)
            if suggestion == message:
                suggestion = f"{message} {words.say('usage.explain_else')}"
            raise CannotRun(suggestion)
        put(sys.stdout, page)


def _is_sign(name: str) -> bool:
    return name.isupper() and name.isalpha()
