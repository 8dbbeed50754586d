"""sociallan.toml at work: found from where the user stands, below the flag and the environment, with its waivers."""

import json
import shutil
from pathlib import Path

import pytest

from sociallan.cli.check_options import result_options, rows
from sociallan.cli.settings import is_announced
from sociallan.files import resources
from sociallan.formats import RENDERERS
from sociallan.screening.settings import Setting, SettingSource
from tests.builders import EXAMPLES, RULES
from tests.cli.conftest import Inside
from tests.cli.running import run_inside as run
from tests.cli.running import stderr_of
from tests.cli.test_main import imported
from tests.test_docs import parameters

SKETCH = "early-sketch.yaml"
WAIVER = """\
[[waiver]]
rule = "{rule}"
path = "{path}"
owner = "Kreditchef"
reason = "Planen är gemensam"
expires = {expires}
"""


def waiver(rule: str = "G5-effect-plan", path: str = "2026/*.yaml", expires: str = "2099-12-31") -> str:
    return WAIVER.format(rule=rule, path=path, expires=expires)


FROM_FILE = "Inställningar från en fil eller en miljövariabel: {}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one application that is incomplete, in a folder of its own."""
    (tmp_path / "2026").mkdir()
    shutil.copy(EXAMPLES / "incomplete" / SKETCH, tmp_path / "2026")
    return tmp_path


def settings(folder: Path, text: str) -> None:
    (folder / "sociallan.toml").write_text(text, encoding="utf-8")


OF_ONE_RUN = {"cache", "output", "files-from", "stdin-filename", "dask", "list-files"}
"""Options that name a file or an address, or ask for something else than a report: no file decides over them."""
OF_TRUST = {"config", "no-config", "untrusted", "trusted-rules"}
"""Options that say whom to trust: a file that is not trusted does not decide that it is."""
DECIDING = {"rules", "as-of", "fail-on", "select", "ignore", "exclude", "strict", "multi", "quiet"}
"""Options that change what a report says or the exit code."""


def test_no_file_decides_what_is_of_one_run_or_whom_to_trust() -> None:
    assert set(resources.schema("config")["properties"]) & (OF_ONE_RUN | OF_TRUST) == set()


def test_every_option_of_check_that_changes_what_comes_of_it_is_told_in_the_report() -> None:
    assert set(result_options()) >= DECIDING


def test_what_can_be_chosen_in_the_file_is_what_can_be_chosen_on_the_command_line() -> None:
    known = resources.schema("config")["properties"]
    choices = {
        parameter.opts[0].removeprefix("--"): [getattr(choice, "value", choice) for choice in parameter.type.choices]
        for command, parameter in parameters()
        if command == "check" and hasattr(parameter.type, "choices")
    }

    assert {key: spec["enum"] for key, spec in known.items() if "enum" in spec} == {
        **choices,
        "format": list(RENDERERS),
    }


@pytest.mark.parametrize(
    ("text", "arguments", "env", "code"),
    [
        ("", (), {}, 1),
        ('fail-on = "never"', (), {}, 0),
        ('fail-on = "never"', (), {"SOCIALLAN_FAIL_ON": "incomplete"}, 1),
        ('fail-on = "incomplete"', ("--fail-on", "never"), {"SOCIALLAN_FAIL_ON": "incomplete"}, 0),
        ('fail-on = "never"', ("--no-config",), {}, 1),
        ('fail-on = "never"', (), {"SOCIALLAN_NO_CONFIG": "1"}, 1),
        ('fail-on = "never"', (), {"SOCIALLAN_NO_CONFIG": "0"}, 0),
    ],
)
def test_the_flag_comes_before_the_environment_before_the_file(
    text: str, arguments: tuple[str, ...], env: dict[str, str], code: int, folder: Path
) -> None:
    settings(folder, text)

    assert run("check", "2026", *arguments, cwd=folder, env=env).returncode == code


def test_a_list_and_a_truth_are_taken_from_the_file(folder: Path) -> None:
    settings(folder, 'format = "json"')

    assert json.loads(run("check", "2026", cwd=folder).stdout)["summary"]["applications"] == 1

    settings(folder, "quiet = true")

    assert run("check", "2026", cwd=folder).stdout == b""


def test_rules_that_are_shown_are_taken_from_the_file_and_from_the_environment(folder: Path) -> None:
    settings(folder, 'format = "json"\nselect = ["G4", "G5"]')

    def groups(**env: str) -> set[str]:
        (application,) = json.loads(run("check", "2026", cwd=folder, env=env).stdout)["applications"]
        return {outcome["group"] for outcome in application["outcomes"]}

    assert groups() == {"G4", "G5"}
    assert groups(SOCIALLAN_SELECT="G2,G3") == {"G2", "G3"}


