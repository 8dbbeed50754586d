"""Defaults of fields: nothing, and ``None`` where it may be."""

from dataclasses import MISSING, fields, is_dataclass
from types import NoneType
from typing import Any, get_args, get_type_hints


def other_defaults(kind: Any) -> list[str]:
    """Return the fields of a class of which what is not given is something, or not ``None`` where it may be."""
    if is_dataclass(kind):
        defaults = {each.name: each.default for each in fields(kind) if each.default is not MISSING}
    else:
        defaults = kind._field_defaults
    assert defaults, "no field has a default"
    hints = get_type_hints(kind)
    return [
        name
        for name, default in defaults.items()
        if default or (default is None) is not (NoneType in get_args(hints[name]))
    ]
