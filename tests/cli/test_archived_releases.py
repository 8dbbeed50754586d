"""Releases taken from their archives: by ``--rules FOLDER@VERSION``, and by ``replay``, which finds the report's."""

import json
import shutil
from pathlib import Path

import pytest

from sociallan.files import packs, resources
from sociallan.pack import archive, releases
from sociallan.pack.load import load
from tests.builders import EXAMPLES, RULES, pack_schemas, rewritten, small_pack, written
from tests.cli.running import READY, run_inside, stderr_of

OLD, NEW = "9998.1", "9999.1"
"""Two releases of the pack lsh: by the second the limit of a parameter is another."""


def released(pack: Path, version: str) -> None:
    """Release a pack without its checks, which take time and are tested elsewhere."""
    head = pack / "pack.yaml"
    before = next(line for line in head.read_text(encoding="utf-8").splitlines() if line.startswith("version:"))
    rewritten(head, before, f'version: "{version}"')
    data = archive.archive_of(packs.pack_files(pack))
    release = releases.release_of(
        load(packs.pack_files(pack), pack_schemas()), "9999-01-01", archive.archive_digest(data)
    )
    text = releases.extended(packs.pack_file(pack, releases.LOCK), release, "#")
    (pack / releases.LOCK).write_text(text, encoding="utf-8")
    (pack / "releases").mkdir(exist_ok=True)
    (pack / archive.archive_name(version)).write_bytes(data)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the examples, a report of each release of a pack, and a third version of it as a draft."""
    work_folder = tmp_path_factory.mktemp("work_folder")
    shutil.copytree(EXAMPLES, work_folder / "examples")
    pack = Path(shutil.copytree(RULES, work_folder / "pack"))
    for version, name in ((OLD, "old.json"), (NEW, "new.json")):
        released(pack, version)
        command = ("check", READY, "--rules", "pack", "--format", "json", "--output", name)
        assert run_inside(*command, cwd=work_folder).returncode in (0, 1)
        rewritten(
            pack / "params.yaml",
            "value: 3}" if version == OLD else "value: 30}",
            "value: 30}" if version == OLD else "value: 40}",
        )
        (pack / "rules/G4/G4-minimum-years.yaml").write_text(
            "# A note.\n" + (pack / "rules/G4/G4-minimum-years.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
    return work_folder


@pytest.fixture
def work_folder(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the folder, to change."""
    return Path(shutil.copytree(made, tmp_path / "work_folder"))


@pytest.mark.parametrize(("report", "version"), [("old.json", OLD), ("new.json", NEW)])
def test_a_report_of_any_release_is_replayed_by_that_release(report: str, version: str, made: Path) -> None:
    result = run_inside("replay", report, "--rules", "pack", "--lang", "en", cwd=made)

    assert result.returncode == 0, result.stdout.decode()
    assert result.stdout.decode().startswith("The same report: ")
    assert stderr_of(result).startswith(
        f"The report was made by version {version}. It is replayed by that version, from the archive in pack.\n"
    )


def test_the_two_releases_do_not_decide_alike(made: Path) -> None:
    """Else the test above would show nothing."""
    old, new = (json.loads((made / name).read_text("utf-8")) for name in ("old.json", "new.json"))

    assert old["applications"] != new["applications"]
    assert old["pack"]["logic_digest"] != new["pack"]["logic_digest"]


def test_a_release_is_named_by_its_folder_and_its_version(made: Path) -> None:
    command = ("check", READY, "--format", "json", "--rules")

    old, new, draft = (
        json.loads(run_inside(*command, rules, cwd=made).stdout)["pack"]
        for rules in (f"pack@{OLD}", f"pack@{NEW}", "pack")
    )

    assert old == json.loads((made / "old.json").read_text("utf-8"))["pack"]
    assert new == json.loads((made / "new.json").read_text("utf-8"))["pack"]
    assert draft["version"] == NEW
    assert draft["digest"] not in (old["digest"], new["digest"])


def test_a_release_of_another_pack_than_the_report_s_is_refused(made: Path, tmp_path: Path) -> None:
    released(written(small_pack(), tmp_path / "small"), "2")

    result = run_inside("replay", "new.json", "--rules", f"{tmp_path / 'small'}@2", cwd=made)

    assert (result.returncode, result.stdout) == (2, b"")
    assert "är small, version 2." in stderr_of(result)


def test_a_release_of_the_pack_that_comes_along_is_named_by_its_id_and_is_found_by_replay(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made / "pack", tmp_path / "installed" / "lsh")
    monkeypatch.setattr(resources, "shipped_pack", lambda name: tmp_path / "installed" / name)

    checked = run_inside("check", "examples/ready", "--format", "json", "--rules", f"lsh@{OLD}", cwd=made)
    (tmp_path / "report.json").write_bytes(checked.stdout)
    replayed = run_inside("replay", str(tmp_path / "report.json"), "--lang", "en", cwd=made)

    assert json.loads(checked.stdout)["pack"] == {
        **json.loads((made / "old.json").read_text("utf-8"))["pack"],
        "shipped": True,
    }
    assert replayed.returncode == 0, replayed.stdout.decode()
    assert stderr_of(replayed).startswith(f"The report was made by version {OLD}. ")


