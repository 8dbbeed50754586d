"""The template of an application: every field, empty, with its description as a comment."""

import textwrap
from collections.abc import Iterator

from sociallan.application.field import Field, FieldKind, Form
from sociallan.pack.pack import Pack
from sociallan.report import field_texts, sourced_texts
from sociallan.report.view import View

_WIDTH = 96


def template(name: str, pack: Pack, view: View) -> str:
    """Return a template; ``name`` is the name of its future file, for the first lines."""
    lines = _comment(view.words.say("template.head", title=view.words.pick(view.fields[""].title), file=name), 0)
    if notice := sourced_texts.before_writing(pack, view):
        lines += ["#", *_comment(notice, 0)]
    for child in view.fields[""].children:
        lines += ["", *_field(view.fields[child], 0, pack.form, view)]
    return "\n".join(lines) + "\n"


def _field(field: Field, indent: int, form: Form, view: View) -> list[str]:
    key = field.path.rpartition(".")[2]
    lead = " " * indent
    about = _comment(_about(field, view), indent)
    if field.type.name == "version":
        return [*about, f"{lead}{key}: {form.version}"]
    if not field.children:
        return [*about, f"{lead}{key}:"]
    inner = [line for part in _children(field, view) for line in _field(part, 0, form, view)]
    is_list = field.kind is FieldKind.LIST
    return [*about, f"{lead}{key}:", *(_item(inner, indent + 2) if is_list else _shifted(inner, indent + 2))]


def _children(field: Field, view: View) -> Iterator[Field]:
    for child in field.children:
        yield view.fields[f"{field.path}.{child}"]


def _item(lines: list[str], indent: int) -> list[str]:
    """Return lines as one list item: the dash before the first key, its comments above the dash."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    above = [" " * (indent + 2) + line for line in lines[:first]]
    return [*above, f"{' ' * indent}- {lines[first]}", *_shifted(lines[first + 1 :], indent + 2)]


def _shifted(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line for line in lines]


def _about(field: Field, view: View) -> str:
    words = view.words
    text = f"{words.pick(field.title)}. {field_texts.about(field, words)}"
    choices = ", ".join(field_texts.choices(field, words))
    return f"{text} {words.say('template.values', values=choices)}" if choices else text


def _comment(text: str, indent: int) -> list[str]:
    lead = " " * indent + "# "
    wrapped = (textwrap.wrap(part, _WIDTH - indent, break_long_words=False) for part in text.split("\n"))
    return [(lead + line).rstrip() for part in wrapped for line in (part or [""])]
