"""Nothing that the program prints or writes is a command to a runner of CI, whatever it was given."""

import json
from pathlib import Path

import pytest

from sociallan.formats import RENDERERS
from sociallan.report.runner_commands import Notation
from tests.cli.conftest import Inside
from tests.cli.running import NOT_MET
from tests.formats.runners import taken
from tests.report.test_runner_commands import full_of

COMMANDS = ("##vso[task.complete result=Succeeded]", "##[error]x", "::error::x", "\n ::error::x")


@pytest.mark.parametrize(
    "arguments",
    [
        ["{}"],
        ["check"],
        ["check", "{}"],
        ["check", NOT_MET, "--rules", "{}"],
        ["check", NOT_MET, "--select", "{}"],
        ["check", NOT_MET, "--fail-on", "{}"],
        ["check", NOT_MET, "--as-of", "{}"],
        ["check", NOT_MET, "--format", "{}"],
        ["check", NOT_MET, "--output", "/dev/null/{}"],
        ["check", NOT_MET, "--{}"],
        ["check", "--files-from", "{}"],
        ["check", "--jobs", "{}", NOT_MET],
        ["compare", "{}", "--as-of", "2026-01-01", "--as-of", "2026-02-02"],
        ["compare", NOT_MET, "--rules", "{}", "--rules", "rules/lsh"],
        ["explain", "{}"],
        ["replay", "{}"],
        ["schema", "{}"],
        ["new", "/dev/null/{}"],
        ["rules", "check", "{}"],
        ["rules", "show", "{}"],
        ["rules", "docs", "/dev/null/{}", "--rules", "SMALL"],
    ],
    ids=" ".join,
)
def test_no_refusal_is_a_command(arguments: list[str], small: Path, inside: Inside) -> None:
    for command in COMMANDS:
        result = inside(*(argument.replace("{}", command).replace("SMALL", str(small)) for argument in arguments))

        shown = (result.stdout + result.stderr).decode()
        assert shown
        assert list(taken(shown)) == []


FORMATS = [name for name, form in RENDERERS.items() if form.notation is not Notation.BINARY]


def test_no_report_of_a_file_by_such_a_name_is_a_command(tmp_path: Path, few: Path, inside: Inside) -> None:
    for number, command in enumerate(COMMANDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        # No name of a file begins a line of its own, but a name may break one.
        (folder / f"{command}.json").write_text(json.dumps(full_of(command)), encoding="utf-8")
    written = {name: tmp_path / f"report.{name}" for name in FORMATS}
    pairs = [part for name, path in written.items() for part in ("--format", name, "--output", str(path))]

    to_files = inside("check", str(tmp_path), "--rules", str(few), *pairs)

    assert list(taken(to_files.stderr.decode())) == []
    for name, path in written.items():
        to_stream = inside("check", str(tmp_path), "--rules", str(few), "--format", name)

        for shown in (path.read_bytes(), to_stream.stdout, to_stream.stderr):
            obeyed = list(taken(shown.decode()))
            if name == "github":
                obeyed = [
                    line
                    for line in obeyed
                    if not line.startswith(("::error file=", "::warning file=", "::notice file="))
                ]
            assert obeyed == [], name


def test_settings_that_are_refused_are_no_command(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "##vso[x]"
    folder.mkdir()
    (folder / "sociallan.toml").write_text('"##vso[a]" = 1\n"\\n::error::x" = 2\nrules = 3\n')
    monkeypatch.chdir(folder)

    result = inside("check", ".")

    assert result.returncode == 2
    assert "vso[a]" in result.stderr.decode()
    assert list(taken(result.stderr.decode())) == []
