"""Help for editors: the first line of every file of the pack, and the paths that the rule schema offers.

What the editor makes of it is asked of yaml-language-server by ``make verify-editor``, which needs node.
"""

import json
import re
import runpy
from pathlib import Path

import pytest

from sociallan.files import resources
from sociallan.pages.schema_texts import with_paths
from tests.builders import ROOT, RULES, lsh, parsed

MODELINE = "# yaml-language-server: $schema="
FILES = [path.relative_to(RULES).as_posix() for path in sorted(RULES.glob("**/*.yaml"))]
OF_THE_PACK = {
    "pack.yaml": "",
    "params.yaml": "/$defs/params",
    "sources.yaml": "/$defs/sources",
    "precedents.yaml": "/$defs/precedents",
}


def offered(name: str) -> list[str]:
    """Return the paths that a definition of the rule schema offers, where it is made for the pack."""
    schema = with_paths(resources.schema("rule"), lsh().form.fields, lsh().values.values())
    return [snippet["body"] for snippet in schema["$defs"][name]["defaultSnippets"]]


def test_the_shipped_schema_offers_the_fields_of_no_pack() -> None:
    definitions = resources.schema("rule")["$defs"]

    assert [name for name in ("path", "list_path", "any_path") if "defaultSnippets" in definitions[name]] == []


def test_the_first_line_of_a_file_leads_to_the_schema_that_the_program_checks_it_by() -> None:
    own = {"form.yaml": "form", "values.yaml": "values"}
    for name in [name for name in FILES if not name.startswith("specimens/")]:
        first = (RULES / name).read_text(encoding="utf-8").partition("\n")[0]

        assert first.startswith(MODELINE), name
        file, _, part = first.removeprefix(MODELINE).partition("#")
        folder = "case" if name.startswith("cases/") else "rule"
        schema = own.get(name, "pack" if name in OF_THE_PACK else folder)
        assert (RULES / name).parent.joinpath(file).resolve() == schema_file(schema), name
        assert part == OF_THE_PACK.get(name, ""), name
        assert not part or part.rpartition("/")[2] in resources.schema(schema)["$defs"]


def schema_file(name: str) -> Path:
    return ROOT / "src" / "sociallan" / "schemas" / f"{name}.schema.json"


def test_what_is_written_once_stands_in_the_schemas_and_the_page_as_it_is_now() -> None:
    made = runpy.run_path(str(ROOT / "tests" / "editor" / "schemas"))

    stale = [path.name for path, text in made["files"]().items() if path.read_text(encoding="utf-8") != text]

    assert stale == [], "fields, operators or texts have changed: run make schemas"


def test_a_path_that_is_offered_as_a_field_can_stand_there() -> None:
    for path in offered("path"):
        asked = {"field": path, "not_placeholder": True}
        if path != "derived.free_text":
            assert parsed(json.dumps(asked))[1] == [], path


def test_a_path_that_is_offered_as_a_list_can_be_gone_through() -> None:
    for path in offered("list_path"):
        assert parsed(json.dumps({"each": path, "as": "one", "count_at_least": 1}))[1] == [], path


def test_what_the_committee_is_to_read_is_offered() -> None:
    read = {str(path) for rule in lsh().rules if rule.judge is not None for path in rule.judge.evidence}

    assert read <= set(offered("any_path"))


@pytest.mark.parametrize("name", ["rule", "form", "values", "pack", "report", "comparison", "difference", "config"])
def test_a_schema_holds_the_texts_of_the_first_language_alone(name: str) -> None:
    """Those of the others stand with its words, and an editor would not know what they are."""
    assert re.findall(r'"x-[a-z]{2}"', schema_file(name).read_text(encoding="utf-8")) == []
