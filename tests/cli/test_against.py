"""``check --against``: a version against an earlier one, and a folder against a report of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ROOT
from tests.cli.running import INCOMPLETE, INVALID, READY, run_inside, stderr_of

EARLIER = (ROOT / INCOMPLETE).read_text(encoding="utf-8")
LATER = EARLIER.replace("  loan:", "  total_cost: 99000000\n  loan:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gammal.yaml").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "ny.yaml").write_text(LATER, encoding="utf-8")
    return tmp_path


def since(*arguments: str | Path, cwd: Path) -> Any:
    return json.loads(run_inside("check", "--format", "json", *arguments, cwd=cwd).stdout)["since"]


def test_an_application_is_compared_with_an_earlier_version_by_another_name(folder: Path) -> None:
    result = run_inside("check", "--format", "plain", "--against", "gammal.yaml", "ny.yaml", cwd=folder)
    text = result.stdout.decode()

    assert re.search(r"^Åtgärdat sedan sist: 1 · nytt: 0 · kvar: \d+$", text, re.MULTILINE)
    assert "(financing-loan-within-cost)" in text
    assert result.returncode == 1


@pytest.mark.parametrize("name", ["rapport.json", "rapport.ndjson"])
def test_an_application_is_compared_with_a_report_of_it(folder: Path, name: str) -> None:
    run_inside("check", "-q", "--output", name, "gammal.yaml", cwd=folder)
    found = since("--against", name, "ny.yaml", cwd=folder)

    assert found == {"earlier": name, "mended": 1, "new": 0, "left": found["left"], "unknown": 0}
    assert found == since("--against", "gammal.yaml", "ny.yaml", cwd=folder) | {"earlier": name}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_compared_with_a_report_of_it_by_path(folder: Path, jobs: str) -> None:
    run_inside("check", "-q", "--output", "rapport.json", "gammal.yaml", "ny.yaml", cwd=folder)
    (folder / "gammal.yaml").write_text(LATER, encoding="utf-8")
    (folder / "till.yaml").write_text(EARLIER, encoding="utf-8")
    found = since("--against", "rapport.json", "--jobs", jobs, "./", cwd=folder)

    assert (found["mended"], found["unknown"]) == (1, 1)
    assert found["new"] > 0


def test_the_applications_of_a_file_are_compared_one_by_one(folder: Path) -> None:
    (folder / "två.yaml").write_text(f"{EARLIER}---\n{EARLIER}", encoding="utf-8")
    (folder / "nya.yaml").write_text(f"{EARLIER}---\n{LATER}", encoding="utf-8")
    result = run_inside("check", "--multi", "--format", "json", "--against", "två.yaml", "nya.yaml", cwd=folder)
    found = [len(each["since"]["mended"]) for each in json.loads(result.stdout)["applications"]]

    assert found == [0, 1]


def test_the_short_report_tells_what_is_mended_first_and_the_numbers_last(folder: Path) -> None:
    text = run_inside("check", "--against", "gammal.yaml", "ny.yaml", cwd=folder).stdout.decode()
    lines = text.splitlines()

    assert lines[2:4] == ["Åtgärdat (1)", "  ✓ Lånet är inte större än investeringens kostnad"]
    assert any(line.startswith("Åtgärdat sedan sist: 1 · nytt: 0") for line in lines[-6:])


def test_formats_without_a_head_tell_the_numbers_on_standard_error(folder: Path) -> None:
    result = run_inside("check", "--format", "concise", "--against", "gammal.yaml", "ny.yaml", cwd=folder)

    assert "Åtgärdat sedan sist: 1" in stderr_of(result)


def test_a_report_with_a_comparison_is_replayed_to_the_same_bytes(folder: Path) -> None:
    run_inside("check", "-q", "--against", "gammal.yaml", "--output", "rapport.json", "ny.yaml", cwd=folder)

    assert run_inside("replay", "rapport.json", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("earlier", "text", "sentence"),
    [
        ("finns-inte.yaml", None, "finns inte eller går inte att öppna"),
        (".", None, "är en mapp. Ange en rapport över den"),
        ("-", None, "läses inte från ett annat program"),
        ("annat.json", '{"namn": "paket"}', "är varken en ansökan eller en rapport"),
        ("trasig.yaml", "a: [\n", "går inte att läsa som en ansökan"),
        ("rapport.json", '{"schema": "sociallan-report/1", "applications": [', "är ingen rapport"),
        ("rapport.json", '{"schema": "sociallan-report/9"}', "har formen sociallan-report/9"),
        ("rader.ndjson", '{"schema": "sociallan-line/1", "record": "application"}', "följer inte rapportens schema"),
        ("rader.ndjson", '{"schema": "sociallan-line/2"}', "följer inte rapportens schema"),
        ("rader.ndjson", '{"schema": "sociallan-line/1"', "är ingen rapport"),
    ],
)
def test_what_cannot_be_compared_with_is_told_in_a_sentence(
    folder: Path, earlier: str, text: str | None, sentence: str
) -> None:
    if text is not None:
        (folder / earlier).write_text(text, encoding="utf-8")
    result = run_inside("check", "--against", earlier, "ny.yaml", cwd=folder)

    assert sentence in stderr_of(result)
    assert (result.returncode, result.stdout) == (2, b"")


def test_many_applications_are_not_compared_with_one() -> None:
    result = run_inside("check", "--against", INCOMPLETE, READY, INVALID)

    assert "kan bara jämföras med en enda ansökan" in stderr_of(result)
    assert result.returncode == 2


@pytest.mark.parametrize("name", ["gammal.yaml", "sub/flera.yaml"])
def test_applications_of_the_report_that_are_gone_are_named(folder: Path, name: str) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "flera.yaml").write_text(f"{EARLIER}---\n{EARLIER}", encoding="utf-8")
    run_inside("check", "-q", "--multi", "--output", "rapport.json", ".", cwd=folder)
    same = run_inside("check", "-q", "--multi", "--against", "rapport.json", ".", cwd=folder)
    (folder / name).unlink()
    less = run_inside("check", "-q", "--multi", "--against", "rapport.json", ".", cwd=folder)

    assert "inte bland det som granskas nu" not in stderr_of(same)
    assert re.search(rf"inte bland det som granskas nu: .*{name}", stderr_of(less))


def test_a_report_by_another_pack_is_refused(folder: Path) -> None:
    run_inside("check", "-q", "--output", "rapport.json", "gammal.yaml", cwd=folder)
    report = json.loads((folder / "rapport.json").read_text(encoding="utf-8"))
    report["pack"]["id"] = "annat"
    (folder / "rapport.json").write_text(json.dumps(report), encoding="utf-8")

    result = run_inside("check", "--against", "rapport.json", "ny.yaml", cwd=folder)

    assert "är gjord med regelverket annat" in stderr_of(result)
    assert result.returncode == 2


def test_a_report_by_other_rules_of_the_pack_is_used_with_a_warning(folder: Path) -> None:
    run_inside("check", "-q", "--output", "rapport.json", "gammal.yaml", cwd=folder)
    text = (folder / "rapport.json").read_text(encoding="utf-8")
    changed = re.sub(r'"logic_digest": "sha256:[0-9a-f]{64}"', f'"logic_digest": "sha256:{"0" * 64}"', text, count=1)
    (folder / "rapport.json").write_text(changed, encoding="utf-8")

    result = run_inside("check", "--format", "plain", "--against", "rapport.json", "ny.yaml", cwd=folder)

    assert "en annan version av reglerna" in stderr_of(result)
    assert "sedan sist: 1" in result.stdout.decode()


def test_the_earlier_version_is_not_overwritten(folder: Path) -> None:
    result = run_inside("check", "--against", "rapport.json", "--output", "rapport.json", "ny.yaml", cwd=folder)

    assert result.returncode == 2
    assert not (folder / "rapport.json").exists()
