"""``sociallan check``: every way to end, every pair of format and file, and what is never told."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from sociallan.cli.main import run as run_here
from sociallan.formats import RENDERERS
from tests.builders import EXAMPLES, ROOT, RULES, examples
from tests.cli.conftest import Inside
from tests.cli.running import INCOMPLETE, INVALID, NOT_MET, READY, run, run_inside, stderr_of
from tests.sampling import sampled

FORMATS = tuple(name for name, form in RENDERERS.items() if not form.binary)


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from the top of the checkout, in Swedish."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOCIALLAN_LANG", "sv")
    monkeypatch.setenv("NO_COLOR", "1")


ENDS = [(path, code, form) for path, code in ((READY, 0), (INVALID, 1)) for form in FORMATS]
OTHER_ENDS = [
    (path, code, form) for path, code in ((INCOMPLETE, 1), (NOT_MET, 1), ("examples/ready", 0)) for form in FORMATS
]


@pytest.mark.law
@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize(("path", "code", "form"), [*ENDS, *sampled(OTHER_ENDS, 9)])
def test_the_code_says_whether_all_is_ready_in_every_format(path: str, code: int, form: str) -> None:
    assert run_here(["check", path, "--format", form]) == code


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        ("incomplete", {INCOMPLETE, NOT_MET, INVALID}),
        ("not_met", {NOT_MET, INVALID}),
        ("invalid", {INVALID}),
        ("never", set()),
    ],
)
def test_fail_on_moves_the_line(fail_on: str, failing: set[str]) -> None:
    codes = {path: run_here(["check", path, "--fail-on", fail_on]) for path in (READY, INCOMPLETE, NOT_MET, INVALID)}

    assert {path for path, code in codes.items() if code == 1} == failing
    assert set(codes.values()) <= {0, 1}


@pytest.mark.parametrize(
    "paths", [("finns-inte.yaml",), ("examples/*.nothing",), ("docs",), ("finns-inte", "inte-heller")]
)
def test_nothing_to_screen_is_a_code_of_its_own(paths: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()

    result = run_inside("check", *paths, cwd=tmp_path)

    assert (result.returncode, result.stdout) == (3, b"")
    assert "Hittade inga ansökningar" in stderr_of(result)


def test_a_name_with_blanks_is_proposed_in_the_quotation_marks_that_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "Vår nya ansökan.yaml").write_text("format: 1\n")

    result = run_inside("check", "Vår", "nya", "ansökan.yaml", cwd=tmp_path)

    assert 'Menade ni sociallan check "Vår nya ansökan.yaml"?' in stderr_of(result)


def test_a_path_that_leads_nowhere_beside_one_that_does_is_a_finding(inside: Inside) -> None:
    result = inside("check", READY, "finns-inte.yaml", "--format", "json")

    applications = json.loads(result.stdout)["applications"]
    assert result.returncode == 1
    assert [(a["path"], a["verdict"]) for a in applications] == [(READY, "ready"), ("finns-inte.yaml", "invalid")]
    assert [finding["code"] for finding in applications[1]["findings"]] == ["file.not-found"]


def test_a_folder_is_searched_and_a_pattern_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("a/one.yaml", "a/b/two.yml", "a/three.json", "a/four.txt", ".hidden/five.yaml", "a/.six.yaml"):
        (tmp_path / name).write_text("{}")

    found = json.loads(run_inside("check", "a", "--format", "json", cwd=tmp_path).stdout)
    matched = json.loads(run_inside("check", "a/*.yaml", "a/one.yaml", "--format", "json", cwd=tmp_path).stdout)

    assert [a["path"] for a in found["applications"]] == ["a/b/two.yml", "a/one.yaml", "a/three.json"]
    assert [a["path"] for a in matched["applications"]] == ["a/one.yaml"]


def test_standard_input_is_read_under_the_name_that_is_given(inside: Inside) -> None:
    data = (ROOT / READY).read_bytes()

    unnamed = json.loads(inside("check", "-", "--format", "json", given=data).stdout)
    named = json.loads(inside("check", "-", "--stdin-filename", "min.yaml", "--format", "json", given=data).stdout)

    assert unnamed["applications"][0]["path"] == "stdin.yaml"
    assert named["applications"][0]["path"] == "min.yaml"
    assert named["applications"][0]["verdict"] == "ready"


CRAMPED = """\
format: 1
project:
  title: Ett hus
  start: 1/9 2026
