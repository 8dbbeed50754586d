"""The files that travel with the program: schemas, words and the rule pack."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.files.languages import LANGUAGES

_PACKAGE = Path(__file__).resolve().parents[1]
_ANY_LANGUAGE = "^[a-z]{2}$"
"""The pattern of a language in the schemas: in the program it is one of those that there are words for."""


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema by name: application, rule, pack, report, comparison or config."""
    loaded: dict[str, Any] = json.loads(with_known_languages(schema_text(name)))
    return loaded


def schema_text(name: str) -> str:
    """Return the text of a JSON Schema as it stands in its file."""
    return (_PACKAGE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def with_known_languages(schema_text: str) -> str:
    """Return the text of a schema with the languages that there are words for, where it allows any."""
    return schema_text.replace(_ANY_LANGUAGE, f"^({'|'.join(LANGUAGES)})$")


def schema_seen_from(folder: Path, name: str) -> str:
    """Return where a schema lies, for a file in a folder: the way there within a checkout, else its address."""
    path, start = _PACKAGE / "schemas" / f"{name}.schema.json", folder.resolve()
    if not start.is_relative_to(_PACKAGE.parents[1]):
        return path.as_uri()
    return Path(os.path.relpath(path, start)).as_posix()


def default_pack() -> Path:
    """Return the folder of the pack ``lsh``: beside the package in a wheel, at the top of a checkout."""
    installed = _PACKAGE / "packs" / "lsh"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "rules" / "lsh"


def travels_along(folder: Path) -> bool:
    """Return whether a folder lies in the installed program: the next update writes over it."""
    return folder.resolve().is_relative_to(_PACKAGE)


@cache
def words(lang: str) -> dict[str, Any]:
    """Return every sentence that a run can say, in a language."""
    return _document(lang, 0)


@cache
def schema_texts(lang: str) -> dict[str, Any]:
    """Return the titles and descriptions of the schemas in a language, by schema and JSON pointer."""
    return _document(lang, 1)


def _document(lang: str, number: int) -> dict[str, Any]:
    """Return one of the two documents of a file of words: no run is to wait until both are read."""
    name = f"words/{lang}.yaml"
    text = (_PACKAGE / name).read_text(encoding="utf-8").split("\n---\n")[number]
    document = read(Source(name, text.encode()))
    assert not document.findings, document.findings
    table: dict[str, Any] = document.value
    return table
