"""Computed values as sentences: the operation and its inputs."""

from collections.abc import Iterator

from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import values
from sociallan.report.view import View
from sociallan.rules.condition import Input, Value
from sociallan.rules.operations import OPERATIONS


def value_sentences(value: Value, pack: Pack, view: View) -> Iterator[str]:
    """Yield how a value of the pack is computed, then what chooses among the items of its list."""
    assert value.operation is not None
    words, parts = view.words, OPERATIONS[value.operation].parts
    names = [_name(each, view) for each in value.inputs]
    shown = dict(zip(parts, names, strict=True)) if parts else {"of": values.joined(names, words, "and")}
    said = words.say(f"operations.{value.operation}.reads", **shown)
    yield f"{values.capitalised(said)}."
    if value.where is not None:
        yield words.say("manual.chosen")
        sentences = ConditionSentences(pack, view)
        yield from (f"{'  ' * line.depth}- {line.text}" for line in sentences.lines(value.where))
    for code, begins in ((code, begins) for begins, code in value.beginnings.items()):
        key = "manual.begins" if begins else "manual.begins_otherwise"
        yield words.say(key, code=code, label=words.pick(value.labels[code]), begins=begins)


def _name(each: Input, view: View) -> str:
    if each.path.value is not None:
        return values.quoted(values.value_name(each.path.value, view.words), view.words)
    return values.field_name("/" + each.path.field.replace(".", "/"), view.fields, view.words)