investment:
  loan: ca 25 Mkr
  total_cost: 30 000 000 kr
"""


@pytest.mark.parametrize("command", ["check", "fix", "questions"])
@pytest.mark.parametrize("text", [CRAMPED, CRAMPED.replace("hus", "gård"), "format: [\n", ""])
def test_what_is_told_to_be_run_next_of_standard_input_can_be_run(
    command: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    monkeypatch.chdir(tmp_path)
    data = text.encode("cp1252")
    result = inside(command, "-", given=data)

    says = result.stdout.decode() + stderr_of(result)
    for next_command in re.findall(r"sociallan ((?:check|fix|questions) .+?)(?: ·|\.?$)", says, re.MULTILINE):
        assert inside(*next_command.split(), given=data).returncode in (0, 1), next_command
    assert re.search("sociallan [a-z]+ -", says) or command != "check"


def test_what_comes_from_standard_input_cannot_be_written_back(inside: Inside) -> None:
    shown = inside("fix", "-", "--lang", "en", given=CRAMPED.encode())
    written = inside("fix", "-", "--write", "--lang", "en", given=CRAMPED.encode())

    assert (shown.returncode, written.returncode, written.stdout) == (1, 2, b"")
    assert "Give the file instead of - to have it written" in stderr_of(shown)
    assert stderr_of(written) == stderr_of(shown)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read here, as by root")
def test_a_file_that_may_not_be_read_is_a_finding_and_the_rest_is_screened(tmp_path: Path) -> None:
    locked = tmp_path / "locked.yaml"
    locked.write_text("{}")
    locked.chmod(0)

    result = run_inside("check", READY, locked, "--format", "json")

    codes = [[finding["code"] for finding in a["findings"]] for a in json.loads(result.stdout)["applications"]]
    assert (result.returncode, codes) == (1, [[], ["file.unreadable"]])


def test_a_device_is_not_waited_for() -> None:
    result = run_inside("check", READY, "/dev/zero", "--format", "json")

    assert result.returncode == 1
    assert [a["verdict"] for a in json.loads(result.stdout)["applications"]] == ["ready", "invalid"]


@pytest.mark.usefixtures("at_root")
def test_formats_and_files_go_in_pairs_and_one_may_go_to_the_screen(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pages = [tmp_path / "a.txt", tmp_path / "b.json"]

    code = run_here(
        [
            "check",
            READY,
            "--format",
            "text",
            "--output",
            str(pages[0]),
            "--format",
            "json",
            "--output",
            str(pages[1]),
            "--format",
            "plain",
        ]
    )

    assert code == 0
    assert "Redo för kommittén" in pages[0].read_text("utf-8")
    assert json.loads(pages[1].read_text("utf-8"))["summary"]["ready"] == 1
    assert capfdbinary.readouterr().out.decode().startswith("Ansökan: ")


@pytest.mark.usefixtures("at_root")
def test_what_is_written_to_a_file_is_what_a_pipe_gets(tmp_path: Path) -> None:
    page = tmp_path / "report.txt"

    run_here(["check", INCOMPLETE, "--output", str(page), "--color", "always"])

    assert page.read_bytes() == run("check", INCOMPLETE).stdout


@pytest.mark.usefixtures("at_root")
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (tmp_path / "old.json").write_text("old")

    onto_a_folder = run_here(["check", READY, "--format", "json", "--output", str(folder)])
    into_a_file = run_here(["check", READY, "--output", str(tmp_path / "old.json" / "a.json")])
    over_a_file = run_here(["check", READY, "--format", "json", "--output", str(tmp_path / "old.json")])

    assert (onto_a_folder, into_a_file, over_a_file) == (2, 2, 0)
    assert json.loads((tmp_path / "old.json").read_text("utf-8"))["schema"] == "sociallan-report/1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a folder", "old.json"]
    assert list(folder.iterdir()) == []


def test_a_device_takes_several_reports(inside: Inside) -> None:
    two = ("--format", "json", "--output", os.devnull, "--format", "csv", "--output", os.devnull)

    assert inside("check", READY, *two).returncode == 0


def test_a_file_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    result = run_inside("check", READY, "--output", tmp_path / "file" / "a.txt")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"Det går inte att skriva till {tmp_path}/file/a.txt. En del av sökvägen är en fil" in stderr_of(result)


def test_a_written_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    run_inside("check", READY, "--output", tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("")

    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_quiet_says_nothing_and_keeps_the_code(inside: Inside) -> None:
    result = inside("check", INCOMPLETE, "--quiet")

    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")


def test_plain_is_a_format_and_an_option(inside: Inside) -> None:
    assert inside("check", INCOMPLETE, "--plain").stdout == inside("check", INCOMPLETE, "--format", "plain").stdout


def test_explain_adds_every_rule_of_the_day(inside: Inside) -> None:
    short, long = (inside("check", READY, *more).stdout.decode() for more in ((), ("--explain",)))

    assert "Så prövades reglerna" in long
    assert "Så prövades reglerna" not in short
    assert "rules/area/area-one.yaml:" in long


def test_the_date_that_is_asked_for_chooses_the_rules(inside: Inside) -> None:
    early = json.loads(inside("check", READY, "--as-of", "2021-01-01", "--format", "json").stdout)
    late = json.loads(inside("check", READY, "--as-of", "2024-06-01", "--format", "json").stdout)

    assert early["as_of"] == early["applications"][0]["as_of"] == "2021-01-01"
    rules = [{outcome["rule"] for outcome in document["applications"][0]["outcomes"]} for document in (early, late)]
    assert rules[1] - rules[0] == {"G5-effect-plan"}


@pytest.mark.parametrize(
    ("option", "name", "value"),
    [
        ("--format", "SOCIALLAN_FORMAT", "json"),
        ("--as-of", "SOCIALLAN_AS_OF", "2021-01-01"),
        ("--fail-on", "SOCIALLAN_FAIL_ON", "never"),
        ("--lang", "SOCIALLAN_LANG", "en"),
        ("--color", "SOCIALLAN_COLOR", "always"),
        ("--rules", "SOCIALLAN_RULES", "rules/lsh"),
    ],
)
def test_an_option_may_stand_in_the_environment(option: str, name: str, value: str, inside: Inside) -> None:
    by_option = inside("check", NOT_MET, option, value)
    by_environment = inside("check", NOT_MET, env={name: value})

    # A report tells which variable decided, and not what stood in the command.
    origin, _, rest = by_environment.stdout.decode().partition("\n")
    report = rest if f"({name})" in origin else by_environment.stdout.decode()
    assert (by_environment.returncode, report) == (by_option.returncode, by_option.stdout.decode())


def test_an_option_takes_precedence_over_the_environment(inside: Inside) -> None:
    result = inside("check", READY, "--format", "plain", env={"SOCIALLAN_FORMAT": "json"})

    assert result.stdout.decode().startswith("Ansökan: ")


@pytest.fixture
def broken_pack(tmp_path: Path) -> Path:
    """Return a copy of the pack with three faults in three files."""
    pack = tmp_path / "lsh"
    shutil.copytree(RULES, pack)
    for name, old, new in (
        ("pack.yaml", "- {group: area}", "- {group: aera}"),
        ("rules/area/area-one.yaml", "field: project.area", "field: project.aera"),
        ("rules/G4/G4-horizon.yaml", "level: requirement", "level: requirment"),
    ):
        path = pack / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return pack


def test_a_broken_pack_tells_every_fault_and_nothing_is_screened(broken_pack: Path) -> None:
    result = run_inside("check", READY, "--rules", broken_pack)

    lines = stderr_of(result).splitlines()
    places = [re.match(r"(.*/lsh/(.+):\d+:\d+): .+", line) for line in lines[1:]]
    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{broken_pack} har 3 fel. Inget är granskat." in lines[0]
    assert [place and place[2] for place in places] == [
        "pack.yaml",
        "rules/G4/G4-horizon.yaml",
        "rules/area/area-one.yaml",
    ]
    assert "project.area" in lines[3]


def test_a_folder_that_is_no_pack_tells_what_is_missing(tmp_path: Path) -> None:
    result = run_inside("check", READY, "--rules", tmp_path)

    assert result.returncode == 2
    assert all(name in stderr_of(result) for name in ("pack.yaml", "sources.yaml", "params.yaml"))


def test_many_files_end_with_a_summary(inside: Inside) -> None:
    result = inside("check", "examples")

    shown = result.stdout.decode()
    count = len(list(EXAMPLES.glob("*/*.yaml")))
    assert result.returncode == 1
    assert f"{count} ansökningar granskade." in shown
    assert stderr_of(result) == ""


def test_the_same_run_gives_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    pages = {(form, seed): tmp_path / f"{form}.{seed}" for form in FORMATS for seed in ("1", "2")}
    for seed in ("1", "2"):
        into = [word for form in FORMATS for word in ("--format", form, "--output", str(pages[form, seed]))]
        run("check", INVALID, NOT_MET, *into, env={"PYTHONHASHSEED": seed})

    assert [form for form in FORMATS if pages[form, "1"].read_bytes() != pages[form, "2"].read_bytes()] == []


SECRET = """\
applicant:
  name: "Ring 070-174 06 05"
  kind: municipal_company
  org_number: 19811218-9876
  member: {name: anna.andersson@exempel.se, code: 0114}
  "anna.andersson@exempel.se": ja
