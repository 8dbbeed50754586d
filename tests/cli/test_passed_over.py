"""Files that a run passes over are told, in a line and in JSON, counted nowhere, and the same however many screen."""

import json
from pathlib import Path

import pytest

from tests.builders import example
from tests.cli.conftest import Inside
from tests.cli.running import run_code

GOOD = example("ready/safety-ekersberga-centrum-for-alla.yaml").data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_bytes(GOOD)
    (tmp_path / "b.yaml.txt").write_bytes(GOOD)
    (tmp_path / "docker-compose.yml").write_text("services: {}\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "package.json").write_text('{"name": "x", "version": "1"}')
    return tmp_path


def test_a_line_tells_what_is_passed_over_and_why(inside: Inside, folder: Path) -> None:
    told = inside("check", str(folder), "--quiet").stderr.decode()

    assert told == (
        f"en fil, 3 överhoppade: {folder}/b.yaml.txt (filändelse som inte är .yaml, .yml, .json eller .xlsx), "
        f"{folder}/docker-compose.yml (inte ett enda fält från en ansökan), "
        f"{folder}/foreign/package.json (inte ett enda fält från en ansökan)\n"
    )


def test_of_many_five_are_named_and_what_the_user_leaves_out_is_counted(inside: Inside, folder: Path) -> None:
    for number in range(9):
        (folder / f"other-{number}.json").write_text('{"x": 1}')
        (folder / f"draft-{number}.yaml").write_bytes(GOOD)

    told = inside("check", str(folder), "--quiet", "--exclude", "draft-*").stderr.decode()

    assert told.count("other-") == 2
    assert told.endswith(" och 7 till, 9 st. (enligt --exclude)\n")


def test_the_list_of_files_names_all_that_is_passed_over(inside: Inside, folder: Path) -> None:
    for number in range(9):
        (folder / f"other-{number}.json").write_text('{"x": 1}')

    told = inside("check", str(folder), "--list-files").stderr.decode()

    assert told.count("other-") == 9


def test_a_damaged_workbook_is_screened_since_it_may_be_an_application(inside: Inside, folder: Path) -> None:
    (folder / "ansokan.xlsx").write_bytes(b"PK\x03\x04 cut off")

    result = inside("check", str(folder), "--format", "concise")

    assert "ansokan.xlsx: error" in result.stdout.decode()
    assert "ansokan.xlsx" not in result.stderr.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_json_names_all_and_counts_none(form: str, jobs: str, inside: Inside, folder: Path) -> None:
    done = inside("check", str(folder), "--format", form, "--jobs", jobs)

    told = json.loads(done.stdout.splitlines()[-1] if form == "ndjson" else done.stdout)
    assert done.returncode == 0
    assert told["summary"]["applications"] == 1
    assert [(Path(each["path"]).name, each["reason"]) for each in told["passed_over"]] == [
        ("b.yaml.txt", "ending"),
        ("docker-compose.yml", "no-application"),
        ("package.json", "no-application"),
    ]


def test_what_is_named_is_an_application_whatever_it_holds(inside: Inside, folder: Path) -> None:
    listed = folder / "list"
    names = [f"{folder}/docker-compose.yml", "", f"{folder}/b.yaml.txt", ""]
    listed.write_bytes("\r\n".join(names).encode("utf-16"))

    for given in ((f"{folder}/docker-compose.yml", f"{folder}/b.yaml.txt"), ("--files-from", str(listed))):
        done = inside("check", *given, "--format", "json")
        assert json.loads(done.stdout)["summary"]["applications"] == 2
        assert done.stderr == b""


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
@pytest.mark.parametrize("application", ["ready/safety-ekersberga-centrum-for-alla.yaml", "invalid/misspelt-key.yaml"])
def test_a_report_that_is_written_into_the_folder_is_not_screened_the_next_time(
    name: str, application: str, inside: Inside, folder: Path
) -> None:
    (folder / "a.yaml").write_bytes(example(application).data)
    given = ("check", str(folder), "--format", name, "--output", str(folder / "report.json"))
    first = inside(*given)
    before = inside("check", str(folder), "--list-files").stdout

    done = inside(*given)

    assert done.returncode == first.returncode
    assert b"report.json (" in done.stderr
    assert before.count(b"a.yaml") == 1


def test_a_report_read_again_is_made_again_with_what_was_passed_over(inside: Inside, folder: Path) -> None:
    report = folder / "report.json"
    inside("check", str(folder), "--format", "json", "--output", str(report))

    assert inside("replay", str(report)).returncode == 0
    (folder / "docker-compose.yml").unlink()
    assert inside("replay", str(report)).returncode == 0


def test_a_path_that_leads_to_nothing_is_told_and_refused_where_that_is_asked_for(inside: Inside, folder: Path) -> None:
    given = (str(folder / "a.yaml"), str(folder / "empty"), str(folder / "foreign"))

    for strict, code in (((), 0), (("--strict",), 3)):
        done = inside("check", *given, "--quiet", *strict)
        assert done.returncode == code
        assert [line.partition(" gav inga")[0] for line in done.stderr.decode().splitlines()[1:]] == [*given[1:]]


@pytest.mark.parametrize("command", [("check",), ("compare", "--as-of", "2024-06-01", "--as-of", "2025-06-01")])
def test_where_nothing_is_left_there_is_nothing_to_screen(
    command: tuple[str, ...], inside: Inside, folder: Path
) -> None:
    output = folder / "out.json"

    for name in ("foreign", "empty"):
        done = inside(*command, str(folder / name), "--format", "json", "--output", str(output))
        assert (done.returncode, done.stdout, output.exists()) == (3, b"", False)
    assert b"package.json" in inside(*command, str(folder / "foreign")).stderr


@pytest.mark.parametrize("command", [("check",), ("compare", "--as-of", "2024-06-01", "--as-of", "2025-06-01")])
def test_the_files_are_listed_and_nothing_is_screened(command: tuple[str, ...], inside: Inside, folder: Path) -> None:
    done = inside(*command, str(folder), "--list-files")

    assert (done.returncode, done.stdout.decode()) == (0, f"{folder}/a.yaml\n")
    assert b"en fil, 3 " in done.stderr
    assert inside(*command, str(folder / "foreign"), "--list-files").returncode == 3


def test_patterns_of_the_settings_start_from_their_file(
    inside: Inside, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sociallan.toml").write_text('exclude = ["/a.yaml"]\n')
    (folder / "sub").mkdir()
    (folder / "sub" / "a.yaml").write_bytes(GOOD)
    monkeypatch.chdir(folder / "sub")

    assert inside("check", "..", "--list-files").stdout == b"../sub/a.yaml\n"
    assert inside("check", "..", "--list-files", "--exclude", "/a.yaml").stdout == b"../a.yaml\n"


def test_several_applications_in_a_file_are_passed_over_only_where_none_is_one(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "k8s.yaml").write_text("kind: x\n---\nkind: y\n")
    (tmp_path / "two.yaml").write_bytes(b"kind: x\n---\n" + GOOD)

    report = json.loads(inside("check", str(tmp_path), "--multi", "--format", "json").stdout)

    assert [Path(each["path"]).name for each in report["applications"]] == ["two.yaml#1", "two.yaml#2"]
    assert [Path(each["path"]).name for each in report["passed_over"]] == ["k8s.yaml"]


def test_the_file_that_standard_output_goes_to_is_not_screened(folder: Path) -> None:
    """A shell makes it, empty, before the program starts."""
    report = folder / "report.json"
    for _ in range(2):
        code = (
            f"import os, sys; os.dup2(os.open({str(report)!r}, os.O_CREAT | os.O_TRUNC | os.O_WRONLY), 1); "
            "from sociallan.cli.main import run; sys.exit(run(['check', '.', '--format', 'json']))"
        )

        assert run_code(code, cwd=folder).returncode == 0
        told = json.loads(report.read_bytes())
        assert [Path(each["path"]).name for each in told["applications"]] == ["a.yaml"]
        assert {"path": "report.json", "reason": "own-report"} in told["passed_over"]


@pytest.mark.parametrize("given", [("-", "--files-from", "-"), ("--files-from", "-")])
def test_standard_input_is_not_both_the_list_and_an_application(given: tuple[str, ...], inside: Inside) -> None:
    done = inside("check", *given, given=b"-\n")

    assert (done.returncode, done.stdout) == (2, b"")
    assert "bara kan läsas en gång" in done.stderr.decode()


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_a_list_in_another_encoding_is_not_taken_for_names_of_one_letter(
    encoding: str, inside: Inside, folder: Path
) -> None:
    (folder / "list").write_bytes(f"{folder}/a.yaml\n".encode(encoding))

    done = inside("check", "--files-from", str(folder / "list"))

    assert (done.returncode, done.stdout) == (2, b"")
    assert "UTF-8" in done.stderr.decode()


@pytest.mark.parametrize("multi", [(), ("--multi",)])
def test_an_application_after_another_document_is_not_passed_over(
    multi: tuple[str, ...], inside: Inside, folder: Path
) -> None:
    (folder / "a.yaml").write_bytes(b"author: x\n---\n" + GOOD)

    assert b"a.yaml\n" in inside("check", str(folder), "--list-files", *multi).stdout
    assert inside("check", str(folder), "--quiet", *multi).returncode == 1
