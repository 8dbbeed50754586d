"""Sentences read without YAML, for errors at start-up when PyYAML itself may be missing or broken."""

import json
import re
from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_SECTION = re.compile(r"(\w+):$")
_SENTENCE = re.compile(r'  (\w+): (".*")$')


def plain_words(lang: str) -> dict[str, dict[str, str]]:
    """Return the sentences of a language that are quoted on one line, by section and key."""
    # Also works inside a zip file.
    text = files("sociallan").joinpath("words", f"{lang}.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in text.splitlines():
        if begins := _SECTION.match(line):
            section = table.setdefault(begins[1], {})
        elif says := _SENTENCE.match(line):
            section[says[1]] = json.loads(says[2])
    return table


def is_zipped() -> bool:
    """Return whether the program runs from a zip file, where its rules and schemas are not files."""
    return not _PACKAGE.is_dir()
