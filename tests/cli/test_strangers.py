"""Folders of strangers: their settings decide nothing unheard, with ``--untrusted`` nothing at all."""

import io
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sociallan.files import packs
from sociallan.formats import RENDERERS
from sociallan.pack.load import load
from tests.builders import EXAMPLES, RULES, lsh, pack_schemas
from tests.cli.running import run_inside as run
from tests.cli.running import stderr_of

FORMATS = tuple(RENDERERS)
HEADLESS = tuple(name for name, form in RENDERERS.items() if form.headless)
DIGITS = lsh().digest.removeprefix("sha256:")
SETTINGS = """\
rules = "evil"
fail-on = "never"
as-of = 2021-01-01
ignore = ["G5"]
select = ["G4"]
multi = true
quiet = true

[[waiver]]
rule = "G5-effect-plan"
path = "**"
owner = "Ingen"
reason = "Utan skäl"
expires = 2099-12-31
"""
SET = ("rules", "fail-on", "as-of", "ignore", "select", "multi", "quiet", "waiver")
SIDES = ("--as-of", "2021-01-01", "--as-of", "2026-01-01", "--all")
LINES = {name: line for line, name in enumerate((*SET[:-1], "", "waiver"), start=1)}


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """Return a folder of applications alone."""
    folder = tmp_path / "clean"
    (folder / "hidden").mkdir(parents=True)
    shutil.copy(EXAMPLES / "not_met" / "private-landlord.yaml", folder / "a.yaml")
    shutil.copy(EXAMPLES / "incomplete" / "early-sketch.yaml", folder / "hidden" / "b.yaml")
    return folder


@pytest.fixture
def hostile(clean: Path) -> Path:
    """Return the same folder with settings that hide what is wrong, by rules that require nothing."""
    folder = Path(shutil.copytree(clean, clean.parent / "hostile"))
    milder(folder / "evil")
    (folder / "sociallan.toml").write_text(SETTINGS, "utf-8")
    (folder / ".gitignore").write_text("hidden/\n*\n", "utf-8")
    return folder


def milder(folder: Path) -> Path:
    """Make a pack that requires nothing and calls itself as ours does."""
    shutil.copytree(RULES, folder)
    for rule in folder.glob("rules/**/*.yaml"):
        rule.write_text(rule.read_text("utf-8").replace("level: requirement", "level: remark"), "utf-8")
    (folder / "pack.lock").unlink()
    return folder


def reports(
    folder: Path, forms: Iterable[str], *arguments: str, env: dict[str, str] | None = None
) -> tuple[int, dict[str, bytes], str]:
    """Screen a folder; return the exit code, the bytes of the report in each format, and standard error."""
    pages = {form: folder.parent / f"report.{form}" for form in forms}
    into = [word for form, page in pages.items() for word in ("--format", form, "--output", str(page))]
    result = run("check", "a.yaml", "hidden", *into, *arguments, cwd=folder, env=env)
    return (
        result.returncode,
        {form: page.read_bytes() for form, page in pages.items() if page.exists()},
        stderr_of(result),
    )


def report(folder: Path, form: str, *arguments: str, env: dict[str, str] | None = None) -> tuple[int, bytes, str]:
    """Screen a folder; return the exit code, the bytes of the report and what stands on standard error."""
    code, pages, error = reports(folder, [form], *arguments, env=env)
    return code, pages.get(form, b""), error


def test_an_untrusted_folder_gives_the_reports_of_a_clean_one(clean: Path, hostile: Path) -> None:
    expected = reports(clean, FORMATS, "--no-config")

    assert (expected[0], set(expected[1]), expected[2]) == (1, set(FORMATS), "")
    assert reports(hostile, FORMATS, "--untrusted") == expected
    assert reports(hostile, FORMATS, env={"SOCIALLAN_UNTRUSTED": "1"}) == expected


def paths(folder: Path, *arguments: str) -> list[str]:
    """Return the applications that are found in a folder."""
    shown = run("check", ".", "--format", "json", *arguments, cwd=folder).stdout
    return [each["path"] for each in json.loads(shown)["applications"]] if shown else []


def test_an_untrusted_folder_is_searched_whatever_its_ignore_files_say(hostile: Path) -> None:
    shutil.rmtree(hostile / "evil")

    assert paths(hostile, "--no-config") == []
    assert paths(hostile, "--untrusted") == ["a.yaml", "hidden/b.yaml"]
    assert b"hidden/b.yaml" in run("compare", ".", "--untrusted", *SIDES, cwd=hostile).stdout
    assert b"hidden/b.yaml" not in run("compare", ".", "--no-config", *SIDES, cwd=hostile).stdout


