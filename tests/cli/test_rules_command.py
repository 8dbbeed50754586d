"""``sociallan rules``: list, show, check and test the rules."""

import json
import re
from pathlib import Path

import pytest

from tests.analysis.pack_differences.test_differences import FEW
from tests.builders import RULES, loaded, lsh, written
from tests.cli.conftest import Inside
from tests.cli.running import stderr_of
from tests.conftest import Golden
from tests.sampling import explore_sampled, lint_sampled

LANGS = ("sv", "en")


def changed(pack: Path, rule: str, before: str, after: str) -> Path:
    """Change a text in a rule, which must stand there."""
    (path,) = pack.rglob(f"{rule}.yaml")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return pack


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "command", ["", "list", "show", "check", "test", "init", "new", "release", "verify", "diff", "docs"]
)
def test_help_reads_as_it_did(command: str, lang: str, golden: Golden, inside: Inside) -> None:
    result = inside("rules", *filter(None, [command]), "--help", env={"SOCIALLAN_LANG": lang, "COLUMNS": "80"})

    assert (result.returncode, stderr_of(result)) == (0, "")
    golden(f"help/{'-'.join(filter(None, ['rules', command]))}.{lang}.txt", result.stdout.decode())


def test_the_list_has_every_rule(inside: Inside) -> None:
    result = inside("rules", "list")

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert all(rule.id in result.stdout.decode() for rule in lsh().rules)


def test_rules_of_another_pack_are_listed_with_their_days(pack: Path, inside: Inside) -> None:
    changed(pack, "G5-goals-stated", "valid_from: 2020-08-24", "valid_from: 2020-08-24\nvalid_to: 2099-12-31")

    shown = inside("rules", "list", "--rules", str(pack)).stdout.decode()

    (line,) = (line for line in shown.splitlines() if "G5-goals-stated" in line)
    assert line.split() == ["G5-goals-stated", "krav", "2020-08-24", "2099-12-31"]


def test_a_rule_is_shown_in_either_language(inside: Inside) -> None:
    assert "Regeln kräver att" in inside("rules", "show", "G5-goals-stated").stdout.decode()
    assert "The rule requires that" in inside("rules", "show", "G5-goals-stated", "--lang", "en").stdout.decode()


