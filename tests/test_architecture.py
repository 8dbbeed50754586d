"""The folders: what may import what, who may print, ask the time or exit, and how long a module may be."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.builders import ROOT

SOURCE = ROOT / "src" / "sociallan"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))

ORDER = (
    "application",
    "rules",
    "pack",
    "screening",
    "analysis",
    "report",
    "formats",
    "pages",
    "files",
    "batch",
    "api",
    "editor",
    "cli",
)
"""The folders: each may import those before it."""

MAY_NOT_IMPORT = {
    ("files", "rules"),
    ("files", "pack"),
    ("files", "screening"),
    ("files", "analysis"),
    ("files", "report"),
    ("files", "formats"),
    ("files", "pages"),
    ("report", "analysis"),
    ("formats", "analysis"),
    ("batch", "analysis"),
    ("batch", "pages"),
    ("editor", "analysis"),
    ("editor", "api"),
    ("cli", "api"),
}
"""Imports that the order would allow and that are not wanted."""

ENTRIES = {
    "analysis/pack_check.py",
    "analysis/pack_tester.py",
    "application/any_format.py",
    "application/recognition.py",
}
"""Modules that put together what the folders within their own folder hold: they stand above these."""

OUTSIDE = {
    "yaml": {
        "application/read.py",
        "application/syntax.py",
        "application/line_breaks.py",
        "application/json_events.py",
        "application/repairs/reading_points.py",
        "application/workbook/tree.py",
    },
    "jsonschema": {"application/form_check/schema_errors.py"},
    "jsonschema_rs": {"application/form_check/schema_errors.py"},
    "rich": {"report/terminal.py", "cli/run.py"},
    "pathspec": {"files/ignored.py"},
    "xlsxwriter": {"formats/xlsx.py", "pages/workbook.py", "pages/workbook_canvas.py"},
    "watchfiles": {"files/watching.py"},
    "distributed": {"batch/cluster.py"},
    "pygls": {"editor/server.py"},
    "lsprotocol": {"editor/server.py"},
    "z3": {path for path in MODULES if path.startswith("analysis/exact/")},
    "typer": {path for path in MODULES if path.startswith("cli/")},
}
"""Each package from outside, and the modules that may import it."""

LONGER = {
    "analysis/exact/encoder.py",
    "application/read.py",
    "rules/condition.py",
    "report/sentences.py",
    "rules/evaluation/explain.py",
    "rules/operations.py",
    "rules/operators.py",
}
"""Modules of more than 250 lines: each does one thing, and a shorter cut would part what belongs together."""


SHARED_NAMES = {"Screening"}
"""Names that two public classes have: a program gets a screening with the pack that it was screened by."""

QUESTIONS = {"How", "What", "Where", "Which", "Who", "Why"}
"""Words that no module's first sentence begins with: it names its subject."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((SOURCE / module).read_text(encoding="utf-8"))


@cache
def imports_and_calls(module: str) -> tuple[ast.AST, ...]:
    """Return the imports and calls of a module, found in one walk for all that ask."""
    kinds = (ast.Import, ast.ImportFrom, ast.Call)
    return tuple(node for node in ast.walk(tree(module)) if isinstance(node, kinds))


@cache
def imported(module: str) -> frozenset[str]:
    """Return the dotted name of everything that a module imports, wherever in it the import stands."""

    def names() -> Iterator[str]:
        for node in imports_and_calls(module):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}: a relative import"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    return frozenset(names())


def packages(module: str) -> set[str]:
    """Return the top-level packages that a module imports."""
    return {name.partition(".")[0] for name in imported(module)}


@cache
def called(module: str) -> frozenset[str]:
    """Return the dotted name of everything that a module calls."""
    return frozenset(dotted(node.func) for node in imports_and_calls(module) if isinstance(node, ast.Call))


def dotted(called: ast.expr) -> str:
    """Return the dotted name of what is called, empty where it has none."""
    names: list[str] = []
    while isinstance(called, ast.Attribute):
        names.append(called.attr)
        called = called.value
    return ".".join((called.id, *reversed(names))) if isinstance(called, ast.Name) else ""


def below(*folders: str) -> list[str]:
    """Return the modules that stand in some folders."""
    return [module for module in MODULES if module.partition("/")[0] in folders]


def folder(name: str) -> str:
    """Return the folder of a module of ours by its dotted name; the module itself where it stands at the top."""
    return name.split(".")[1]


@pytest.mark.slow
def test_imports_between_folders_go_one_way() -> None:
    climbing = [
        f"{module}: {name}"
        for module in [*below(*ORDER), "api.py"]
        for name in sorted(imported(module))
        if name.startswith("sociallan.") and name != "sociallan.__version__"
        if (to := folder(name)) != (own := module.partition("/")[0].removesuffix(".py"))
        if ORDER.index(to) > ORDER.index(own) or (own, to) in MAY_NOT_IMPORT
    ]

    assert climbing == []
    assert {module.partition("/")[0].removesuffix(".py") for module in MODULES} == {*ORDER, "__init__", "__main__"}


