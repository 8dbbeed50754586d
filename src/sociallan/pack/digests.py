"""Digests of a pack: of its logic, which determines outcomes, of its texts, of its files, and of its parts."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sociallan.application.source import Source
from sociallan.pack.pack import PartDigests
from sociallan.pack.schema_check import CASES, FORM, PACK, PARAMS, PRECEDENTS, RULES, SOURCES, SPECIMENS, TABLES, VALUES

_TEXTS = {
    PACK: (
        "title",
        "notice",
        "cites",
        "phases",
        "read_by_people",
        "examples",
        "summary",
        "chain",
        "texts",
        "before_writing",
        "beside_verdict",
        "terms",
        "groups/*/title",
        "lists/*/title",
        "tables",
    ),
    FORM: ("title", "help", "asked_first", "fields/*/&field"),
    VALUES: ("*/label", "*/choices/*/label"),
    SOURCES: ("*",),
    TABLES: ("*/source",),
    PRECEDENTS: ("*",),
    PARAMS: ("*/title", "*/unit", "*/cites", "*/note"),
    RULES: (
        "title",
        "unmet",
        "why",
        "ask",
        "cites",
        "replaces",
        "follows",
        "question",
        "names",
        "judge/question",
        "judge/evidence",
    ),
}
"""Paths of the texts by kind of file; ``*`` is any key or item. All other paths are logic.

``&field`` stands for the paths of ``_FIELD_TEXTS``. The label of a choice is logic, since applicants may write it.
"""

_FIELD_TEXTS = ("label", "help", "example", "items/&field", "fields/*/&field")

_EXCLUDED = {PACK: ("id", "version", "first_specimen"), RULES: ("specimen", "tests")}
"""Paths in neither digest: the pack's id and version, and specimens and tests."""


def digests(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return the digests of the logic and of the texts of a pack's files, each ``sha256:`` and hexadecimal digits.

    ``values`` are the parsed files by name. Tests, cases and specimens are in neither digest, so that they may be
    added to a released pack.
    """
    logic: dict[str, Any] = {}
    texts: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith((SPECIMENS, CASES)):
            continue
        kind = next((folder for folder in (RULES, TABLES) if name.startswith(folder)), name)
        # Key a rule by its id, so that its file may move within the folder.
        key = RULES + value["id"] if kind == RULES else name
        logic[key], texts[key] = _partition(value, _split(_TEXTS.get(kind, ())), _split(_EXCLUDED.get(kind, ())))
    return _digest(logic), _digest(texts)


def content_digest(files: Iterable[Source]) -> bytes:
    """Return the digest of the names and bytes of files, in their order."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path}\0{len(file.data)}\0".encode("utf-8", "surrogatepass"))
        digest.update(file.data)
    return digest.digest()


_DECIDING = frozenset(("when", "require", "otherwise"))
"""Keys of a rule that decide its outcome, but for ``judge/when``, and that no text for people is made of."""


def part_digests(files: Iterable[Source], rules: Iterable[Mapping[str, Any]]) -> PartDigests:
    """Return the digests of a pack's parts by the bytes of its files beside the rules, and the values of the rules."""
    rest = hashlib.sha256(content_digest(files))
    conditions: dict[str, tuple[bytes, bytes]] = {}
    for rule in rules:
        judge = rule.get("judge", {})
        deciding = {key: value for key, value in rule.items() if key in _DECIDING and key != "when"}
        conditions[rule["id"]] = _value_digest(rule.get("when")), _value_digest((deciding, judge.get("when")))
        shown = {key: value for key, value in rule.items() if key not in _DECIDING and key not in _EXCLUDED[RULES]}
        asked = {key: value for key, value in judge.items() if key != "when"}
        # Reports show the rules that always apply before others.
        rest.update(_value_digest((shown | {"judge": asked}, "when" in rule)))
    return PartDigests(rest.digest(), conditions)


def _value_digest(value: Any) -> bytes:
    """Return the digest of a value from YAML, in which the order of keys counts."""
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode()).digest()


_Steps = tuple[tuple[str, ...], ...]


def _split(paths: tuple[str, ...]) -> _Steps:
    return tuple(tuple(path.split("/")) for path in paths)


def _partition(value: Any, text_paths: _Steps, excluded: _Steps) -> tuple[Any, Any]:
    """Partition a value into logic and texts; the texts are ``None`` if there are none."""
    if not (text_paths or excluded) or not isinstance(value, dict | list):
        return value, None
    if isinstance(value, list):
        pairs = [_partition(part, _below(text_paths, "*"), _below(excluded, "*")) for part in value]
        texts = [text_part for _, text_part in pairs]
        return [logic_part for logic_part, _ in pairs], texts if any(text is not None for text in texts) else None
    logic_part: dict[str, Any] = {}
    text_part: dict[str, Any] = {}
    for key, part in value.items():
        texts_below, excluded_below = _below(text_paths, key), _below(excluded, key)
        if () in texts_below:
            text_part[key] = part
        elif () not in excluded_below:
            logic_part[key], texts = _partition(part, texts_below, excluded_below)
            if texts is not None:
                text_part[key] = texts
    return logic_part, text_part or None


@lru_cache(1024)
def _below(paths: _Steps, step: str) -> _Steps:
    """Return the remainders of the paths that begin with a step."""
    left = (path[1:] for path in paths if path and path[0] in ("*", step))
    return tuple(each for path in left for each in (_FIELD_STEPS if path == ("&field",) else (path,)))


_FIELD_STEPS = _split(_FIELD_TEXTS)


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
