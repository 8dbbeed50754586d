"""Shell completion: the protocol of each shell, what is offered, and that nothing else is written to the line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from sociallan.cli import completers
from sociallan.cli.app import COMMANDS, build_command
from sociallan.cli.completion import Shell, command_on, script
from sociallan.files import resources
from sociallan.formats import RENDERERS
from sociallan.pages import manual, manual_names
from tests.builders import RULES, lsh, view, words
from tests.cli.running import Ended, environment, run_inside

SHELLS = tuple(Shell)


def asked(line: str, shell: str = "bash", *, env: dict[str, str] | None = None, cwd: Path = RULES) -> Ended:
    """Run the program as the script of a shell does for a line, with the cursor at its end."""
    last = line.split(" ")[-1]
    request = {
        "bash": {"COMP_WORDS": line.replace(" ", "\n"), "COMP_CWORD": str(line.count(" "))},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": last},
    }[shell]
    return run_inside(env={**request, "_SOCIALLAN_COMPLETE": f"complete_{shell}", **(env or {})}, cwd=cwd)


def offered(line: str, **named: Any) -> list[str]:
    answer = asked(line, **named)
    assert answer.stderr == b""
    return answer.stdout.decode().split()


@pytest.mark.parametrize(
    ("shell", "written"),
    [
        ("bash", "investment.loan\n"),
        ("zsh", '_arguments \'*: :(("investment.loan":"Lånebelopp (kr)"))\'\n'),
        ("fish", "investment.loan\tLånebelopp (kr)\n"),
        ("powershell", "investment.loan:::Lånebelopp (kr)\n"),
    ],
)
def test_each_shell_is_answered_in_its_own_way(shell: str, written: str) -> None:
    answer = asked("sociallan explain investment.lo", shell)

    assert (answer.returncode, answer.stdout.decode(), answer.stderr) == (0, written, b"")


@pytest.mark.parametrize(("word", "code"), [("G4-h", 0), ("nothing-of-the-kind", 1)])
def test_fish_is_told_by_the_code_whether_to_complete_files(word: str, code: int) -> None:
    answer = asked(f"sociallan explain {word}", "fish", env={"_TYPER_COMPLETE_FISH_ACTION": "is-args"})

    assert (answer.returncode, answer.stdout) == (code, b"")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sociallan exp", ["explain"]),
        ("sociallan rules sh", ["show"]),
        ("sociallan check --stat", ["--statistics"]),
        ("sociallan check --format js", ["json"]),
        ("sociallan check --lang ", ["sv", "en"]),
        ("sociallan check --fail-on n", ["not_met", "never"]),
        ("sociallan check --rules ", ["icma_sbp", "lsh"]),
        (
            "sociallan check --select G1,G4-ho",
            ["G1,G4-horizon", "G1,G4-horizon-after-start", "G1,G4-horizon-plausible"],
        ),
        ("sociallan check --ignore are", ["area", "area-one", "area-other"]),
        ("sociallan explain housing-", ["housing-affordability", "housing-item-type", "housing-tenant-dialogue"]),
        ("sociallan explain safet", ["safety", "safety-item-type", "safety-local-measurement"]),
        ("sociallan explain value.le", ["value.leading-zero"]),
        ("sociallan explain municipalit", ["municipalities", "municipality", "municipality_names"]),
        ("sociallan explain --rules icma_sbp G4", []),
        ("sociallan rules show G4-min", ["G4-minimum-years"]),
        ("sociallan rules test --rule G4-min", ["G4-minimum-years"]),
        ("sociallan rules new x --group fin", ["financing"]),
        ("sociallan rules check ls", ["lsh"]),
        ("sociallan new --area ", ["health", "housing", "safety"]),
        ("sociallan new --rules icma_sbp --area affordable", ["affordable_homes"]),
        ("sociallan schema app", ["application"]),
        ("sociallan completion ", list(SHELLS)),
        ("sociallan check pa", []),
    ],
)
def test_values_are_offered_where_they_can_stand(line: str, expected: list[str]) -> None:
    assert sorted(offered(line)) == sorted(expected)


def parameters(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    for parameter in command.params:
        yield name, parameter
    for below, each in getattr(command, "commands", {}).items():
        yield from parameters(each, f"{name} {below}".strip())


FREE = {"as_of", "dask", "exclude", "trusted_rules", "stdin_filename"}
"""Options whose values nobody can list: days, addresses, patterns, digests, names."""
FILES = {
    "paths",
    "output",
    "files_from",
    "file",
    "config",
    "root",
    "report",
    "path",
    "folder",
    "to",
    "against",
    "cache",
}
"""Options and arguments that take a file or folder, which the shell completes itself."""


def test_every_value_that_can_be_listed_is_offered() -> None:
    command = build_command(words())
    bare = {
        f"{name} {parameter.name}"
        for name, parameter in parameters(command)
        if not getattr(parameter, "is_flag", False)
        and not getattr(parameter.type, "choices", None)
        and parameter._custom_shell_complete is None
        and not parameter.type.name.startswith(("int", "float", "boolean"))
        if parameter.name not in FREE | FILES
    }

    # The id of a new rule is a new word.
    assert bare == {"rules new id_"}


def test_all_that_is_offered_for_an_explanation_is_explained_and_nothing_is_left_out() -> None:
    context = mock.Mock(params={}, find_root=lambda: mock.Mock(obj=None))
    names = [name for name, _ in completers.explained(context, "")]

    assert len(names) == len(set(names))
    pages = {*manual_names.names(lsh(), view())}
    choices = [name for name in names if name not in pages]
    assert [name for name in choices if manual.page(name, lsh(), view()) is None] == []
    wanted = {rule.id for rule in lsh().rules} | {group.id for group in lsh().groups} | {*lsh().tables}
    wanted |= {path for path in lsh().form.fields if path} | {*words().codes("findings")}
    wanted |= {*manual_names.terms(words())}
    wanted |= {code for field in lsh().form.fields.values() for code in field.values}
    assert wanted - set(names) == set()


def test_what_is_offered_is_found_without_loading_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    for loaded in ("pack.load.survey", "files.packs.stored_pack"):
        monkeypatch.setattr(f"sociallan.{loaded}", mock.Mock(side_effect=AssertionError))

    assert offered("sociallan explain G4-min") == ["G4-minimum-years"]


def test_only_the_command_on_the_line_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command_on({"COMP_WORDS": "sociallan\nexplain\nG4"}, COMMANDS) == "explain"
    assert command_on({"_TYPER_COMPLETE_ARGS": "sociallan check "}, COMMANDS) == "check"
    assert command_on({"_TYPER_COMPLETE_ARGS": "sociallan che"}, COMMANDS) is None
    assert command_on({}, COMMANDS) is None


@pytest.mark.parametrize("shell", SHELLS)
def test_a_fault_writes_nothing_to_the_line(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults of the settings and of the pack, and one of the program."""
    (tmp_path / "sociallan.toml").write_text("lang = [", encoding="utf-8")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "form.yaml").write_text("fields: [1", encoding="utf-8")
    assert asked("sociallan check --format js", shell, cwd=tmp_path).stdout.startswith((b"json", b"_arguments"))
    answer = asked("sociallan explain --rules pack investment.l", shell, cwd=tmp_path)
    assert (answer.stdout.replace(b"_files\n", b"").strip(), answer.stderr) == (b"", b"")

    monkeypatch.setattr(completers, "pack_names", mock.Mock(side_effect=ZeroDivisionError))
    monkeypatch.setattr(completers, "_rules", mock.Mock(side_effect=ZeroDivisionError))
    answer = asked("sociallan explain G4", shell)
    assert (answer.stdout, answer.stderr) == (b"", b"")


