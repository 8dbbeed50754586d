"""The program as a whole: what it loads, how it asks for help, and how it ends."""

import os
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sociallan
from sociallan.application import any_format
from sociallan.application.document import Document
from sociallan.application.field import Form
from sociallan.application.source import Source
from sociallan.cli.app import build_command
from sociallan.cli.main import run as run_here
from sociallan.files.environment import wants_colour
from sociallan.screening import document_reader
from tests.builders import ROOT, words
from tests.cli.conftest import Inside
from tests.cli.running import INCOMPLETE, READY, environment, run, run_code, run_inside, stderr_of
from tests.conftest import Golden
from tests.installed import installed

LANGS = ("sv", "en")
HEAVY = {
    "z3",
    "asyncio",
    "babel",
    "click",
    "difflib",
    "email",
    "http",
    "importlib.metadata",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "lsprotocol",
    "pygls",
    "rich",
    "shutil",
    "socket",
    "subprocess",
    "sqlite3",
    "tempfile",
    "tomllib",
    "typer",
    "urllib",
    "yaml",
}
"""Modules that take long to import; each command says which of these it needs."""


@cache
def imported(*arguments: str, cwd: Path = ROOT) -> frozenset[str]:
    """Return the heavy modules that a command loads."""
    code = (
        "import os, sys\nos._exit = sys.exit\nbefore = set(sys.modules)\nfrom sociallan.cli import main\n"
        f"sys.argv = ['sociallan', *{arguments!r}]\n"
        "try:\n    main.main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n'.join(sorted(set(sys.modules) - before)))"
    )
    found = os.pathsep.join([str(installed()), *filter(None, sys.path)])
    result = run_code(code, "-S", env={"PYTHONPATH": found}, cwd=cwd)
    assert result.returncode == 0, result.stderr
    return frozenset(result.stderr.decode().split()) & HEAVY


def test_the_version_is_told_at_once() -> None:
    result = run("--version")

    assert (result.returncode, result.stdout.decode()) == (0, f"sociallan {sociallan.__version__}\n")
    assert imported("--version") == set()


@pytest.mark.parametrize("arguments", [("-V",), ("check", "--version"), ("rules", "check", "-V")])
def test_the_version_is_that_of_every_command(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).stdout == run("--version").stdout


@pytest.mark.parametrize("asked", ["{}_bash", "bash_{}"])
def test_a_shell_is_told_how_a_command_can_go_on(asked: str) -> None:
    script = run(env={"_SOCIALLAN_COMPLETE": asked.format("source")}).stdout.decode()
    words = {"COMP_WORDS": "sociallan check --stat", "COMP_CWORD": "2"}
    answer = run(env={"_SOCIALLAN_COMPLETE": asked.format("complete"), **words}).stdout.decode()

    assert "complete -o default -F _sociallan_completion sociallan" in script
    assert answer.split() == ["--statistics"]


def test_the_package_by_itself_loads_nothing() -> None:
    code = "import sys\nbefore = set(sys.modules)\nimport sociallan\nprint(set(sys.modules) - before)"

    result = run_code(code)

    assert result.returncode == 0
    assert result.stdout.decode().strip() == "{'sociallan'}"


def test_a_check_loads_only_what_it_needs() -> None:
    assert imported("check", READY) == {
        *("jsonschema_rs", "typer", "yaml"),  # what we ask for
        *("difflib", "shutil", "subprocess", "urllib"),  # what typer brings
        *(("email",) if sys.version_info >= (3, 13) else ("email", "socket")),  # what jsonschema_rs brings
    }


def test_the_solver_is_loaded_for_its_option_alone(small: Path) -> None:
    assert "z3" not in imported("rules", "check", str(small))
    assert "z3" in imported("rules", "check", str(small), "--exact")


def test_json_needs_nothing_more() -> None:
    assert imported("check", READY, "--format", "json") == imported("check", READY)


def test_the_database_is_loaded_where_results_are_kept_alone(tmp_path: Path) -> None:
    kept = imported("check", READY, "--cache", str(tmp_path / "cache"))

    assert kept - imported("check", READY) == {"sqlite3"}


def test_colour_needs_rich() -> None:
    assert "rich" in imported("check", READY, "--color", "always")
    assert "rich" not in imported("check", READY, "--color", "never")


