"""``sociallan schema``: the published schemas, sound and in both languages."""

import json

import jsonschema
import pytest

from tests.cli.conftest import Inside
from tests.cli.running import told

NAMES = ("application", "rule", "pack", "report", "comparison", "config")


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed_and_sound(name: str, lang: str, inside: Inside) -> None:
    result = inside("schema", name, "--lang", lang)

    schema = json.loads(result.stdout)
    assert (result.returncode, told(result)) == (0, "")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_the_same_in_both_languages(name: str, inside: Inside) -> None:
    swedish, english = (json.loads(inside("schema", name, "--lang", lang).stdout) for lang in ("sv", "en"))

    def form(part: object) -> object:
        if isinstance(part, dict):
            return {key: form(value) for key, value in part.items() if key not in ("title", "description")}
        return [form(value) for value in part] if isinstance(part, list) else part

    assert form(swedish) == form(english)
    assert swedish["title"] != english["title"]


def test_an_editor_sees_one_language_at_a_time(inside: Inside) -> None:
    assert b"x-en" not in inside("schema", "application", "--lang", "en").stdout
    assert "Låntagare" in inside("schema", "application").stdout.decode()
