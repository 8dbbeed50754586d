"""The floors: what may import what, who may print, ask the time or exit, and how long a module may be."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.builders import ROOT

SOURCE = ROOT / "src" / "sociallan"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))

MAY_IMPORT = {
    "model": {"model"},
    "core": {"model", "core"},
    "render": {"model", "render"},
    "files": {"model", "core", "files"},
    "batch": {"model", "core", "render", "files", "batch"},
    "cli": {"model", "core", "render", "files", "batch", "cli"},
    "api.py": {"model", "core", "files"},
    "__init__.py": {"api", "files"},
    "__main__.py": {"cli", "files"},
}
"""Each floor, and the floors that it stands on; the modules at the top, and theirs."""

ALSO = {"render": "sociallan.core.operators."}
"""What else a floor may import: how an operator is read back stands in its record."""

OUTSIDE = {
    "yaml": {"core/read.py", "core/syntax.py", "core/line_breaks.py", "core/json_events.py"},
    "jsonschema": {"core/schemas.py"},
    "jsonschema_rs": {"core/schemas.py"},
    "rich": {"render/terminal.py", "cli/progress.py"},
    "pathspec": {"files/ignored.py"},
    "xlsxwriter": {"render/xlsx.py"},
    "distributed": {"batch/cluster.py"},
    "typer": {path for path in MODULES if path.startswith("cli/")},
}
"""Each package from outside, and the modules that may import it."""

LONGER = {"core/conditions.py", "core/read.py", "core/edits.py", "core/operators.py"}
"""Modules of more than 250 lines: each does one thing, and a shorter cut would part what belongs together."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((SOURCE / module).read_text(encoding="utf-8"))


@cache
def imported(module: str) -> frozenset[str]:
    """Return the dotted name of everything that a module imports, wherever in it the import stands."""

    def names() -> Iterator[str]:
        for node in ast.walk(tree(module)):
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
    return frozenset(ast.unparse(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call))


def below(*folders: str) -> list[str]:
    """Return the modules that stand in some folders."""
    return [module for module in MODULES if module.partition("/")[0] in folders]


def test_imports_go_down_only() -> None:
    climbing = [
        f"{module}: {name}"
        for module in MODULES
        for name in sorted(imported(module))
        if name.startswith("sociallan.")
        if name.split(".")[1] not in {*MAY_IMPORT[module.partition("/")[0]], "__version__"}
        if not name.startswith(ALSO.get(module.partition("/")[0], "-"))
    ]

    assert climbing == []


def test_nothing_below_imports_the_doors_for_programs() -> None:
    users = {module for module in MODULES for name in imported(module) if name.startswith("sociallan.api")}

    assert users - {"__init__.py"} == set()


def test_packages_from_outside_stay_where_they_belong() -> None:
    astray = [
        f"{module}: {package}"
        for module in MODULES
        for package in sorted(packages(module) - set(sys.stdlib_module_names) - {"sociallan"})
        if module not in OUTSIDE.get(package, ())
    ]

    assert astray == []


def test_no_module_opens_a_connection() -> None:
    """Nothing leaves the machine, but to the cluster that the user names: its package does that."""
    network = {"asyncio", "ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "socket", "socketserver"}
    network |= {"ssl", "urllib"}

    assert {module: found for module in MODULES if (found := packages(module) & network)} == {}


def test_every_module_that_may_use_a_package_exists() -> None:
    assert {path for paths in OUTSIDE.values() for path in paths} <= set(MODULES)


def test_the_nouns_know_the_standard_library_alone() -> None:
    known = {"sociallan", *sys.stdlib_module_names}

    assert {module: found for module in below("model") if (found := packages(module) - known)} == {}


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


def test_the_pure_floors_touch_neither_disk_nor_environment() -> None:
    impure = {"os", "pathlib", "shutil", "subprocess", "socket", "tempfile", "glob", "locale", "random", "time"}
    pure = below("core", "render", "model")

    assert {module: found for module in pure if (found := packages(module) & impure)} == {}
    assert [module for module in pure if "open" in called(module)] == []


def test_a_module_opens_with_a_sentence_that_says_what_it_does() -> None:
    first = {module: (ast.get_docstring(tree(module)) or "").partition("\n")[0] for module in MODULES}

    assert {module: line for module, line in first.items() if not line.endswith((".", ":"))} == {}


def test_modules_of_more_than_250_lines_are_known() -> None:
    assert {module for module in MODULES if length(SOURCE / module) > 250} <= LONGER
    assert all(length(SOURCE / module) <= 300 for module in MODULES)


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {Path(module).stem for module in MODULES}

    assert not names & {"utils", "util", "helpers", "common", "manager", "base", "misc"}
