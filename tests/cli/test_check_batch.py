"""``sociallan check`` of many applications: the same bytes whatever the number of processes, and one lost alone."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from sociallan.application.source import Source
from sociallan.batch import limit, screening
from sociallan.batch.pool import MOST_JOBS, WorkerPool
from sociallan.files.interrupts import SIGNALS
from sociallan.screening.report import Screening, Totals
from sociallan.screening.screen import Screener
from sociallan.screening.totals import TotalsBuilder
from tests.analysis.pack_differences.test_differences import FEW
from tests.builders import ROOT, example, examples, loaded, words
from tests.cli.conftest import Inside
from tests.cli.running import INVALID, NOT_MET, READY, environment, run_code, stderr_of

GOOD = example("ready/safety-ekersberga-centrum-for-alla.yaml").data
LONG = b"investment:\n  items:\n" + b"".join(b"    - {id: I%d, typ: other}\n" % number for number in range(3_000))
HOSTILE = {
    "bomb.yaml": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "deep.yaml": b"[" * 200_000,
    "empty.yaml": b"",
    "huge.yaml": b"a: " + b"x" * 2_000_000,
    "latin-1.yaml": "sökande: å\n".encode("latin-1"),
    "no.yaml": b"\x00\xff\xfe\x00",
    "not.json": b'{"a": ',
    "several.yaml": b"a: 1\n---\nb: 2\n",
    "tab.yaml": b"a:\n\tb: 1\n",
    "wide.yaml": b"".join(b"k%d: {x: [}\n" % number for number in range(5_000)),
}


FEW_FILES = (
    "incomplete/early-sketch.yaml",
    "incomplete/no-horizon.yaml",
    *examples("invalid")[:3],
    *examples("not_met")[:2],
    *examples("ready")[:2],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FEW_FILES:
        (tmp_path / name.replace("/", "-")).write_bytes(example(name).data)
    return tmp_path


@pytest.mark.parametrize("options", [("--format", "json"), ("--full",), ("--plain", "--statistics"), ()])
def test_the_bytes_are_the_same_whatever_the_number_of_processes(
    options: tuple[str, ...], folder: Path, few: Path, inside: Inside
) -> None:
    one, two, three = (
        inside("check", str(folder), "--rules", str(few), "--jobs", str(jobs), *options) for jobs in (1, 2, 3)
    )

    assert one.returncode == 1
    assert one.stdout == two.stdout == three.stdout
    assert [stderr_of(each) for each in (one, two, three)] == [""] * 3


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_help_says_how_many_files_are_few_and_how_many_processes_are_most(lang: str) -> None:
    assert f" {screening._MIN_FILES_FOR_WORKERS}" in words(lang).say("help.check.jobs")
    assert f" {MOST_JOBS}." in words(lang).say("help.check.jobs")


def test_no_more_processes_are_started_than_there_are_files() -> None:
    assert screening._jobs(["a.yaml", "b.yaml"], 1_000) == 2


def test_hostile_files_among_a_hundred_good_ones_cost_none_of_them(few: Path, tmp_path: Path, inside: Inside) -> None:
    for number in range(100):
        (tmp_path / f"good-{number:03}.yaml").write_bytes(GOOD)
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.yaml")

    result = inside(
        "check", str(tmp_path), "--rules", str(few), "--jobs", "2", "--format", "json", "--fail-on", "never"
    )

    report = json.loads(result.stdout)
    applications = report["applications"]
    passed_over = {Path(each["path"]).name: each["reason"] for each in report["passed_over"]}
    assert (result.returncode, stderr_of(result).count("\n")) == (0, 1)
    assert passed_over == {"bomb.yaml": "no-application", "pipe.yaml": "special", "several.yaml": "no-application"}
    assert sum(each["verdict"] == "incomplete" for each in applications) == 100
    assert {Path(each["path"]).name for each in applications if each["verdict"] == "invalid"} == (
        {*HOSTILE, "gone.yaml"} - {*passed_over}
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the workers are found in /proc")
def test_killing_a_worker_in_the_middle_loses_no_application(tmp_path: Path) -> None:
    """The first file of each worker takes some tenths of a second, so that it is killed while it is at it."""
    for number in range(48):
        # Of the chunks of three files, the first file of the first two.
        (tmp_path / f"{number:03}.yaml").write_bytes(GOOD if number not in (0, 3) else LONG)
    options = ["--jobs", "2", "--format", "json"]
    command = [sys.executable, "-m", "sociallan", "check", str(tmp_path), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment()) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while len(workers := children.read_text().split()) < 2 or hundredths(workers[0]) < 5:
            time.sleep(0.01)
        os.kill(int(workers[0]), signal.SIGKILL)
        output, _ = process.communicate(timeout=100)

    applications = json.loads(output)["applications"]
    assert process.returncode == 1
    assert len(applications) == 48
    assert not any(found["code"] == "file.crashed" for each in applications for found in each["findings"])
    assert sum(each["verdict"] == "ready" for each in applications) == 46


def hundredths(pid: str) -> int:
    """Return the time that a process has worked, in hundredths of a second."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])


