"""Values as YAML flow style on one line, to paste into a rule or an application."""

import json
import re
from collections.abc import Mapping
from typing import Any

from sociallan.application.scalars import DATE, may_be_constant

# Any other text is quoted: YAML could read it as another type or as several values.
_PLAIN = re.compile(r"[^\W\d_][\w .()/-]*[\w.)]|[^\W\d_]")


def flow(value: Any) -> str:
    """Return a value as YAML on one line: ``{kind: region, size: 10}``."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str() if _is_plain(value):
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    return bool(DATE.fullmatch(text)) or (bool(_PLAIN.fullmatch(text)) and not may_be_constant(text))