@pytest.mark.law
def test_nothing_is_found_in_the_pack_that_comes_along(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    explore_sampled(monkeypatch, 12, "financing-operating-words")
    lint_sampled(monkeypatch, 40)
    result = inside("rules", "check")

    files = len(list(RULES.rglob("*.yaml")))
    assert (result.returncode, stderr_of(result)) == (0, "")
    sampled_domains, digest, count = result.stdout.decode().splitlines()
    assert sampled_domains.startswith("De här reglerna läser så många fält att inte alla kombinationer")
    assert digest.endswith(lsh().digest)
    assert count == f"Inget att rätta. {len(lsh().rules)} regler i {files} filer."


@pytest.mark.law
def test_each_finding_is_a_line_with_its_place_and_its_cure_and_the_last_line_counts_them(
    pack: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    explore_sampled(monkeypatch, 4, "financing-amounts-plausible", "G4-horizon")
    lint_sampled(monkeypatch, 20)
    changed(pack, "financing-amounts-plausible", "          count_at_least: 0\n", "")
    changed(pack, "G4-horizon", "long_term.until, not", "long_term.untli, not")

    result = inside("rules", "check", str(pack), "--lang", "en")

    horizon, grants, _, count = result.stdout.decode().splitlines()
    at = f"{pack.as_posix()}/rules/"
    assert (result.returncode, stderr_of(result)) == (1, "")
    assert horizon == (
        f"{at}G4/G4-horizon.yaml:23:15: The field “long_term.untli” is not in the application."
        " Did you mean long_term.until? If so, write that instead."
    )
    place = "financing/financing-amounts-plausible.yaml:50:11"
    assert grants.startswith(f"{at}{place}: The condition each on “investment.grants” does not say")
    assert grants.endswith("Add count_at_least: 1, or count_at_least: 0 where an empty list will do.")
    assert count.startswith("2 things to fix. ")


@pytest.mark.law
def test_a_share_that_is_written_for_a_percentage_is_told_with_the_percentage(
    pack: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    explore_sampled(monkeypatch, 4)
    lint_sampled(monkeypatch, 20)
    params = pack / "params.yaml"
    before = params.read_text(encoding="utf-8")
    unlimited = before.index("value: null", before.index("maximum_loan_share:"))
    params.write_text(f"{before[:unlimited]}value: 0.8{before[unlimited + len('value: null') :]}", encoding="utf-8")

    result = inside("rules", "check", str(pack), "--lang", "en")

    line, *_ = result.stdout.decode().splitlines()
    assert result.returncode == 1
    assert line.startswith(f"{params.as_posix()}:")
    assert "The limit 0.8 is less than one per cent." in line
    assert line.endswith("If a share of one is meant: write 80.")


def test_a_finding_in_a_specimen_names_the_field(deciding: Path, inside: Inside) -> None:
    path = deciding / "specimens" / "housing.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: output", "level: outptu", 1), encoding="utf-8")

    lines = inside("rules", "check", str(deciding)).stdout.decode().splitlines()

    (line,) = (line for line in lines if line.startswith(f"{path.as_posix()}:"))
    assert "”social.goals nr" in line


def test_a_pack_is_named_as_the_user_did(small: Path, inside: Inside) -> None:
    changed(small, "applicant-named", "applicant.name, not", "applicant.nmae, not")

    result = inside("rules", "check", f"{small}/../small/")

    at = f"{small.as_posix()}/../small/rules/applicant-named.yaml:8:18: "
    assert any(line.startswith(at) for line in result.stdout.decode().splitlines())


def test_the_tests_of_the_pack_hold(inside: Inside) -> None:
    result = inside("rules", "test")

    shown = result.stdout.decode()
    assert (result.returncode, stderr_of(result)) == (0, "")
    cases = len(list((RULES / "cases").iterdir()))
    assert shown.count("→ som väntat") == cases + sum(len(rule.tests) for rule in lsh().rules)
    assert "Täckning: " in shown


def number_of_tests() -> int:
    rule = lsh().rule("G4-minimum-years")
    assert rule is not None
    return len(rule.tests)


def test_one_rule_is_tested_alone(inside: Inside) -> None:
    result = inside("rules", "test", "--rule", "G4-minimum-years", "--lang", "en")

    shown = result.stdout.decode()
    assert "G4-minimum-years: The work goes on for two years after the project → as expected, not met" in shown
    assert f"{number_of_tests()} tests, 0 failed." in shown
    assert shown.count("G4-minimum-years: ") == number_of_tests()


def test_a_wrong_outcome_fails_and_says_what_came(deciding: Path, inside: Inside) -> None:
    changed(deciding, "G4-minimum-years", "horizon_years, at_least:", "horizon_years, more_than:")

    result = inside("rules", "test", str(deciding), "--rule", "G4-minimum-years", "--lang", "en")

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert "exactly three years after the project → WRONG OUTCOME, not met" in shown
    assert "    expected: met\n    got: not met, because of long_term.until, project.end\n" in shown
    assert f"    {deciding.as_posix()}/rules/G4/G4-minimum-years.yaml:" in shown
    assert f"{number_of_tests()} tests, 1 failed." in shown


def test_a_right_outcome_for_the_wrong_reason_fails(deciding: Path, inside: Inside) -> None:
    changed(deciding, "G5-goals-stated", "because: [social.goals]", "because: [project.title]")

    result = inside("rules", "test", str(deciding), "--rule", "G5-goals-stated", "--lang", "en")

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert "→ WRONG REASON, " in shown
    assert ", because of project.title\n" in shown
    assert ", because of social.goals\n" in shown


@pytest.mark.parametrize(("threshold", "code"), [("0", 0), ("50", 0), ("50.5", 1), ("100", 1)])
def test_coverage_below_the_threshold_fails(threshold: str, code: int, small: Path, inside: Inside) -> None:
    result = inside("rules", "test", str(small), "--threshold", threshold)

    assert result.returncode == code
    assert ("--threshold kräver" in stderr_of(result)) is (code == 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "G5-goals-statd"), ["Regeln G5-goals-statd finns inte.", "Menade ni G5-goals-stated?"]),
        (("test", "--rule", "G5-goals-statd"), ["Regeln G5-goals-statd finns inte.", "Menade ni G5-goals-stated?"]),
        (("test", "finns-inte"), ["Mappen finns-inte med regelverk finns inte."]),
        (("check", "rules/lsh/pack.yaml"), ["rules/lsh/pack.yaml är en fil.", "Ange mappen med hela regelverket"]),
        (("check", "finns-inte"), ["Mappen finns-inte med regelverk finns inte."]),
        (("test", "--threshold", "101"), ["--threshold", "går inte att använda"]),
        (("test", "--threshold", "många"), ["--threshold", "går inte att använda"]),
        (("show",), ["Skriv ID efter kommandot. Regelns id. sociallan rules list visar alla."]),
        (("tset",), ["Kommandot tset finns inte.", "Menade ni sociallan rules test?", "Hjälp: sociallan rules --help"]),
        (("list", "--lagn", "en"), ["Valet --lagn finns inte.", "Menade ni --lang?"]),
    ],
)
def test_a_command_that_cannot_run_says_why(arguments: tuple[str, ...], says: list[str], inside: Inside) -> None:
    result = inside("rules", *arguments)

    assert (result.returncode, result.stdout) == (2, b"")
    assert all(piece in stderr_of(result) for piece in says), stderr_of(result)


