"""The application form as a Markdown page: every field with help, choices and an example."""

from collections.abc import Iterator

from sociallan.application.field import Field, FieldKind, Form
from sociallan.report import field_texts
from sociallan.report.markdown_text import escaped
from sociallan.report.view import View


def form_blocks(form: Form, view: View) -> Iterator[str]:
    """Yield the Markdown blocks on a form in one language: a heading and a table for each part of it."""
    words, whole = view.words, form.fields[""]
    yield f"## {escaped(words.pick(whole.title))}"
    yield escaped(words.pick(whole.description))
    single = [field for field in _children(whole, form) if not field.children]
    yield _table(single, view)
    for part in _children(whole, form):
        if part.children:
            yield f"### {escaped(words.pick(part.title))}"
            yield f"`{part.path}`: {escaped(field_texts.about(part, words))}"
            yield _table(_below(part, form), view)


def _children(field: Field, form: Form) -> list[Field]:
    return [form.fields[field.path_of(name)] for name in field.children]


def _below(field: Field, form: Form) -> Iterator[Field]:
    for child in _children(field, form):
        yield child
        yield from _below(child, form)


def _table(fields: Iterator[Field] | list[Field], view: View) -> str:
    heads = [view.words.say(f"manual.{key}") for key in ("field", "title", "means", "kind")]
    rows = [[f"`{field.path}`", *map(escaped, _cells(field, view))] for field in fields]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))


def _cells(field: Field, view: View) -> Iterator[str]:
    words = view.words
    yield words.pick(field.title)
    yield field_texts.about(field, words)
    kind = words.say(f"manual.kinds.{field_texts.kind(field)}")
    choices = field_texts.choices(field, words)
    of_items = field.kind is FieldKind.LIST and field.items is not FieldKind.RECORD
    item = f": {words.say(f'manual.kinds.{field.items}')}" if of_items and not choices else ""
    yield f"{kind}: {'; '.join(choices)}" if choices else f"{kind}{item}"
