"""``sociallan rules``: the rule pack, for those who own it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.check import Language
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.language import command_class, group_class
from sociallan.cli.streams import ornaments, put, warn
from sociallan.cli.workbench import Workbench, build_workbench
from sociallan.core import slips
from sociallan.files import resources
from sociallan.model.pack import Rule
from sociallan.render.view import View
from sociallan.render.words import Words

_ALL_COVERED = 100


def register(app: typer.Typer, words: Words) -> None:
    """Add the group of commands to the application."""

    def option(name: str) -> str:
        return words.say(f"help.rules.{name}")

    group = typer.Typer(
        cls=group_class(words),
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.add_typer(group, name="rules", help=option("about"))
    folder = words.say("help.check.folder_metavar")
    language = typer.Option(metavar="sv|en", help=option("lang"), envvar="SOCIALLAN_LANG")
    pack = typer.Option(metavar=folder, help=words.say("help.check.rules"), envvar="SOCIALLAN_RULES")

    # What prints rules is imported where it is needed: `check` starts without it.

    @group.command("list", cls=command_class(words), help=option("list"))
    def list_(
        lang: Annotated[Language | None, language] = None,
        rules: Annotated[Path | None, pack] = None,
    ) -> None:
        from sociallan.render.rule_pages import listing

        bench = build_workbench(words, rules)
        put(sys.stdout, listing(bench.pack, _view(bench)))

    @group.command("show", cls=command_class(words), help=option("show"))
    def show(
        id_: Annotated[str, typer.Argument(metavar="ID", help=option("id"))],
        lang: Annotated[Language | None, language] = None,
        rules: Annotated[Path | None, pack] = None,
    ) -> None:
        from sociallan.render.rule_pages import rule_page

        bench = build_workbench(words, rules)
        put(sys.stdout, rule_page(_rule(id_, bench), bench.pack, _view(bench)))

    @group.command("test", cls=command_class(words), help=option("test"))
    def test(
        rules: Annotated[
            Path | None, typer.Argument(metavar=f"[{folder}]", help=option("folder"), envvar="SOCIALLAN_RULES")
        ] = None,
        rule: Annotated[str | None, typer.Option(metavar="ID", help=option("rule"))] = None,
        threshold: Annotated[float, typer.Option(metavar="N", min=0, max=_ALL_COVERED, help=option("threshold"))] = 0,
        lang: Annotated[Language | None, language] = None,
    ) -> None:
        bench = build_workbench(words, rules)
        chosen = bench.pack.rules if rule is None else (_rule(rule, bench),)
        raise typer.Exit(_tested(chosen, bench, rules or resources.default_pack(), threshold))


def _tested(rules: tuple[Rule, ...], bench: Workbench, folder: Path, threshold: float) -> Exit:
    """Run the tests of rules, tell what came of them, and give the exit code."""
    from sociallan.core.coverage import coverage
    from sociallan.core.rule_tests import RuleTester
    from sociallan.render.rule_results import below, results

    fields, view = bench.shape.fields, _view(bench)
    tester = RuleTester(bench.pack, fields)
    tried = tuple(tester.run(rule, test) for rule in rules for test in rule.tests)
    if not tried:
        raise CannotRun(bench.words.say("usage.no_tests", folder=folder))
    covered = coverage(tried, bench.pack.params, fields)
    put(sys.stdout, results(tried, covered, bench.pack, _shown(folder), view))
    if covered.percent < threshold:
        warn(below(covered, threshold, view))
        return Exit.NOT_READY
    return Exit.READY if all(trial.passed for trial in tried) else Exit.NOT_READY


def _rule(name: str, bench: Workbench) -> Rule:
    found = bench.pack.rule(name)
    if found is None:
        near = slips.nearest(name, [rule.id for rule in bench.pack.rules])
        tail = " " + bench.words.say("usage.near", near=near) if near else ""
        raise CannotRun(bench.words.say("usage.unknown_rule", name=name) + tail)
    return found


def _shown(folder: Path) -> str:
    """Write a folder as seen from where the user stands, where it lies below."""
    here = Path.cwd()
    return (folder.relative_to(here) if folder.is_absolute() and folder.is_relative_to(here) else folder).as_posix()


def _view(bench: Workbench) -> View:
    looks = ornaments(sys.stdout, "auto")
    return View(bench.words, bench.shape.fields, looks.width, ascii_only=looks.ascii_only)
