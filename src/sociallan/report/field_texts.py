"""The texts of a field: help, choices and an example."""

from typing import Any

from sociallan.application.field import Field, Unit
from sociallan.report.words import Words


def about(field: Field, words: Words) -> str:
    """Return the help of a field, with its example where it has one."""
    text = words.pick(field.description)
    if field.example is None:
        return text
    return f"{text} {words.say('form.example', example=example(words.pick(field.example)))}"


def about_item(field: Field, words: Words) -> str:
    """Return the help of the items of a list."""
    return words.pick(field.item_description)


def choices(field: Field, words: Words) -> list[str]:
    """Return a line for each choice: its code and its label."""
    return [f"{code} = {words.pick(field.labels[code])}" for code in field.values]


def kind(field: Field) -> str:
    """Return the words key of a field's kind: its unit if that is kronor, otherwise its kind."""
    return "kr" if field.unit is Unit.KR else field.kind


def as_people_write(value: Any, words: Words) -> str:
    """Return an example as people write it: a number with the decimal sign of the language."""
    return str(value).replace(".", words.say("number.decimal")) if isinstance(value, float) else str(value)


def example(value: Any) -> str:
    """Return an example in YAML notation."""
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
