"""The program knows no loan: nothing under ``src`` names a field, a choice, a group or a value of a pack.

A name is forbidden as a whole string constant of Python, as a key or a whole text of a file of words, and as a key or
a value of a schema. Within the sentences of words and schemas, compound names (those with an underscore) and paths of
fields are forbidden too: an example there is of no pack's form. Left out are words of ``COMMON``, which the program
has for things of its own.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
import yaml

from sociallan.files import packs
from sociallan.files.resources import DEFAULT_PACK
from sociallan.pack.load import load
from sociallan.pack.pack import Pack
from tests.builders import ROOT, pack_schemas

SOURCE = ROOT / "src" / "sociallan"
PACKS = sorted(path.parent for path in (ROOT / "rules").glob("*/pack.yaml"))

COMMON = frozenset((
    "access", "amount", "applicant", "area", "body", "catalogue", "change", "code", "country", "date", "description",
    "documents", "effect", "email", "end", "evidence", "exists", "fewest_words", "finding", "format", "frequency",
    "from", "function", "goals", "green", "id", "item", "items", "kind", "level", "link", "linked", "location",
    "management", "method", "mode", "name", "nature", "need", "none", "objects", "open", "operating", "operations",
    "other", "outcome", "output", "part", "place", "plan", "planned", "project", "projects", "property", "quality",
    "reference", "region", "responsible", "size", "social", "sole", "source", "start", "status", "submitted",
    "summary", "target", "title", "type", "unit", "until", "url", "use", "value", "year",
))  # fmt: skip
"""Words that the program has for things of its own, or that anyone uses: a pack's name may be one of them."""

_COMPOUND = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+")
_PATH = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")


def known(find: Callable[[], Iterator[tuple[str, str]]]) -> Callable[[], tuple[tuple[str, str], ...]]:
    """Have texts found once, and not by each test."""
    return wraps(find)(cache(lambda: tuple(find())))


def pack(folder: Path) -> Pack:
    return load(packs.pack_files(folder), pack_schemas())


@cache
def paths() -> frozenset[str]:
    """Return the paths of the fields of all packs that have a dot."""
    return frozenset(path for folder in PACKS for path in pack(folder).form.fields if "." in path)


@cache
def names() -> frozenset[str]:
    """Return the names that the packs give, without common words."""
    return frozenset(name for folder in PACKS for name in names_of(pack(folder))) - COMMON


def names_of(one: Pack) -> Iterator[str]:
    yield from (one.id, one.id.upper())
    for path, field in one.form.fields.items():
        yield from (*filter(None, path.split(".")), *field.values)
    yield from (group.id for group in one.groups)
    yield from (phase.id for phase in one.phases)
    for value in one.values.values():
        yield from (value.name, *value.labels)
    yield from (*one.params, *one.lists, *one.specimens, *(rule.id for rule in one.rules))
    yield from (field.name for field in one.summary)


@known
def python_constants() -> Iterator[tuple[str, str]]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", node.value


def strings(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Yield every key and every text of a tree."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield at, str(key)
            yield from strings(part, f"{at}/{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from strings(part, f"{at}/{number}")
    elif isinstance(value, str):
        yield at, value


@known
def words() -> Iterator[tuple[str, str]]:
    for file in sorted((SOURCE / "words").glob("*.yaml")):
        for number, document in enumerate(yaml.safe_load_all(file.read_text(encoding="utf-8"))):
            yield from strings(document, f"{file.name}#{number}")


@known
def schemas() -> Iterator[tuple[str, str]]:
    for file in sorted((SOURCE / "schemas").glob("*.json")):
        yield from strings(json.loads(file.read_text(encoding="utf-8")), file.name)


def test_no_constant_of_python_is_a_name_of_a_pack() -> None:
    found = [f"{at}: {text}" for at, text in python_constants() if text in names() or text in paths()]

    # What people write for all of several is a choice of lsh, too.
    words = [each for each in found if each.startswith("application/notation/value_words.py")]
    assert [each.rpartition(" ")[2] for each in words] == ["both"]
    assert [each for each in found if each not in words and not each.startswith("files/resources.py")] == []
    assert [each.rpartition(" ")[2] for each in found if each not in words] == [DEFAULT_PACK]


@pytest.mark.parametrize("texts", [words, schemas])
def test_no_word_and_no_schema_names_a_pack(texts: Any) -> None:
    found = [
        f"{at}: {name}"
        for at, text in texts()
        for name in (text, *_COMPOUND.findall(text), *_PATH.findall(text))
        if name in names() or name in paths()
    ]

    assert found == []


@pytest.mark.parametrize(
    "text", ["committee", "kommitté", "Kommuninvest", "Social Hållbarhet", "Social Sustainability"]
)
def test_no_sentence_of_the_program_tells_of_one_lender(text: str) -> None:
    assert [at for at, said in (*words(), *schemas(), *python_constants()) if text in said] == []


def test_no_sentence_names_a_shipped_pack() -> None:
    ids = re.compile(rf"\b(?:{'|'.join(folder.name for folder in PACKS)})\b", re.IGNORECASE)

    assert [f"{at}: {text}" for at, text in (*words(), *schemas()) if ids.search(text)] == []


def test_each_pack_has_names_that_are_looked_for() -> None:
    assert {"target_group", "housing", "lsh", "LSH", "municipality"} <= names()
    assert "social.goals" in paths()
