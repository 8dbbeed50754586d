"""Outputs of reports: never to what is read, whole or not at all, in every kind of place."""

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sociallan.batch.chunk import Chunk
from sociallan.batch.worker import Screened, Worker
from sociallan.cli.exits import CannotRun
from sociallan.cli.outputs import ensure_apart
from sociallan.formats import RENDERERS
from tests.builders import ROOT, words
from tests.cli.conftest import Inside
from tests.cli.running import READY, run_code, run_inside, stderr_of
from tests.sampling import sampled

DAYS = ("--as-of", "2021-01-01", "--as-of", "2026-01-01")


def link(source: Path, name: Path) -> Path:
    name.symlink_to(source)
    return name


def hard(source: Path, name: Path) -> Path:
    os.link(source, name)
    return name


def round_about(source: Path, name: Path) -> Path:
    name.mkdir()
    return name / ".." / source.relative_to(name.parent)


NAMES: list[Callable[[Path, Path], Path]] = [lambda source, _: source, link, hard, round_about]


@pytest.fixture
def things(tmp_path: Path, few: Path) -> dict[str, Path]:
    """Return one of each kind of file that a run reads."""
    shutil.copytree(few, tmp_path / "pack")
    (tmp_path / "in.yaml").write_bytes((ROOT / READY).read_bytes())
    (tmp_path / "other.yaml").write_bytes((ROOT / READY).read_bytes())
    (tmp_path / "list").write_text("other.yaml\n")
    (tmp_path / "sociallan.toml").write_text('fail-on = "never"\n')
    rule = next((tmp_path / "pack" / "rules").rglob("*.yaml"))
    return {
        "file": tmp_path / "in.yaml",
        "listed": tmp_path / "other.yaml",
        "list": tmp_path / "list",
        "settings": tmp_path / "sociallan.toml",
        "head": tmp_path / "pack" / "pack.yaml",
        "rule": rule,
    }


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


COMMANDS = {
    "check": ("check", "in.yaml", "--files-from", "list", "--rules", "pack", "--format", "html"),
    "two reports": ("check", ".", "--files-from", "list", "--rules", "pack", "--output", "ok.csv", "--format", "csv"),
    "compare": ("compare", "in.yaml", "other.yaml", "--rules", "pack", *DAYS, "--format", "json"),
}


KINDS = ("file", "listed", "list", "settings", "head", "rule")
WAYS = [
    (command, kind, named)
    for command in COMMANDS
    for kind in KINDS
    for named in range(len(NAMES))
    if (command, kind) != ("compare", "list")  # It reads no list.
]


