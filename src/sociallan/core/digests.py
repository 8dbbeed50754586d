"""Digests of a pack: of what decides, and apart from it of what is only read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_TEXTS = ("title", "why", "ask", "question", "notice", "summary", "note", "name", "phases")
"""Keys whose values are only read by people: they are in the digest of the texts, not of the logic.

The phases of the loan are told of, days and all; what differs between them stands in dated rules.
"""


def digests(values: Mapping[str, Any]) -> tuple[str, str]:
    """Give the digests of the logic and of the texts of files, by name; ``sha256:`` and hexadecimals each."""
    parted = {name: _parted(value) for name, value in values.items()}
    logic = {name: decides for name, (decides, _) in parted.items()}
    texts = {name: is_read for name, (_, is_read) in parted.items()}
    return _digest(logic), _digest(texts)


def _parted(value: Any) -> tuple[Any, Any]:
    """Part a value into what decides and what is only read, ``None`` where nothing is."""
    if isinstance(value, list):
        pairs = [_parted(part) for part in value]
        texts = [is_read for _, is_read in pairs]
        return [decides for decides, _ in pairs], texts if any(text is not None for text in texts) else None
    if not isinstance(value, dict):
        return value, None
    decides: dict[str, Any] = {}
    is_read: dict[str, Any] = {}
    for key, part in value.items():
        if key in _TEXTS:
            is_read[key] = part
        else:
            decides[key], texts = _parted(part)
            if texts is not None:
                is_read[key] = texts
    return decides, is_read or None


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