def test_no_application_loads_the_validator_that_is_slow_to_load() -> None:
    assert "jsonschema" not in imported("check", "examples/invalid/misspelt-key.yaml")
    assert "jsonschema" not in imported("check", INCOMPLETE)


def test_reports_are_the_same_where_the_compiled_validator_cannot_be_loaded() -> None:
    blocked = "import sys; sys.modules['jsonschema_rs'] = None"
    screen = (
        f"from sociallan.cli.main import run; "
        f"sys.exit(run(['check', {READY!r}, 'examples/invalid', '--format', 'json', '--jobs', '1']))"
    )

    without, usual = run_code(f"{blocked}; {screen}"), run_code(f"import sys; {screen}")

    assert (without.returncode, without.stderr) == (usual.returncode, usual.stderr)
    assert without.stdout == usual.stdout
    assert b'"schema.' in usual.stdout


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", ["", "check", "schema", "explain", "new"])
def test_help_reads_as_it_did(command: str, lang: str, golden: Golden, inside: Inside) -> None:
    result = inside(*filter(None, [command]), "--help", env={"SOCIALLAN_LANG": lang, "COLUMNS": "80"})

    assert (result.returncode, stderr_of(result)) == (0, "")
    golden(f"help/{command or 'sociallan'}.{lang}.txt", result.stdout.decode())


@pytest.mark.parametrize("name", ["GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS"])
def test_help_has_no_escapes_whatever_the_environment_says(name: str, inside: Inside) -> None:
    assert b"\x1b" not in inside("check", "--help", env={name: "1"}).stdout


def test_help_can_be_asked_for_by_a_word(inside: Inside) -> None:
    for several in ((), ("check",), ("rules",), ("rules", "check")):
        assert inside("help", *several) == inside(*several, "--help")


@pytest.mark.parametrize("arguments", [(), ("-h",), ("check", "-h")])
def test_usage_is_shown_where_it_is_asked_for_and_where_no_command_is(
    arguments: tuple[str, ...], inside: Inside
) -> None:
    result = inside(*arguments)

    shown = result.stdout + result.stderr
    assert "Så här skriver ni:" in shown.decode()
    assert result.returncode == (0 if arguments else 2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("chekc",), ["Kommandot chekc finns inte.", "Menade ni sociallan check?", "Hjälp: sociallan --help"]),
        (("xyzzy",), ["Kommandot xyzzy finns inte."]),
        (("granska",), ["Menade ni sociallan check?"]),
        (("granska", "min fil.yaml"), ['Menade ni sociallan check "min fil.yaml"?']),
        (("frågor", "ansokan.yaml"), ["Menade ni sociallan questions ansokan.yaml?"]),
        (("fix", "examples"), ["examples är en mapp. Ange en fil i den"]),
        (("Hjälp",), ["Menade ni sociallan help?"]),
        (("hjälp", "check"), ["Menade ni sociallan help check?"]),
        (("gransak", "ansokan.yaml"), ["Menade ni sociallan check ansokan.yaml?"]),
        (("chek", "ansokan.yaml"), ["Menade ni sociallan check ansokan.yaml?"]),
        (("ansokan.yaml",), ["Kommandot ansokan.yaml finns inte.", "Menade ni sociallan check ansokan.yaml?"]),
        (("examples",), ["Menade ni sociallan check examples?"]),
        (
            ("check", READY, "--formt", "json"),
            ["Valet --formt finns inte.", "Menade ni --format?", "Hjälp: sociallan check --help"],
        ),
        (("check", READY, "--xyzzy"), ["Valet --xyzzy finns inte."]),
        (("check", READY, "-full"), ["Valet -full finns inte. Menade ni --full?"]),
        (("check", READY, "–full"), ["–full börjar med ett tankstreck.", "två bindestreck: --full"]),
        (("check", READY, "—output", "rapport.html"), ["—output börjar med ett tankstreck.", "--output"]),
        (("new", "–-ask", "ansokan.yaml"), ["två bindestreck: --ask"]),
        (("fix", "Vår", "ansökan.yaml"), ["läser inte det sista: ansökan.yaml.", "inom raka citattecken"]),
        (("check",), ["en fil med en ansökan eller en mapp med flera"]),
        (("check", READY, "--jobs", "två"), ["--jobs", "Skriv ett heltal som är minst 0."]),
        (("rules", "test", "--threshold", "101"), ["--threshold", "Skriv ett heltal från 0 till 100."]),
        (("check", "--files-from", "finns-inte"), ["läsa listan finns-inte. Filen eller mappen finns inte."]),
        (
            ("check", READY, "--format", "json", "--format", "csv", "--output", "a", "--output", "./a"),
            ["Två rapporter kan inte skrivas till samma fil, a."],
        ),
        (("check", READY, "--format"), ["Valet --format behöver ett värde efter sig.", "sociallan check --help"]),
        (("rules", "docs", "--lang"), ["Valet --lang behöver ett värde efter sig.", "sociallan rules docs --help"]),
        (
            ("check", READY, "--format", "jsn"),
            ["Formatet jsn finns inte.", "text, plain, concise, json, ndjson", "Menade ni json?"],
        ),
        (("rules", "check", "--rules"), ["Valet --rules finns inte.\nHjälp: sociallan rules check --help"]),
        (("check", READY, "--fail-on", "never-ever"), ["--fail-on", "incomplete, not_met, invalid, never"]),
        (("check", READY, "--lang", "de"), ["--lang", "sv, en"]),
        (("check", READY, "--color", "blå"), ["--color", "auto, always, never"]),
        (("check", READY, "--as-of", "igår"), ["igår är inget datum", "ÅÅÅÅ-MM-DD"]),
        (("check", READY, "--as-of", "2024-02-30"), ["2024-02-30 är inget datum"]),
        (("check", READY, "--as-of", "2019-01-01"), ["Reglerna gäller från 2020-08-24", "2019-01-01 är tidigare"]),
        (("check", READY, "--format", "json", "--output", "a", "--output", "b"), ["en --output för varje --format"]),
        (("check", READY, "--format", "json", "--format", "text"), ["Högst ett format"]),
        (("check", READY, "--rules", "finns-inte"), ["Mappen finns-inte med regelverk finns inte."]),
        (("schema", "aplication"), ["application, form, values, rule, case, pack, report"]),
        (("explain", "G5-goals-folowed-up"), ["G5-goals-folowed-up är varken", "Menade ni G5-goals-followed-up?"]),
    ],
)
def test_a_command_that_cannot_run_says_why_in_swedish(
    arguments: tuple[str, ...], says: list[str], inside: Inside
) -> None:
    result = inside(*arguments)

    assert (result.returncode, result.stdout) == (2, b"")
    assert all(piece in stderr_of(result) for piece in says), stderr_of(result)


