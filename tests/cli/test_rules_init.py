"""``sociallan rules init``: a pack that is whole from the start, and that every command works on."""

import json
import re
import shutil
from pathlib import Path

import pytest

from sociallan.files import packs
from sociallan.files.clock import today
from sociallan.formats import RENDERERS
from sociallan.pack.load import load
from tests.builders import ROOT, pack_schemas
from tests.cli.conftest import Inside
from tests.cli.running import run_inside, stderr_of


def test_a_pack_is_begun_with_a_form_of_five_fields_a_rule_and_its_tests(tmp_path: Path, inside: Inside) -> None:
    result = inside("rules", "init", str(tmp_path / "our-loan"), "--lang", "en")

    pack = load(packs.pack_files(tmp_path / "our-loan"), pack_schemas())
    assert (result.returncode, stderr_of(result)) == (0, "")
    assert len([path for path in pack.form.fields if path]) == 5
    (rule,) = pack.rules
    assert {test.expect for test in rule.tests} == {"met", "not_met", "missing"}
    assert (pack.id, pack.valid_from, rule.valid_from) == ("our-loan", today(), today())


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_it_says_to_do_next_passes_without_a_finding(lang: str, tmp_path: Path, inside: Inside) -> None:
    says = inside("rules", "init", str(tmp_path / "our-loan"), "--lang", lang).stdout.decode()

    commands = re.findall(r"^ +sociallan (.+)$", says, re.MULTILINE)
    assert [inside(*command.split()).returncode for command in commands] == [0, 0, 0]


def test_it_passes_its_own_check_and_notices_every_change(begun: Path, inside: Inside) -> None:
    checked = inside("rules", "check", str(begun), "--lang", "en")
    tested = inside("rules", "test", str(begun), "--mutate", "--threshold", "100", "--lang", "en")

    assert (checked.returncode, stderr_of(checked)) == (0, "")
    assert "Nothing to fix." in checked.stdout.decode()
    assert (tested.returncode, stderr_of(tested)) == (0, "")
    assert "0 not noticed" in tested.stdout.decode()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_format_tells_of_an_application_by_it(lang: str, begun: Path, tmp_path: Path, inside: Inside) -> None:
    (begun / "specimens/second.yaml").write_text("borrower: Exempelkommun\nloan: 5\n", encoding="utf-8")

    where = ("--rules", str(begun), str(begun / "specimens"))
    written = {form: tmp_path / f"report.{form}" for form in RENDERERS}
    pairs = [part for form, path in written.items() for part in ("--format", form, "--output", str(path))]

    result = inside("check", *where, *pairs, "--lang", lang, "--no-config")

    assert result.returncode == 1, stderr_of(result)
    for form, path in written.items():
        assert path.read_bytes(), form
        assert "file.crashed" not in path.read_text("utf-8-sig", "replace"), form


def test_a_report_tells_first_what_its_summary_names(begun: Path, inside: Inside) -> None:
    report = inside("check", str(begun / "specimens/example.yaml"), "--rules", str(begun), "--format", "json")

    (told_of,) = json.loads(report.stdout)["applications"]
    assert (told_of["applicant"], told_of["loan"], told_of["submitted"]) == ("Exempelkommun", 10000000, today())
    assert told_of["as_of_source"] == "submitted"


def test_it_can_be_explained_and_released(begun: Path, inside: Inside) -> None:
    assert "Lånet är inte större än kostnaden" in inside("explain", "loan", "--rules", str(begun)).stdout.decode()
    assert "borrower:" in inside("new", "--rules", str(begun)).stdout.decode()
    assert inside("rules", "release", str(begun)).returncode == 0


def test_every_line_for_editors_leads_to_a_schema_that_is_there(begun: Path) -> None:
    for file in begun.rglob("*.yaml"):
        line = file.read_text("utf-8").splitlines()[0]
        schema = line.removeprefix("# yaml-language-server: $schema=").partition("#")[0]
        assert (file.parent / schema).is_file(), line


def test_nothing_of_this_computer_is_written(begun: Path) -> None:
    named = [
        part.encode() for part in (str(ROOT), str(begun.parent), str(Path.home()), "file:", "starter", "2020-01-01")
    ]

    assert [path for path in begun.rglob("*") if path.is_file() and any(p in path.read_bytes() for p in named)] == []


def test_an_empty_folder_and_the_one_that_one_is_in_will_do(tmp_path: Path) -> None:
    (tmp_path / "our-loan").mkdir()

    result = run_inside("rules", "init", ".", cwd=tmp_path / "our-loan")

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert "id: our-loan\n" in (tmp_path / "our-loan/pack.yaml").read_text("utf-8")


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "our-loan").mkdir()
    (tmp_path / "our-loan/mine.txt").write_text("mine")

    result = inside("rules", "init", str(tmp_path / "our-loan"), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "is not empty" in stderr_of(result)
    assert [path.name for path in (tmp_path / "our-loan").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "says"), [("Vårt lån", "cannot be the id"), ("file", "no folder"), ("file/x", "no folder")]
)
def test_a_folder_that_cannot_be_a_pack_is_refused(name: str, says: str, tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "file").write_text("mine")

    result = inside("rules", "init", str(tmp_path / name), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert says in stderr_of(result)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["our-loan", "our_loan", "loan2", "2-loans_b"])
def test_a_name_is_an_id_as_the_message_says(name: str, tmp_path: Path, inside: Inside) -> None:
    assert inside("rules", "init", str(tmp_path / name)).returncode == 0


@pytest.mark.parametrize("name", ["our--loan", "our-_loan", "_loan", "loan-", "Loan", "lån", "our.loan", "our loan"])
def test_what_is_no_id_is_told_with_all_that_an_id_may_hold(name: str, tmp_path: Path, inside: Inside) -> None:
    result = inside("rules", "init", str(tmp_path / name), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "small letters (a–z) and digits, with at most one hyphen or underscore at a time" in stderr_of(result)
    assert not (tmp_path / name).exists()


def test_a_specimen_that_gets_another_verdict_as_it_is_is_told_so(begun: Path, tmp_path: Path, inside: Inside) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(begun, changed)
    rule = changed / "rules/loan/loan-within-cost.yaml"
    rule.write_text(rule.read_text("utf-8").replace("at_most: {field: cost}", "at_most: 5"), "utf-8")

    result = inside("rules", "diff", str(begun), str(changed), "--lang", "en")

    assert "specimens/example.yaml, as it is\n  loan-within-cost: " in result.stdout.decode()


def test_a_pack_without_releases_is_told_to_have_none(begun: Path, inside: Inside) -> None:
    result = inside("rules", "diff", f"{begun}@1", str(begun), "--lang", "en")

    assert f"{begun} has no releases, so there is none called 1." in stderr_of(result)