@pytest.mark.law
# In the suite a third of them: each command with each kind once or twice, and by each name.
@pytest.mark.parametrize(("command", "kind", "named"), sampled(WAYS, 26))
def test_what_is_read_is_never_written_to_by_whatever_name(
    command: str, kind: str, named: int, things: dict[str, Path], monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    folder = things["file"].parent
    output = NAMES[named](things[kind], folder / "by another name")
    before = everything_in(folder)
    formats = ("--format", "github") if command == "two reports" else ()
    monkeypatch.chdir(folder)

    result = inside(*COMMANDS[command], *formats, "--output", str(output))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "Inget är ändrat." in stderr_of(result)
    assert everything_in(folder) == before


def test_a_step_summary_that_is_read_is_not_written_to(
    things: dict[str, Path], monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    before = things["file"].read_bytes()
    env = {"GITHUB_STEP_SUMMARY": str(things["file"])}

    result = inside("check", str(things["file"]), "--format", "github", env=env)

    assert (result.returncode, things["file"].read_bytes()) == (2, before)


def test_a_release_is_not_written_over_a_rule(things: dict[str, Path], inside: Inside) -> None:
    pack = things["head"].parent
    before = things["rule"].read_bytes()
    (pack / "pack.lock").unlink(missing_ok=True)
    (pack / "pack.lock").symlink_to(things["rule"])

    result = inside("rules", "release", str(pack))

    assert result.returncode != 0
    assert things["rule"].read_bytes() == before


@pytest.mark.parametrize("leads_to", ["a rule", "nothing"])
def test_a_page_of_rules_is_not_written_through_a_link(
    leads_to: str, things: dict[str, Path], small: Path, tmp_path: Path, inside: Inside
) -> None:
    target = things["rule"] if leads_to == "a rule" else tmp_path / "elsewhere"
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "README.md").symlink_to(target)
    before = everything_in(tmp_path)

    result = inside("rules", "docs", str(folder), "--rules", str(small))

    assert result.returncode == 2
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize(
    "command", [("new",), ("rules", "new", "G4-written-plan"), ("rules", "docs", "--rules", "SMALL")]
)
def test_a_hyphen_is_standard_output_for_what_writes_files(
    command: tuple[str, ...], small: Path, inside: Inside
) -> None:
    result = inside(*(part.replace("SMALL", str(small)) for part in command), "-")

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert len(result.stdout) > 500
    assert not (ROOT / "-").exists()


@pytest.mark.parametrize("name", RENDERERS)
def test_a_hyphen_is_standard_output_for_every_format(name: str, inside: Inside) -> None:
    written = inside("check", READY, "--format", name, "--output", "-")

    assert (written.returncode, stderr_of(written)) == (0, "")
    if name != "xlsx":
        assert written.stdout == on_standard_output(name)
    assert not (ROOT / "-").exists()


def test_a_hyphen_is_standard_output_of_a_comparison(inside: Inside) -> None:
    assert inside("compare", READY, *DAYS, "--output", "-").stdout == inside("compare", READY, *DAYS).stdout


def test_a_hyphen_is_standard_input_for_every_command_that_reads_a_file(inside: Inside) -> None:
    given = (ROOT / READY).read_bytes()
    report = inside("check", READY, "--format", "json").stdout

    assert inside("check", "-", given=given).returncode == 0
    assert inside("check", "--files-from", "-", given=READY.encode()).returncode == 0
    assert inside("compare", "-", *DAYS, given=given).returncode in (0, 1)
    assert inside("replay", "-", given=report).returncode == 0


def test_two_reports_to_one_file_are_refused_by_whatever_name(tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "a.csv").write_text("old")
    os.link(tmp_path / "a.csv", tmp_path / "b.csv")

    result = inside("check", READY, "--output", str(tmp_path / "a.csv"), "--output", str(tmp_path / "b.csv"))

    assert result.returncode == 2
    assert (tmp_path / "a.csv").read_text() == "old"


def test_a_file_that_standard_output_goes_to_takes_no_second_report(tmp_path: Path) -> None:
    page = tmp_path / "a.csv"
    code = (
        "import os, sys; "
        f"os.dup2(os.open({str(page)!r}, os.O_CREAT | os.O_WRONLY), 1); "
        "from sociallan.cli.main import run; "
        f"sys.exit(run(['check', {READY!r}, '--format', 'csv', '--output', {str(page)!r}, '--format', 'text']))"
    )

    assert run_code(code).returncode == 2
    assert page.read_bytes() == b""


APPENDING = {
    "check": "sys.argv[1:]",
    "by a name in /dev": "[*sys.argv[1:], '--format', 'plain', '--output', '/dev/stdout']",
    "compare": "['compare', sys.argv[2], '--as-of', '2021-01-01', '--as-of', '2026-01-01']",
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="not on this system")
def test_what_is_read_is_not_added_to_by_way_of_standard_output(tmp_path: Path) -> None:
    """Each command of each is a fork of one process."""
    path = tmp_path / "a.yaml"
    path.write_bytes((ROOT / READY).read_bytes())
    code = (
        "import os, sys; from sociallan.cli import app, check, compare; from sociallan.cli.main import run\n"
        f"for given in ('a.yaml', '.'):\n  for command in {[*APPENDING.values()]}:\n"
        "    if (forked := os.fork()):\n"
        "        print(os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]), flush=True); continue\n"
        f"    os.dup2(os.open({str(path)!r}, os.O_APPEND | os.O_WRONLY), 1)\n"
        "    sys.argv[1:] = ['check', given]; code = run(eval(command))\n"
        "    sys.stdout.flush(); sys.stderr.flush(); os._exit(code)\n"
    )

    done = run_code(code, cwd=tmp_path)

    assert done.stdout.split() == [b"2"] * 2 * len(APPENDING)
    assert [line.count("a.yaml") > 0 for line in stderr_of(done).splitlines()] == [True] * 2 * len(APPENDING)
    assert path.read_bytes() == (ROOT / READY).read_bytes()


def test_a_report_is_not_added_to_when_it_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    before = run_inside("check", READY, "--format", "json").stdout
    path.write_bytes(before)
    code = (
        f"import os, sys; os.dup2(os.open({str(path)!r}, os.O_APPEND | os.O_WRONLY), 1); "
        f"from sociallan.cli.main import run; sys.exit(run(['replay', {str(path)!r}]))"
    )

    assert run_code(code).returncode == 2
    assert path.read_bytes() == before


def test_standard_input_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((ROOT / READY).read_bytes())
    code = (
        f"import os, sys; os.dup2(os.open({str(path)!r}, os.O_RDONLY), 0); from sociallan.cli.main import run; "
        f"sys.exit(run(['check', '-', '--format', 'plain', '--output', {str(path)!r}]))"
    )

    assert run_code(code).returncode == 2
    assert path.read_bytes() == (ROOT / READY).read_bytes()


def test_a_file_of_another_program_that_a_walk_reads_is_not_written_to(tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "a.yaml").write_bytes((ROOT / READY).read_bytes())
    (tmp_path / "package.json").write_text('{"name": "x"}')

    result = inside("check", str(tmp_path), "--format", "json", "--output", str(tmp_path / "package.json"))

    assert result.returncode == 2
    assert (tmp_path / "package.json").read_text() == '{"name": "x"}'


# Every format in every kind of place.


def fresh(folder: Path, ending: str) -> Path:
    return folder / f"report{ending}"


def kept_private(folder: Path, ending: str) -> Path:
    path = fresh(folder, ending)
    path.write_text("old" * 100_000)
    path.chmod(0o600)
    return path


def two_names(folder: Path, ending: str) -> Path:
    path = kept_private(folder, ending)
    os.link(path, folder / f"other{ending}")
    return path


def by_a_link(folder: Path, ending: str) -> Path:
    path = folder / f"link{ending}"
    path.symlink_to(kept_private(folder, ending))
    return path


def in_no_folder(folder: Path, ending: str) -> Path:
    return folder / "a" / "b" / f"report{ending}"


def long_name(folder: Path, ending: str) -> Path:
    return folder / ("x" * (250 - len(ending)) + ending)


@cache
def on_standard_output(name: str) -> bytes:
    return run_inside("check", READY, "--format", name).stdout


SITUATIONS = [fresh, kept_private, two_names, by_a_link, in_no_folder, long_name]


PLACES = [(unnamed, situation) for unnamed in (True, False) for situation in SITUATIONS]


@pytest.mark.law
# Seven of the twelve in the suite: each situation once or twice.
@pytest.mark.parametrize(("unnamed", "situation"), sampled(PLACES, 7), ids=lambda part: getattr(part, "__name__", part))
def test_every_format_is_written_whole_in_every_place(
    unnamed: bool,
    situation: Callable[[Path, str], Path],
    tmp_path: Path,
    inside: Inside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not unnamed:
        monkeypatch.setattr("sociallan.files.drafts._UNNAMED", 0)
    paths = {}
    for name, renderer in RENDERERS.items():
        (tmp_path / name).mkdir()
        paths[name] = situation(tmp_path / name, next(iter(renderer.endings), ".txt"))
    before = {name: path.stat() for name, path in paths.items() if path.exists()}
    files = {name: {each.name for each in (tmp_path / name).iterdir()} for name in paths}
    outputs = [word for name, path in paths.items() for word in ("--format", name, "--output", str(path))]

    result = inside("check", READY, *outputs)

    assert (result.returncode, result.stdout, stderr_of(result)) == (0, b"", "")
    for name, path in paths.items():
        if name == "xlsx":
            assert path.read_bytes().startswith(b"PK")
            assert path.stat().st_size < 100_000
        else:
            assert path.read_bytes() == on_standard_output(name)
        if name in before:
            after = path.stat()
            assert stat.S_IMODE(after.st_mode) == stat.S_IMODE(before[name].st_mode)
            assert after.st_nlink == before[name].st_nlink
        now = {each.name for each in (tmp_path / name).iterdir()}
        assert now == files[name] | {path.relative_to(tmp_path / name).parts[0]}


@pytest.mark.parametrize("name", RENDERERS)
def test_a_protected_file_is_refused_in_every_format(name: str, tmp_path: Path, inside: Inside) -> None:
    path = kept_private(tmp_path, next(iter(RENDERERS[name].endings), ".txt"))
    path.chmod(0o400)
    before = path.read_bytes()

    result = inside("check", READY, "--format", name, "--output", str(path))

    assert (result.returncode, result.stdout, path.read_bytes()) == (2, b"", before)
    assert "skrivskyddad" in stderr_of(result)


def test_a_name_that_is_too_long_is_told(tmp_path: Path, inside: Inside) -> None:
    result = inside("check", READY, "--output", str(tmp_path / ("x" * 300 + ".json")))

    assert result.returncode == 2
    assert "Namnet är längre än systemet tillåter." in stderr_of(result)


def test_no_folder_is_made_where_nothing_is_screened(tmp_path: Path, inside: Inside) -> None:
    output = ("--output", str(tmp_path / "a" / "b.csv"))

    assert inside("check", "finns-inte.yaml", *output).returncode == 3
    assert inside("check", READY, "--rules", "finns-inte", *output).returncode == 2
    assert inside("check", READY, "--select", "finns-inte", *output).returncode == 2
    assert not any(tmp_path.iterdir())


def test_a_file_in_a_folder_that_takes_no_new_files_is_written_to(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the superuser every folder takes files."""
    path = kept_private(tmp_path, ".csv")
    before, sound = path.stat(), os.access
    monkeypatch.setattr(os, "access", lambda place, mode: Path(place) != tmp_path and sound(place, mode))

    result = inside("check", READY, "--output", str(path))

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert path.stat().st_ino == before.st_ino
    assert path.read_bytes() == inside("check", READY, "--format", "csv").stdout


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EPERM, errno.EXDEV])
def test_a_mount_of_one_file_is_written_to(
    number: int, tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept_private(tmp_path, ".csv")
    before = path.stat()

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(number, os.strerror(number), str(target))

    monkeypatch.setattr(Path, "replace", refuse)

    result = inside("check", READY, "--output", str(path))

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert path.stat().st_ino == before.st_ino
    assert path.read_bytes() == inside("check", READY, "--format", "csv").stdout
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_is_taken_away_midway_is_made_again(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    sound = Worker.screen

    def chunk(self: Worker, given: Chunk) -> Screened:
        shutil.rmtree(folder, ignore_errors=True)
        return sound(self, given)

    monkeypatch.setattr(Worker, "screen", chunk)

    result = inside("check", READY, "--output", str(folder / "a.csv"), "--output", str(folder / "b.html"))

    if result.returncode == 0:
        assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.html"]
    else:
        assert (result.returncode, stderr_of(result).count("\n")) == (2, 1)


def test_a_report_that_cannot_be_finished_leaves_the_others_whole(tmp_path: Path) -> None:
    """The table is small enough for the limit and the page is not."""
    resource = pytest.importorskip("resource", reason="not on this system")
    assert resource
    page, table = tmp_path / "a.html", tmp_path / "b.csv"
    page.write_text("old")
    code = (
        "import resource, sys; from sociallan.cli.main import run; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)); "
        f"sys.exit(run(['check', {READY!r}, '--output', {str(table)!r}, '--output', {str(page)!r}]))"
    )

    done = run_code(code, "-B")

    assert done.returncode == 2
    assert re.fullmatch(r"Det går inte att skriva till \S+/a.html. Filen blir större .*\n", done.stderr.decode())
    assert page.read_text() == "old"
    assert not table.exists() or table.read_bytes() == run_inside("check", READY, "--format", "csv").stdout
    assert {path.name for path in tmp_path.iterdir()} <= {"a.html", "b.csv"}


def test_a_file_that_cannot_be_copied_whole_keeps_what_it_was(tmp_path: Path) -> None:
    """It is known that there is no room before the first byte is written."""
    pytest.importorskip("resource", reason="not on this system")
    page = two_names(tmp_path, ".csv")
    page.write_text("old")
    code = (
        "import resource, sys; from sociallan.files import copies; from pathlib import Path; from io import BytesIO; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        f"try: copies.copy(BytesIO(b'x' * 60_000), Path({str(page)!r}))\n"
        "except OSError as error: sys.exit(f'{error.errno}')"
    )

    done = run_code(code, "-B")

    assert done.stderr.decode() == f"{errno.EFBIG}\n"
    assert page.read_text() == "old"


def test_too_many_open_files_are_no_fault_of_the_application(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = os.open

    def refuse(path: Any, *given: Any, **named: Any) -> int:
        if Path(path).name == Path(READY).name:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), str(path))
        return sound(path, *given, **named)

    monkeypatch.setattr(os, "open", refuse)

    result = inside("check", READY)

    assert (result.returncode, result.stdout) == (2, b"")
    assert "För många filer är öppna på en gång." in stderr_of(result)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="not on this system")
def test_an_open_file_that_is_read_as_well_is_named_as_it_was_given(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.touch()

    with file.open("r+b") as stream:
        name = f"/dev/fd/{stream.fileno()}"
        with pytest.raises(CannotRun, match=re.escape(name)):
            ensure_apart((Path(name),), words(), read=(file,))
