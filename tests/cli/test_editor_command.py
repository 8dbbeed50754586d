"""The command ``editor``: what it lays beside applications, and what it leaves alone."""

import json
from pathlib import Path

import pytest

from sociallan.cli.schema import SchemaName, published
from tests.builders import lsh, words
from tests.cli.running import run_inside, stderr_of

SCHEMA = ".vscode/sociallan-schema.json"
SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_schema_and_settings_are_laid_in_the_folder_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "Våra ansökningar"
    folder.mkdir()

    result = run_inside("editor", folder)
    assert (result.returncode, stderr_of(result)) == (0, "")
    written = files(folder)
    assert written.keys() == {SCHEMA, SETTINGS, EXTENSIONS}
    assert written[SCHEMA] == published(SchemaName.APPLICATION, lsh(), words())
    assert json.loads(written[SETTINGS]) == {"yaml.schemas": {f"./{SCHEMA}": ["*.yaml", "*.yml"]}}
    assert json.loads(written[EXTENSIONS]) == {"recommendations": ["redhat.vscode-yaml"]}
    shown = result.stdout.decode()
    assert all(str(folder / name) in shown for name in written)
    assert all(f"  {line}" in shown for line in written[SETTINGS].splitlines())

    again = run_inside("editor", folder)
    assert (again.returncode, again.stdout.decode()) == (0, "Allt finns redan. Inget ändrades.\n")
    assert files(folder) == written


def test_a_file_is_alone_with_the_schema_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "ansokan.yaml").write_text("")

    run_inside("editor", "ansokan.yaml", "--lang", "en", cwd=tmp_path)
    written = files(tmp_path)
    assert json.loads(written[SETTINGS])["yaml.schemas"] == {f"./{SCHEMA}": ["ansokan.yaml"]}
    assert written[SCHEMA] == published(SchemaName.APPLICATION, lsh(), words("en"))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (b'{\n  // kommentar\n  "a": 1\n}', "kommentarer"),
        (b'{"yaml.schemas": {"https://other": "*.yaml"}}', "https://other"),
        ('{"a": "å"}'.encode("latin-1"), "kommentarer"),
    ],
)
def test_settings_that_cannot_be_merged_are_left_alone_and_the_lines_to_add_shown(
    tmp_path: Path, settings: bytes, said: str
) -> None:
    (tmp_path / ".vscode").mkdir()
    (tmp_path / SETTINGS).write_bytes(settings)

    result = run_inside("editor", tmp_path)
    shown = result.stdout.decode()
    assert (result.returncode, stderr_of(result)) == (1, "")
    assert said in shown
    assert f'"./{SCHEMA}": [' in shown
    assert (tmp_path / SETTINGS).read_bytes() == settings
    assert (tmp_path / SCHEMA).exists()
    assert "Allt finns redan" not in run_inside("editor", tmp_path).stdout.decode()


def test_settings_with_a_byte_order_mark_are_merged(tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    (tmp_path / SETTINGS).write_text('\ufeff{"files.eol": "\\r\\n"}', encoding="utf-8")

    assert run_inside("editor", tmp_path).returncode == 0
    assert json.loads((tmp_path / SETTINGS).read_text("utf-8"))["files.eol"] == "\r\n"


def test_a_file_of_the_name_of_the_schema_that_is_not_ours_stops_everything(tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    (tmp_path / SCHEMA).write_text("{}")

    result = run_inside("editor", tmp_path)
    assert "inte skrivet av sociallan" in stderr_of(result)
    assert (result.returncode, files(tmp_path)) == (2, {SCHEMA: "{}"})


def test_a_path_that_leads_nowhere_and_a_file_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / ".vscode").write_text("")

    assert "finns inte" in stderr_of(run_inside("editor", tmp_path / "nej"))
    result = run_inside("editor", tmp_path)
    assert result.returncode == 2
    assert ".vscode" in stderr_of(result)
    assert files(tmp_path) == {".vscode": ""}
