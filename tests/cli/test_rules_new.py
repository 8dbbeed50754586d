"""``sociallan rules new``: a rule that loads, explains itself, and fails its tests until it is written."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sociallan.cli.rules.new import _group_of
from sociallan.files import resources
from sociallan.files.clock import today
from sociallan.rules.rule import Level
from tests.analysis.pack_differences.test_differences import FEW
from tests.builders import ROOT, RULES, lsh, written
from tests.cli.conftest import Inside
from tests.cli.running import run_inside, stderr_of

ID = "G4-written-plan"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of lsh with some of its rules, to add one to."""
    return written(FEW, tmp_path / "lsh")


def test_it_is_written_in_the_folder_of_its_group_and_fails_its_tests(pack: Path, inside: Inside) -> None:
    result = inside("rules", "new", ID, str(pack), "--lang", "en")

    file = pack / "rules" / "G4" / f"{ID}.yaml"
    assert (result.returncode, stderr_of(result)) == (0, "")
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
    assert all(piece in stderr_of(result) for piece in says), stderr_of(result)
    assert sorted(pack.rglob("*")) == before


NAMED = "label: {sv: Del, en: Part}\n      help: {sv: En del., en: A part.}\n      "
TYPES = {
    "name": "type: name\n    example: Ale",
    "sentence": "type: sentence\n    example: Ett hus",
    "text": "type: text\n    example: Ett hus byggs om",
    "choice": "type: choice\n    choices:\n      red: {sv: röd, en: red}\n      blue: {sv: blå, en: blue}",
    "yes_no": "type: yes_no",
    "amount": "type: amount\n    example: 10",
    "whole_number": "type: whole_number\n    unit: people\n    example: 10",
    "number": "type: number\n    unit: percent\n    example: 10",
    "year": "type: year\n    example: 2030",
    "date": "type: date\n    example: 2030-01-31",
    "organisation_number": "type: organisation_number\n    example: 212000-0118",
    "authority_code": 'type: authority_code\n    example: "0999"',
    "list": f"type: list\n    items:\n      {NAMED}type: name\n      example: Ale",
    "list of records": (
        f"type: list\n    items:\n      {NAMED}fields:\n        id:\n          label: {{sv: Beteckning, en: Label}}\n"
        "          help: {sv: Vad den kallas., en: What it is called.}\n          type: name\n          example: I1"
    ),
    "record": (
        "fields:\n      id:\n        label: {sv: Beteckning, en: Label}\n"
        "        help: {sv: Vad den kallas., en: What it is called.}\n        type: year\n        example: 2030"
    ),
}
"""How a form has a field of each type."""
VALUES = {
    "choice": "red", "yes_no": "true", "amount": "10", "whole_number": "10", "number": "10", "year": "2030",
    "date": "2030-01-31", "organisation_number": "212000-0118", "authority_code": '"0999"', "list": "[Ale]",
    "list of records": "[{id: I1}]", "record": "{id: 2030}",
}  # fmt: skip
"""A value of each type that is no text."""

RULE = "rules/loan/loan-within-cost.yaml"
STATED = """\
require: {field: thing, not_placeholder: true}
ask: {sv: Ange saken., en: State the thing.}
specimen: example
tests:
  - name: {sv: Saken är angiven, en: The thing is stated}
    expect: met
  - name: {sv: Saken saknas, en: The thing is missing}
    remove: [thing]
    expect: missing
    because: [thing]
"""


@pytest.fixture(scope="module")
def pack_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the maker of a pack whose form has one field, of a type."""
    begun = tmp_path_factory.mktemp("begun") / "own"
    assert run_inside("rules", "init", str(begun)).returncode == 0

    def of_type(name: str) -> Path:
        folder = tmp_path_factory.mktemp("typed") / "own"
        shutil.copytree(begun, folder)
        shutil.rmtree(folder / "cases")
        head = (folder / "form.yaml").read_text("utf-8").partition("fields:\n")[0]
        field = "  thing:\n    label: {sv: Sak, en: Thing}\n    help: {sv: Saken., en: The thing.}\n"
        rule = (folder / RULE).read_text("utf-8").partition("require:")[0]
        pack = (folder / "pack.yaml").read_text("utf-8")
        pack = re.sub(r"^summary:\n(?:  .*\n)+|^dated_by:.*\n", "", pack, flags=re.MULTILINE)
        people = "read_by_people: [thing.id]" if name == "list of records" else "read_by_people: []"
        changed = {
            "form.yaml": f"{head}fields:\n{field}    {TYPES[name]}\n",
            RULE: f"{rule}{STATED}",
            "pack.yaml": re.sub(r"^read_by_people:.*$", people, pack, flags=re.MULTILINE),
            "specimens/example.yaml": f"thing: {VALUES.get(name, 'Ett hus byggs om')}\n",
        }
        return written(changed, folder)

    return of_type


BEGUN = [(name, level) for name in TYPES for level in Level]
# What a question quotes of an item is chosen by its own condition on the list.
BEGUN.remove(("list of records", Level.QUESTION))


@pytest.mark.parametrize(("name", "level"), BEGUN)
def test_what_is_written_lacks_nothing_but_its_texts(
    name: str, level: Level, pack_of: Callable[[str], Path], inside: Inside
) -> None:
    pack = pack_of(name)

    assert inside("rules", "new", "loan-first", str(pack), "--level", level).returncode == 0
    assert inside("rules", "new", "loan-second", str(pack), "--level", level).returncode == 0

    checked = inside("rules", "check", str(pack), "--lang", "en")
    *found, _, total = [*stderr_of(checked).splitlines(), *checked.stdout.decode().splitlines()]
    assert "3 rules in" in total
    assert [line for line in found if "Write the text." not in line] == []


def test_a_file_in_the_way_is_not_written_over(pack: Path, inside: Inside) -> None:
    (pack / "rules" / "G4" / f"{ID}.yaml").mkdir()

    result = inside("rules", "new", ID, str(pack), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{ID}.yaml exists already." in stderr_of(result)


def test_the_pack_within_the_program_is_not_written_in(inside: Inside) -> None:
    within = Path(resources.__file__).parents[1] / "packs" / "lsh"

    result = inside("rules", "new", ID, str(within), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "Copy the folder to a place of your own" in stderr_of(result)


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
