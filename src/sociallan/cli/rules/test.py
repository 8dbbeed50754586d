"""``sociallan rules test``: run the tests in the rules and report their coverage."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.rules import options
from sociallan.cli.streams import put, warn
from sociallan.files import resources
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
        loaded = load_resources(words, rules)
        chosen = loaded.pack.rules if rule is None else (options.rule_named(rule, loaded),)
        raise typer.Exit(_tested(chosen, loaded, resources.pack_folder(rules), threshold, mutate=mutate))


def _tested(rules: tuple[Rule, ...], loaded: Resources, folder: Path, threshold: float, *, mutate: bool) -> Exit:
    """Run the tests of rules, write the results and return the exit code."""
    # Imported late, since `check` does not need them.
    from sociallan.analysis.coverage import coverage
    from sociallan.analysis.mutation_testing import Mutator
    from sociallan.analysis.reachability import Explorer
    from sociallan.analysis.rule_tests import RuleTester
    from sociallan.pages.mutants import mutation_results
    from sociallan.pages.rule_results import below, results

    fields, view, shown = loaded.shape.fields, view_of(loaded), options.display_path(folder)
    tester = RuleTester(loaded.pack)
    tried = tuple(tester.run(rule, test) for rule in rules for test in rule.tests)
    if not tried:
        raise CannotRun(loaded.words.say("usage.no_tests", folder=folder))
    explorer = Explorer(loaded.pack, loaded.shape)
    reaches = {rule.id: explorer.reachability(rule) for rule in rules}
    covered = coverage(tried, reaches)
    put(sys.stdout, results(tried, covered, reaches, loaded.pack, shown, view))
    failed = not all(trial.passed for trial in tried)
    if mutate:
        mutations = tuple(map(Mutator(explorer, fields).run, rules))
        put(sys.stdout, mutation_results(mutations, loaded.pack, shown, view))
        failed = failed or any(mutation.survivors for mutation in mutations)
    if covered.percent < threshold:
        warn(below(covered, threshold, view))
        failed = True
    return Exit.NOT_READY if failed else Exit.READY
