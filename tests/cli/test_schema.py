"""``sociallan schema``: the published schemas, sound and in both languages."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from sociallan.application.document import pointer_to
from sociallan.cli.schema import OfferedPaths, SchemaName, described
from sociallan.files import resources
from sociallan.files.languages import LANGUAGES
from tests.builders import RULES, form, words
from tests.cli.conftest import Inside
from tests.cli.running import stderr_of

TEXT = "a text"
NAMES = ("application", "form", "values", "rule", "case", "pack", "report", "comparison", "difference", "config")


def is_text(key: str, value: object) -> bool:
    """Return whether a key is that of a text, and not a property of that name."""
    texts = ("title", "description", "errorMessage", "patternErrorMessage")
    return (key in texts and isinstance(value, str)) or (key == "enumDescriptions" and isinstance(value, list))


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed_and_sound(name: str, lang: str, inside: Inside) -> None:
    result = inside("schema", name, "--lang", lang)

    schema = json.loads(result.stdout)
    assert (result.returncode, stderr_of(result)) == (0, "")
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_the_same_in_both_languages_but_for_its_texts(name: str, inside: Inside) -> None:
    swedish, english = (json.loads(inside("schema", name, "--lang", lang).stdout) for lang in ("sv", "en"))

    def without_texts(part: object) -> object:
        if isinstance(part, dict):
            return {key: TEXT if is_text(key, value) else without_texts(value) for key, value in part.items()}
        return [without_texts(value) for value in part] if isinstance(part, list) else part

    assert without_texts(swedish) == without_texts(english)
    assert TEXT in str(without_texts(swedish))
    assert swedish["title"] != english["title"]


def test_an_editor_sees_one_language_at_a_time(inside: Inside) -> None:
    english = inside("schema", "application", "--lang", "en").stdout.decode()
    assert "Borrower" in english
    assert "Låntagare" not in english
    assert "Låntagare" in inside("schema", "application").stdout.decode()


def parts(schema: Any, *steps: str | int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object within a schema with its pointer."""
    if isinstance(schema, dict):
        yield pointer_to(*steps), schema
    steps_down = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    for step, part in steps_down:
        yield from parts(part, *steps, step)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_key_that_a_schema_knows_is_described(name: str, lang: str, inside: Inside) -> None:
    schema = json.loads(inside("schema", name, "--lang", lang).stdout)

    # A condition on a key is not the key, and a key that is a reference is described where that leads.
    keys = [(at, key) for at, key in parts(schema) if at.split("/")[-2:-1] == ["properties"] and "/if/" not in at]
    assert [at for at, key in keys if "description" not in key and "$ref" not in key] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in NAMES if name != "application"])
def test_every_text_belongs_to_a_part_of_the_schema(name: str, lang: str) -> None:
    written = json.loads(resources.schema_text(name))
    shown = dict(parts(described(SchemaName(name), written, OfferedPaths(form().fields), words(lang))))

    texts = resources.schema_texts(lang)[name]

    assert [pointer for pointer, said in texts.items() if not said.items() <= shown.get(pointer, {}).items()] == []


def test_there_are_texts_for_every_schema_and_for_no_other() -> None:
    assert {*resources.schema_texts("sv")} == {*NAMES} - {"application"}


def test_a_schema_is_written_to_a_file_for_an_editor(inside: Inside, tmp_path: Path) -> None:
    file = tmp_path / "forms" / "form.json"

    result = inside("schema", "application", "--output", str(file))

    assert (result.returncode, result.stdout) == (0, b"")
    assert file.read_bytes() == inside("schema", "application").stdout


def test_the_schema_of_applications_is_that_of_the_form_of_a_pack(inside: Inside, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(RULES, tmp_path / "pack"))
    form = pack / "form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("sv: Låntagare,", "sv: Sökande,", 1), encoding="utf-8")

    schema = json.loads(inside("schema", "application", "--rules", str(pack)).stdout)

    assert schema["properties"]["applicant"]["title"] == "Sökande"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_of_the_schema_of_applications_has_a_title_and_a_help_of_its_own(lang: str, inside: Inside) -> None:
    schema = json.loads(inside("schema", "application", "--lang", lang).stdout)

    described = [(at, part) for at, part in parts(schema) if isinstance(part.get("description"), str)]

    assert len(described) > len(form().fields)
    # An item may be called as its list is: the plural of *mål* is *mål*.
    assert len({(part["title"], at.endswith("/items")) for at, part in described}) == len(described)
    assert all(part["description"] for _, part in described)


def test_the_schema_of_rules_offers_the_fields_and_values_of_the_pack_that_is_named(
    inside: Inside, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(RULES, pack)
    form = pack / "form.yaml"
    text = form.read_text(encoding="utf-8")
    help_ = "help: {sv: Hur många., en: How many.}"
    added = f"  storeys: {{label: {{sv: Våningar, en: Storeys}}, {help_}, type: whole_number}}\n"
    form.write_text(text.replace("\nfields:\n", f"\nfields:\n{added}"), encoding="utf-8")
    (pack / "pack.yaml").write_text(
        (pack / "pack.yaml").read_text(encoding="utf-8").replace("read_by_people:\n", "read_by_people:\n  - storeys\n"),
        encoding="utf-8",
    )

    own = json.loads(inside("schema", "rule").stdout)
    offered = json.loads(inside("schema", "rule", "--rules", str(pack)).stdout)["$defs"]["path"]["defaultSnippets"]

    assert {"label": "storeys", "description": "Våningar", "body": "storeys"} in offered
    assert [path["label"] for path in offered if path["label"] != "storeys"] == [
        path["label"] for path in own["$defs"]["path"]["defaultSnippets"]
    ]
