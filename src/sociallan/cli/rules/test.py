"""``sociallan rules test``: run the tests in the rules and report their coverage."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import view_of
from sociallan.cli.pack_files import named_pack
from sociallan.cli.rules import options
from sociallan.cli.sound_rules import load_sound_rules
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
        rule: Annotated[str | None, typer.Option(metavar="ID", help=option("rule"))] = None,
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
        code = _tested(chosen, loaded, named_pack(rules), threshold, mutate=mutate)
        raise typer.Exit(sound.ended(code))


def _tested(rules: tuple[Rule, ...], loaded: Resources, folder: Path, threshold: float, *, mutate: bool) -> Exit:
    """Run the tests of rules, write the results and return the exit code."""
    # Imported late, since `check` does not need them.
    from sociallan.analysis.pack_tester import PackTester
    from sociallan.pages.mutants import mutation_results
    from sociallan.pages.rule_results import below, results

    view, shown = view_of(loaded), options.display_path(folder)
    tester = PackTester(loaded.pack, loaded.shape)
    run = tester.run(rules)
    if not run.results:
        raise CannotRun(loaded.words.say("usage.no_tests", folder=folder))
    put(sys.stdout, results(run.results, run.coverage, run.reachability, loaded.pack, shown, view))
    failed = run.failed > 0
    if mutate:
        mutations = tester.mutate(rules)
        put(sys.stdout, mutation_results(mutations, loaded.pack, shown, view))
        failed = failed or any(mutation.survivors for mutation in mutations)
    if run.coverage.percent < threshold:
        warn(below(run.coverage, threshold, view))
        failed = True
    return Exit.NOT_READY if failed else Exit.READY
