"""The project's own workflows and forms on GitHub, and what is told of a release: one thing in several places."""

import re
import runpy
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sociallan import __version__
from sociallan.formats import RENDERERS
from tests.builders import ROOT
from tests.cli.running import environment
from tests.test_repository import held_to

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SCHEMAS = {
    **dict.fromkeys(WORKFLOWS, "vendor.github-workflows"),
    **{file: "vendor.github-issue-forms" for file in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if file.stem != "config"},
    GITHUB / "ISSUE_TEMPLATE" / "config.yml": "vendor.github-issue-config",
    GITHUB / "dependabot.yml": "vendor.dependabot",
    ROOT / "CITATION.cff": "vendor.citation-file-format",
}
"""Every file that another program reads, and the schema that it is held to."""
ECOSYSTEMS = {
    "action.yml": "github-actions",
    "pyproject.toml": "pip",
    "package.json": "npm",
    "Dockerfile": "docker",
    ".gitmodules": "gitsubmodule",
}
"""Files at the top that name what the project uses, and what Dependabot calls that kind."""
MAY_WRITE = {
    ("codeql.yml", "analyze"): {"security-events"},
    ("release.yml", "release"): {"attestations", "contents", "id-token"},
}
"""The jobs that may change anything, and what."""


def parsed(file: Path) -> Any:
    """Return the value of a YAML file."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return every job with the name of its workflow and its own."""
    for file in WORKFLOWS:
        for name, job in parsed(file)["jobs"].items():
            yield file.name, name, job


def steps() -> Iterator[dict[str, Any]]:
    """Return the steps of every job."""
    return (step for _, _, job in jobs() for step in job["steps"])


def promised() -> list[str]:
    """Return the Python versions of the classifiers."""
    return [found[1] for one in PROJECT["classifiers"] if (found := re.search(r":: Python :: (3\.\d+)$", one))]


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_a_file_is_right_by_the_schema_of_those_who_read_it(file: Path) -> None:
    assert held_to(SCHEMAS[file], file) == ""


def test_the_tests_run_on_every_python_that_is_promised_and_every_system() -> None:
    ci = parsed(GITHUB / "workflows" / "ci.yml")["jobs"]
    matrix = ci["test"]["strategy"]["matrix"]

    assert matrix["python"] == promised()
    assert PROJECT["requires-python"] == f">={promised()[0]}"
    assert matrix["os"] == ["ubuntu-latest", "windows-latest", "macos-latest"]
    assert {tuple(job["strategy"]["matrix"]["os"]) for _, name, job in jobs() if name == "onefile"} == {
        tuple(matrix["os"])
    }


def test_a_python_that_is_tried_beside_those_promised_is_newer_and_stops_nothing() -> None:
    ci = parsed(GITHUB / "workflows" / "ci.yml")["jobs"]
    tried = {
        (name, step["with"]["python-version"])
        for name, job in ci.items()
        for step in job["steps"]
        if "setup-python@" in step.get("uses", "") and "matrix" not in step["with"]["python-version"]
    }

    newer = {name for name, version in tried if version not in promised()}
    assert newer <= {"next-python"}
    assert all(ci[name]["continue-on-error"] is True for name in newer)


def test_every_action_is_pinned_by_a_commit_with_its_version_and_each_by_one() -> None:
    """A tag can be moved to other code."""
    lines = [line for file in WORKFLOWS for line in re.findall(r"uses: *(.+)", file.read_text(encoding="utf-8"))]

    assert len(lines) == sum("uses" in step for step in steps())
    pinned = defaultdict(set)
    for line in lines:
        found = re.fullmatch(r"([\w.-]+/[\w.-]+)[\w./-]*@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
        assert found is not None, line
        pinned[found[1]].add(found.groups()[1:])
    assert {name: pins for name, pins in pinned.items() if len(pins) > 1} == {}


def test_a_checkout_leaves_no_credentials_behind() -> None:
    checkouts = [step for step in steps() if "actions/checkout@" in step.get("uses", "")]

    assert checkouts
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []


def test_a_workflow_may_do_nothing_and_a_job_what_it_says() -> None:
    assert [file.name for file in WORKFLOWS if parsed(file)["permissions"] != {}] == []
    writing = {
        (workflow, name): allowed
        for workflow, name, job in jobs()
        if (allowed := {scope for scope, level in job["permissions"].items() if level != "read"})
    }
    assert writing == MAY_WRITE


def test_every_job_ends_by_itself_and_no_expression_is_put_into_a_script() -> None:
    assert [name for _, name, job in jobs() if "timeout-minutes" not in job] == []
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_dependabot_looks_after_all_that_is_used() -> None:
    updates = parsed(GITHUB / "dependabot.yml")["updates"]

    used = {ecosystem for name, ecosystem in ECOSYSTEMS.items() if (ROOT / name).exists()}
    assert {update["package-ecosystem"] for update in updates} == used
    assert {update["directory"] for update in updates} == {"/"}


def test_scripts_that_the_workflows_run_exist() -> None:
    scripts = {
        name for step in steps() for name in re.findall(r"(?<![\w./-])(?:release|\.ci)/\w+", step.get("run", ""))
    }

    assert scripts == {".ci/run", "release/notes", "release/onefile", "release/sbom"}
    assert [name for name in scripts if not (ROOT / name).is_file()] == []


def notes(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the script that prints the notes of a release."""
    command = [sys.executable, str(ROOT / "release" / "notes"), *arguments]
    return subprocess.run(command, env=environment(), capture_output=True, check=False, encoding="utf-8")


def test_the_version_that_stands_here_is_dated_in_the_changelog_below_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert headings[0] == "[Unreleased]"
    assert headings[1].startswith(f"[{__version__}] - ")
    done = notes(f"v{__version__}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The first version:")
    assert "\n## [" not in done.stdout


def test_a_tag_of_another_version_is_no_release() -> None:
    done = notes("v99.0.0")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"the tag is v99.0.0, and the version v{__version__}\n"


def test_the_citation_tells_the_version_its_day_and_who_made_it() -> None:
    citation = parsed(ROOT / "CITATION.cff")

    assert citation["version"] == __version__
    day = citation["date-released"].isoformat()
    assert f"## [{__version__}] - {day}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert citation["authors"] == PROJECT["authors"]
    assert citation["license"] == PROJECT["license"]
    assert citation["abstract"] == PROJECT["description"]
    assert citation["keywords"] == PROJECT["keywords"]


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a shebang is no executable there")
def test_an_executable_is_tried_with_every_format_that_it_knows(tmp_path: Path) -> None:
    executable = tmp_path / "sociallan"
    executable.write_text(f"#!{sys.executable}\nfrom sociallan.cli.main import main\n\nmain()\n")
    executable.chmod(0o755)
    smoke = runpy.run_path(str(ROOT / "release" / "smoke"))

    assert smoke["known_formats"](executable, tmp_path) == list(RENDERERS)
    assert set(smoke["STARTS"]) <= set(RENDERERS)
