"""``sociallan rules release``: a version is written down once, and never changed."""

import shutil
from pathlib import Path

import pytest

from sociallan.application.source import Source
from sociallan.files import packs, resources
from sociallan.files.clock import today
from sociallan.pack.releases import releases
from tests.builders import RULES, lsh
from tests.cli.conftest import Inside
from tests.cli.running import told


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the pack lsh that is not released yet."""
    return Path(shutil.copytree(RULES, tmp_path / "lsh", ignore=shutil.ignore_patterns("pack.lock")))


def changed(file: Path, before: str, after: str) -> None:
    """Change a text in a file, which must stand there."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def raised(pack: Path) -> None:
    changed(pack / "pack.yaml", f'version: "{lsh().version}"', 'version: "9999.1"')


def test_a_release_is_written_and_said(pack: Path, inside: Inside) -> None:
    result = inside("rules", "release", str(pack), "--lang", "en")

    assert (result.returncode, told(result)) == (0, "")
    assert f"Version {lsh().version} is released, dated {today()}" in result.stdout.decode()
    (release,) = releases(Source("pack.lock", (pack / "pack.lock").read_bytes()))
    assert release == (lsh().version, today(), lsh().logic_digest, lsh().text_digest)


def test_a_second_run_has_nothing_to_do(pack: Path, inside: Inside) -> None:
    inside("rules", "release", str(pack))
    before = (pack / "pack.lock").read_bytes()

    result = inside("rules", "release", str(pack))

    assert (result.returncode, told(result)) == (0, "")
    assert "har inte ändrats sedan dess" in result.stdout.decode()
    assert (pack / "pack.lock").read_bytes() == before


@pytest.mark.parametrize(
    ("file", "before", "after", "says"),
    [
        ("params.yaml", "value: 3}", "value: 4}", "The rules have changed since"),
        ("params.yaml", "sv: Kortaste tid", "sv: Minsta tid", "Texts have changed since"),
    ],
)
def test_what_is_released_is_not_changed(
    file: str, before: str, after: str, says: str, pack: Path, inside: Inside
) -> None:
    inside("rules", "release", str(pack))
    lock = (pack / "pack.lock").read_bytes()
    changed(pack / file, before, after)

    result = inside("rules", "release", str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    assert says in told(result)
    assert "Raise version in pack.yaml" in told(result)
    assert (pack / "pack.lock").read_bytes() == lock


def test_a_raised_version_is_a_line_more(pack: Path, inside: Inside) -> None:
    inside("rules", "release", str(pack))
    lock = (pack / "pack.lock").read_bytes()
    changed(pack / "params.yaml", "sv: Kortaste tid", "sv: Minsta tid")
    raised(pack)

    result = inside("rules", "release", str(pack))

    assert (result.returncode, told(result)) == (0, "")
    after = (pack / "pack.lock").read_bytes()
    assert after.startswith(lock)
    first, second = releases(Source("pack.lock", after))
    assert (first.logic, second.version) == (second.logic, "9999.1")
    assert first.texts != second.texts


def test_a_version_with_nothing_new_is_refused(pack: Path, inside: Inside) -> None:
    inside("rules", "release", str(pack))
    lock = (pack / "pack.lock").read_bytes()
    raised(pack)

    result = inside("rules", "release", str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    assert f"Nothing has changed since version {lsh().version}" in told(result)
    assert (pack / "pack.lock").read_bytes() == lock


def test_what_fails_its_tests_is_not_released(pack: Path, inside: Inside) -> None:
    changed(pack / "rules/G4/G4-minimum-years.yaml", "at_least:", "more_than:")

    result = inside("rules", "release", str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    assert "1 of " in told(result)
    assert f"sociallan rules test {pack.as_posix()}" in told(result)
    assert not (pack / "pack.lock").exists()


def test_a_touched_lock_is_told_with_its_line(pack: Path, inside: Inside) -> None:
    inside("rules", "release", str(pack))
    changed(pack / "pack.lock", "sha256:", "sha256:x")

    result = inside("rules", "release", str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{pack.as_posix()}/pack.lock:2:1: The line is not a release as rules release writes it." in told(result)


def test_a_release_of_a_later_day_stops_the_next(pack: Path, inside: Inside) -> None:
    inside("rules", "release", str(pack))
    changed(pack / "pack.lock", f"date: {today()}", "date: 9999-12-31")
    changed(pack / "params.yaml", "value: 3}", "value: 4}")
    raised(pack)

    result = inside("rules", "release", str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "Check the date of the computer." in told(result)


def test_a_pack_with_faults_is_told_and_not_released(pack: Path, inside: Inside) -> None:
    changed(pack / "rules/G4/G4-minimum-years.yaml", "level: expectation", "level: expectaton")

    result = inside("rules", "release", str(pack))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "G4-minimum-years.yaml:4:1: " in told(result)
    assert not (pack / "pack.lock").exists()


def test_a_lock_that_cannot_be_read_is_named(pack: Path, inside: Inside) -> None:
    (pack / "pack.lock").mkdir()

    result = inside("rules", "release", str(pack))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "pack.lock" in told(result)


def test_the_pack_within_the_program_is_not_written_in(inside: Inside) -> None:
    within = Path(resources.__file__).parents[1] / "packs" / "lsh"

    result = inside("rules", "release", str(within), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"The folder {within} is part of the program" in told(result)


def test_the_lock_is_no_part_of_the_pack(pack: Path, inside: Inside) -> None:
    inside("rules", "release", str(pack))

    assert "pack.lock" not in [file.path for file in packs.pack_files(pack)]
    assert inside("rules", "list", "--rules", str(pack)).returncode == 0
