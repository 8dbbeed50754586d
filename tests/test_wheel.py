"""The wheel, installed apart from the checkout: the same rules, and no more modules than the checkout has."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hatch_build import StoredPacks

from tests.builders import ROOT, RULES
from tests.cli.running import run_inside
from tests.test_architecture import MODULES

pytestmark = pytest.mark.slow

MOST_MODULES = 223
"""Most modules of ours that the check of one file imports: each costs a third of a millisecond of processor time."""


def run(*command: str, **env: str) -> str:
    """Run a program in this interpreter; return what it wrote."""
    done = subprocess.run(
        [sys.executable, *command], env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an installation from the wheel."""
    made = tmp_path_factory.mktemp("wheel")
    # By the backend itself: a front end would start it three times.
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(made)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = made.glob("*.whl")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(made / "site"), str(wheel))
    return made / "site"


def test_a_wheel_has_the_rules_of_the_checkout(installed: Path) -> None:
    code = "import sociallan; print(sociallan.__file__)"
    within = {"PYTHONPATH": str(installed), "SOCIALLAN_LANG": "en"}

    assert run("-P", "-c", code, **within).startswith(str(installed))
    listed = run("-P", "-m", "sociallan", "rules", "list", **within)
    assert listed == run_inside("rules", "list", env={"SOCIALLAN_LANG": "en"}).stdout.decode()
    assert "G5-goals-followed-up" in listed
    assert "refinancing-share" in run("-P", "-m", "sociallan", "rules", "list", "--rules", "icma_sbp", **within)


def test_a_wheel_has_the_packs_apart_from_the_modules(installed: Path) -> None:
    package = installed / "sociallan"

    assert sorted(path.relative_to(package).as_posix() for path in package.rglob("*.py")) == MODULES
    assert sorted(path.name for path in (package / "packs").iterdir()) == ["icma_sbp", "lsh"]
    assert not [
        path for path in (package / "rules").rglob("*") if path.suffix not in (".py", ".pyc") and path.is_file()
    ]


def test_a_wheel_has_the_pack_whole_with_its_lock_and_its_archives(installed: Path) -> None:
    """Whoever has the wheel alone can replay the report of any release."""
    within = installed / "sociallan" / "packs" / "lsh"

    assert files(within) == files(RULES)
    assert "pack.lock" in files(within)


def test_a_pack_can_be_begun_from_a_wheel(installed: Path, tmp_path: Path) -> None:
    within = {"PYTHONPATH": str(installed), "SOCIALLAN_LANG": "en"}

    run("-P", "-m", "sociallan", "rules", "init", str(tmp_path / "our-loan"), **within)

    assert "Nothing to fix." in run("-P", "-m", "sociallan", "rules", "check", str(tmp_path / "our-loan"), **within)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_wheel_screens_by_its_stored_pack_and_never_by_a_stale_one(installed: Path) -> None:
    """The file of a rule is changed in the installation: the report follows it."""
    example = str(ROOT / "examples" / "incomplete" / "early-sketch.yaml")
    check = ("-P", "-m", "sociallan", "check", "--fail-on", "never", "--format", "json", example)
    within = {"PYTHONPATH": str(installed), "SOCIALLAN_LANG": "en"}
    package = installed / "sociallan"
    rule = package / "packs" / "lsh" / "rules" / "G5" / "G5-goals-followed-up.yaml"
    before = rule.read_text(encoding="utf-8")

    assert (package / "stored" / "lsh.pack").exists()
    of_checkout = run_inside(*check[3:], env={"SOCIALLAN_LANG": "en"})
    assert run(*check, **within) == of_checkout.stdout.decode()
    try:
        rule.write_text(before.replace("Every goal can be followed up", "Changed since the build"), encoding="utf-8")
        assert "Changed since the build" in run(*check, **within)
    finally:
        rule.write_text(before, encoding="utf-8")


UNUSED = {
    *("analysis", "editor", "pages"),
    *("application.form_check.canonical", "application.form_check.form_fault"),
    *("application.notation.suggestions", "application.notation.written_dates"),
    *("batch.cached_results", "batch.pool", "batch.shipped", "cli.faults", "cli.pack_files", "cli.watch"),
    *("pack.archive", "pack.load", "pack.releases", "pack.schema_check", "report.cell_words", "rules.parse"),
}
"""Folders and modules that the check of one file in canonical form by a shipped pack has no use for."""


def test_a_wheel_imports_for_one_file_what_that_needs_alone(installed: Path) -> None:
    ready = str(next((ROOT / "examples" / "ready").glob("*.yaml")))
    code = (
        "import sys\nfrom sociallan.cli.main import run\n"
        f"code = run(['check', {ready!r}])\nprint(*sorted(sys.modules))\nsys.exit(code)"
    )

    loaded = run("-P", "-c", code, PYTHONPATH=str(installed)).splitlines()[-1].split()
    own = {name.removeprefix("sociallan.") for name in loaded if name.startswith("sociallan.")}

    assert "formats.text" in own
    assert not {name for name in own if name in UNUSED or name.partition(".")[0] in UNUSED}
    assert len(own) <= MOST_MODULES
    assert {name.replace(".", "/") for name in UNUSED} <= {
        path.removesuffix(".py").removesuffix("/__init__") for path in MODULES
    }


def test_what_stores_the_packs_finds_what_the_build_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An isolated build may have its requirements on the path of its own process alone."""
    of_the_build: Any = None
    hook = StoredPacks(str(ROOT), {}, of_the_build, of_the_build, str(tmp_path), "wheel")
    monkeypatch.syspath_prepend(tmp_path)
    given: list[dict[str, str]] = []
    monkeypatch.setattr(subprocess, "run", lambda _command, *, env, check: given.append(env))

    hook.initialize("standard", {"force_include": {}})
    hook.finalize("standard", {}, "")

    assert given[0]["PYTHONPATH"].split(os.pathsep)[:2] == [str(ROOT / "src"), str(tmp_path)]
