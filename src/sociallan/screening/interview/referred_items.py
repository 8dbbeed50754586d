"""Items to which an answer refers: the text by which people know each of them."""

from collections.abc import Sequence
from typing import Any

from sociallan.application.field import Catalogue, Field
from sociallan.application.form_check.canonical import folded
from sociallan.application.walking import value_at

_SHORTEST = 4
"""Fewest letters by which an item is known: shorter words stand in many texts."""


def text_of(label: str, field: Field, value: Any, fields: Catalogue) -> str:
    """Return the first text of the item with a label to which a field refers, ``""`` if it has none."""
    *steps, name = (field.refers_to or "").split(".")
    for item in value_at(value, steps) or ():
        if isinstance(item, dict) and item.get(name) == label:
            known = ((fields.get(".".join((*steps, key))), part) for key, part in item.items() if key != name)
            texts = (part for each, part in known if each is not None and not each.values and isinstance(part, str))
            return next(texts, "")
    return ""


def index_named(said: str, texts: Sequence[str]) -> int | None:
    """Return the index of the only text that some words stand in, ``None`` if there is none or are several."""
    words = folded(said)
    found = [index for index, text in enumerate(texts) if words in folded(text)] if len(words) >= _SHORTEST else []
    return found[0] if len(found) == 1 else None