def test_what_no_test_reaches_is_told_with_its_line(small: Path, inside: Inside) -> None:
    shown = inside("rules", "test", str(small), "--lang", "en").stdout.decode()

    at = f"{small.as_posix()}/rules/applicant-named.yaml:8: "
    assert f"    {at}“Name of the borrower” is filled in: never becomes unknown because something is missing\n" in shown
    assert shown.endswith(
        "Coverage: 50 per cent (tests and cases reach 1 of the 2 answers that the conditions can give).\n"
    )


def test_without_a_command_the_help_is_shown(inside: Inside) -> None:
    result = inside("rules")

    assert result.returncode == 2
    assert "Så här skriver ni:" in stderr_of(result)


def test_the_environment_chooses_the_pack(deciding: Path, inside: Inside) -> None:
    changed(deciding, "G4-minimum-years", "horizon_years, at_least:", "horizon_years, more_than:")

    command = ("rules", "test", "--rule", "G4-minimum-years")
    assert inside(*command).returncode == 0
    assert inside(*command, env={"SOCIALLAN_RULES": str(deciding)}).returncode == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_difference_between_two_packs_reads_as_it_did(
    lang: str, deciding: Path, tmp_path: Path, inside: Inside, golden: Golden
) -> None:
    before = written(FEW, tmp_path / "before")
    changed(deciding, "G5-effect-plan", "one_of: [exists, planned]", "one_of: [exists]")
    changed(deciding, "G4-horizon", "how long the work", "for how long the work")
    params = deciding / "params.yaml"
    figures = params.read_text(encoding="utf-8").replace("value: 3}", "value: 3}\n    - {from: 2027-01-01, value: 5}")
    params.write_text(figures, encoding="utf-8")

    result = inside("rules", "diff", str(before), str(deciding), "--lang", lang)

    assert (result.returncode, stderr_of(result)) == (1, "")
    sides, _, changes = result.stdout.decode().partition("\n\n")
    old, new = sides.splitlines()
    assert lsh().version in old
    assert str(before) in old
    assert loaded(FEW).logic_digest.removeprefix("sha256:")[:12] in old
    assert str(deciding) in new
    golden(f"rules/diff.{lang}.txt", changes)


def test_the_difference_is_told_as_json_too(deciding: Path, tmp_path: Path, inside: Inside) -> None:
    before = written(FEW, tmp_path / "before")
    changed(deciding, "applicant-kind", "level: requirement", "level: remark")

    result = inside("rules", "diff", str(before), str(deciding), "--format", "json")

    found = json.loads(result.stdout)
    assert (result.returncode, found["schema"], found["summary"]["verdicts"]) == (1, "sociallan-difference/1", 3)
    assert [found[side]["folder"] for side in ("old", "new")] == [str(before), str(deciding)]
    assert found["old"]["pack"]["logic_digest"] == loaded(FEW).logic_digest
    (ready,) = [each for each in found["verdicts"] if (each["old"], each["new"]) == ("not_met", "ready")]
    # Another borrower is denied only where no member controls it.
    assert ready["change"] == {"applicant.kind": "other", "applicant.influence": "none"}
    assert ready["as_of"] == "2020-08-24"
    assert [rule["rule"] for rule in ready["rules"]] == ["applicant-kind"]
    outcomes = found["rules"][0]["outcomes"]
    levels = {(outcome["old"]["level"], outcome["new"]["level"]) for outcome in outcomes}
    assert levels == {("requirement", "remark")}


@pytest.fixture
def deciding(tmp_path: Path) -> Path:
    """Return a copy of lsh with the rules that decide, and few others."""
    return written(FEW, tmp_path / "deciding")


FEWEST = {
    name: text
    for name, text in FEW.items()
    if not name.startswith("rules/") or Path(name).stem in ("applicant-kind", "G4-horizon", "G4-minimum-years")
}
"""A pack of three rules: the cost of a proof grows with their number."""


@pytest.fixture
def fewest(tmp_path: Path) -> Path:
    return written(FEWEST, tmp_path / "fewest")