@pytest.mark.parametrize("other", words().codes("commands"))
def test_another_word_for_a_command_is_known_without_its_marks(other: str, inside: Inside) -> None:
    plain = other.translate(str.maketrans("åäö", "aao"))

    meant = words().coded("commands", other, "is")
    assert f"Menade ni {meant} a.yaml?" in stderr_of(inside(plain, "a.yaml"))


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("ansoka.yaml",), 'check "Min ansökan.yaml"'),
        (("min ansokan",), 'check "Min ansökan.yaml"'),
        (("check", "min ansokan.yaml"), 'check "Min ansökan.yaml"'),
        (("fix", "min ansokan.yaml"), 'fix "Min ansökan.yaml"'),
        (("questions", "min ansokan.yaml"), 'questions "Min ansökan.yaml"'),
        (("convert", "min ansokan.yaml", "ny.xlsx"), 'convert "Min ansökan.yaml" ny.xlsx'),
    ],
)
def test_a_misspelt_file_is_answered_with_the_command_to_write(
    arguments: tuple[str, ...], meant: str, tmp_path: Path
) -> None:
    (tmp_path / "Min ansökan.yaml").write_text("format: 1\n")

    assert f"Menade ni sociallan {meant}?" in stderr_of(run_inside(*arguments, cwd=tmp_path))


def flags() -> list[str]:
    """Return each command with each option of it that takes no value."""
    command: Any = build_command(words())
    named = {name: each for name, each in command.commands.items() if name != "rules"}
    named |= {f"rules {name}": each for name, each in command.commands["rules"].commands.items()}
    return [
        f"{name} {option}"
        for name, each in named.items()
        for parameter in each.params
        if getattr(parameter, "is_flag", False)
        for option in parameter.opts
        if option.startswith("--")
    ]


