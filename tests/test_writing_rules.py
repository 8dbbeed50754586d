"""The page on writing rules, followed from the page alone: each step as it says, each command with what it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.builders import EXAMPLES, ROOT, RULES, blocks, rewritten
from tests.cli.running import run_inside, stderr_of
from tests.sampling import explore_sampled, lint_sampled, notice_sampled, parts_sampled, run_sampled

PAGE = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")


@pytest.fixture
def work_folder(tmp_path: Path) -> Path:
    """Return a folder with what a clerk has: the examples, the rules, and a copy of them to work in."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    shutil.copytree(RULES, tmp_path / "rules" / "lsh")
    shutil.copytree(RULES, tmp_path / "rules" / "my-rules")
    return tmp_path


def section(title: str) -> str:
    """Return a section of the page."""
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def done(command: str, work_folder: Path) -> tuple[int, str]:
    """Return the exit code and the output of a command."""
    program, *arguments = shlex.split(command)
    assert program == "sociallan"
    ended = run_inside(*arguments, cwd=work_folder)
    return ended.returncode, ended.stdout.decode() + stderr_of(ended)


@pytest.mark.law
def test_a_threshold_is_changed_as_the_page_says(work_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint_sampled(monkeypatch, 20)
    explore_sampled(monkeypatch, 6, "G4-minimum-years")
    run_sampled(monkeypatch, 6, "G4-minimum-years", "long-enough-horizon")
    parts_sampled(monkeypatch, 4)
    notice_sampled(monkeypatch, 4)
    steps = section("Change a threshold")
    values, test = blocks(steps, "yaml")
    (commands,) = blocks(steps, "text")
    mine = work_folder / "rules" / "my-rules"
    rule = mine / "rules" / "G4" / "G4-minimum-years.yaml"

    rewritten(mine / "params.yaml", "  values:\n    - {from: 2020-08-24, value: 3}\n", values)
    rule.write_text(rule.read_text(encoding="utf-8") + test, encoding="utf-8")
    check, tried, whole, diff, compare = (done(command, work_folder) for command in commands.splitlines())

    assert check[0] == 0
    assert "Från 2027 är tre år för kort tid → som väntat, inte uppfyllt" in tried[1]
    # A case of three years is expected to be long enough on a late day.
    assert whole[0] == 1
    assert re.search("^long-enough-horizon: .*FEL", whole[1], re.MULTILINE)
    assert diff[0] == 1
    assert "från 2027-01-01, före: uppfyllt; efter: inte uppfyllt" in diff[1]
    assert compare[0] == 0


@pytest.mark.law
def test_the_threshold_is_not_noticed_without_tests_on_both_sides(
    work_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says to add a test on each side: with one alone, ``--mutate`` prints the other."""
    notice_sampled(monkeypatch, 4, "G4-minimum-years")
    parts_sampled(monkeypatch, 4)
    steps = section("Change a threshold")
    values, test = blocks(steps, "yaml")
    mine = work_folder / "rules" / "my-rules"
    rule = mine / "rules" / "G4" / "G4-minimum-years.yaml"
    rewritten(mine / "params.yaml", "  values:\n    - {from: 2020-08-24, value: 3}\n", values)
    rule.write_text(rule.read_text(encoding="utf-8") + test, encoding="utf-8")
    command = "sociallan rules test rules/my-rules --rule G4-minimum-years --mutate"

    code, said = done(command, work_folder)

    assert code == 1
    pasted = re.findall(r"^  - name:\n(?:    .*\n)+", said, re.MULTILINE)
    assert pasted
    rule.write_text(rule.read_text(encoding="utf-8") + "".join(pasted), encoding="utf-8")
    code, said = done(command, work_folder)
    assert code == 0, said


@pytest.mark.law
def test_a_rule_is_added_as_the_page_says(work_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice_sampled(monkeypatch, 4)
    run_sampled(monkeypatch, 4, "G4-written-plan")
    new, tests = (block.strip() for block in blocks(section("Add a rule"), "text"))

    code, said = done(new, work_folder)

    assert code == 0, said
    (path,) = (work_folder / "rules" / "my-rules").rglob("G4-written-plan.yaml")
    assert path.parent.name == "G4"
    code, said = done(tests, work_folder)
    assert code == 1
    assert said.count("FEL UTFALL") == path.read_text(encoding="utf-8").count("expect:")
    assert done("sociallan rules show G4-written-plan --rules rules/my-rules", work_folder)[0] == 0


@pytest.mark.law
def test_a_rule_is_retired_as_the_page_says(work_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint_sampled(monkeypatch, 20)
    explore_sampled(monkeypatch, 6, "area-other")
    mine = work_folder / "rules" / "my-rules" / "rules" / "area" / "area-other.yaml"
    rewritten(mine, "valid_from: 2020-08-24\n", "valid_from: 2020-08-24\nvalid_to: 2026-12-31\n")

    code, said = done("sociallan rules check rules/my-rules", work_folder)
    assert code == 0, said
    _, before = done("sociallan rules diff 2026-12-31 2027-01-01 --rules rules/my-rules", work_folder)
    assert "area-other: regeln gäller inte längre" in before


def test_a_version_is_released_as_the_page_says(work_folder: Path) -> None:
    """The pack is the one that ``rules init`` begins: to notice each change of each rule of lsh takes many minutes."""
    mine = work_folder / "rules" / "my-rules"
    shutil.rmtree(mine)
    assert done("sociallan rules init rules/my-rules", work_folder)[0] == 0
    rule = mine / "rules" / "loan" / "loan-within-cost.yaml"
    rewritten(mine / "pack.yaml", 'version: "1"', 'version: "9999.1"')
    rewritten(rule, "at_most: {field: cost}", "less_than: {field: cost}")
    commands, (verify,) = (block.splitlines() for block in blocks(section("Release"), "text"))

    # The whole cost is now too much, which is not what a test says: it is to be changed with the rule.
    assert done(commands[0], work_folder)[0] == 1
    assert done(commands[1], work_folder)[0] == 1
    rewritten(rule, "12000000}\n    expect: met\n", "12000000}\n    expect: not_met\n    because: [loan, cost]\n")
    assert done(commands[0], work_folder)[0] == 0
    # All tests pass, but none says that a krona less is not too much.
    assert done(commands[1], work_folder)[0] == 1
    name = "{sv: Lånet är en krona mindre än kostnaden, en: The loan is a krona less than the cost}"
    less = f"  - {{name: {name}, change: {{loan: 11999999}}, expect: met}}\n"
    rewritten(rule, "tests:\n", f"tests:\n{less}")
    code, said = done(commands[1], work_folder)
    assert code == 0, said
    assert (mine / "releases" / "9999.1.zip").exists()
    code, said = done(verify, work_folder)
    assert code == 0, said
    assert "9999.1" in said
    assert done("sociallan rules list --rules rules/my-rules@9999.1", work_folder)[0] == 0


def test_a_pack_is_begun_as_the_page_says(work_folder: Path) -> None:
    for command in blocks(section("Begin a pack of your own"), "sh")[0].splitlines():
        code, said = done(command, work_folder)
        assert code == 0, said


def test_the_tests_that_stand_on_the_page_are_named_as_sentences() -> None:
    names = re.findall(r"^ +- name: (.+)$", PAGE, re.MULTILINE)

    assert names == ["{sv: Från 2027 är tre år för kort tid, en: From 2027 three years are too short}"]


FIELD_BEFORE = "      effects:\n        label: {sv: Sociala effekter"
"""Place in the form where the field of the page is written: before the fields after the target group."""


def changed_files(work_folder: Path) -> set[str]:
    """Return the files of the copy that are not as in the pack that it was copied from."""
    mine, theirs = work_folder / "rules" / "my-rules", work_folder / "rules" / "lsh"
    names = {path.relative_to(mine).as_posix() for path in mine.rglob("*") if path.is_file()}
    return {name for name in names if (mine / name).read_bytes() != (theirs / name).read_bytes()}


@pytest.mark.law
def test_a_field_is_added_as_the_page_says_in_three_files_by_hand(
    work_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    explore_sampled(monkeypatch, 6)
    lint_sampled(monkeypatch, 20)
    steps = section("Add a field or a choice")
    (field,) = blocks(steps, "yaml")
    checked, template = blocks(steps, "text")[0].splitlines()
    mine = work_folder / "rules" / "my-rules"

    rewritten(mine / "form.yaml", FIELD_BEFORE, field + FIELD_BEFORE)
    code, said = done(checked, work_folder)
    assert code == 1
    assert "social.visitors" in said
    rewritten(mine / "pack.yaml", "read_by_people:\n", "read_by_people:\n  - social.visitors\n")

    assert done(checked, work_folder)[0] == 0
    assert changed_files(work_folder) == {"form.yaml", "pack.yaml"}, "the changelog is the third"
    assert "\n  visitors:\n" in done(template, work_folder)[1]
    assert "Besökare om året" in done("sociallan explain social.visitors --rules rules/my-rules", work_folder)[1]
    assert '"visitors"' in done("sociallan schema application --rules rules/my-rules", work_folder)[1]
    application = (work_folder / "examples" / "ready" / "housing-sjohamra-tryggare-tvattstugor.yaml").read_text(
        encoding="utf-8"
    )
    (work_folder / "new.yaml").write_text(
        application.replace("social:\n", "social:\n  visitors: cirka 12000\n", 1), "utf-8"
    )
    assert done("sociallan check new.yaml --rules rules/my-rules --format plain", work_folder)[0] == 0
    assert done("sociallan check new.yaml --rules rules/lsh --format plain", work_folder)[0] == 1


@pytest.mark.law
def test_a_choice_is_added_as_the_page_says_in_two_files_by_hand(
    work_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The rest of the rules are tried in the pack as it is.
    explore_sampled(monkeypatch, 6)
    lint_sampled(monkeypatch, 20)
    mine = work_folder / "rules" / "my-rules"
    rewritten(
        mine / "form.yaml",
        "planned: {sv: planerat,",
        "dreamt: {sv: påtänkt, en: thought of}\n          planned: {sv: planerat,",
    )

    code, said = done("sociallan rules check rules/my-rules", work_folder)

    assert code == 0, said
    assert changed_files(work_folder) == {"form.yaml"}, "the changelog is the second"
    assert "dreamt = påtänkt" in done("sociallan explain project.status --rules rules/my-rules", work_folder)[1]