@pytest.mark.skipif(sys.platform != "linux", reason="only a worker that is forked is broken too")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("kind", [RecursionError, MemoryError, ZeroDivisionError])
@pytest.mark.parametrize("place", ["sociallan.screening.screen.Screener.screen", "sociallan.formats.csv.part"])
def test_what_fails_at_a_file_is_a_finding_of_that_file_and_the_others_are_reported(
    kind: type[Exception],
    place: str,
    jobs: str,
    folder: Path,
    few: Path,
    tmp_path: Path,
    inside: Inside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault of the program is told as such; that the memory does not suffice is none."""
    broken_at(place, kind, "early-sketch.yaml", monkeypatch)
    outputs = {form: tmp_path / f"report.{form}" for form in ("json", "ndjson", "csv", "html")}
    pairs = [part for form, path in outputs.items() for part in ("--format", form, "--output", str(path))]

    result = inside("check", str(folder), "--rules", str(few), "--jobs", jobs, *pairs)

    lost = folder / "incomplete-early-sketch.yaml"
    by_path = {each["path"]: each for each in json.loads(outputs["json"].read_text("utf-8"))["applications"]}
    assert len(by_path) == len(FEW_FILES)
    assert [found["code"] for found in by_path[lost.as_posix()]["findings"]] == ["file.crashed"]
    assert [path for path, each in by_path.items() if "file.crashed" in str(each["findings"])] == [lost.as_posix()]
    assert [len(path.read_text("utf-8")) > 1_000 for path in outputs.values()] == [True] * 4
    assert "hemligt" not in stderr_of(result)
    if kind is MemoryError:
        digest = loaded(FEW).digest.removeprefix("sha256:")[:12]
        assert (result.returncode, stderr_of(result)) == (1, words().say("provenance.foreign", digest=digest) + "\n")
    else:
        assert result.returncode == 70
        assert f"({kind.__name__} i test_check_batch.py:" in stderr_of(result)
        assert stderr_of(result).endswith(f"Det hände vid granskningen av {lost}. Övriga filer är granskade.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only a worker that is forked is broken too")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_at_several_files_is_told_once_with_their_number(
    jobs: str, folder: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_at("sociallan.screening.screen.Screener.screen", ZeroDivisionError, "", monkeypatch)

    result = inside("check", str(folder), "--jobs", jobs, "--format", "csv")

    assert result.returncode == 70
    assert len(stderr_of(result).splitlines()) == 2
    assert f" och {len(FEW_FILES) - 1} filer till. Övriga filer är granskade.\n" in stderr_of(result)
    assert len(result.stdout.splitlines()) == len(FEW_FILES) + 1


@pytest.mark.skipif(sys.platform != "linux", reason="only a worker that is forked is broken too")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_that_is_there_without_the_file_too_ends_the_run(
    jobs: str, folder: Path, tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("hemligt ur ansökan")

    monkeypatch.setattr("sociallan.formats.csv.part", broken)

    result = inside("check", str(folder), "--jobs", jobs, "--format", "csv", "--output", str(tmp_path / "r.csv"))

    assert result.returncode == 70
    assert "(ZeroDivisionError i test_check_batch.py:" in stderr_of(result)
    assert stderr_of(result).endswith("Övriga filer går att granska utan den.\n")
    assert "hemligt" not in stderr_of(result)
    assert not (tmp_path / "r.csv").exists()


def broken_at(place: str, kind: type[Exception], ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a function fail at the files whose names end so, as long as something is known of them."""
    sound = resolve_name(place)

    def broken(*given: Any, **named: Any) -> Any:
        about = next(each for each in given if isinstance(each, Source | Screening))
        problems = [about.problem] if isinstance(about, Source) else [found.code for found in about.findings]
        if about.path.endswith(ending) and "file.crashed" not in problems:
            raise kind("hemligt ur ansökan")
        return sound(*given, **named)

    monkeypatch.setattr(place, broken)


@pytest.mark.skipif(not limit.HAS_TIMER, reason="no timer on this system")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_takes_too_long_is_a_finding_of_that_file_and_no_time_is_counted_that_it_waits(
    jobs: str, folder: Path, few: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Screener.screen

    def slow(self: Screener, source: Source, **given: Any) -> Screening:
        if source.path.endswith("early-sketch.yaml") and source.problem is None:
            while True:
                pass
        if source.path.endswith("no-horizon.yaml"):
            time.sleep(0.5)
        return sound(self, source, **given)

    monkeypatch.setattr(Screener, "screen", slow)
    monkeypatch.setattr("sociallan.batch.screening.limited", partial(limit.limited, 0.3))
    monkeypatch.setattr("sociallan.batch.pool.WorkerPool", partial(WorkerPool, seconds=0.3))

    result = inside("check", str(folder), "--rules", str(few), "--jobs", jobs, "--format", "json")

    found = {Path(each["path"]).name: str(each["findings"]) for each in json.loads(result.stdout)["applications"]}
    assert (result.returncode, stderr_of(result)) == (1, "")
    assert [name for name, findings in found.items() if "file.too-slow" in findings] == ["incomplete-early-sketch.yaml"]
    assert "file." not in found["incomplete-no-horizon.yaml"]


FORMS = ["json", "ndjson", "csv", "junit", "html"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", SIGNALS)
def test_what_is_begun_is_written_whole_though_someone_interrupts(
    form: str, number: int, inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes when the first application has been counted, and before it has been written."""
    join, output = TotalsBuilder.join, tmp_path / "report"

    def interrupted(self: TotalsBuilder, other: Totals) -> None:
        join(self, other)
        signal.raise_signal(number)

    monkeypatch.setattr(TotalsBuilder, "join", interrupted)
    stopped = inside("check", READY, NOT_MET, "--format", form, "--output", str(output))
    monkeypatch.undo()
    monkeypatch.chdir(ROOT)
    alone = inside("check", READY, "--format", form, "--output", str(tmp_path / "alone"))

    says = "Rapporten har bara det som hann granskas: en ansökan.\nAvbrutet.\n"
    assert (stopped.returncode, stderr_of(stopped), alone.returncode) == (128 + number, says, 0)
    assert output.read_bytes() == (tmp_path / "alone").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_a_report_that_is_being_ended_is_ended_though_the_user_interrupts(
    form: str, inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, whole = tmp_path / "report", tmp_path / "whole"
    for name in ("_Collected", "_Streamed"):
        interrupt_first(f"sociallan.cli.run.{name}.end", monkeypatch)

    stopped = inside("check", READY, NOT_MET, "--format", form, "--output", str(output))
    monkeypatch.undo()
    monkeypatch.chdir(ROOT)
    inside("check", READY, NOT_MET, "--format", form, "--output", str(whole))

    assert (stopped.returncode, stderr_of(stopped)) == (130, "Avbrutet.\n")
    assert output.read_bytes() == whole.read_bytes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="not on this system")
def test_a_workbook_without_room_for_what_waits_is_told_of_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The rows wait on disk, and so do the parts of the workbook: at each size the disk is full at another step."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    code = (
        "import os, resource; from sociallan.cli import app, check; from sociallan.cli.main import run\n"
        "for room in (0, 1_000, 20_000):\n"
        "    if (forked := os.fork()):\n"
        "        print(os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]), len(os.listdir(os.environ['TMPDIR'])))\n"
        "        continue\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))\n"
        "    os._exit(run(['check', 'examples/incomplete', '--format', 'xlsx', '--output', '/dev/null']))\n"
    )

    # Files of a library that is not let finish are still open.
    done = run_code(code, "-B", env={"TMPDIR": str(temporary), "PYTHONWARNINGS": "ignore"})

    # Without any room Python finds no folder that takes temporary files.
    why = [words("sv").say(f"system.{reason}") for reason in ("missing", "too_large", "too_large")]
    assert stderr_of(done).splitlines() == [words("sv").say("usage.no_temporary", why=each) for each in why]
    assert done.stdout.decode().splitlines() == ["2 0"] * 3


def interrupt_first(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the user interrupt where a function is called."""
    function = resolve_name(name)

    def interrupted(*given: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return function(*given)

    monkeypatch.setattr(name, interrupted)


def test_paths_may_come_in_a_list_by_lines_or_by_nul_characters(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(f"{READY}\n{INVALID}\n".encode())

    by_lines = inside("check", "--files-from", str(tmp_path / "list"), "--plain")
    by_nul = inside("check", "--files-from", "-", "--plain", given=f"{READY}\0{INVALID}\0".encode())

    assert by_lines.returncode == 1
    assert by_lines.stdout == by_nul.stdout == inside("check", READY, INVALID, "--plain").stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_programs_are_told_of_a_file_as_they_look_for_it_however_it_was_given(
    jobs: str, few: Path, inside: Inside, tmp_path: Path
) -> None:
    given = (NOT_MET, f"./{NOT_MET}", str(ROOT / NOT_MET), f"../{ROOT.name}/{NOT_MET}")
    outputs = [tmp_path / form for form in ("sarif", "github", "gitlab", "junit")]
    pairs = [part for path in outputs for part in ("--format", path.name, "--output", str(path))]
    told_of: dict[Path, set[bytes]] = {output: set() for output in outputs}

    for path in given:
        assert inside("check", path, READY, "--rules", str(few), "--jobs", jobs, *pairs).returncode == 1
        for output, texts in told_of.items():
            texts.add(output.read_bytes())

    assert [len(texts) for texts in told_of.values()] == [1] * 4
    for texts in told_of.values():
        (text,) = texts
        assert Path(NOT_MET).as_posix().encode() in text
        assert str(ROOT).encode() not in text


def test_a_file_elsewhere_keeps_its_path(inside: Inside, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("applicant: {}\n")

    shown = {form: inside("check", str(file), "--format", form).stdout.decode() for form in ("sarif", "gitlab")}

    (run_made,) = json.loads(shown["sarif"])["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run_made["results"]]
    assert places == [{"uri": file.as_uri()}] * len(places)
    assert {issue["location"]["path"] for issue in json.loads(shown["gitlab"])} == {file.as_posix()}


def test_an_empty_list_is_nothing_to_screen_and_a_list_that_is_not_there_is_an_error(inside: Inside) -> None:
    assert inside("check", "--files-from", "-").returncode == 3
    assert inside("check", "--files-from", "finns-inte").returncode == 2


def test_a_file_may_hold_several_applications_where_that_is_said(inside: Inside, tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    file.write_bytes(GOOD + b"---\nformat: 1\nprojekt: {}\n")

    result = inside("check", str(file), "--multi", "--format", "json")

    first, second = json.loads(result.stdout)["applications"]
    assert (first["path"], first["verdict"]) == (f"{file}#1", "ready")
    assert second["path"] == f"{file}#2"
    assert second["findings"][0]["line"] == GOOD.count(b"\n") + 3


def test_many_applications_are_summed_up_and_each_is_told_in_full_when_asked(inside: Inside) -> None:
    summed_up = inside("check", "examples").stdout.decode()
    full = inside("check", READY, NOT_MET, "--full").stdout.decode()

    assert "Förhandsgranskning" not in summed_up
    assert summed_up.endswith("Lägg till --full för att se varje ansökans rapport, eller granska en fil för sig.\n\n")
    assert full.count("Förhandsgranskning ·") == 2
    assert "… och 23 till." in summed_up


def test_what_is_selected_is_shown_and_the_verdict_counts_all(inside: Inside) -> None:
    whole = inside("check", INVALID.replace("invalid/misspelt-key", "incomplete/early-sketch"), "--plain")
    part = inside("check", "examples/incomplete/early-sketch.yaml", "--plain", "--select", "G5", "--ignore", "privacy")

    assert whole.returncode == part.returncode == 1
    assert "G4-horizon" in whole.stdout.decode()
    assert "G4-horizon" not in part.stdout.decode()
    assert "Omdömet bygger på alla regler." in part.stdout.decode()


@pytest.mark.parametrize("form", ["text", "plain"])
def test_a_summary_says_that_only_some_rules_are_shown(form: str, inside: Inside) -> None:
    whole, part = (
        inside("check", READY, INVALID, "--format", form, *some).stdout.decode() for some in ((), ("--select", "G5"))
    )

    assert "Bara en del av reglerna visas" not in whole
    assert "Bara en del av reglerna visas" in part


def test_a_name_that_is_no_rule_is_told_with_the_nearest(inside: Inside) -> None:
    result = inside("check", READY, "--select", "G5-goal-followed-up")

    assert result.returncode == 2
    assert "Menade ni G5-goals-followed-up?" in stderr_of(result)


def test_statistics_have_a_line_for_each_rule(inside: Inside) -> None:
    result = inside("check", "examples", "--statistics", "--plain")

    assert "G5-goals-followed-up: uppfyllt " in result.stdout.decode()


def test_a_folder_that_git_ignores_by_name_is_left_out(inside: Inside, tmp_path: Path) -> None:
    for name in ("kept/a.yaml", "out/b.yaml", "kept/out/c.yaml", "kept/top/d.yaml", "top/e.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(GOOD)
    (tmp_path / ".gitignore").write_text("out/\n/top/\n")

    result = inside("check", str(tmp_path), "--format", "json")

    report = json.loads(result.stdout)
    paths = [Path(each["path"]).relative_to(tmp_path).as_posix() for each in report["applications"]]
    passed_over = [
        (Path(each["path"]).relative_to(tmp_path).as_posix(), each["reason"]) for each in report["passed_over"]
    ]
    assert paths == ["kept/a.yaml", "kept/top/d.yaml"]
    assert passed_over == [(name, "gitignore") for name in ("kept/out", "out", "top")]


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of one run alone is told in /proc")
def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """What may wait in memory, in the spool and for the next search for garbage, is bounded: here less than else.

    So few files show whether anything else grows with the report.
    """
    for number in range(80):
        (tmp_path / f"{number:03}.yaml").write_bytes(GOOD)
    code = (
        "import glob, os; from pathlib import Path; "
        "from sociallan.batch import worker; from sociallan.cli import app, check; from sociallan.files import spool\n"
        "from sociallan.cli.main import run; worker._NEW_OBJECTS, spool._MAX_IN_MEMORY = 1_000, 100_000\n"
        f"files, report = sorted(glob.glob({str(tmp_path / '*.yaml')!r})), Path({str(tmp_path / 'report')!r})\n"
        "for paths in (files[:20], files):\n"
        "    if (forked := os.fork()): os.waitpid(forked, 0); continue\n"
        "    run(['check', *paths, '--jobs', '1', '--format', 'json', '--output', str(report)])\n"
        "    peak = Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0]\n"
        "    print(int(peak) * 1024, report.stat().st_size, flush=True); os._exit(0)\n"
    )

    done = run_code(code)

    assert (done.returncode, stderr_of(done)) == (0, "")
    (few, small), (many, large) = (map(int, line.split()) for line in done.stdout.splitlines())
    assert large - small > 3_000_000
    assert many - few < (large - small) / 2