def compared(pack: Path, inside: Inside, *options: str) -> str:
    """Compare a changed pack with the one that it was copied from."""
    before = written(FEWEST, pack.parent / "before")
    return inside("rules", "diff", str(before), str(pack), *options).stdout.decode()


def test_with_exact_the_difference_is_decided_for_all_applications(fewest: Path, inside: Inside) -> None:
    changed(fewest, "applicant-kind", "level: requirement", "level: remark")

    assert "Avgjort för alla ansökningar med listor på högst 2 poster" in compared(fewest, inside, "--exact")
    assert "Avgjort" not in compared(fewest, inside)
    found = json.loads(compared(fewest, inside, "--exact", "--format", "json"))
    assert found["exact"] == {"longest_list": 2, "verdicts": True, "undecided": []}


def test_that_no_application_gets_another_verdict_is_said_once_it_is_proved(fewest: Path, inside: Inside) -> None:
    changed(fewest, "G4-minimum-years", "level: expectation", "level: remark")

    assert "Ingen ansökan som prövats får ett annat omdöme." in compared(fewest, inside)
    assert "Ingen ansökan får ett annat omdöme." in compared(fewest, inside, "--exact")


def test_with_exact_no_rule_is_judged_by_a_sample(small: Path, inside: Inside) -> None:
    fields = [name for name, field in lsh().form.fields.items() if field.kind not in ("list", "record")]
    several = [name for name in fields if re.fullmatch(r"(applicant|project)\.\w+", name)]
    stated = ", ".join(f"{{field: {name}, stated: true}}" for name in several)
    changed(small, "applicant-named", "{field: applicant.name, not_placeholder: true}", f"{{any: [{stated}]}}")
    changed(small, "applicant-named", "level: requirement", "level: requirement\nbasis: stated")

    tried, decided = (inside("rules", "check", str(small), *more) for more in ((), ("--exact",)))

    assert "jämnt spridda" in tried.stdout.decode()
    assert "jämnt spridda" not in decided.stdout.decode()
    assert "avgjort för alla ansökningar med listor på högst 2 poster" in decided.stdout.decode()


@pytest.mark.parametrize("command", [("check",), ("diff", "rules/lsh", "rules/lsh")])
def test_without_the_extra_exact_says_how_to_install_it(
    command: tuple[str, ...], inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sociallan.cli.rule_options.find_spec", lambda _: None)

    result = inside("rules", *command, "--exact")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "pip install 'sociallan[exact]'" in stderr_of(result)


def test_a_difference_of_two_days_names_the_one_folder(inside: Inside) -> None:
    shown = inside("rules", "diff", "2020-10-01", "2024-06-01").stdout.decode()

    assert shown.count("mappen rules/lsh") == 2


def test_two_days_of_one_pack_are_compared(inside: Inside) -> None:
    result = inside("rules", "diff", "2020-10-01", "2024-06-01", "--lang", "en")

    assert result.returncode == 1
    assert "G5-effect-plan: new rule" in result.stdout.decode()


def test_a_pack_does_not_differ_from_itself(pack: Path, inside: Inside) -> None:
    assert inside("rules", "diff", "rules/lsh", str(pack)).returncode == 0


@pytest.mark.parametrize(
    ("sides", "says"),
    [
        (("2024-06-01", "rules/lsh"), "två mappar"),
        (("2024-06-01", "2019-01-01"), "Reglerna gäller från"),
        (("rules/lsh", "rules/none"), "finns inte"),
        (("lsh", "icma_sbp"), "Regelverken lsh och icma_sbp har ingen regel gemensam."),
    ],
)
def test_sides_that_cannot_be_compared_are_refused(sides: tuple[str, str], says: str, inside: Inside) -> None:
    result = inside("rules", "diff", *sides)

    assert (result.returncode, result.stdout) == (2, b"")
    assert says in stderr_of(result)


def test_packs_with_no_rule_in_common_are_told_how_to_be_read_each_by_itself(inside: Inside) -> None:
    result = inside("rules", "diff", "lsh", "icma_sbp", "--lang", "en")

    commands = re.findall(r"sociallan (rules list --rules [\w/]+)", stderr_of(result))
    assert len(commands) == 2
    assert [inside(*command.split()).returncode for command in commands] == [0, 0]


def test_packs_of_two_ids_that_share_a_rule_are_compared(pack: Path, inside: Inside) -> None:
    changed(pack, "pack", "\nid: lsh\n", "\nid: our_own\n")

    assert inside("rules", "diff", "rules/lsh", str(pack)).returncode == 0
