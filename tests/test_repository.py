"""Use in a repository of applications: the action, the hook and the examples, read by tools that others wrote."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner

from tests.builders import EXAMPLES, ROOT, blocks
from tests.cli.running import environment, run, stderr_of
from tests.test_docs import code, parameters, table

PAGE = (ROOT / "docs" / "continuous-integration.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SCHEMAS = {
    ".pre-commit-config.yaml": None,  # make verify-repository has pre-commit itself read it
    ".github/workflows/applications.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}
"""The files that the page shows, and the schema that each is held to."""


def shown() -> dict[str, str]:
    """Return the files that the page shows, by name."""
    return {block.partition("\n")[0].removeprefix("# "): block for block in blocks(PAGE, "yaml")}


def held_to(schema: str, file: Path) -> str:
    """Return what check-jsonschema says of a file, which is nothing where it is right."""
    done = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", schema, str(file)])
    return "" if done.exit_code == 0 else done.output or repr(done.exception)


def test_the_action_is_one_by_the_schema_of_actions() -> None:
    assert held_to("vendor.github-actions", ROOT / "action.yml") == ""


def test_the_page_shows_the_files_that_are_tried() -> None:
    assert set(shown()) == set(SCHEMAS)


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if schema is not None])
def test_an_example_is_right_by_the_schema_of_its_system(name: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yml"
    file.write_text(shown()[name], encoding="utf-8")

    assert held_to(str(SCHEMAS[name]), file) == ""


def test_the_schemas_find_faults(tmp_path: Path) -> None:
    file = tmp_path / "action.yml"
    file.write_text((ROOT / "action.yml").read_text("utf-8").replace("composite", "compost"), encoding="utf-8")

    assert "compost" in held_to("vendor.github-actions", file)


def test_the_inputs_of_the_action_are_those_of_the_page() -> None:
    assert {code(row[0])[0] for row in table(PAGE, "input")} == set(ACTION["inputs"])


def test_the_workflow_gives_inputs_and_reads_outputs_that_the_action_has() -> None:
    workflow = yaml.safe_load(shown()[".github/workflows/applications.yml"])
    step = next(step for step in workflow["jobs"]["screen"]["steps"] if "sociallan@" in step["uses"])

    assert set(step["with"]) <= set(ACTION["inputs"])
    read = re.findall(r"steps\.sociallan\.outputs\.(\w+)", shown()[".github/workflows/applications.yml"])
    assert set(read) == set(ACTION["outputs"])


def test_no_input_is_put_into_a_script_as_text() -> None:
    """A text between braces would be run: a branch's name could be a command."""
    assert [step["run"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_every_action_is_named_by_its_commit_with_the_version_beside() -> None:
    """A tag can be moved to other code."""
    texts = [(ROOT / "action.yml").read_text("utf-8"), shown()[".github/workflows/applications.yml"]]

    used = [line for text in texts for line in re.findall(r"uses: (.+)", text) if not line.startswith("OWNER/")]

    assert len(used) == 3
    assert [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", line)] == []


def test_python_runs_isolated_in_the_action_and_installs_outside_what_is_screened() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]

    started = [options for script in scripts for options in re.findall(r'"\$PYTHON" (\S+)', script)]
    assert started == ["-I"] * 3
    (install,) = (step for step in ACTION["runs"]["steps"] if "pip install" in step.get("run", ""))
    assert install["working-directory"] == "${{ github.action_path }}"
    assert (ROOT / install["env"]["PIP_CONSTRAINT"]).is_file()


def test_the_hook_runs_check_once_on_yaml_and_json_that_is_not_hidden() -> None:
    (hook,) = HOOK

    assert (hook["id"], hook["entry"], hook["language"]) == ("sociallan", "sociallan check", "python")
    assert hook["types_or"] == ["yaml", "json"]
    assert hook["require_serial"] is True
    assert re.search(hook["exclude"], ".pre-commit-config.yaml")
    assert re.search(hook["exclude"], "a/.github/workflows/ci.yml")
    assert not re.search(hook["exclude"], "applications/2026/a.yaml")


def test_the_hook_takes_file_names_that_begin_with_a_hyphen(tmp_path: Path) -> None:
    """Also with the arguments that the page shows, in place of those of the hook."""
    (hook,) = HOOK
    (settings,) = yaml.safe_load(shown()[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    shutil.copy(EXAMPLES / "ready" / "safety-ekersberga-centrum-for-alla.yaml", tmp_path / "-dash.yaml")

    for arguments in (hook["args"], settings["args"]):
        done = run(*hook["entry"].split()[1:], *arguments, "-dash.yaml", cwd=tmp_path)

        assert (done.returncode, stderr_of(done)) == (0, "")


def test_every_option_and_variable_of_the_examples_is_one_of_check() -> None:
    known = [parameter for command, parameter in parameters() if command == "check"]
    options = {name for parameter in known for name in parameter.opts}
    variables = {parameter.envvar for parameter in known}
    everything = PAGE + (ROOT / "action.yml").read_text("utf-8")

    assert set(re.findall(r"SOCIALLAN_[A-Z_]+", everything)) <= variables
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", everything)) - {"--quiet"} <= options


WAIVER = """\
[[waiver]]
rule = "G5-effect-plan"
path = "**"
owner = "Kreditchef"
reason = "Planen är gemensam"
expires = 2099-12-31
"""


def act(folder: Path, **given: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the last script of the action as the runner does, with the variables that it gives it."""
    step = ACTION["runs"]["steps"][-1]
    variables = {
        "PYTHON": sys.executable,
        "SARIF": "out.sarif",
        "WITHOUT_WAIVED": step["env"]["WITHOUT_WAIVED"],
        "RUNNER_TEMP": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_OUTPUT": str(folder / "outputs"),
        **given,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=environment(variables), capture_output=True, check=False)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the runner's shell is bash")
@pytest.mark.parametrize(("fail_on", "answer"), [("", 1), ("never", 0), ("xyzzy", 2)])
def test_the_action_screens_and_leaves_its_files_whatever_the_answer(fail_on: str, answer: int, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")

    done = act(tmp_path, PATHS="examples/ready\n\nexamples/incomplete\n", SOCIALLAN_FAIL_ON=fail_on)

    assert done.returncode == answer, done.stderr.decode()
    left = {name: (tmp_path / name).exists() for name in ("out.sarif", "summary.md", "outputs")}
    assert left == dict.fromkeys(left, answer != 2)
    assert answer == 2 or (tmp_path / "outputs").read_text() == "sarif=out.sarif\n"
    # The format for the lines adds the summary by itself: it must not stand there once more.
    assert answer == 2 or len(re.findall(r"^## ", (tmp_path / "summary.md").read_text("utf-8"), re.MULTILINE)) == 1


@pytest.mark.skipif(shutil.which("bash") is None, reason="the runner's shell is bash")
@pytest.mark.parametrize("name", ["old.sarif", "old.json", "old.txt"])
def test_a_sarif_file_that_was_there_is_not_given_on(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("{}", encoding="utf-8")

    done = act(tmp_path, PATHS=".", SARIF=name, SOCIALLAN_FAIL_ON="xyzzy")

    assert done.returncode == 2
    assert not (tmp_path / "outputs").exists()
    assert (tmp_path / name).exists() is (name == "old.txt")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the runner's shell is bash")
def test_what_is_waived_does_not_go_to_github_which_would_show_it_as_any_other(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "incomplete" / "early-sketch.yaml", tmp_path)
    (tmp_path / "sociallan.toml").write_text(WAIVER, encoding="utf-8")

    done = act(tmp_path, PATHS="early-sketch.yaml")

    assert done.returncode == 1, done.stderr.decode()
    (made,) = json.loads((tmp_path / "out.sarif").read_text("utf-8"))["runs"]
    assert len(made["results"]) > 1
    assert "G5-effect-plan" not in {result["ruleId"] for result in made["results"]}
    assert "Kreditchef" in (tmp_path / "summary.md").read_text("utf-8")
