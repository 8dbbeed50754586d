"""Streams that are closed, full or left early: the exit code says what it always says."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sociallan.application.form_check.string_formats import is_partial_date
from sociallan.cli.streams import terminal_style
from tests.builders import ROOT
from tests.cli.conftest import Inside
from tests.cli.running import NOT_MET, READY, environment, stderr_of

FULL = Path("/dev/full")


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash, in which ``$S`` is the program."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment({"S": f"{sys.executable} -m sociallan"}),
        timeout=60,
    )


@pytest.mark.parametrize("arguments", [f"check {READY}", "schema report", "--version", "--help"])
@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_a_full_standard_output_is_told_of(arguments: str) -> None:
    result = shell(f"$S {arguments} > {FULL}")

    assert result.returncode == 2
    assert "Disken är full." in stderr_of(result)


@pytest.mark.parametrize("arguments", [f"check {READY}", "schema report", "--version"])
def test_a_closed_standard_output_is_told_of(arguments: str) -> None:
    result = shell(f"$S {arguments} >&-")

    assert result.returncode == 2
    assert stderr_of(result).startswith("Det går inte att skriva rapporten dit den ska. Platsen är stängd.")


def test_a_closed_standard_output_matters_only_where_something_goes_there(tmp_path: Path) -> None:
    assert shell(f"$S check {READY} --quiet >&-").returncode == 0
    assert shell(f"$S check {READY} --output '{tmp_path / 'a.txt'}' >&-").returncode == 0
    assert (tmp_path / "a.txt").exists()


def on_a_terminal(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run with standard output on a terminal that nothing is read from."""
    pty = pytest.importorskip("pty", reason="no terminal can be made here")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "sociallan", *arguments]
    try:
        return subprocess.run(
            command, stdout=follower, stderr=subprocess.PIPE, check=False, cwd=ROOT, env=environment(), timeout=60
        )
    finally:
        os.close(follower)
        os.close(leader)


def test_a_workbook_is_not_poured_onto_a_terminal(tmp_path: Path) -> None:
    refused = on_a_terminal("check", READY, "--format", "xlsx")
    written = on_a_terminal("check", READY, "--format", "xlsx", "--output", str(tmp_path / "a.xlsx"))
    piped = shell(f"$S check {READY} --format xlsx | head -c 2")

    assert refused.returncode == 2
    assert "--output rapport.xlsx" in stderr_of(refused)
    assert (written.returncode, stderr_of(written)) == (0, "")
    assert piped.stdout == b"PK"


def test_a_closed_standard_input_is_a_file_that_cannot_be_read() -> None:
    result = shell("$S check - --format json <&-")

    assert (result.returncode, stderr_of(result)) == (1, "")
    assert b"file.unreadable" in result.stdout


@pytest.mark.parametrize("to", ["2>&-", f"2> {FULL}"])
def test_a_standard_error_that_takes_nothing_leaves_the_code_as_it_is(to: str) -> None:
    assert shell(f"$S check finns-inte {to}").returncode == 3
    assert shell(f"$S check {READY} --formt json {to}").returncode == 2


@pytest.mark.parametrize(("path", "code"), [(NOT_MET, 1), (READY, 0)])
def test_a_reader_that_has_seen_enough_leaves_the_code_as_it_is(path: str, code: int) -> None:
    result = shell(f"$S check {' '.join([path] * 2)} --explain | head -1")

    assert (result.returncode, result.stdout.count(b"\n"), stderr_of(result)) == (code, 1, "")


def test_a_reader_that_has_seen_enough_does_not_keep_a_file_from_being_written(tmp_path: Path) -> None:
    page = tmp_path / "a.json"

    shell(f"$S check {READY} --format json --output '{page}' --explain --format text | true")

    assert page.exists()


def test_what_is_told_on_standard_error_holds_no_escapes(inside: Inside) -> None:
    result = inside("check", "a\x1b[31mb\x9b\u202ec")

    assert result.returncode == 3
    assert "a�[31mb�c" in stderr_of(result)


@pytest.mark.parametrize("path", ["", "a" * 5000])
def test_a_path_that_can_lead_nowhere_is_nothing_to_screen(path: str, inside: Inside) -> None:
    result = inside("check", path)

    shown = path or "''"
    assert (result.returncode, result.stdout) == (3, b"")
    assert f"({shown}). " in stderr_of(result)


def test_an_empty_path_among_others_is_told_of_in_the_report(inside: Inside) -> None:
    result = inside("check", "", READY, "--format", "json")

    assert result.returncode == 1
    assert b"file.not-found" in result.stdout


def test_a_link_that_leads_nowhere_gets_a_report(tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "a.yaml").symlink_to("nothing")

    result = inside("check", str(tmp_path / "a.yaml"), "--format", "json")

    assert result.returncode == 1
    assert b"file.not-found" in result.stdout


def test_nothing_is_screened_where_the_report_cannot_be_written(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("sociallan.cli.applications.sources.source", None)

    result = inside("check", READY, "--output", str(tmp_path / "file" / "a.txt"))

    assert (result.returncode, result.stdout) == (2, b"")


def test_only_the_digits_of_a_keyboard_make_a_date(inside: Inside) -> None:
    result = inside("check", READY, "--as-of", "٢٠٢٤-٠٦-١٥")

    assert result.returncode == 2
    assert "är inget datum" in stderr_of(result)
    assert not is_partial_date("٢٠٢٤-٠٦")


@pytest.mark.parametrize(("arguments", "code"), [(("-",), 1), (("--files-from", "-"), 2)])
def test_a_pipe_into_which_nobody_writes_ends_with_a_sentence(arguments: tuple[str, ...], code: int) -> None:
    script = (
        "import sys; from sociallan.files import standard_input; standard_input.TIMEOUT = 0.1; "
        f"from sociallan.cli.main import run; sys.exit(run(['check', '--plain', *{arguments!r}]))"
    )
    reads, writes = os.pipe()
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            stdin=reads,
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=environment(),
            timeout=60,
        )
    finally:
        os.close(reads)
        os.close(writes)

    assert done.returncode == code
    assert "På 10 sekunder kom det ingenting mer på standard in" in done.stdout.decode() + stderr_of(done)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("columns", "lines", "width", "rows"),
    [(39, 21, 40, 10), (40, 22, 40, 10), (41, 23, 41, 11), (100, 50, 100, 38), (101, 50, 100, 38)],
)
def test_a_report_is_as_wide_as_its_terminal_within_what_can_be_read(
    columns: int, lines: int, width: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((columns, lines)))

    style = terminal_style(Terminal(), "auto")

    assert (style.width, style.rows) == (width, rows)


def test_what_goes_to_no_terminal_is_neither_wrapped_nor_cut() -> None:
    style = terminal_style(io.StringIO(), "auto")

    assert (style.width, style.rows) == (None, None)
