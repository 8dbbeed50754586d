"""A folder full of traps: modules by every name that is imported lie beside the application, and none of them runs."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from sociallan.formats import RENDERERS
from tests.builders import EXAMPLES, ROOT
from tests.cli.running import environment
from tests.sampling import sampled

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
SCRIPTS = {step["run"]: step for step in ACTION["runs"]["steps"] if "run" in step}
COMMAND = Path(sysconfig.get_path("scripts")) / ("sociallan.exe" if sys.platform == "win32" else "sociallan")
NEEDS_BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="the runner's shell is bash")

PLANTED = """\
import os
with open(os.environ["RAN"], "a") as file:
    file.write(__name__ + "\\n")
raise SystemExit(99)
"""
APPLICATIONS = [EXAMPLES / "incomplete" / "early-sketch.yaml", EXAMPLES / "invalid" / "misspelt-key.yaml"]
CLEAN = "clean"
FORMATS = [word for form in sorted(RENDERERS) for word in ("--format", form, "--output", f"out.{form}")]
SMALL = ["--rules", "icma_sbp"]
"""A pack of few rules, for the ways in which a process starts; the hook goes by the pack that is meant."""

Way = Callable[[Path, Mapping[str, str]], "subprocess.CompletedProcess[bytes]"]


def ended(command: list[str], folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, cwd=folder, env=environment(env), capture_output=True, check=False, timeout=120)


def by_command(folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    return ended([str(COMMAND), "check", "--jobs", "2", *SMALL, *FORMATS, "."], folder, env)


def by_module(folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    return ended([sys.executable, "-P", "-m", "sociallan", "check", *SMALL, *FORMATS, "."], folder, env)


def by_module_unguarded(folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    return ended([sys.executable, "-m", "sociallan", "check", *SMALL, *FORMATS, "."], folder, env)


def by_hook(folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    program, *rest = HOOK["entry"].split()
    assert program == "sociallan"
    names = sorted(path.name for path in folder.glob("*.yaml"))
    return ended([str(COMMAND), *rest, *HOOK["args"], *names], folder, env)


def by_action(folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    """Run the scripts of the action, one after the other, as the runner does.

    By its own settings pip is kept from the network and installs beside: what is installed stays as it is. A project of
    one module is installed, since ours takes seconds to build: what may run are the traps, whatever is installed.
    """
    project = folder.parent / "project"
    project.mkdir()
    (project / "one.py").touch()
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["build-backend"]
    text = f'[build-system]\nrequires = []\nbuild-backend = "{build}"\n[project]\nname = "one"\nversion = "1"\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    own = {
        "PYTHON": sys.executable,
        "RUNNER_TEMP": str(folder),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(folder),
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "PATHS": ".",
        "SARIF": "out.sarif",
        "SOCIALLAN_RULES": SMALL[-1],
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_TARGET": str(folder.parent / "installed"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONWARNINGS": "",
    }
    for script, step in SCRIPTS.items():
        if "pip install" in script and folder.parent.name == CLEAN:
            # Nothing of it is in the report, and it takes seconds: what it may run are the traps.
            continue
        given = {name: value for name, value in step["env"].items() if "${{" not in value}
        where = project if step.get("working-directory") == "${{ github.action_path }}" else folder
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        last = ended(command, where, {**env, **own, **given})
        if last.returncode not in (0, 1):
            break
    return last


WAYS = [by_command, by_module, by_hook, pytest.param(by_action, marks=NEEDS_BASH)]


@cache
def modules() -> tuple[frozenset[str], frozenset[str]]:
    """Return the modules that Python loads before our first line, and all that are loaded in the end.

    With every format, help, the pages of the rules, and what the action and pip load.
    """
    code = (
        "import runpy, sys\n"
        "for arguments in {runs!r}:\n"
        "    sys.argv = ['sociallan', *arguments]\n"
        "    try:\n"
        "        runpy.run_module('sociallan', run_name='__main__')\n"
        "    except SystemExit:\n"
        "        pass\n"
        "import json, pathlib, pip._internal.cli.main, pip._internal.commands.install, multiprocessing.spawn\n"
        "sys.stderr.write('\\n##' + ' '.join(sys.modules))"
    )
    here = [str(path) for path in APPLICATIONS]
    with tempfile.TemporaryDirectory() as folder:
        runs = [
            ["check", *(f"{folder}/{word}" if word.startswith("out.") else word for word in FORMATS), *here],
            ["check", "--color", "always", "--jobs", "2", *here],
            ["--help"],
            ["rules", "check", "icma_sbp"],
        ]
        command = [sys.executable, "-c", code.format(runs=runs)]
        done = subprocess.run(command, env=environment(), capture_output=True, check=True, cwd=ROOT)
        assert len([*Path(folder).iterdir()]) == len(RENDERERS)
    everything = done.stderr.decode().rpartition("##")[2].split()
    early = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sociallan", "--version"],
        env=environment(),
        capture_output=True,
        check=True,
        cwd=EXAMPLES,
    )
    names = [line.rpartition("|")[2].strip() for line in early.stderr.decode().splitlines()]
    before = names[: names.index("sociallan.files.import_path")]
    return tops(before) | {"sociallan"}, tops(everything) | {"pip", "sitecustomize", "usercustomize"}


def tops(names: list[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in names)


KINDS = sampled(["module", "mixed", "package"], 1)
"""Kinds of planted code. The suite is content with every other name as a module, and the others as packages."""


def plant(folder: Path, names: frozenset[str], kind: str) -> None:
    """Write a module or a package of each name, which tells when it is run."""
    for number, name in enumerate(sorted(names)):
        of_name = ("module", "package")[number % 2] if kind == "mixed" else kind
        file = folder / f"{name}.py" if of_name == "module" else folder / name / "__init__.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(PLANTED, encoding="utf-8")
        if of_name == "package":
            # What is run by -m.
            (folder / name / "__main__.py").write_text(PLANTED, encoding="utf-8")


def reports(folder: Path) -> dict[str, bytes]:
    """Return what was written."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".py"}


