"""The template of an application: every field, empty, with its description as a comment."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sociallan.application.field import Field, FieldKind
from sociallan.pack.pack import Pack
from sociallan.report import field_texts, sourced_texts, values
from sociallan.report.view import View

_WIDTH = 96


class Given(NamedTuple):
    """Choices that narrow a template.

    ``values`` are those of fields by their path. The fields ``left_out`` do not stand in it, and what is in the lists
    that are ``only_if_any`` stands in comments. ``schema`` is the path of that for editors, relative to the file.
    """

    values: Mapping[str, str] = {}
    left_out: frozenset[str] = frozenset()
    only_if_any: frozenset[str] = frozenset()
    schema: str = ""


def template(name: str, pack: Pack, view: View, given: Given = Given()) -> str:
    """Return a template; ``name`` is the name of its future file, for the first lines."""
    return "\n".join(_Writer(pack, view, given).lines(name)) + "\n"


class _Writer:
    def __init__(self, pack: Pack, view: View, given: Given) -> None:
        self._pack = pack
        self._view = view
        self._words = view.words
        self._given = given

    def lines(self, name: str) -> Iterator[str]:
        if self._given.schema:
            yield f"# yaml-language-server: $schema={self._given.schema}"
        whole = self._view.fields[""]
        yield from _comment(self._words.say("template.head", title=self._words.pick(whole.title), file=name), 0)
        if notice := sourced_texts.before_writing(self._pack, self._view):
            yield "#"
            yield from _comment(notice, 0)
        for child in self._children(whole):
            yield ""
            yield from self._field(child, 0)

    def _children(self, field: Field) -> Iterator[Field]:
        below = (self._view.fields[field.path_of(child)] for child in field.children)
        yield from (child for child in below if child.path not in self._given.left_out)

    def _field(self, field: Field, indent: int) -> list[str]:
        about = [line for paragraph in self._about(field) for line in _comment(paragraph, indent)]
        key = f"{' ' * indent}{field.path.rpartition('.')[2]}:"
        if field.children:
            inner = [line for part in self._children(field) for line in self._field(part, 0)]
            below = _item(inner, indent + 2) if field.kind is FieldKind.LIST else _shifted(inner, indent + 2)
            return [*about, key, *(_commented(below, indent) if self._is_only_if_any(field) else below)]
        value = self._given.values.get(field.path, "")
        if field.type.name == "version":
            value = str(self._pack.form.version)
        elif field.kind is FieldKind.LIST and not field.may_be_empty:
            # Where a list may be empty, an empty one says that there is nothing: no one has said that yet.
            value = "[]"
        return [*about, f"{key} {value}".rstrip()]

    def _is_only_if_any(self, field: Field) -> bool:
        """Return whether an item with nothing in it would say too much: that there is one."""
        return field.kind is FieldKind.LIST and (field.may_be_empty or field.path in self._given.only_if_any)

    def _about(self, field: Field) -> Iterator[str]:
        """Yield the comment on a field, a paragraph at a time."""
        words = self._words
        said = [f"{words.pick(field.title)}. {field_texts.about(field, words)}"]
        if field.kind is FieldKind.LIST and not field.children and field.example is None and field.values:
            said.append(words.say("form.example", example=field_texts.example(list(field.values[:2]))))
        if field.may_be_empty:
            said.append(words.say("template.none"))
        if field.values:
            said.append(words.say("template.several" if field.kind is FieldKind.LIST else "template.one"))
        yield " ".join(said)
        yield from (f"  {choice}" for choice in field_texts.choices(field, words))
        if field.kind is FieldKind.LIST and field.children:
            first, last = (self._view.fields[field.path_of(field.children[at])] for at in (0, -1))
            while last.children:
                last = self._view.fields[last.path_of(last.children[-1])]
            item = values.uncapitalised(words.pick(field.item_title))
            if self._is_only_if_any(field):
                yield words.say("template.only_if_any", item=item)
            yield words.say(
                "template.more",
                item=item,
                first=first.path.rpartition(".")[2],
                last=last.path.rpartition(".")[2],
            )


def _item(lines: list[str], indent: int) -> list[str]:
    """Return lines as one list item: the dash before the first key, its comments above the dash."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    above = [" " * (indent + 2) + line for line in lines[:first]]
    return [*above, f"{' ' * indent}- {lines[first]}", *_shifted(lines[first + 1 :], indent + 2)]


def _commented(lines: list[str], indent: int) -> list[str]:
    """Return lines as comments: each is what it was, one step to the left, once its first ``#`` is taken away."""
    return [f"{' ' * indent}#{line[indent + 1 :]}" for line in lines]


def _shifted(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line for line in lines]


def _comment(text: str, indent: int) -> list[str]:
    """Return a text as lines of a comment; blanks at the start of a paragraph indent all its lines."""
    lead = " " * indent + "# "
    lines: list[str] = []
    for part in text.split("\n"):
        inner = part[: len(part) - len(part.lstrip())]
        wrapped = textwrap.wrap(
            part.strip(), _WIDTH - indent, initial_indent=inner, subsequent_indent=inner * 2, break_long_words=False
        )
        lines += [(lead + line).rstrip() for line in wrapped or [""]]
    return lines
