"""``sociallan rules test``: run the tests in the rules and the cases of the pack, and report their coverage."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_draft, load_resources, load_test_cases, view_of
from sociallan.cli.rules import options
from sociallan.cli.streams import put, warn
from sociallan.files import resources
from sociallan.files.languages import Language
from sociallan.report.words import Words
from sociallan.rules.rule import Rule

if TYPE_CHECKING:
    from sociallan.analysis.case import Case
    from sociallan.analysis.reachability import Explorer

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
        raise typer.Exit(_tested(chosen, loaded, rules or resources.default_pack(), threshold, mutate=mutate))


def _tested(rules: tuple[Rule, ...], loaded: Resources, folder: Path, threshold: float, *, mutate: bool) -> Exit:
    """Run the tests of rules and the cases that name them, write the results and return the exit code."""
    # Imported late, since `check` does not need them.
    from sociallan.analysis.case_tests import CaseTester, truths_reached
    from sociallan.analysis.coverage import coverage
    from sociallan.analysis.reachability import Explorer
    from sociallan.analysis.rule_tests import RuleTester
    from sociallan.pages.case_results import case_results
    from sociallan.pages.rule_results import below, results

    pack, view, shown = loaded.pack, view_of(loaded), options.display_path(folder)
    tester = RuleTester(pack)
    tried = tuple(tester.run(rule, test) for rule in rules for test in rule.tests)
    if not tried:
        raise CannotRun(loaded.words.say("usage.no_tests", folder=folder))
    cases = load_test_cases(pack, folder, loaded.words)
    named = cases if rules == pack.rules else tuple(case for case in cases if case.names(rule.id for rule in rules))
    case_tester = CaseTester(pack, loaded.shape)
    of_cases = tuple(result for case in named for result in case_tester.results(case))
    explorer = Explorer(pack, loaded.shape)
    reaches = {rule.id: explorer.reachability(rule) for rule in rules}
    covered = coverage(tried, reaches, truths_reached(named, pack, loaded.shape))
    if of_cases:
        put(sys.stdout, case_results(of_cases, shown, view))
    put(sys.stdout, results(tried, covered, reaches, pack, shown, view))
    failed = not (all(trial.passed for trial in tried) and all(result.passed for result in of_cases))
    if mutate:
        failed = not _notices_all(rules, cases, explorer, loaded, folder) or failed
    if covered.percent < threshold:
        warn(below(covered, threshold, view))
        failed = True
    return Exit.NOT_READY if failed else Exit.READY


def _notices_all(
    rules: tuple[Rule, ...], cases: "tuple[Case, ...]", explorer: "Explorer", loaded: Resources, folder: Path
) -> bool:
    """Write which mutants the tests and cases notice, and return whether they notice all."""
    from sociallan.analysis.case_book import CaseBook
    from sociallan.analysis.mutation_testing import Mutator
    from sociallan.analysis.pack_mutation import PackMutator, survivors
    from sociallan.pages.mutants import mutation_results
    from sociallan.pages.pack_mutants import MutantPages

    pack, view, shown = loaded.pack, view_of(loaded), options.display_path(folder)
    documents = load_draft(loaded.words, folder).documents
    book = CaseBook(pack, loaded.shape, cases)
    mutations = tuple(map(Mutator(explorer, loaded.shape.fields, book).run, rules))
    parts = PackMutator(explorer, book, documents).run(rules)
    put(sys.stdout, mutation_results(mutations, pack, shown, view))
    put(sys.stdout, MutantPages(pack, documents, shown, view).results(parts))
    return not any(found.survivors for found in mutations) and not survivors(parts)