class Outcome(NamedTuple):
    """What a run leaves: its exit code, its streams and its files."""

    code: int
    stdout: bytes
    stderr: bytes
    files: dict[str, bytes]


def outcome(way: Way, folder: Path, env: Mapping[str, str]) -> Outcome:
    done = way(folder, env)
    return Outcome(done.returncode, done.stdout, done.stderr, reports(folder))


def with_applications(parent: Path) -> Path:
    folder = parent / "applications"
    folder.mkdir(parents=True)
    for application in APPLICATIONS:
        shutil.copy(application, folder)
    return folder


@cache
def in_clean_folder(way: Way) -> Outcome:
    """Return what a run leaves in a folder without traps, where Python is told of no search path."""
    with tempfile.TemporaryDirectory() as folder:
        return outcome(way, with_applications(Path(folder) / CLEAN), {})


def compared(way: Way, tmp_path: Path, names: frozenset[str], kind: str, env: Mapping[str, str]) -> list[str]:
    """Run in a clean folder and in one with traps, hold one to the other, and return what was run of the traps."""
    folder, ran = with_applications(tmp_path / "traps"), tmp_path / "ran"
    plant(folder, names, kind)
    found = outcome(way, folder, {**env, "RAN": str(ran)})
    names_that_ran = ran.read_text("utf-8").split() if ran.exists() else []
    if not names_that_ran:
        assert found == in_clean_folder(way)
        assert found.code == 1, found
    return names_that_ran


@pytest.mark.law
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_no_module_of_the_folder_is_run_and_the_report_is_the_same(way: Way, kind: str, tmp_path: Path) -> None:
    _, everything = modules()
    assert {"json", "pip", "sociallan", "typer", "typing", "yaml", "multiprocessing", "xlsxwriter"} <= everything

    assert compared(way, tmp_path, everything, kind, {}) == []


@pytest.mark.law
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("search", ["", ".", os.pathsep])
def test_the_second_guard_holds_for_all_that_is_loaded_after_our_first_line(
    kind: str, search: str, tmp_path: Path
) -> None:
    """Without -P, and by a search path with the current folder: what Python loads before us is in SECURITY.md."""
    before, everything = modules()
    later = everything - before - {"sitecustomize", "usercustomize"}
    assert {"json", "typer", "yaml", "jsonschema_rs", "enum"} <= later

    assert compared(by_module_unguarded, tmp_path, later, kind, {"PYTHONPATH": search} if search else {}) == []


def test_the_command_is_not_led_into_the_folder_by_a_search_path(tmp_path: Path) -> None:
    """But for re and what that imports, which the script that pip made of the command may load before us."""
    before, everything = modules()
    code = "import re, sys; print(*sys.modules)"
    script = tops(ended([sys.executable, "-c", code], tmp_path, {}).stdout.decode().split())
    later = everything - before - script - {"sitecustomize", "usercustomize"}
    assert {"json", "typer", "yaml", "jsonschema_rs", "typing"} <= later

    assert compared(by_command, tmp_path, later, "module", {"PYTHONPATH": os.pathsep}) == []


def test_a_program_without_a_guard_falls_into_each_trap(tmp_path: Path) -> None:
    """The same in a program without a guard."""

    def unguarded(folder: Path, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
        return ended([sys.executable, "-m", "json.tool", str(folder / "early-sketch.yaml")], folder, env)

    assert compared(unguarded, tmp_path, frozenset({"json"}), "package", {}) == ["json"]


def test_what_is_named_as_loaded_before_us_is_what_python_loads() -> None:
    before, _ = modules()
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

    assert "json" not in before
    for name in before & {"importlib", "contextlib", "collections", "functools", "types", "warnings", "sociallan"}:
        assert f"`{name}" in page


def test_a_worker_that_is_spawned_finds_no_module_of_the_folder(tmp_path: Path) -> None:
    """It starts as ``python -c``, which looks in the current folder first, as soon as it imports multiprocessing."""
    plant(tmp_path, frozenset({"multiprocessing", "pickle"}), "module")
    code = (
        "import sys; sys.path.remove('')\n"
        "from sociallan.files.import_path import drop_current_folder\n"
        "drop_current_folder()\n"
        "import multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(pool.map(abs, [-1]))\n"
    )

    done = ended([sys.executable, "-c", code], tmp_path, {"RAN": str(tmp_path / "ran")})

    assert (done.stdout.decode().strip(), (tmp_path / "ran").exists()) == ("[1]", False), done.stderr.decode()


def test_a_report_of_the_test_is_one(tmp_path: Path) -> None:
    """The formats are all written, so that what they load is asked for."""
    for application in APPLICATIONS:
        shutil.copy(application, tmp_path)

    by_module(tmp_path, {})

    assert {f"out.{form}" for form in RENDERERS} <= set(reports(tmp_path))
    assert len(json.loads((tmp_path / "out.json").read_bytes())["applications"]) == 2