project:
  title: Kontakt 811218-9876 eller anna.andersson@exempel.se
  summary: |
    Personnumret är 19811218-9876.
    Telefon: 070-174 06 05.
  area: anna.andersson@exempel.se
  start: 070-174 06 05
investment: {loan: 070-174 06 05}
social:
  goals: 811218-9876
  target_group: {size: anna.andersson@exempel.se}
"""
TOLD = re.compile(r"811218.?9876|anna\.andersson|@exempel|174.?06.?05|1740605")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_nothing_that_points_to_a_person_is_echoed(lang: str, tmp_path: Path, inside: Inside) -> None:
    pairs = [part for form in FORMATS for part in ("--format", form, "--output", str(tmp_path / form))]

    result = inside("check", "-", "--explain", *pairs, "--lang", lang, given=SECRET.encode())

    assert (result.returncode, TOLD.search(stderr_of(result))) == (1, None)
    for form in FORMATS:
        report = (tmp_path / form).read_text("utf-8")
        assert [line for line in report.splitlines() if TOLD.search(line)] == [], form
        # In Markdown each star is escaped, or it would make the text bold.
        assert "*****" in report.replace("\\*", "*"), form


def test_what_points_to_a_person_is_a_remark(inside: Inside) -> None:
    (application,) = json.loads(inside("check", "-", "--format", "json", given=SECRET.encode()).stdout)["applications"]

    kinds = {o["rule"]: o["outcome"] for o in application["outcomes"] if o["group"] == "privacy"}
    assert {rule for rule, kind in kinds.items() if kind == "judgement"} >= {
        "privacy-personal-numbers",
        "privacy-email",
        "privacy-phone",
    }


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"{" * 5000,
        b"- " * 5000,
        b"a: &a [*a, *a]",
        b"%YAML 1.1\n---\na: 1",
        b"? ? ? a",
        b"[/b][red]: [/]",
        "\u2028: \u202e".encode(),
        b"social: {goals: [" + b"{id: x}, " * 600 + b"]}",
        b"project: {title: '" + b"[b]" * 200 + b"'}",
    ],
)
@pytest.mark.usefixtures("at_root")
def test_hostile_input_gives_a_report_and_never_a_traceback(given: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(given)

    pairs = [part for form in FORMATS for part in ("--format", form, "--output", str(tmp_path / form))]

    assert run_here(["check", str(path), *pairs]) == 1
    assert run_here(["check", str(path), "--color", "always"]) == 1


def test_the_page_of_up_to_three_applications_has_their_own_words_and_that_of_more_where_it_is_asked_for() -> None:
    files = [f"examples/{name}" for name in examples("ready")[:4]]

    has_figures = [
        b"<svg" in run_inside("check", *given, "--format", "html", *options).stdout
        for given, options in ((files[:3], ()), (files, ()), (files, ("--full",)))
    ]

    assert has_figures == [True, False, True]


def test_without_a_path_the_only_application_of_the_folder_is_named(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Min ansökan.yaml").write_text("format: 1\n", encoding="utf-8")

    said = inside("check", "--lang", "sv")

    assert said.returncode == 2
    assert 'sociallan check "Min ansökan.yaml"' in said.stderr.decode()
