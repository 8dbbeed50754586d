"""A further language is one file of words: here Nynorsk, in a copy of the program that differs in that alone."""

import json
import re
import shutil
from pathlib import Path

import pytest

from sociallan.files.languages import LANGUAGES
from sociallan.formats import RENDERERS
from tests.builders import ROOT, line_of, lsh
from tests.cli.running import run, run_code, stderr_of
from tests.installed import store

SAYS = "Klar for nemnda"
NEW = " på nynorsk"
TITLE = "Kvart mål kan følgjast opp"
RULE = "rules/lsh/rules/G5/G5-goals-followed-up.yaml"
READY = "examples/ready"
SCHEMAS = ("form", "values", "rule", "pack", "report", "comparison", "difference", "config")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with words in Nynorsk, and one text of the pack."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "src" / "sociallan", root / "src" / "sociallan")
    for folder in ("rules", READY):
        shutil.copytree(ROOT / folder, root / folder)
    words = root / "src" / "sociallan" / "words"
    english = (words / "en.yaml").read_text(encoding="utf-8")
    said = english.replace("  ready: Ready\n", f"  ready: {SAYS}\n")
    (words / "nn.yaml").write_text(re.sub(r'(?<=  "":\n    title: ).*', rf"\g<0>{NEW}", said), encoding="utf-8")
    rule = (root / RULE).read_text(encoding="utf-8")
    (root / RULE).write_text(rule.replace("title:\n", f"title:\n  nn: {TITLE}\n"), encoding="utf-8")
    store(root / "src" / "sociallan")
    return root


def output(program: Path, *arguments: str, **env: str) -> str:
    """Run the copy and return what it writes to standard output."""
    done = run(*arguments, cwd=program, env={"PYTHONPATH": str(program / "src"), **env})
    assert done.returncode == 0, stderr_of(done)
    return done.stdout.decode()


def test_the_languages_are_those_of_the_files_of_words_and_the_first_is_swedish() -> None:
    files = {path.stem for path in (ROOT / "src" / "sociallan" / "words").iterdir()}

    assert set(LANGUAGES) == files
    assert LANGUAGES[0] == "sv"


def test_every_format_speaks_the_new_language(program: Path) -> None:
    formats = [word for name in RENDERERS for word in ("--format", name, "--output", f"report.{name}")]

    output(program, "check", "--lang", "nn", *formats, READY)

    assert all((program / f"report.{name}").exists() for name in RENDERERS)
    for name in ("text", "plain", "csv", "html", "markdown"):
        assert SAYS in (program / f"report.{name}").read_text(encoding="utf-8-sig")
    assert json.loads((program / "report.json").read_text(encoding="utf-8"))["lang"] == "nn"
    assert '<html lang="nn">' in (program / "report.html").read_text(encoding="utf-8")


def test_a_report_in_the_new_language_can_be_replayed(program: Path) -> None:
    report = output(program, "check", "--lang", "nn", "--format", "json", READY)
    (program / "again.json").write_text(report, encoding="utf-8")

    assert "the same" in output(program, "replay", "--lang", "nn", "again.json")


@pytest.mark.parametrize("command", [("check",), ("new",), ("explain",), ("compare",), ("replay",), ("rules", "show")])
def test_the_new_language_is_offered_by_every_command(command: tuple[str, ...], program: Path) -> None:
    assert "--lang sv|en|nn" in output(program, *command, "--help", LANG="nn_NO.UTF-8")


def test_a_text_of_the_pack_is_shown_in_the_new_language_where_it_has_it_else_in_its_first(program: Path) -> None:
    shown = output(program, "rules", "show", "G5-goals-followed-up", "--lang", "nn")

    assert TITLE in " ".join(shown.split())
    assert "Grundkrav 5" in shown


@pytest.fixture(scope="module")
def schemas(program: Path) -> Path:
    """Return a folder with each schema in the new language and in English, all written by one process."""
    folder = program / "schemas"
    folder.mkdir()
    code = (
        "from sociallan.cli.main import run\n"
        f"for name in {SCHEMAS}:\n"
        "    for lang in ('nn', 'en'):\n"
        "        assert run(['schema', name, '--lang', lang, '--output', f'schemas/{name}.{lang}.json']) == 0\n"
    )
    done = run_code(code, cwd=program, env={"PYTHONPATH": str(program / "src")})
    assert done.returncode == 0, stderr_of(done)
    return folder


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_speaks_the_new_language(name: str, schemas: Path) -> None:
    """Here the words are the English ones, but for the titles of whole schemas."""
    new, english = (json.loads((schemas / f"{name}.{lang}.json").read_text("utf-8")) for lang in ("nn", "en"))

    assert new.pop("title") == english.pop("title") + NEW
    for definition in ("path", "list_path", "any_path") if name == "rule" else ():
        # The names of fields are the application's texts.
        del new["$defs"][definition], english["$defs"][definition]
    for field in lsh().summary if name == "report" else ():
        # Nor are those of the summary the program's.
        for schema in (new, english):
            del schema["properties"]["applications"]["items"]["properties"][field.name]
    assert new == english


def test_a_new_rule_has_a_place_for_its_texts_in_the_new_language(program: Path) -> None:
    written = output(program, "rules", "new", "G5-new", "-", "--lang", "nn")

    assert written.count("\n  nn: ") == written.count("\n  en: ") == 4


def test_a_text_of_the_pack_in_a_language_without_words_is_a_fault(program: Path, tmp_path: Path) -> None:
    shutil.copytree(program / "rules", tmp_path / "rules")
    rule = tmp_path / RULE
    rule.write_text(rule.read_text(encoding="utf-8").replace("  nn: ", "  de: "), encoding="utf-8")

    done = run("check", "--rules", str(tmp_path / "rules/lsh"), "--lang", "en", READY)

    assert done.returncode == 2
    line = line_of(rule.read_text(encoding="utf-8"), "  de: ")
    assert f"{rule.as_posix()}:{line}:3" in stderr_of(done)
