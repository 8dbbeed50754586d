"""A suggestion as a document holds it: YAML as it is, JSON in its quotation marks, and a cell of a workbook in none."""

import json
import re

from sociallan.application.document import Document
from sociallan.application.notation.suggestions import without_quotes

_BETWEEN_ITEMS = re.compile(r",\s*(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)")
"""A comma that stands in no quotation marks."""


def written_as(document: Document, suggestion: str) -> str:
    """Return a suggestion, which is written in YAML, as the file or workbook of a document holds it."""
    if document.cells:
        return without_quotes(suggestion)
    return suggestion if document.source.is_yaml else _as_json(suggestion)


def _as_json(text: str) -> str:
    """Return a single value, or a list of such, as JSON: what JSON would not read as a value is a text."""
    try:
        json.loads(text)
    except ValueError:
        if text[:1] + text[-1:] == "[]":
            return f"[{', '.join(map(_as_json, _BETWEEN_ITEMS.split(text[1:-1])))}]"
        return json.dumps(without_quotes(text), ensure_ascii=False)
    return text
