"""``sociallan rules new``: a rule that loads, explains itself, and fails its tests until it is written."""

import re
from pathlib import Path

import pytest
import yaml

from sociallan.cli.rules.new import _group_of
from sociallan.files import resources
from sociallan.files.clock import today
from sociallan.rules.rule import Level
from tests.analysis.test_differences import FEW
from tests.builders import ROOT, RULES, lsh, written
from tests.cli.conftest import Inside
from tests.cli.running import told

ID = "G4-written-plan"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of lsh with some of its rules, to add one to."""
    return written(FEW, tmp_path / "lsh")


def test_it_is_written_in_the_folder_of_its_group_and_fails_its_tests(pack: Path, inside: Inside) -> None:
    result = inside("rules", "new", ID, str(pack), "--lang", "en")

    file = pack / "rules" / "G4" / f"{ID}.yaml"
    assert (result.returncode, told(result)) == (0, "")
    assert f"saved as {file.as_posix()}." in result.stdout.decode()
    tested = inside("rules", "test", str(pack), "--rule", ID, "--lang", "en")
    assert tested.returncode == 1
    assert tested.stdout.decode().count("WRONG OUTCOME") == 3


def test_what_it_says_to_do_next_can_be_done(pack: Path, inside: Inside) -> None:
    says = inside("rules", "new", ID, str(pack)).stdout.decode()

    codes = [inside(*command.split()).returncode for command in re.findall(r"sociallan (.+)$", says, re.MULTILINE)]
    assert codes == [0, 1]


def test_it_applies_from_today_and_cites_a_passage(pack: Path, inside: Inside) -> None:
    inside("rules", "new", ID, str(pack), "--level", "remark")

    rule = yaml.load((pack / "rules" / "G4" / f"{ID}.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert (rule["level"], rule["valid_from"], len(rule["cites"])) == ("remark", today(), 1)


def test_another_group_may_be_named(pack: Path, inside: Inside) -> None:
    result = inside("rules", "new", "climate-plan", str(pack), "--group", "agenda_2030")

    assert result.returncode == 0
    assert "group: agenda_2030\n" in (pack / "rules/agenda_2030/climate-plan.yaml").read_text("utf-8")


def test_the_line_for_editors_leads_to_a_schema_in_the_pack(pack: Path, inside: Inside) -> None:
    inside("rules", "new", ID, str(pack))

    rule = pack / "rules" / "G4" / f"{ID}.yaml"
    line = rule.read_text("utf-8").splitlines()[0]
    schema = (rule.parent / line.removeprefix("# yaml-language-server: $schema=")).resolve()
    assert schema == pack / ".schemas" / "rule.schema.json"
    assert schema.read_bytes() == inside("schema", "rule", "--rules", str(pack)).stdout


def test_nothing_of_this_computer_is_written(pack: Path, inside: Inside) -> None:
    before = {path for path in pack.rglob("*") if path.is_file()}

    inside("rules", "new", ID, str(pack))

    written = {path for path in pack.rglob("*") if path.is_file()} - before
    assert len(written) == 2
    named = [part.encode() for part in (str(ROOT), str(pack.parent), str(Path.home()), "file:")]
    assert [path for path in written if any(part in path.read_bytes() for part in named)] == []


def test_a_link_out_of_the_pack_is_not_written_through(pack: Path, inside: Inside) -> None:
    mine = pack.parent / "mine.txt"
    mine.write_text("mine")
    (pack / ".schemas").mkdir()
    (pack / ".schemas/rule.schema.json").symlink_to(mine)

    assert inside("rules", "new", ID, str(pack)).returncode == 0
    assert mine.read_text() == "mine"


def test_the_schema_for_editors_has_the_fields_that_the_pack_has_now(pack: Path, inside: Inside) -> None:
    inside("rules", "new", ID, str(pack))
    form = pack / "form.yaml"
    text = form.read_text("utf-8").replace(
        "fields:\n", "fields:\n  pool: {label: {sv: Bad, en: Pool}, help: {sv: Bad, en: Pool}, type: text}\n", 1
    )
    form.write_text(text, "utf-8")

    inside("rules", "new", "G4-other-plan", str(pack))

    assert '"label": "pool"' in (pack / ".schemas" / "rule.schema.json").read_text("utf-8")


def test_within_the_checkout_the_line_for_editors_is_that_of_the_other_rules() -> None:
    lead = "# yaml-language-server: $schema="

    seen = resources.schema_path_from(RULES / "rules" / "G4", "rule")

    assert (RULES / "rules/G4/G4-horizon.yaml").read_text("utf-8").startswith(f"{lead}{seen}\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("G4-horizon",), ["There is a rule G4-horizon already, in rules/G4/G4-horizon.yaml."]),
        (("G4_horizon",), ["G4_horizon cannot be the id of a rule.", "Example: A4-written-plan."]),
        (("G4-Horizon",), ["G4-Horizon cannot be the id of a rule."]),
        (("../G4-plan",), ["../G4-plan cannot be the id of a rule."]),
        (("climate-plan",), ["does not begin with a group", "--group", "Possible groups: applicant, financing,"]),
        (("G4-plan", "--group", "G44"), ["There is no group G44.", "Did you mean G4?", "Possible groups: "]),
        (("G4-plan", "--level", "krav"), ["--level", "requirement, expectation, remark"]),
    ],
)
def test_a_rule_that_cannot_be_new_is_refused(
    arguments: tuple[str, ...], says: list[str], pack: Path, inside: Inside
) -> None:
    before = sorted(pack.rglob("*"))

    result = inside("rules", "new", arguments[0], str(pack), *arguments[1:], "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert all(piece in told(result) for piece in says), told(result)
    assert sorted(pack.rglob("*")) == before


def test_a_file_in_the_way_is_not_written_over(pack: Path, inside: Inside) -> None:
    (pack / "rules" / "G4" / f"{ID}.yaml").mkdir()

    result = inside("rules", "new", ID, str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{ID}.yaml exists already." in told(result)


def test_the_pack_within_the_program_is_not_written_in(inside: Inside) -> None:
    within = Path(resources.__file__).parents[1] / "packs" / "lsh"

    result = inside("rules", "new", ID, str(within), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "Copy the folder to a place of your own" in told(result)


@pytest.mark.parametrize(
    ("rule_id", "group"),
    [
        ("G1-route", "G1"),
        ("G10-route", None),
        ("G1", None),
        ("social-effect-stated", "social_effect"),
        ("social-stated", "social"),
        ("agenda-housing", None),
        ("g1-route", None),
    ],
)
def test_the_longest_group_that_an_id_begins_with(rule_id: str, group: str | None) -> None:
    assert _group_of(rule_id, ["G1", "social", "social_effect", "agenda_2030"]) == group


def test_the_rules_of_the_pack_speak_of_their_groups() -> None:
    groups = [group.id for group in lsh().groups]
    # The ids of questions begin alike, whatever they are about.
    named = [rule for rule in lsh().rules if rule.group != "agenda_2030" and rule.level is not Level.QUESTION]

    assert {_group_of(rule.id, groups) for rule in named} == {*groups} - {"agenda_2030"}
    assert [rule.id for rule in lsh().rules if _group_of(rule.id, groups) not in (rule.group, None)] == []
