"""``sociallan new``: the files that it writes, and what it answers where it does not."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run_inside, stderr_of


def test_the_schema_of_the_editor_line_stands_beside_the_file(tmp_path: Path) -> None:
    result = run_inside("new", "Min ansökan.yaml", cwd=tmp_path)

    first = (tmp_path / "Min ansökan.yaml").read_text("utf-8").splitlines()[0]
    assert result.returncode == 0
    assert 'sociallan check "Min ansökan.yaml"' in stderr_of(result)
    assert first == "# yaml-language-server: $schema=.schemas/application.schema.json"
    assert "applicant" in json.loads((tmp_path / ".schemas/application.schema.json").read_text("utf-8"))["properties"]
    assert run_inside("check", ".", "--list-files", cwd=tmp_path).stdout.decode().splitlines()[:1] == [
        "Min ansökan.yaml"
    ]


def test_on_the_screen_there_is_no_file_and_no_line_for_an_editor(tmp_path: Path) -> None:
    result = run_inside("new", cwd=tmp_path)

    assert "yaml-language-server" not in result.stdout.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "better"), [("utkast.docx", "utkast.yaml"), ("min plan", '"min plan.yaml"')])
def test_a_file_of_another_kind_is_answered_with_the_command_to_write(name: str, better: str, tmp_path: Path) -> None:
    result = run_inside("new", name, cwd=tmp_path)

    assert result.returncode == 2
    assert stderr_of(result).rstrip().endswith(f"sociallan new {better}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("area", ["housing", "boende", "Boende och boendemiljöer", "Housing and living environments"])
def test_the_template_of_an_area_has_its_fields_only(area: str, tmp_path: Path) -> None:
    text = run_inside("new", "--area", area, cwd=tmp_path).stdout.decode()

    assert "\n  area: housing\n" in text
    assert "\nhousing:\n" in text
    assert "\nhealth:\n" not in text


def test_an_area_that_there_is_not_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    result = run_inside("new", "a.yaml", "--area", "skog", cwd=tmp_path)

    assert result.returncode == 2
    assert "housing = boende och boendemiljöer;" in stderr_of(result)
    assert list(tmp_path.iterdir()) == []