def test_a_variable_that_asks_for_nothing_known_is_quiet_and_an_empty_one_is_none() -> None:
    for request in ("complete_tcsh", "source_tcsh", "nonsense", "_"):
        answer = run_inside("explain", "G4", env={"_SOCIALLAN_COMPLETE": request})
        assert (answer.stdout, answer.stderr) == (b"", b"")
    assert run_inside("explain", "G4", env={"_SOCIALLAN_COMPLETE": ""}).returncode == 0


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script_of_a_shell(shell: Shell) -> None:
    printed = run_inside("completion", shell).stdout.decode()

    assert printed == script(shell)
    assert "_SOCIALLAN_COMPLETE" in printed
    assert f"complete_{shell}" in printed


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="bash is not installed")
def test_bash_itself_completes_a_line_by_the_script(tmp_path: Path) -> None:
    program = tmp_path / "sociallan"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sociallan "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    lines = f"{script('bash')}COMP_WORDS=(sociallan check --format js); COMP_CWORD=3; _sociallan_completion sociallan\n"

    done = subprocess.run(
        ["bash", "--norc", "-c", f'{lines}echo "${{COMPREPLY[@]}}"'],
        capture_output=True,
        check=False,
        env={**environment(), "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        timeout=60,
    )
    assert (done.stdout, done.stderr) == (b"json\n", b"")


def test_packs_and_formats_are_those_that_there_are() -> None:
    assert [name for name, _ in completers.formats("")] == list(RENDERERS)
    assert [name for name, _ in completers.pack_names("")] == resources.shipped_packs()
    assert all((resources.shipped_pack(name) / "pack.yaml").is_file() for name in resources.shipped_packs())
