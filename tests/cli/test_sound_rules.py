"""A fault in one rule stops that rule, and no work on the others; one in what they share stops all."""

from pathlib import Path

import pytest

from tests.analysis.pack_differences.test_differences import FEW
from tests.builders import written
from tests.cli.conftest import Inside, changed
from tests.cli.running import stderr_of
from tests.sampling import sampled

BROKEN, OTHER = "G4-horizon", "G4-minimum-years"
FAULTS = {
    "a name": ("level: ", "levle: "),
    "a field": ("long_term.until", "long_term.untli"),
    "a test": ("remove: [long_term.until]", "remove: [submitted.x]"),
    "its syntax": ("id: G4-horizon", "id: G4-horizon\n  : ["),
    "no mapping": ("id: G4-horizon", "- id: G4-horizon"),
    "another id": ("id: G4-horizon", "id: G4-minimum-years"),
}
"""A fault of each kind: what is changed in a rule."""
FEWER = {
    name: text
    for name, text in FEW.items()
    if not name.startswith("rules/") or Path(name).stem in (BROKEN, OTHER, "G5-effect-plan")
}
"""A pack of lsh with three of its rules: the one at fault, one that differs otherwise, and one that begins late."""
STOPPING = ("another id",)
"""Faults that leave unclear which of two rules is meant."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of that pack, to change."""
    return written(FEWER, tmp_path / "lsh")


@pytest.fixture(params=[name for name in FAULTS if name not in STOPPING])
def broken(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a pack of few rules of lsh, of which one has a fault."""
    few = written(FEWER, tmp_path / "few")
    changed(few, f"rules/G4/{BROKEN}.yaml", *FAULTS[request.param])
    return few


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in STOPPING])
@pytest.mark.parametrize("command", [("test", "{pack}", "--rule", OTHER), ("show", OTHER, "--rules", "{pack}")])
def test_another_rule_is_tested_and_shown_as_without_the_fault(
    command: tuple[str, ...], fault: str, tmp_path: Path, inside: Inside
) -> None:
    sound, broken = written(FEWER, tmp_path / "sound"), written(FEWER, tmp_path / "broken")
    changed(broken, f"rules/G4/{BROKEN}.yaml", *FAULTS[fault])
    expected = inside("rules", *(part.format(pack=sound) for part in command), "--lang", "en")

    result = inside("rules", *(part.format(pack=broken) for part in command), "--lang", "en")

    assert (expected.returncode, result.returncode) == (0, 2)
    # The cases that name the rule at fault are left out with it.
    of_rule, without_fault = (ended.stdout.decode().partition(OTHER)[2] for ended in (result, expected))
    assert of_rule.replace(str(broken), str(sound)) == without_fault != ""
    assert f"Left out, since it has faults: {BROKEN}." in stderr_of(result)
    assert f"{broken.as_posix()}/rules/G4/{BROKEN}.yaml:" in stderr_of(result)


@pytest.mark.parametrize("command", [("test", "{pack}", "--rule", BROKEN), ("show", BROKEN, "--rules", "{pack}")])
def test_the_broken_rule_itself_is_told_with_its_faults(command: tuple[str, ...], broken: Path, inside: Inside) -> None:
    result = inside("rules", *(part.format(pack=broken) for part in command), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"Nothing can be said of {BROKEN} yet" in stderr_of(result)
    assert f"{broken.as_posix()}/rules/G4/{BROKEN}.yaml:" in stderr_of(result)


SIDES = (("{sound}", "{broken}"), ("{broken}", "{sound}"), ("{broken}", "{broken}"))
COMPARED = [(sides, fault) for sides in SIDES for fault in FAULTS if fault not in STOPPING]


@pytest.mark.law
# Of fifteen cases five: each fault once, and each of the sides.
@pytest.mark.parametrize(("sides", "broken"), sampled(COMPARED, 5), indirect=["broken"])
def test_two_packs_are_compared_without_the_broken_rule(sides: tuple[str, str], broken: Path, inside: Inside) -> None:
    sound = written(FEWER, broken.parent / "sound")
    changed(sound, f"rules/G4/{OTHER}.yaml", "level: expectation", "level: remark")

    result = inside("rules", "diff", *(side.format(sound=sound, broken=broken) for side in sides), "--lang", "en")

    shown = result.stdout.decode()
    assert result.returncode == 2
    assert (OTHER in shown) is (sides[0] != sides[1])
    assert BROKEN not in shown
    assert stderr_of(result).count("Left out, since it has faults") == 1


def test_two_days_are_compared_without_the_broken_rule(broken: Path, inside: Inside) -> None:
    result = inside("rules", "diff", "2020-10-01", "2024-06-01", "--rules", str(broken), "--lang", "en")

    assert result.returncode == 2
    assert "G5-effect-plan: new rule" in result.stdout.decode()
    assert stderr_of(result).count("Left out, since it has faults") == 1


def test_a_rule_is_begun_beside_the_broken_one(broken: Path, inside: Inside) -> None:
    result = inside("rules", "new", "G4-written-plan", str(broken))

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert inside("rules", "new", BROKEN, str(broken)).returncode == 2


@pytest.mark.parametrize("broken", ["its syntax"], indirect=True)
def test_all_rules_but_the_broken_one_are_tested(broken: Path, inside: Inside) -> None:
    result = inside("rules", "test", str(broken))

    assert result.returncode == 2
    assert OTHER in result.stdout.decode()
    assert f"{BROKEN}: " not in result.stdout.decode()


def test_of_two_rules_with_one_id_neither_is_tested(pack: Path, inside: Inside) -> None:
    changed(pack, f"rules/G4/{BROKEN}.yaml", *FAULTS["another id"])

    result = inside("rules", "test", str(pack), "--rule", OTHER, "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "already exists" in stderr_of(result)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("params.yaml", "unit: years", "unit: yaers"),
        ("pack.yaml", "cites:\n  - K-COM#committee", "cites:\n  - K-COM#comittee"),
        ("form.yaml", "type: text", "type: txet"),
        ("specimens/housing.yaml", "format: 1", "format: 1\nformat: 1"),
    ],
)
def test_a_fault_in_what_rules_share_stops_all(file: str, before: str, after: str, pack: Path, inside: Inside) -> None:
    changed(pack, file, before, after)

    result = inside("rules", "test", str(pack), "--rule", OTHER)

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{pack.as_posix()}/{file}:" in stderr_of(result)


def test_a_pack_of_broken_rules_alone_has_nothing_to_test(small: Path, inside: Inside) -> None:
    changed(small, "rules/applicant-named.yaml", "level: ", "levle: ")

    result = inside("rules", "test", str(small))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "applicant-named.yaml:" in stderr_of(result)


def test_no_application_is_screened_by_a_pack_with_a_broken_rule(broken: Path, inside: Inside) -> None:
    result = inside("check", "examples/ready", "--rules", str(broken))

    assert (result.returncode, result.stdout) == (2, b"")
