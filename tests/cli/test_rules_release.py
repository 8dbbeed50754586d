"""``sociallan rules release``: a version that passes every check is written down once, and never changed."""

import shutil
from pathlib import Path

import pytest

from sociallan.application.source import Source
from sociallan.files import packs, resources
from sociallan.files.clock import today
from sociallan.pack.archive import archive_digest, archive_of
from sociallan.pack.load import load
from sociallan.pack.releases import releases
from tests.builders import ROOT, pack_schemas
from tests.cli.conftest import Inside, changed
from tests.cli.running import stderr_of
from tests.sampling import mutate_sampled, sampled

LOGIC = ("form.yaml", "about: [cirka", "about: [ungefär, cirka")
TEXTS = ("form.yaml", "en: Borrower", "en: The borrower")


def raised(pack: Path) -> None:
    changed(pack, "pack.yaml", 'version: "1"', 'version: "2"')


def written(pack: Path) -> dict[str, bytes]:
    """Return what a release writes: the lock, and everything below the folder of archives."""
    files = [pack / "pack.lock", *(pack / "releases").rglob("*")]
    return {file.relative_to(pack).as_posix(): file.read_bytes() for file in files if file.is_file()}


def test_a_release_is_written_and_said(begun: Path, inside: Inside) -> None:
    result = inside("rules", "release", str(begun), "--lang", "en")

    pack = load(packs.pack_files(begun), pack_schemas())
    archive = archive_of(packs.pack_files(begun))
    assert (result.returncode, stderr_of(result)) == (0, "")
    assert f"Version 1 is released, dated {today()}" in result.stdout.decode()
    assert sorted(written(begun)) == ["pack.lock", "releases/1.zip"]
    assert (begun / "releases/1.zip").read_bytes() == archive
    (release,) = releases(Source("pack.lock", (begun / "pack.lock").read_bytes()))
    assert release == ("1", today(), pack.logic_digest, pack.text_digest, archive_digest(archive))