def test_a_file_that_the_user_names_is_heeded_in_an_untrusted_folder(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('fail-on = "never"\n', "utf-8")

    for arguments, env in (
        (("--config", "../own.toml"), {}),
        (("--config=../own.toml",), {}),
        (("--no-config", "--config", "../own.toml"), {"SOCIALLAN_CONFIG": "none"}),
        ((), {"SOCIALLAN_CONFIG": "../own.toml"}),
    ):
        result = run("check", "a.yaml", "--untrusted", *arguments, cwd=hostile, env=env)
        assert (result.returncode, "fail-on = never (../own.toml:1)" in stderr_of(result)) == (0, True), arguments


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (("--config", "none"), {}),
        (("--config=none",), {}),
        (("--config", "sociallan.toml", "--no-config"), {}),
        ((), {"SOCIALLAN_CONFIG": "none"}),
        ((), {"SOCIALLAN_NO_CONFIG": "yes"}),
        (("--config", "none"), {"SOCIALLAN_CONFIG": "sociallan.toml"}),
    ],
)
def test_no_settings_are_read_where_the_user_wants_none(
    arguments: tuple[str, ...], env: dict[str, str], hostile: Path
) -> None:
    result = run("check", "a.yaml", *arguments, cwd=hostile, env=env)

    assert (result.returncode, stderr_of(result)) == (1, "")


def test_a_file_of_settings_that_is_none_is_told_and_nothing_runs(clean: Path) -> None:
    for name, code in (("gone.toml", "finns inte"), ("hidden", "ingen vanlig fil")):
        result = run("check", "a.yaml", "--config", name, cwd=clean)
        assert (result.returncode, result.stdout) == (2, b"")
        assert name in stderr_of(result)
        assert code in stderr_of(result)


@pytest.mark.parametrize("key", ["untrusted", "config", "trusted-rules", "no-config"])
def test_a_file_of_settings_does_not_say_whom_to_trust(key: str, clean: Path) -> None:
    (clean / "sociallan.toml").write_text(f'{key} = "{DIGITS}"\n', "utf-8")

    result = run("check", "a.yaml", cwd=clean)

    assert (result.returncode, "sociallan.toml:1:1: " in stderr_of(result)) == (2, True)


def test_every_report_tells_whose_rules_and_settings_decided(hostile: Path) -> None:
    code, pages, error = reports(hostile, FORMATS)

    assert (code, set(pages)) == (0, set(FORMATS))
    assert [name for name in SET if f"{name} = " not in error] == []
    for form, page in pages.items():
        said = words_of(page, form) + (error if form in HEADLESS else "")
        assert "inte reglerna som följer med sociallan" in said or '"shipped": false' in said.replace(
            '":false', '": false'
        ), form
        assert [name for name in SET if f"sociallan.toml:{LINES[name]}" not in said] == [], form


def words_of(page: bytes, form: str) -> str:
    """Return the text of a report as those who open it read it."""
    if form != "xlsx":
        # Markdown has a backslash before signs of its own.
        return page.decode().replace("\\", "")
    book = load_workbook(io.BytesIO(page))
    assert book.active is book.worksheets[-1]
    return "\n".join(str(cell.value) for row in book.worksheets[-1] for cell in row)


def test_silence_that_the_user_asks_for_is_kept_and_silence_that_a_file_asks_for_is_told(hostile: Path) -> None:
    assert "Inställningar" not in stderr_of(run("check", "a.yaml", "--quiet", cwd=hostile))
    assert "quiet = true (sociallan.toml:7)" in stderr_of(run("check", "a.yaml", cwd=hostile))


@pytest.mark.parametrize("form", FORMATS)
def test_a_variable_is_told_in_the_report_or_where_that_has_no_place_beside_it(form: str, clean: Path) -> None:
    _, page, error = report(clean, form, env={"SOCIALLAN_FAIL_ON": "never"})

    assert ("SOCIALLAN_FAIL_ON" in error) == (form in HEADLESS)
    assert ("SOCIALLAN_FAIL_ON" in words_of(page, form)) == (form not in HEADLESS)


def test_settings_that_decide_nothing_are_not_told(clean: Path) -> None:
    (clean / "sociallan.toml").write_text('lang = "sv"\ncolor = "never"\njobs = 1\n', "utf-8")

    assert run("check", "a.yaml", cwd=clean).stdout == run("check", "a.yaml", "--no-config", cwd=clean).stdout
    assert stderr_of(run("check", "a.yaml", cwd=clean)) == ""


