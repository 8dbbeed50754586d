"""The files shipped with the program: schemas, words, the rule packs and the pack that a new one begins as."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from sociallan.application.source import Source
from sociallan.files.languages import LANGUAGES
from sociallan.files.stored import PACKAGE, stored

DEFAULT_PACK = "lsh"
"""The pack of a run that names none: the one place where the program knows a pack by name."""

_ANY_LANGUAGE = "^[a-z]{2}$"
"""Pattern of a language code in the schema files; replaced by the supported languages when loaded."""


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema by its name, the first part of its file's."""
    loaded: dict[str, Any] = json.loads(with_known_languages(schema_text(name)))
    return loaded


def schema_text(name: str) -> str:
    """Return the unchanged text of the file of a JSON Schema."""
    return (PACKAGE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def with_known_languages(schema_text: str) -> str:
    """Return the text of a schema with every pattern for a language restricted to the supported ones."""
    return schema_text.replace(_ANY_LANGUAGE, f"^({'|'.join(LANGUAGES)})$")


def schema_path_from(folder: Path, name: str) -> str | None:
    """Return the relative path of a schema from a folder in the same checkout, ``None`` from any other folder."""
    path, start = PACKAGE / "schemas" / f"{name}.schema.json", folder.resolve()
    if not start.is_relative_to(PACKAGE.parents[1]):
        return None
    return Path(os.path.relpath(path, start)).as_posix()


def shipped_pack(name: str) -> Path:
    """Return the folder of a shipped pack, which may not exist: in the installed package, or in a checkout."""
    return _packs() / name


def shipped_packs() -> list[str]:
    """Return the names of the shipped packs."""
    return sorted(file.parent.name for file in _packs().glob("*/pack.yaml"))


def _packs() -> Path:
    installed = PACKAGE / "packs"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "rules"


def pack_folder(given: Path | None = None) -> Path:
    """Return the folder of a pack that is given by its folder, or by the name of a shipped one; else the default."""
    if given is None:
        return shipped_pack(DEFAULT_PACK)
    is_name = given.name == str(given) and not given.is_dir()
    shipped = shipped_pack(given.name)
    return shipped if is_name and shipped.is_dir() else given


def starter_pack() -> Path:
    """Return the folder of the pack that a new pack begins as."""
    return PACKAGE / "starter"


def is_in_package(folder: Path) -> bool:
    """Return whether a folder lies in the installed package, which the next update overwrites."""
    return folder.resolve().is_relative_to(PACKAGE)


@cache
def words(lang: str) -> dict[str, Any]:
    """Return the sentences of a language by section and key."""
    return _document(lang, 0)


@cache
def schema_texts(lang: str) -> dict[str, Any]:
    """Return the titles and descriptions of the schemas in a language, by schema and JSON pointer."""
    return _document(lang, 1)


def words_source(lang: str, number: int) -> Source:
    """Return one of the two documents of a words file; the other is not parsed, which saves time in most runs."""
    name = f"words/{lang}.yaml"
    data = (PACKAGE / name).read_bytes().replace(b"\r\n", b"\n")
    return Source(f"{name}#{number}", data.split(b"\n---\n")[number])


def _document(lang: str, number: int) -> dict[str, Any]:
    source = words_source(lang, number)
    table: dict[str, Any] | None = stored(stored_words_name(lang, number), [source])
    if table is None:
        from sociallan.application.read import read  # Imported late: a wheel has the words stored.

        document = read(source)
        assert not document.findings, document.findings
        table = document.value
    return table


def stored_words_name(lang: str, number: int) -> str:
    """Return the name under which a document of a words file is stored."""
    return f"{lang}.{number}.words"