def test_no_modules_import_each_other() -> None:
    """Late imports count: a circle of them is a circle all the same."""
    dotted = {f"sociallan.{module.removesuffix('.py').replace('/', '.')}": module for module in MODULES}
    reached = {name: {*imported(module), *parents(module)} & {*dotted} for name, module in dotted.items()}

    while ends := {name for name, to in reached.items() if not to}:
        reached = {name: to - ends for name, to in reached.items() if name not in ends}

    assert reached == {}


def test_folders_within_a_folder_import_one_way() -> None:
    """But for the modules that put them together, and the list of commands, which names the groups of them."""
    dotted = {f"sociallan.{module.removesuffix('.py').replace('/', '.')}": module for module in MODULES}
    reached: dict[str, set[str]] = {Path(module).parent.as_posix(): set() for module in MODULES}
    for module in set(MODULES) - ENTRIES:
        own = Path(module).parent
        targets = {Path(dotted[name]).parent for name in {*imported(module), *parents(module)} & {*dotted}}
        reached[own.as_posix()] |= {to.as_posix() for to in targets if to != own and to.parts[:1] == own.parts[:1]}

    while ends := {name for name, to in reached.items() if not to}:
        reached = {name: to - ends for name, to in reached.items() if name not in ends}

    assert reached == {}


def parents(module: str) -> set[str]:
    """Return the modules of ours from which a module imports names."""
    return {name.rpartition(".")[0] for name in imported(module)}


def test_packages_from_outside_stay_where_they_belong() -> None:
    astray = [
        f"{module}: {package}"
        for module in MODULES
        for package in sorted(packages(module) - set(sys.stdlib_module_names) - {"sociallan"})
        if module not in OUTSIDE.get(package, ())
    ]

    assert astray == []


def test_no_module_opens_a_connection() -> None:
    """Nothing leaves the machine, but to the cluster that the user names: its package does that.

    The language server speaks by standard input and output, and has its timer from asyncio.
    """
    network = {"asyncio", "ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "socket", "socketserver"}
    network |= {"ssl", "urllib"}

    assert {module: found for module in MODULES if (found := packages(module) & network)} == {
        "editor/server.py": {"asyncio"}
    }


def test_every_module_that_may_use_a_package_exists() -> None:
    assert {path for paths in OUTSIDE.values() for path in paths} <= set(MODULES)


def test_only_the_command_line_prints_and_exits() -> None:
    means = {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write"}
    others = [module for module in MODULES if not module.startswith("cli/")]

    assert {module: found for module in others if (found := (called(module) | imported(module)) & means)} == {}


def test_the_time_is_asked_in_one_place_and_only_at_the_top() -> None:
    clocks = ("date.today", "datetime.now", "time.time", "time.localtime", "datetime.date.today")

    asking = {module for module in MODULES if set(called(module)) & set(clocks)}
    users = {module for module in MODULES if "sociallan.files.clock" in set(imported(module))}

    assert asking == {"files/clock.py"}
    assert all(user.startswith("cli/") or user == "api.py" for user in users)


@pytest.mark.slow
def test_what_stands_before_files_touches_neither_disk_nor_environment() -> None:
    impure = {"os", "pathlib", "shutil", "subprocess", "socket", "tempfile", "glob", "locale", "random", "time"}
    pure = below(*ORDER[: ORDER.index("files")])

    assert {module: found for module in pure if (found := packages(module) & impure)} == {}
    assert [module for module in pure if "open" in called(module)] == []


def test_a_module_opens_with_a_sentence_that_says_what_it_does() -> None:
    first = {module: (ast.get_docstring(tree(module)) or "").partition("\n")[0] for module in MODULES}

    assert {module: line for module, line in first.items() if not line.endswith((".", ":"))} == {}
    assert {module: line for module, line in first.items() if line.partition(" ")[0] in QUESTIONS} == {}


def test_a_public_class_has_a_name_of_its_own() -> None:
    named = Counter(
        node.name
        for module in MODULES
        for node in tree(module).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )

    assert {name for name, count in named.items() if count > 1} == SHARED_NAMES


def test_modules_of_more_than_250_lines_are_known() -> None:
    assert {module for module in MODULES if length(SOURCE / module) > 250} <= LONGER
    assert all(length(SOURCE / module) <= 300 for module in MODULES)


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {Path(module).stem for module in MODULES}

    assert not names & {"utils", "util", "helpers", "common", "manager", "base", "misc"}


def test_docstrings_use_the_usual_verbs() -> None:
    """A function returns, yields or does something; none gives, says or tells."""
    sources = [path for top in ("src", "tests", "benchmarks", "release") for path in (ROOT / top).rglob("*.py")]
    private = re.compile(r'^ *"""(Give|Say|Tell)s? ', re.MULTILINE)

    assert [str(path) for path in sources if private.search(path.read_text(encoding="utf-8"))] == []