@pytest.mark.parametrize(
    "command", [("rules", "list"), ("explain", "G5-effect-plan"), ("rules", "show", "G5-effect-plan")]
)
def test_every_command_tells_of_rules_that_a_file_has_chosen(command: tuple[str, ...], hostile: Path) -> None:
    assert "rules = evil (sociallan.toml:1)" in stderr_of(run(*command, cwd=hostile))
    assert stderr_of(run(*command, "--untrusted", cwd=hostile)) == ""


def test_json_tells_what_stood_in_the_command_too_and_each_source(clean: Path) -> None:
    (clean / "sociallan.toml").write_text('\nselect = ["G4"]\n', "utf-8")
    env = {"SOCIALLAN_IGNORE": "G5"}

    _, page, _ = report(clean, "json", "--as-of", "2024-02-29", env=env)

    assert json.loads(page)["settings"] == [
        {"name": "as-of", "value": "2024-02-29", "source": "option", "where": "--as-of"},
        {"name": "select", "value": ["G4"], "source": "file", "where": "sociallan.toml:2"},
        {"name": "ignore", "value": ["G5"], "source": "variable", "where": "SOCIALLAN_IGNORE"},
    ]


def test_a_report_is_the_same_whatever_the_number_of_processes_and_is_made_again(hostile: Path) -> None:
    one, two = (report(hostile, "json", "--jobs", jobs) for jobs in ("1", "2"))

    assert one == two
    assert run("replay", "../report.json", "--config", "none", "--rules", "evil", cwd=hostile).returncode == 0


def test_a_report_of_before_settings_were_told_is_made_again(clean: Path) -> None:
    report(clean, "json", "--no-config")
    page = clean.parent / "report.json"
    text = re.sub(r',\n    "digest".*\n    "shipped": true', "", page.read_text("utf-8"))
    page.write_text(text.replace('  "settings": [],\n', ""), "utf-8")

    assert "shipped" not in page.read_text("utf-8")
    assert run("replay", str(page), cwd=clean).returncode == 0


def test_a_report_that_claims_to_be_by_our_rules_is_not_explained(hostile: Path) -> None:
    report(hostile, "json")
    page = hostile.parent / "report.json"
    page.write_text(page.read_text("utf-8").replace('"shipped": false', '"shipped": true'), "utf-8")

    result = run("replay", str(page), "--config", "none", "--rules", "evil", cwd=hostile)

    assert (result.returncode, b"/pack/shipped" in result.stdout) == (1, True)


def test_a_pack_is_ours_by_its_digests_and_by_nothing_that_it_says_of_itself(clean: Path) -> None:
    ours, theirs = Path(shutil.copytree(RULES, clean / "ours")), milder(clean / "theirs")

    assert json.loads(report(clean, "json", "--rules", str(ours))[1])["pack"]["shipped"]
    assert not json.loads(report(clean, "json", "--rules", str(theirs))[1])["pack"]["shipped"]


@pytest.mark.parametrize("given", [DIGITS, DIGITS[:12], f"sha256:{DIGITS}", DIGITS.upper()])
def test_rules_are_trusted_by_their_digest_or_the_start_of_it(given: str, hostile: Path) -> None:
    ours, theirs = ("--config", "none"), ()

    assert run("check", "a.yaml", "--trusted-rules", given, *ours, cwd=hostile).returncode == 1
    result = run("check", "a.yaml", "--trusted-rules", given, *theirs, cwd=hostile)
    assert (result.returncode, result.stdout) == (2, b"")
    assert pack_digest(hostile / "evil") in stderr_of(result)
    assert run("check", "a.yaml", cwd=hostile, env={"SOCIALLAN_TRUSTED_RULES": given}).returncode == 2
    for command in (("compare", "a.yaml", *SIDES), ("replay", "../none")):
        assert run(*command, "--trusted-rules", given, cwd=hostile).returncode == 2


def pack_digest(folder: Path) -> str:
    return load(packs.pack_files(folder), pack_schemas()).digest


@pytest.mark.parametrize("given", ["", DIGITS[:11], "sha256:", "x" * 12, lsh().logic_digest, lsh().text_digest])
def test_what_is_no_digest_of_the_whole_pack_is_not_trusted(given: str, clean: Path) -> None:
    assert run("check", "a.yaml", "--trusted-rules", given, cwd=clean).returncode == 2


def test_several_digests_may_be_trusted_and_each_is_told_by_the_lists(hostile: Path) -> None:
    theirs = pack_digest(hostile / "evil")

    assert theirs in run("rules", "list", cwd=hostile).stdout.decode()
    both = ("--trusted-rules", DIGITS, "--trusted-rules", theirs)
    assert run("check", "a.yaml", *both, cwd=hostile).returncode == 0
    assert run("check", "a.yaml", *both, "--untrusted", cwd=hostile).returncode == 1
