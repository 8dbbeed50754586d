"""``sociallan rules test``: run the tests that stand in the rules, and tell what they reach."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.check import Language
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.rules import options
from sociallan.cli.streams import put, warn
from sociallan.cli.workbench import Workbench, build_workbench, view_of
from sociallan.files import resources
from sociallan.model.pack import Rule
from sociallan.render.words import Words

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
    ) -> None:
        bench = build_workbench(words, rules)
        chosen = bench.pack.rules if rule is None else (options.rule_named(rule, bench),)
        raise typer.Exit(_tested(chosen, bench, rules or resources.default_pack(), threshold))


def _tested(rules: tuple[Rule, ...], bench: Workbench, folder: Path, threshold: float) -> Exit:
    """Run the tests of rules, tell what came of them, and give the exit code."""
    # `check` starts without these.
    from sociallan.core.coverage import coverage
    from sociallan.core.reach import Explorer
    from sociallan.core.rule_tests import RuleTester
    from sociallan.render.rule_results import below, results

    fields, view = bench.shape.fields, view_of(bench)
    tester = RuleTester(bench.pack, fields)
    tried = tuple(tester.run(rule, test) for rule in rules for test in rule.tests)
    if not tried:
        raise CannotRun(bench.words.say("usage.no_tests", folder=folder))
    explorer = Explorer(bench.pack, bench.shape)
    covered = coverage(tried, {rule.id: explorer.reach(rule) for rule in rules})
    put(sys.stdout, results(tried, covered, bench.pack, options.shown(folder), view))
    if covered.percent < threshold:
        warn(below(covered, threshold, view))
        return Exit.NOT_READY
    return Exit.READY if all(trial.passed for trial in tried) else Exit.NOT_READY
