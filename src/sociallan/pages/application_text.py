"""An application as YAML, in the order of its form, from its values."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application.field import Catalogue
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow

_WIDTH = 96
_ODD = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
"""Characters that stand as escapes in a text, since a reader of YAML would take them otherwise or not at all."""
_ESCAPED_ONLY = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def application_text(application: Mapping[str, Any], view: View) -> str:
    """Return the text of an application; each part is headed by its label."""
    lines: list[str] = []
    for name in _ordered(application, "", view.fields):
        field = view.fields.get(name)
        if field is not None and field.children:
            lines += ["", f"# {' '.join(view.words.pick(field.title).split())}"]
        lines += _entry(name, application[name], name, 0, view)
    return "\n".join(lines).lstrip("\n") + "\n"


def _ordered(value: Mapping[str, Any], path: str, fields: Catalogue) -> list[str]:
    known = fields.get(path)
    order = {} if known is None else {name: number for number, name in enumerate(known.children)}
    return sorted(value, key=lambda name: order.get(name, len(order)))


def _entry(name: str, value: Any, path: str, indent: int, view: View) -> list[str]:
    """Return the lines of a name with its value."""
    key = f"{' ' * indent}{flow(name)}:"
    match value:
        case dict() if value:
            return [key, *_record(value, path, indent + 2, view)]
        case list() if any(isinstance(item, dict) for item in value):
            return [key, *(line for item in value for line in _item(item, path, indent + 2, view))]
        case str():
            return _text(key, value, indent)
        case _:
            return [f"{key} {_single(value)}"]


def _record(value: Mapping[str, Any], path: str, indent: int, view: View) -> Iterator[str]:
    for name in _ordered(value, path, view.fields):
        yield from _entry(name, value[name], f"{path}.{name}", indent, view)


def _item(item: Any, path: str, indent: int, view: View) -> list[str]:
    """Return the lines of an item of a list: the dash before the first name."""
    if not isinstance(item, dict) or not item:
        return [f"{' ' * indent}- {_single(item)}"]
    first, *others = _record(item, path, indent + 2, view)
    return [f"{' ' * indent}- {first.lstrip(' ')}", *others]


def _text(key: str, text: str, indent: int) -> list[str]:
    """Return the lines of a name with a text: a long one folded, one of several lines as it is."""
    is_block = text == text.strip() and not _ODD.search(text) and len(text) + len(key) >= _WIDTH
    if is_block and "\n" not in text and "  " not in text:
        wrapped = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        return [f"{key} >-", *(f"{' ' * (indent + 2)}{line}" for line in wrapped)]
    if "\n" in text and text == text.strip() and not _ODD.search(text) and "\n " not in text and " \n" not in text:
        return [f"{key} |-", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in text.split("\n"))]
    return [f"{key} {_single(text)}"]


def _single(value: Any) -> str:
    written = flow(value)
    return _ESCAPED_ONLY.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
