"""Digests of a pack: of what decides, and apart from it of what is only read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sociallan.pack.schema_check import FORM, PACK, PARAMS, RULES, SOURCES, SPECIMENS, VALUES

_READ = {
    PACK: ("title", "notice", "cites", "phases", "read_by_people", "groups/*/title", "lists/*/title"),
    FORM: ("title", "help", "fields/*/&field"),
    VALUES: ("*/label", "*/choices/*/label"),
    SOURCES: ("*",),
    PARAMS: ("*/title", "*/unit", "*/cites", "*/note"),
    RULES: ("title", "why", "ask", "cites", "replaces", "judge/question", "judge/evidence"),
}
"""What people only read, by kind of file; ``*`` is any key or item. What is not named here decides.

``&field`` stands for what is only read of a field of the form. A label of a choice decides: applicants may write it.
"""

_OF_FIELD = ("label", "help", "example", "items/&field", "fields/*/&field")

_LEFT_OUT = {PACK: ("id", "version"), RULES: ("specimen", "tests")}
"""What is in neither digest: the pack's name, and what the rules are tried with."""


def digests(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return the digests of the logic and of the texts of files, by name; ``sha256:`` and hexadecimals each.

    Tests and specimens are in neither: a test may be added to what has been released.
    """
    logic: dict[str, Any] = {}
    texts: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith(SPECIMENS):
            continue
        # A rule is known by its id, wherever in the folder its file lies.
        kind, key = (RULES, RULES + value["id"]) if name.startswith(RULES) else (name, name)
        logic[key], texts[key] = _parted(value, _split(_READ.get(kind, ())), _split(_LEFT_OUT.get(kind, ())))
    return _digest(logic), _digest(texts)


_Steps = tuple[tuple[str, ...], ...]


def _split(paths: tuple[str, ...]) -> _Steps:
    return tuple(tuple(path.split("/")) for path in paths)


def _parted(value: Any, read: _Steps, left_out: _Steps) -> tuple[Any, Any]:
    """Part a value into what decides and what is only read, ``None`` where nothing is."""
    if not (read or left_out) or not isinstance(value, dict | list):
        return value, None
    if isinstance(value, list):
        pairs = [_parted(part, _below(read, "*"), _below(left_out, "*")) for part in value]
        texts = [is_read for _, is_read in pairs]
        return [decides for decides, _ in pairs], texts if any(text is not None for text in texts) else None
    decides: dict[str, Any] = {}
    is_read: dict[str, Any] = {}
    for key, part in value.items():
        of_key, out_of_key = _below(read, key), _below(left_out, key)
        if () in of_key:
            is_read[key] = part
        elif () not in out_of_key:
            decides[key], texts = _parted(part, of_key, out_of_key)
            if texts is not None:
                is_read[key] = texts
    return decides, is_read or None


def _below(paths: _Steps, step: str) -> _Steps:
    """Return what is left of the paths that go on through a step."""
    left = (path[1:] for path in paths if path and path[0] in ("*", step))
    return tuple(each for path in left for each in (_FIELD if path == ("&field",) else (path,)))


_FIELD = _split(_OF_FIELD)


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