@pytest.mark.parametrize("flag", flags())
def test_an_option_that_takes_no_value_is_said_to_take_none(flag: str, inside: Inside) -> None:
    command, _, option = flag.rpartition(" ")

    said = stderr_of(inside(*command.split(" "), f"{option}=2"))

    assert said.startswith(f"Valet {option} tar inget värde. Skriv bara {option}.")
    assert f"sociallan {command} --help" in said


def test_a_misspelt_option_is_answered_in_the_language_that_is_asked_for(inside: Inside) -> None:
    result = inside("check", READY, "--formt", "json", "--lang", "en")

    assert "There is no option --formt. Did you mean --format?" in stderr_of(result)


@pytest.mark.parametrize(
    ("arguments", "env", "lang"),
    [
        ((), {}, "sv"),
        (("--lang", "en"), {}, "en"),
        (("--lang=en",), {}, "en"),
        ((), {"SOCIALLAN_LANG": "en"}, "en"),
        (("--lang", "sv"), {"SOCIALLAN_LANG": "en"}, "sv"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "sv_SE.UTF-8"}, "sv"),
        ((), {"LC_ALL": "en_US.UTF-8", "LANG": "sv_SE.UTF-8"}, "en"),
        ((), {"SOCIALLAN_LANG": "sv", "LANG": "en_US.UTF-8"}, "sv"),
        ((), {"LANG": "de_DE.UTF-8"}, "sv"),
        ((), {"LANG": "C"}, "sv"),
    ],
)
def test_the_language_is_that_of_the_flag_then_of_the_environment_then_swedish(
    arguments: tuple[str, ...], env: dict[str, str], lang: str, inside: Inside
) -> None:
    result = inside("check", "finns-inte.yaml", *arguments, env=env)

    assert ("Hittade inga ansökningar" in stderr_of(result)) is (lang == "sv")
    assert ("Found no applications" in stderr_of(result)) is (lang == "en")


def test_a_reader_that_has_seen_enough_ends_the_run_quietly() -> None:
    command = f'"{sys.executable}" -m sociallan check examples/ready examples/incomplete --explain | head -1'

    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=ROOT, env=environment())

    assert (result.stdout.count(b"\n"), result.stderr) == (1, b"")


ASKING = """\
import sys
from sociallan.cli.main import main
from sociallan.files import standard_input
asked = standard_input.read

def read(*given):
    sys.stderr.write("reads\\n")
    sys.stderr.flush()
    return asked(*given)

standard_input.read = read
sys.argv = ["sociallan", *{arguments!r}]
main()
"""


