"""``sociallan rules docs``: write a page for each rule."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import rule_options as options
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import cases_of_pack, load_draft, resources_of, views_of_languages
from sociallan.cli.outputs import ensure_apart, input_paths
from sociallan.cli.reasons import reason
from sociallan.cli.streams import put
from sociallan.cli.targets import output_path
from sociallan.files import packs
from sociallan.files.languages import Language
from sociallan.files.pages import conflicting_file, write_pages
from sociallan.report.runner_commands import Notation, unheeded
from sociallan.report.words import Words


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("docs", help=words.say("help.rules.docs"))
    def docs(
        context: typer.Context,
        folder: Annotated[
            Path, typer.Argument(metavar=words.say("help.check.folder_metavar"), help=words.say("help.rules.docs_to"))
        ],
        rules: Annotated[Path | None, options.pack(words)] = None,
        lang: Annotated[Language | None, options.language(words)] = None,
    ) -> None:
        # Imported late, since `check` does not need them.
        from sociallan.analysis.pack_tester import PackTester
        from sociallan.pages.rule_documents import MARK, rule_documents

        source = packs.named_pack(rules)
        draft = load_draft(words, source)
        loaded = resources_of(draft, source, words)
        pack = loaded.pack
        views = views_of_languages(loaded)
        cases = cases_of_pack(draft, pack, source, words)
        run = PackTester(pack, loaded.shape, cases, draft.documents).run(pack.rules)
        examples = {name: reach.cases for name, reach in run.reachability.items()}
        made = rule_documents(pack, examples, run.coverage, views)
        pages = {name: unheeded(text, Notation.TEXT) for name, text in made.items()}
        if output_path(folder) is None:
            put(sys.stdout, "\n".join(pages.values()))
            return
        try:
            conflict = conflicting_file(folder, pages, MARK)
            if conflict is not None:
                raise CannotRun(words.say("documents.in_the_way", file=options.display_path(conflict)))
            ensure_apart((folder / name for name in pages), words, read=input_paths(context.obj, (rules,)))
            removed = write_pages(folder, pages, MARK)
        except OSError as error:
            file, why = error.filename or folder, reason(error, words)
            raise CannotRun(words.say("usage.not_writable", file=file, why=why)) from error
        shown = options.display_path(folder)
        message = words.say("documents.written", count=len(pages), folder=shown, gone=len(removed))
        put(sys.stdout, f"{message}\n")