def test_the_nearest_file_upward_holds_and_no_other(folder: Path) -> None:
    settings(folder, "quiet = true")

    assert run("check", ".", cwd=folder / "2026").stdout == b""

    settings(folder / "2026", "quiet = false")

    assert run("check", ".", cwd=folder / "2026").stdout != b""


def test_the_rules_are_looked_for_from_the_folder_of_the_file(folder: Path) -> None:
    shutil.copytree(RULES, folder / "ours")
    pack = folder / "ours" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("id: lsh", "id: ours", 1), "utf-8")
    settings(folder, 'rules = "ours"\nformat = "json"')

    assert json.loads(run("check", ".", cwd=folder / "2026").stdout)["pack"]["id"] == "ours"


def test_a_key_holds_for_every_command_that_its_environment_variable_holds_for(folder: Path) -> None:
    settings(folder, 'rules = "gone"')

    for command in (("rules", "list"), ("rules", "test"), ("explain", "G5-effect-plan")):
        result = run(*command, cwd=folder)
        assert (result.returncode, "gone" in stderr_of(result)) == (2, True), command


@pytest.mark.parametrize(
    ("arguments", "env", "says"),
    [
        ((), {"LANG": "sv_SE.UTF-8"}, "have one fault"),
        ((), {"SOCIALLAN_LANG": "sv"}, "har ett fel"),
        (("--lang", "sv"), {"SOCIALLAN_LANG": "en"}, "har ett fel"),
    ],
)
def test_faults_are_told_in_the_language_of_the_flag_then_the_environment_then_the_file(
    arguments: tuple[str, ...], env: dict[str, str], says: str, folder: Path
) -> None:
    settings(folder, 'lang = "en"\nfail_on = "never"')

    result = run("check", "2026", *arguments, cwd=folder, env=env)

    assert (result.returncode, result.stdout) == (2, b"")
    assert says in stderr_of(result)
    assert "sociallan.toml:2:1: " in stderr_of(result)
    assert "fail-on" in stderr_of(result)


@pytest.mark.parametrize("command", [("check", "2026"), ("rules", "list"), ("schema", "config")])
def test_nothing_runs_by_a_file_with_faults_but_help_is_given(command: tuple[str, ...], folder: Path) -> None:
    settings(folder, "xyzzy = 1")

    assert run(*command, cwd=folder).returncode == 2
    assert run(*command, "--help", cwd=folder).returncode == 0
    assert run(*command, cwd=folder, env={"SOCIALLAN_NO_CONFIG": "1"}).returncode != 2


def test_a_folder_of_that_name_is_no_file_of_settings(folder: Path) -> None:
    (folder / "sociallan.toml").mkdir()

    assert run("check", "2026", cwd=folder).returncode == 1


def test_without_the_file_nothing_of_it_is_loaded(folder: Path) -> None:
    shutil.copy(EXAMPLES / "ready" / "safety-ekersberga-centrum-for-alla.yaml", folder / "ready.yaml")

    assert imported("check", "ready.yaml", cwd=folder).isdisjoint({"jsonschema", "tomllib"})


@pytest.mark.parametrize("form", ["text", "plain"])
def test_what_is_waived_is_told_with_who_answers_for_it_and_not_among_the_weaknesses(form: str, folder: Path) -> None:
    settings(folder, waiver())

    result = run("check", "2026", "--format", form, cwd=folder)

    shown = result.stdout.decode()
    assert shown.count("G5-effect-plan") == 1
    assert "Avsteg som Kreditchef svarar för till och med 2099-12-31: Planen är gemensam (G5-effect-plan)" in shown
    assert (result.returncode, stderr_of(result)) == (1, FROM_FILE.format("waiver = 1 (sociallan.toml:1)"))


def test_json_holds_the_waivers_and_the_outcomes_as_they_are(folder: Path) -> None:
    settings(folder, waiver() + waiver("area-other"))

    report = json.loads(run("check", "2026", "--format", "json", cwd=folder).stdout)
    bare = json.loads(run("check", "2026", "--format", "json", "--no-config", cwd=folder).stdout)

    assert [(given["rule"], given["state"]) for given in report["waivers"]] == [
        ("G5-effect-plan", "in_use"),
        ("area-other", "unused"),
    ]
    (application,), (without,) = report["applications"], bare["applications"]
    assert [given["rule"] for given in application["waived"]] == ["G5-effect-plan"]
    assert {**application, "waived": []} == without


def test_waivers_that_hold_for_nothing_are_told_on_standard_error_and_leave_the_exit_code(folder: Path) -> None:
    settings(folder, 'fail-on = "never"\n' + waiver(expires="2025-01-01") + waiver("area-other") + waiver(path="x/**"))

    result = run("check", "2026", cwd=folder)

    assert result.returncode == 0
    assert [line.partition(" ")[0] for line in stderr_of(result).splitlines()[1:]] == [
        "sociallan.toml:2:",
        "sociallan.toml:8:",
        "sociallan.toml:",
    ]
    assert "gick ut 2025-01-01" in stderr_of(result)
    assert "behövs inte" in stderr_of(result)
    assert "rad 14" in stderr_of(result)