def test_a_replay_by_a_named_release_looks_no_further(made: Path) -> None:
    result = run_inside("replay", "old.json", "--rules", f"pack@{NEW}", "--lang", "en", cwd=made)

    assert result.returncode == 1
    assert f"Version of the rule pack: {OLD} in the report, {NEW} now." in result.stdout.decode()
    assert stderr_of(result).startswith("These are not the rules")


def test_an_old_release_can_be_compared_with_the_draft(made: Path) -> None:
    result = run_inside("rules", "diff", f"pack@{OLD}", "pack", "--lang", "en", cwd=made)

    assert result.returncode == 1
    assert "G4-minimum-years" in result.stdout.decode()


def test_a_fault_in_the_draft_does_not_stop_a_replay_by_the_archive(work_folder: Path) -> None:
    rewritten(work_folder / "pack/rules/G4/G4-horizon.yaml", "level: ", "levle: ")

    assert run_inside("replay", "old.json", "--rules", "pack", cwd=work_folder).returncode == 0


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (
            f"pack@{OLD}x",
            f"no release {OLD}x of the rule pack in pack. Its releases are in the file pack.lock. Did you mean {OLD}?",
        ),
        ("pack@2026.1", "Version 2026.1 was released on 2026-11-24, before releases were archived"),
        ("pack@../../x", "does not exist"),
        ("nowhere@1", "The folder nowhere@1 with a rule pack does not exist."),
        ("@1", "The folder @1 with a rule pack does not exist."),
        ("pack@", "The folder pack@ with a rule pack does not exist."),
        ("lsh@0", "There is no release 0 of the rule pack in "),
        ("lsh@2026.1", "Version 2026.1 was released on 2026-11-24, before releases were archived"),
    ],
)
def test_a_release_that_is_not_there_is_told(rules: str, says: str, made: Path) -> None:
    result = run_inside("check", READY, "--rules", rules, "--lang", "en", cwd=made)

    assert (result.returncode, result.stdout) == (2, b"")
    assert says in stderr_of(result)


@pytest.mark.parametrize(
    ("data", "says"),
    [(None, "is missing"), (b"PK", "is not the one that was released: its digest is not the one in pack.lock")],
)
@pytest.mark.parametrize(
    "command", [("check", READY, "--rules", f"pack@{OLD}"), ("replay", "old.json", "--rules", "pack")]
)
def test_an_archive_that_cannot_be_used_is_told_and_not_used(
    command: tuple[str, ...], data: bytes | None, says: str, work_folder: Path
) -> None:
    archive = work_folder / f"pack/releases/{OLD}.zip"
    archive.unlink()
    if data is not None:
        archive.write_bytes(data)

    result = run_inside(*command, "--lang", "en", cwd=work_folder)

    assert (result.returncode, result.stdout) == (2, b"")
    assert says in stderr_of(result)


def test_a_report_of_a_release_without_an_archive_is_replayed_by_what_is_at_hand_and_says_so(work_folder: Path) -> None:
    lock = work_folder / "pack/pack.lock"
    lines = lock.read_text("utf-8").splitlines()
    lock.write_text(
        "\n".join(line.partition(", archive:")[0] + "}" if "archive" in line else line for line in lines), "utf-8"
    )

    result = run_inside("replay", "old.json", "--rules", "pack", "--lang", "en", cwd=work_folder)

    assert result.returncode == 1
    assert (
        "before releases were archived: its rules are not kept. The report is replayed by the version at hand."
        in stderr_of(result)
    )


def test_a_report_is_never_written_over_an_archive(work_folder: Path) -> None:
    archive = work_folder / f"pack/releases/{OLD}.zip"
    before = archive.read_bytes()

    for rules in ("pack", f"pack@{OLD}"):
        command = ("check", READY, "--rules", rules, "--format", "json", "--output", f"pack/releases/{OLD}.zip")
        assert run_inside(*command, cwd=work_folder).returncode == 2
    assert archive.read_bytes() == before


def test_only_a_trusted_release_is_used(made: Path) -> None:
    digest = json.loads((made / "old.json").read_text("utf-8"))["pack"]["digest"]
    command = ("check", READY, "--format", "json", "--trusted-rules", digest, "--rules")

    assert run_inside(*command, f"pack@{OLD}", cwd=made).returncode == 0
    assert run_inside(*command, f"pack@{NEW}", cwd=made).returncode == 2
    replayed = ("replay", "old.json", "--rules", "pack", "--trusted-rules")
    assert run_inside(*replayed, digest, cwd=made).returncode == 0
    assert run_inside(*replayed, "0" * 12, cwd=made).returncode == 2
