"""The files that travel with the program: schemas, words and the rule pack."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from sociallan.core.read import read
from sociallan.model.source import Source

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def schema(name: str) -> dict[str, Any]:
    """Give a JSON Schema by name: application, rule, pack, report or comparison."""
    text = (_PACKAGE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def default_pack() -> Path:
    """Give the folder of the pack ``lsh``: beside the package in a wheel, at the top of a checkout."""
    installed = _PACKAGE / "rules" / "lsh"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "rules" / "lsh"


@cache
def words(lang: str) -> dict[str, Any]:
    """Give every sentence of a language, ``sv`` or ``en``."""
    name = f"words/{lang}.yaml"
    document = read(Source(name, (_PACKAGE / name).read_bytes()))
    assert not document.findings, document.findings
    table: dict[str, Any] = document.value
    return table
