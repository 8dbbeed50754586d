"""Items to which an answer refers: the text by which people know each of them."""

import re
from collections.abc import Sequence
from typing import Any

from sociallan.application.field import Catalogue, Field
from sociallan.application.notation import suggestions
from sociallan.application.notation.value_words import folded
from sociallan.application.walking import value_at, values_at

_LABEL = re.compile(r"[^\W\d_]{1,3}[ -]?\d+")
"""Label as the program gives them: I1."""
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
    return found.pop() if len(found) == 1 else None


def as_labels(field: Field, text: str, written: str, value: Any, fields: Catalogue) -> str | None:
    """Return the list of the labels that the parts of a text mean, which is ``written`` as a list as it stands.

    ``None`` if it refers to items by words, and a part is in the text of none of them, or of several.
    """
    parts = suggestions.enumerated(text)
    if field.refers_to is None or all(map(_LABEL.fullmatch, parts)):
        return written
    labels = list(map(str, filter(None, values_at(value, field.refers_to.split(".")))))
    texts = [text_of(label, field, value, fields) for label in labels]
    meant = [index_named(part, texts) for part in parts]
    known = [labels[index] for index in meant if index is not None]
    return f"[{', '.join(dict.fromkeys(known))}]" if len(known) == len(meant) else None