def interrupted(*arguments: str) -> tuple[int, str, str]:
    """Interrupt a run once it waits for more from a pipe; return its code, output and error."""
    process = subprocess.Popen(
        [sys.executable, "-c", ASKING.format(arguments=arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"reads\n"
    process.send_signal(signal.SIGINT)
    output, error = process.communicate(timeout=60)
    return process.returncode, output.decode(), error.decode()


def test_an_interrupted_run_says_so() -> None:
    assert interrupted("check", "-") == (130, "", "Avbrutet.\n")


@pytest.mark.parametrize("module", ["sociallan.files.interrupts", "sociallan.cli.app", "typer", "yaml"])
def test_a_run_that_is_interrupted_while_it_starts_ends_without_a_word(module: str) -> None:
    code = (
        "import signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}:\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from sociallan.cli.main import main\n"
        f"sys.argv = ['sociallan', 'check', {READY!r}]\n"
        "main()\n"
    )

    result = run_code(code)

    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")


def test_an_interrupted_run_reports_what_was_finished() -> None:
    code, output, error = interrupted("check", READY, INCOMPLETE, "-")

    assert (code, error) == (130, "Rapporten har bara det som hann granskas: 2 ansökningar.\nAvbrutet.\n")
    assert READY in output
    assert INCOMPLETE in output
    assert "2 ansökningar granskade." in output


def test_a_bug_is_owned_up_to_without_a_traceback_or_a_word_of_the_application(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ZeroDivisionError("hemligt ur ansökan")

    monkeypatch.setattr("sociallan.screening.screen.Screener.screen", broken)
    monkeypatch.setenv("SOCIALLAN_LANG", "sv")
    monkeypatch.chdir(ROOT)

    code = run_here(["check", READY])

    error = capsysbinary.readouterr().err.decode()
    assert code == 70
    assert error.startswith("Ett fel i programmet, inte i er ansökan (ZeroDivisionError i test_main.py:")
    assert "hemligt" not in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("option", "env", "on_terminal", "in_pipe"),
    [
        ("auto", {}, True, False),
        ("auto", {"NO_COLOR": "1"}, False, False),
        ("auto", {"NO_COLOR": ""}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, True, True),
        ("auto", {"FORCE_COLOR": ""}, True, False),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, True, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, False, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("never", {"FORCE_COLOR": "1"}, False, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True, True),
    ],
)
def test_the_option_then_the_environment_then_the_stream_decide_on_colour(
    option: str, env: dict[str, str], on_terminal: bool, in_pipe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    assert wants_colour(option, is_terminal=True) is on_terminal
    assert wants_colour(option, is_terminal=False) is in_pipe


def on_a_terminal(*arguments: str, env: dict[str, str] | None = None) -> str:
    """Run with standard output on a terminal of 80 columns, and give what is shown there."""
    pty = pytest.importorskip("pty", reason="no terminal can be made here")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sociallan", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment({"TERM": "xterm-256color", "COLUMNS": "80", **(env or {})}),
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    process.wait(20)
    os.close(leader)
    return shown.decode()


@pytest.mark.parametrize(
    ("arguments", "env", "coloured"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_turned_off(
    arguments: tuple[str, ...], env: dict[str, str], coloured: bool
) -> None:
    assert ("\x1b[" in on_a_terminal("check", READY, *arguments, env=env)) is coloured


@pytest.mark.parametrize(
    ("arguments", "env", "coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": ""}, False),
        ((), {"CLICOLOR_FORCE": "1"}, True),
        ((), {"CLICOLOR_FORCE": "0"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ((), {"GITHUB_ACTIONS": "true", "PY_COLORS": "1"}, False),
        (("--color", "always"), {}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_a_pipe_gets_colour_only_where_it_is_asked_for(
    arguments: tuple[str, ...], env: dict[str, str], coloured: bool, inside: Inside
) -> None:
    assert (b"\x1b[" in inside("check", READY, *arguments, env=env).stdout) is coloured


def test_a_terminal_gets_lines_that_fit_and_a_pipe_gets_them_whole() -> None:
    shown = on_a_terminal("check", INCOMPLETE, "--color", "never")
    piped = run("check", INCOMPLETE).stdout.decode()

    assert max(len(line) for line in shown.splitlines() if "http" not in line) <= 80
    assert max(map(len, piped.splitlines())) > 120


@pytest.mark.parametrize(
    ("encoding", "form"), [("cp1252", "text"), ("cp1252", "json"), ("cp437", "text"), ("ascii", "plain")]
)
def test_an_old_code_page_does_not_crash_it(encoding: str, form: str) -> None:
    result = run("check", INCOMPLETE, "--explain", "--format", form, env={"PYTHONIOENCODING": encoding})

    assert (result.returncode, stderr_of(result)) == (1, "")
    assert len(result.stdout.decode(encoding)) > 1000


def test_an_old_code_page_gets_signs_that_it_has() -> None:
    result = run("check", INCOMPLETE, env={"PYTHONIOENCODING": "cp1252"})

    shown = result.stdout.decode("cp1252")
    assert "##" in shown
    assert "Låntagare" in shown


@pytest.mark.parametrize("command", ["check", "compare", "replay"])
def test_a_fault_of_the_program_at_one_file_leaves_the_others_their_report(
    command: str, inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.json"
    inside("check", READY, INCOMPLETE, "--output", str(report))
    arguments = {
        "check": ("check", READY, INCOMPLETE),
        "compare": ("compare", READY, INCOMPLETE, "--as-of", "2025-01-01", "--as-of", "2026-01-01"),
        "replay": ("replay", str(report)),
    }[command]
    read = any_format.read_application

    def broken(source: Source, form: Form, **given: Any) -> Document:
        if source.path == INCOMPLETE and source.problem is None:
            raise ZeroDivisionError("hemligt ur ansökan")
        return read(source, form, **given)

    monkeypatch.setattr(document_reader, "read_application", broken)

    result = inside(*arguments)

    assert result.returncode == 70
    assert result.stdout
    assert "(ZeroDivisionError i test_main.py:" in stderr_of(result)
    assert f"Det hände vid granskningen av {INCOMPLETE}. Övriga filer är granskade." in stderr_of(result)
    assert "hemligt" not in stderr_of(result)
