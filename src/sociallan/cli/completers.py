"""The values that a shell offers for options and arguments, found without loading a pack, which takes too long."""

from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import typer

from sociallan.application.read import read
from sociallan.files import packs, resources
from sociallan.files.environment import language
from sociallan.formats import RENDERERS
from sociallan.pack.pack import Role
from sociallan.report.words import TERMS

Completions = list[tuple[str, str]]
"""Values, each with a short explanation, ``""`` without one."""


def formats(incomplete: str) -> Completions:
    """Return the formats of a report."""
    return _beginning(((name, "") for name in RENDERERS), incomplete)


def pack_names(incomplete: str) -> Completions:
    """Return the names of the packs that come with the program."""
    return _beginning(((name, "") for name in resources.shipped_packs()), incomplete)


def rule_ids(context: typer.Context, incomplete: str) -> Completions:
    """Return the ids of the rules of a pack."""
    return _beginning(_rules(_folder(context)), incomplete)


def rules_and_groups(context: typer.Context, incomplete: str) -> Completions:
    """Return the ids of the rules and groups of a pack; of ids with commas between them the last is completed."""
    before, comma, last = incomplete.rpartition(",")
    folder = _folder(context)
    found = _beginning((*_groups(folder, _lang(context)), *_rules(folder)), last)
    return [(f"{before}{comma}{name}", about) for name, about in found]


def explained(context: typer.Context, incomplete: str) -> Completions:
    """Return the names that can be explained, of rules, groups, fields, choices, tables, findings and headings."""
    folder, lang = _folder(context), _lang(context)
    tables = ((path.stem, "") for path in sorted(folder.glob("tables/*.csv")))
    words = resources.words(lang)
    codes = ((code, "") for code in words["findings"])
    terms = ((f"{kind}.{code}", text) for kind in TERMS for code, text in words[kind].items())
    of_pack = (*_groups(folder, lang), *_rules(folder), *_fields(folder, lang), *tables)
    return _beginning((*of_pack, *codes, *terms), incomplete)


def group_ids(context: typer.Context, incomplete: str) -> Completions:
    """Return the ids of the groups of a pack."""
    return _beginning(_groups(_folder(context), _lang(context)), incomplete)


def areas(context: typer.Context, incomplete: str) -> Completions:
    """Return the choices of the field by which a pack divides applications."""
    folder, lang = _folder(context), _lang(context)
    form, summary = _file(folder, "form.yaml"), _file(folder, "pack.yaml").get("summary", {})
    found: list[tuple[str, str]] = []
    for path in (each["field"] for each in summary.values() if each.get("role") == Role.CLASS):
        field = reduce(lambda field, name: field["fields"][name], path.split("."), form)
        choices = field["choices"]
        found += _choices(form["choices"][choices] if isinstance(choices, str) else choices, lang)
    return _beginning(found, incomplete)


def _beginning(offered: Any, incomplete: str) -> Completions:
    """Return each value that begins so, once."""
    return list({name: (name, about) for name, about in offered if name.startswith(incomplete)}.values())


def _lang(context: typer.Context) -> str:
    chosen = context.params.get("lang")
    return str(chosen) if chosen else language([], getattr(context.find_root().obj, "lang", None))


def _folder(context: typer.Context) -> Path:
    """Return the folder of the pack that the line names so far; of several, the last."""
    given = context.params.get("rules")
    if isinstance(given, list | tuple):
        given = given[-1] if given else None
    return resources.pack_folder(None if given is None else Path(given))


def _rules(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the rules, by the names of their files, which are their ids."""
    yield from ((path.stem, "") for path in sorted(folder.glob("rules/**/*.yaml")))


def _groups(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    for group in _file(folder, "pack.yaml").get("groups", ()):
        yield group["id"], _text(group.get("title"), lang)


def _fields(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Yield each field by its dotted path, and each choice."""
    form = _file(folder, "form.yaml")
    for choices in form.get("choices", {}).values():
        yield from _choices(choices, lang)
    yield from _parts(form.get("fields", {}), "", lang)


def _parts(fields: Mapping[str, Any], parent: str, lang: str) -> Iterator[tuple[str, str]]:
    for name, field in fields.items():
        path = f"{parent}{name}"
        yield path, _text(field.get("label"), lang)
        single = field.get("items", field)
        yield from _choices(single.get("choices"), lang)
        yield from _parts(single.get("fields", {}), f"{path}.", lang)


def _choices(choices: object, lang: str) -> Iterator[tuple[str, str]]:
    if isinstance(choices, Mapping):
        yield from ((code, _text(label, lang)) for code, label in choices.items())


def _text(text: object, lang: str) -> str:
    return str(text.get(lang, "")) if isinstance(text, Mapping) else ""


def _file(folder: Path, name: str) -> Mapping[str, Any]:
    """Return the values of a file of a pack, which may have faults; none if it cannot be read."""
    source = packs.pack_file(folder, name)
    value = None if source is None else read(source).value
    return value if isinstance(value, dict) else {}