def test_a_second_run_has_nothing_to_do(begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    before = written(begun)

    result = inside("rules", "release", str(begun))

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert "har inte ändrats sedan dess" in result.stdout.decode()
    assert written(begun) == before


@pytest.mark.parametrize(
    ("change", "says"), [(LOGIC, "The rules have changed since"), (TEXTS, "Texts have changed since")]
)
def test_what_is_released_is_not_changed(change: tuple[str, str, str], says: str, begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    before = written(begun)
    changed(begun, *change)

    result = inside("rules", "release", str(begun), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    assert says in stderr_of(result)
    assert "Raise version in pack.yaml" in stderr_of(result)
    assert written(begun) == before


def test_a_raised_version_is_a_line_and_an_archive_more(begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    before = written(begun)
    changed(begun, *TEXTS)
    raised(begun)

    result = inside("rules", "release", str(begun))

    after = written(begun)
    assert (result.returncode, stderr_of(result)) == (0, "")
    assert after["pack.lock"].startswith(before["pack.lock"])
    assert after["releases/1.zip"] == before["releases/1.zip"]
    first, second = releases(Source("pack.lock", after["pack.lock"]))
    assert (first.logic, second.version) == (second.logic, "2")
    assert first.texts != second.texts
    assert second.archive == archive_digest(after["releases/2.zip"])


def test_a_version_with_nothing_new_is_refused(begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    before = written(begun)
    raised(begun)

    result = inside("rules", "release", str(begun), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    assert "Nothing has changed since version 1" in stderr_of(result)
    assert written(begun) == before


RULE = "rules/loan/loan-within-cost.yaml"
MISSING_COST = """\
  - name: {sv: Kostnaden saknas, en: The cost is missing}
    remove: [cost]
    expect: missing
    because: [cost]
"""
MISSING_LOAN = MISSING_COST.replace("Kostnaden", "Lånet").replace("cost", "loan")
ON_THE_LIMIT = """\
  - name: {sv: Lånet är hela kostnaden, en: The loan is the whole cost}
    change: {loan: 12000000}
    expect: met
"""
REASONS = {
    "check": (("pack.yaml", "borrower, purpose, ", "borrower, "), "one thing to fix", "sociallan rules check {folder}"),
    "tests": ((RULE, "because: [loan, cost]", "because: [purpose]"), "fail: 1 of 6", "sociallan rules test {folder}"),
    "coverage": ((RULE, MISSING_COST, ""), "2 of the 3 answers", "sociallan rules test {folder}"),
    "mutants": ((RULE, ON_THE_LIMIT, ""), "one change of a rule", "sociallan rules test {folder} --mutate"),
    "version": (LOGIC, "The rules have changed since", "Raise version in pack.yaml"),
}
"""Each reason for a refusal: a change that gives it, what is said of it, and what to do."""


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_for_a_refusal_is_told_with_what_to_do(reason: str, begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    before = written(begun)
    change, says, cure = REASONS[reason]
    changed(begun, *change)
    if reason != "version":
        changed(begun, *TEXTS)
        raised(begun)
    if reason == "coverage":
        changed(begun, RULE, MISSING_LOAN, "")

    result = inside("rules", "release", str(begun), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    (line,) = (line for line in stderr_of(result).splitlines() if says in line)
    assert line.startswith("- ")
    assert cure.format(folder=begun.as_posix()) in line
    assert written(begun) == before


def test_all_reasons_are_told_at_once(begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    changed(begun, "pack.lock", f"date: {today()}", "date: 9999-12-31")
    for reason in ("check", "tests", "coverage", "mutants", "version"):
        changed(begun, *REASONS[reason][0])
    changed(begun, RULE, MISSING_LOAN, "")

    result = inside("rules", "release", str(begun), "--lang", "en")

    head, *lines = stderr_of(result).splitlines()
    assert result.returncode == 1
    assert head == "Version 1 is not released. The 6 reasons:"
    assert len(lines) == 6
    assert "Check the date of the computer." in stderr_of(result)


def test_a_touched_lock_is_told_with_its_line(begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))
    changed(begun, "pack.lock", "sha256:", "sha256:x")

    result = inside("rules", "release", str(begun), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{begun.as_posix()}/pack.lock:2:1: The line is not a release as rules release writes it." in stderr_of(
        result
    )


def test_a_pack_with_faults_is_told_and_not_released(begun: Path, inside: Inside) -> None:
    changed(begun, RULE, "level: requirement", "level: requiremnt")

    result = inside("rules", "release", str(begun))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "loan-within-cost.yaml:4:1: " in stderr_of(result)
    assert written(begun) == {}


def test_a_lock_that_cannot_be_read_is_named(begun: Path, inside: Inside) -> None:
    (begun / "pack.lock").mkdir()

    result = inside("rules", "release", str(begun))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "pack.lock" in stderr_of(result)


def test_another_file_in_the_archive_s_place_is_not_written_over(begun: Path, inside: Inside) -> None:
    (begun / "releases").mkdir()
    (begun / "releases/1.zip").write_bytes(b"someone's own")

    result = inside("rules", "release", str(begun), "--lang", "en")

    assert (result.returncode, result.stdout) == (1, b"")
    assert "releases/1.zip exists already" in stderr_of(result)
    assert written(begun) == {"releases/1.zip": b"someone's own"}


def test_an_archive_that_a_release_cut_short_has_left_is_taken_over(begun: Path, inside: Inside) -> None:
    archive = archive_of(packs.pack_files(begun))
    (begun / "releases").mkdir()
    (begun / "releases/1.zip").write_bytes(archive)

    assert inside("rules", "release", str(begun)).returncode == 0
    assert written(begun)["releases/1.zip"] == archive


def test_a_lock_that_cannot_be_written_leaves_no_archive(
    begun: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sociallan.cli.outputs.write_whole", full)
    result = inside("rules", "release", str(begun), "--lang", "en")

    assert result.returncode == 2
    assert "The disk is full." in stderr_of(result)
    assert written(begun) == {}


def test_a_file_that_could_not_be_read_from_the_archive_is_not_released(begun: Path, inside: Inside) -> None:
    """The name of a file that Windows cannot have."""
    shutil.copy(begun / "specimens/example.yaml", begun / "specimens/a:b.yaml")

    result = inside("rules", "release", str(begun), "--lang", "en")

    assert result.returncode == 1
    assert "specimens/a:b.yaml" in stderr_of(result)
    assert written(begun) == {}


def test_the_pack_within_the_program_is_not_written_in(inside: Inside) -> None:
    within = Path(resources.__file__).parents[1] / "packs" / "lsh"

    result = inside("rules", "release", str(within), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"The folder {within} is part of the program" in stderr_of(result)


def test_a_release_is_not_released_again(begun: Path, inside: Inside) -> None:
    inside("rules", "release", str(begun))

    result = inside("rules", "release", f"{begun}@1", "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "is a release, which is never changed" in stderr_of(result)


def test_the_lock_and_the_archives_are_no_part_of_the_pack(begun: Path, inside: Inside) -> None:
    before = [file.path for file in packs.pack_files(begun)]
    inside("rules", "release", str(begun))

    assert [file.path for file in packs.pack_files(begun)] == before
    assert inside("rules", "list", "--rules", str(begun)).returncode == 0


@pytest.mark.law
def test_a_pack_that_comes_along_can_be_released_when_its_version_is_raised(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its check finds nothing, all of it is covered, and no change of a rule passes unnoticed.

    This is held of the smaller pack: what is done is the same, and to do it with lsh takes many minutes.
    """
    smaller = ROOT / "rules" / "icma_sbp"
    pack = Path(shutil.copytree(smaller, tmp_path / "pack", ignore=shutil.ignore_patterns("pack.lock", "releases")))
    rules = load(packs.pack_files(pack), pack_schemas()).rules
    mutate_sampled(monkeypatch, *sampled([rule.id for rule in rules], 5))

    result = inside("rules", "release", str(pack))

    assert (result.returncode, stderr_of(result)) == (0, "")
