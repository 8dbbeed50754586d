"""After a change of a rule, reports with kept results are those without, and few files are screened whole."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sociallan.batch.cache_key import run_key
from sociallan.batch.cached_results import CachedResults
from sociallan.batch.chunk import Chunk
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import OutputOptions, RunOptions, ScreeningOptions
from sociallan.batch.worker import Screened, Worker
from sociallan.files import cache as database
from sociallan.formats import RENDERERS
from sociallan.pack.pack import Pack
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import Detail
from tests.builders import EXAMPLES, RULES, examples, loaded, shape, words
from tests.sampling import sampled

Rule = dict[str, Any]
Change = Callable[[Rule], object]

FULL = Detail(full=True, statistics=True)
PATHS = tuple(str(EXAMPLES / name) for name in examples())


def options(*formats: str, detail: Detail = FULL) -> RunOptions:
    outputs = tuple(OutputOptions(name, TerminalStyle()) for name in formats)
    return RunOptions("2025-06-01", ScreeningOptions(None, "-", multi=True, detail=detail), outputs)


TELLING = tuple(name for name, form in RENDERERS.items() if form.tells_run)
OTHERS = tuple(name for name in RENDERERS if name not in TELLING)
OPTIONS = options(*OTHERS)


@cache
def files() -> Mapping[str, str]:
    """Return the files of the shipped pack but its cases, which no report depends on."""
    paths = (path for path in sorted(RULES.rglob("*")) if path.is_file())
    named = ((path.relative_to(RULES).as_posix(), path) for path in paths)
    read = ("rules/", "tables/", "specimens/")
    return {
        name: path.read_text("utf-8")
        for name, path in named
        if name.startswith(read) or ("/" not in name and path.suffix == ".yaml")
    }


@cache
def rules() -> Mapping[str, tuple[str, Rule]]:
    """Return the file and the values of each rule by its id."""
    values = {name: yaml.load(text, yaml.CBaseLoader) for name, text in files().items() if name.startswith("rules/")}
    return {value["id"]: (name, value) for name, value in values.items()}


def changed(rule: str, *changes: Change) -> Pack:
    """Return the shipped pack with changes of a rule."""
    name, _ = rules()[rule]
    # A rule is read as it is elsewhere: its numbers are numbers.
    value = yaml.load(files()[name], yaml.CSafeLoader)
    for change in changes:
        change(value)
    return loaded({**files(), name: json.dumps(value, default=str)})


def negated(part: str) -> Change:
    return lambda rule: rule.update({part: {"not": rule[part]}})


def wrapped(part: str) -> Change:
    return lambda rule: rule.update({part: {"all": [rule[part]]}})


def tightened(part: str) -> Change:
    later = {"field": "submitted", "stated": True}
    return lambda rule: rule.update({part: {"all": [rule[part], later]}})


def said(part: str) -> Change:
    return lambda rule: rule.update({part: {lang: f"{text} – ändrat" for lang, text in rule[part].items()}})


CHANGES: Mapping[str, tuple[str, Change]] = {
    "the condition, with the same meaning": ("require", wrapped("require")),
    "the condition, turned round": ("require", negated("require")),
    "the condition, tightened": ("require", tightened("require")),
    "when it applies, with the same meaning": ("when", wrapped("when")),
    "when it applies, turned round": ("when require", negated("when")),
    "when it applies, tightened": ("when", tightened("when")),
    "what denial gives": ("require", lambda rule: rule.update(otherwise="to_mend")),
    "when people are asked": ("judge", lambda rule: rule["judge"].update(when={"field": "submitted", "stated": False})),
    "that people are asked": ("judge", lambda rule: rule.pop("judge")),
    "the title": ("title", said("title")),
    "the instruction": ("ask", said("ask")),
    "the reason": ("why", said("why")),
    "what is so otherwise": ("unmet", said("unmet")),
    "the sources": ("cites", lambda rule: rule.update(cites=["K-PROD#no-limits"])),
    "the level": ("require", lambda rule: rule.update(level="remark")),
    "the group": ("group", lambda rule: rule.update(group="privacy")),
    "the basis": ("basis", lambda rule: rule.update(basis="logic" if rule["basis"] != "logic" else "concluded")),
    "the first day": ("valid_from", lambda rule: rule.update(valid_from="2025-01-01")),
    "the last day": ("valid_from", lambda rule: rule.update(valid_to="2024-12-31")),
    "the question of people": ("judge", lambda rule: said("question")(rule["judge"])),
    "the question": ("question", said("question")),
    "the weight": ("weight", lambda rule: rule.update(weight=99)),
    "the tests": ("tests", lambda rule: rule["tests"].pop()),
}  # fmt: skip
"""The parts of a rule: the keys that a rule must have to be changed so, and the change."""


RULES_OF_A_CHANGE = 6
"""Rules that each change is tried on; more of them would take hours."""


def cases() -> Iterator[tuple[str, str]]:
    for change, (key, _) in CHANGES.items():
        having = [rule for rule, (_, value) in rules().items() if value.keys() >= set(key.split())]
        yield from ((change, rule) for rule in having[:: max(1, len(having) // RULES_OF_A_CHANGE)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    database.prepare(tmp_path / "cache", "2025-06-01")
    return tmp_path / "cache"


def screened(pack: Pack, folder: Path | None, run: RunOptions = OPTIONS, paths: Sequence[str] = PATHS) -> Screened:
    """Return what a run gives on examples, with results kept in a folder."""
    resources = Resources(pack, shape(), words())
    kept = None if folder is None else CachedResults(folder, run_key(run, resources, "1"), None)
    result = Worker(run, resources, kept).screen(Chunk(tuple(paths)))
    assert result.failures == ()
    return result


@pytest.mark.law
@pytest.mark.parametrize(
    "run", [OPTIONS, options(*OTHERS, "text", "plain", detail=Detail(full=False)), options(*TELLING)]
)
def test_reports_with_results_kept_before_a_rule_changed_are_those_without(run: RunOptions, folder: Path) -> None:
    """The results of each change are kept as well, so that the next one finds several runs."""
    paths = sampled(PATHS, 4)
    screened(loaded(files()), folder, run, paths)
    for change, rule in sampled([*cases()], len(CHANGES) // 2 if run is OPTIONS else 2):
        pack = changed(rule, CHANGES[change][1])

        assert screened(pack, folder, run, paths) == screened(pack, None, run, paths), (change, rule)


@pytest.mark.parametrize("change", ["the tests", "the condition, with the same meaning"])
def test_after_a_change_that_changes_no_outcome_only_files_in_which_the_rule_is_open_are_screened_whole(
    change: str, folder: Path, screened_whole: list[str]
) -> None:
    """Only a condition that changed is decided again; in each example the target group has a size."""
    run = options("ndjson")
    first = screened(loaded(files()), folder, run)
    screened_whole.clear()
    pack = changed("G3-target-group-sized", CHANGES[change][1])

    again = screened(pack, folder, run)

    open_in = [path for path in PATHS if is_open(path, "G3-target-group-sized", first)]
    assert again == first
    assert screened_whole == ([] if change == "the tests" else open_in)


def is_open(path: str, rule: str, first: Screened) -> bool:
    """Return whether a rule says something of an application in a file, by the lines of a report."""
    number = [each.id for each in loaded(files()).rules].index(rule)
    lines = [json.loads(part) for (part,) in first.parts]
    return any(
        each["rule"] == number
        for line in lines
        if line["path"].partition("#")[0] == path
        for each in line.get("explained", ())
    )
