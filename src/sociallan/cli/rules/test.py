"""``sociallan rules test``: run the tests in the rules and the cases of the pack, and report their coverage."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli import completers
from sociallan.cli import rule_options as options
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import view_of, views_of_languages
from sociallan.cli.sound_rules import SoundRules, load_sound_rules
from sociallan.cli.streams import put, warn
from sociallan.files.languages import Language
from sociallan.report.words import Words
from sociallan.rules.rule import Rule

_ALL_COVERED = 100


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    def option(name: str) -> str:
        return words.say(f"help.rules.{name}")

    @group.command("test", help=option("test"))
    def test(
        rules: Annotated[Path | None, options.folder(words)] = None,
        rule: Annotated[
            str | None, typer.Option(metavar="ID", help=option("rule"), autocompletion=completers.rule_ids)
        ] = None,
        threshold: Annotated[float, typer.Option(metavar="N", min=0, max=_ALL_COVERED, help=option("threshold"))] = 0,
        lang: Annotated[Language | None, options.language(words)] = None,
        *,
        mutate: Annotated[bool, typer.Option("--mutate", help=option("mutate"))] = False,
    ) -> None:
        sound = load_sound_rules(words, rules)
        loaded = sound.resources
        if rule is not None:
            sound.ensure_sound(rule)
        chosen = loaded.pack.rules if rule is None else (options.rule_named(rule, loaded),)
        raise typer.Exit(sound.ended(_tested(chosen, sound, threshold, mutate=mutate)))


def _tested(rules: tuple[Rule, ...], sound: SoundRules, threshold: float, *, mutate: bool) -> Exit:
    """Run the tests of rules and the cases that name them, write the results and return the exit code.

    Raises:
        CannotRun: if there is no test, or the cases have faults; the message lists every fault.

    """
    # Imported late, since `check` does not need them.
    from sociallan.analysis.pack_tester import PackTester
    from sociallan.pages.case_results import case_results
    from sociallan.pages.mutation import mutation_text
    from sociallan.pages.rule_results import below, results

    loaded, folder = sound.resources, sound.folder
    pack, view, shown = loaded.pack, view_of(loaded), options.display_path(folder)
    tester = PackTester(pack, loaded.shape, sound.cases(), sound.draft.documents)
    run = tester.run(rules)
    if not run.results:
        raise CannotRun(loaded.words.say("usage.no_tests", folder=folder))
    if run.cases:
        put(sys.stdout, case_results(run.cases, shown, view))
    put(sys.stdout, results(run.results, run.coverage, run.reachability, pack, shown, view))
    failed = run.failed > 0
    if mutate:
        mutation = tester.mutate(rules)
        put(sys.stdout, mutation_text(mutation, pack, sound.draft.documents, shown, view, views_of_languages(loaded)))
        failed = failed or mutation.survivors > 0
    if run.coverage.percent < threshold:
        warn(below(run.coverage, threshold, view))
        failed = True
    return Exit.NOT_READY if failed else Exit.READY