def test_paths_of_waivers_start_from_the_folder_of_the_file(folder: Path) -> None:
    settings(folder, waiver())

    for cwd, path in ((folder, "2026"), (folder / "2026", "."), (folder / "2026", folder / "2026" / SKETCH)):
        report = json.loads(run("check", path, "--format", "json", cwd=cwd).stdout)
        assert [given["state"] for given in report["waivers"]] == ["in_use"], path


def test_waivers_that_the_pack_does_not_allow_are_told_at_once(folder: Path) -> None:
    settings(folder, waiver("area-one") + waiver("G5-efect-plan"))

    result = run("check", "2026", cwd=folder)

    assert (result.returncode, result.stdout) == (2, b"")
    assert "sociallan.toml:1:1: Regeln area-one är ett krav" in stderr_of(result)
    assert "sociallan.toml:7:1: Det finns ingen regel som heter G5-efect-plan. Menade ni G5-effect-plan?" in stderr_of(
        result
    )


def test_a_report_with_waivers_is_made_again_without_the_file(folder: Path) -> None:
    settings(folder, waiver() + waiver("area-other"))
    run("check", "2026", "--format", "json", "--output", "report.json", cwd=folder)
    (folder / "sociallan.toml").unlink()

    result = run("replay", "report.json", cwd=folder)

    assert (result.returncode, stderr_of(result)) == (0, "")


def test_text_in_a_waiver_steers_no_terminal(folder: Path) -> None:
    settings(folder, waiver().replace("Kreditchef", "\\u001b[31m[/b]"))

    for form in ("text", "plain", "json"):
        assert b"\x1b" not in run("check", "2026", "--format", form, cwd=folder).stdout


@pytest.mark.parametrize(
    ("source", "value", "announced"),
    [
        (SettingSource.OPTION, True, False),
        (SettingSource.VARIABLE, True, False),
        (SettingSource.VARIABLE, False, True),
        (SettingSource.FILE, True, True),
    ],
)
def test_a_file_of_settings_cannot_silence_what_is_told_of_it(
    source: SettingSource, value: bool, announced: bool
) -> None:
    of_file = Setting("fail-on", "never", SettingSource.FILE, "sociallan.toml:1")
    given = (of_file, Setting("quiet", value, source, ""))

    assert is_announced(given) is announced


def test_waivers_are_told_of_by_the_commands_that_heed_them_alone(folder: Path) -> None:
    settings(folder, waiver())

    assert stderr_of(run("explain", "G5-effect-plan", cwd=folder)) == ""
    assert FROM_FILE.partition("{")[0] in stderr_of(run("check", "2026", "--format", "csv", cwd=folder))


@pytest.mark.parametrize(
    ("text", "arguments", "environment", "sentences"),
    [
        ("", ("--jobs", "x"), {}, ["--jobs går inte"]),
        ("", (), {"SOCIALLAN_JOBS": "x"}, ["SOCIALLAN_JOBS går inte"]),
        ("", (), {"SOCIALLAN_QUIET": "ja"}, ["SOCIALLAN_QUIET går inte", "Möjliga värden: 1, 0."]),
        ("jobs = -1", (), {}, ["jobs (sociallan.toml:1) går inte"]),
    ],
)
def test_a_value_that_cannot_be_used_is_told_by_the_name_that_the_user_wrote(
    text: str, arguments: tuple[str, ...], environment: dict[str, str], sentences: list[str], tmp_path: Path
) -> None:
    (tmp_path / "sociallan.toml").write_text(text, encoding="utf-8")

    result = run("check", ".", *arguments, cwd=tmp_path, env=environment)

    assert result.returncode == 2
    assert all(sentence in stderr_of(result) for sentence in sentences)


def test_a_variable_with_the_program_s_prefix_that_no_option_has_is_told_once_with_the_nearest_one(
    folder: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOCIALLAN_LANGAUGE", "en")
    monkeypatch.setenv("SOCIALLAN_BANANA", "1")
    monkeypatch.setenv("XSOCIALLAN_FORMAT", "json")
    monkeypatch.setenv("SOCIALLANFORMAT", "json")

    result = inside("schema", "report", "--lang", "en")

    assert stderr_of(result).splitlines() == [
        "The environment variable SOCIALLAN_BANANA is not used: no setting has that name.",
        "The environment variable SOCIALLAN_LANGAUGE is not used. Did you mean SOCIALLAN_LANG?",
    ]


def test_no_variable_that_an_option_has_is_told(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {row.variable: "" for row in rows() if not row.option.positional}
    for name in (*known, "SOCIALLAN_CONFIG", "SOCIALLAN_NO_CONFIG", "SOCIALLAN_UNTRUSTED"):
        monkeypatch.setenv(name, "")

    assert stderr_of(inside("schema", "report")) == ""
