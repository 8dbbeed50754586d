"""Values written into the text of an application: read back, with all that stands around them as it was."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.document import pointer_to
from sociallan.application.field import Field, FieldKind
from sociallan.application.read import read
from sociallan.application.set_value import NoPlace, with_value
from sociallan.application.source import Source
from sociallan.pages.template import template
from sociallan.report.view import View
from tests.builders import EXAMPLES, form, lsh, words

LONG = "Hyresgästerna känner sig otrygga i tvättstugorna på kvällen: 41 procent, enligt enkäten ”Trygg 2023” #1. " * 3
READY = sorted((EXAMPLES / "ready").glob("*.yaml"))[:4]


@cache
def empty() -> str:
    return template("a.yaml", lsh(), View(words(), form().fields, lsh().tables))


def value_in(text: str) -> Any:
    found = read(Source("", text.encode()))
    assert not found.findings, found.findings
    return found.value


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def some_value(field: Field) -> Any:
    """Return a value that the field may have; of a text one that needs to be folded."""
    if field.kind is FieldKind.LIST:
        return list(field.values[:2]) or ([1, 3] if field.items is FieldKind.NUMBER else ["I1", "Del: två"])
    match field.kind:
        case FieldKind.TRUTH:
            return True
        case FieldKind.NUMBER:
            return 41.5 if field.type.name == "number" else 2025
        case FieldKind.DATE:
            return "2026-03"
    return field.values[0] if field.values else LONG.strip() if field.prose else "0114"


def leaves() -> list[str]:
    return [path for path, field in form().fields.items() if path and not field.children]


def pointer(path: str, index: int = 0) -> str:
    steps, at = [], ""
    for step in path.split("."):
        if at and form().fields[at].kind is FieldKind.LIST:
            steps.append(str(index))
        steps.append(step)
        at = f"{at}.{step}" if at else step
    return pointer_to(*steps)


@pytest.mark.slow
def test_every_field_of_the_template_can_be_filled_in_one_after_another() -> None:
    text = empty()

    for path in (*leaves(), *leaves()[::9]):
        text = with_value(text, pointer(path), some_value(form().fields[path]), form())

    value = value_in(text)
    assert [found(value, pointer(path)) for path in leaves()] == [some_value(form().fields[path]) for path in leaves()]
    assert comments(text) == comments(empty())
    assert not re.search(r"[ \t]\n", text)


def test_lines_end_as_those_that_are_there() -> None:
    text = empty().replace("\n", "\r\n")

    for path in leaves()[::5]:
        text = with_value(text, pointer(path), some_value(form().fields[path]), form())
    text = with_value(text, "/investment/items/1/id", "I2", form())

    assert set(re.findall("\r?\n", text)) == {"\r\n"}


def found(value: Any, at: str) -> Any:
    for step in at[1:].split("/"):
        value = value[int(step)] if step.isdecimal() else value[step]
    return value


@pytest.mark.slow
def test_a_file_that_has_nothing_gets_every_field_in_the_order_of_the_form() -> None:
    text = "format: 1\n# Sist."

    for path in reversed(leaves()):
        text = with_value(text, pointer(path), some_value(form().fields[path]), form())

    assert [f"{line.strip(' -').split(':')[0]}" for line in text.splitlines() if re.match(r"\w+:", line)] == list(
        form().fields[""].children
    )
    assert text.count("# Sist.") == 1
    assert [found(value_in(text), pointer(path)) for path in leaves()] == [
        some_value(form().fields[path]) for path in leaves()
    ]


def test_a_second_item_follows_the_first_and_only_the_next_can_be_added() -> None:
    text = with_value(empty(), "/investment/items/0/id", "I1", form())
    text = with_value(text, "/investment/items/1/id", "I2", form())
    text = with_value(text, "/investment/items/1/cost", 7, form())
    text = with_value(text, "/social/goals/0/indicators/1/baseline/value", 7, form())

    assert "\n      paid_by:\n    - id: I2\n      cost: 7\n" in text
    assert value_in(text)["social"]["goals"][0]["indicators"][1] == {"baseline": {"value": 7}}
    with pytest.raises(NoPlace):
        with_value(text, "/investment/items/3/id", "I4", form())


@pytest.mark.slow
@pytest.mark.parametrize("example", READY, ids=lambda path: path.stem)
def test_each_value_of_an_example_can_be_changed_and_nothing_else_is(example: Any) -> None:
    text = example.read_text("utf-8")
    value = value_in(text)

    for at, old in stated(value, "")[READY.index(example) :: 4]:
        new = with_value(text, at, ["x"] if isinstance(old, list) else "nytt", form())
        assert comments(new) == comments(text), at
        assert with_value(new, at, old, form()).count("\n") <= text.count("\n") + 3


def stated(value: Any, at: str) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [each for key, part in value.items() for each in stated(part, f"{at}/{key}")]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [each for index, part in enumerate(value) for each in stated(part, f"{at}/{index}")]
    return [(at, value)]


WRITTEN = """\
a:
    b:   1   # belopp
    c:
    - x: 1
      y: [ 1,2 ]   # lista
    - x: 2
# Sist
d: {e: 1, f: {g: "}", h: 'it''s } so'}}
h: >-
    en text
    som är vikt

i: en annan
  text
j: 2024-02-30
k:
  - 1
  - 2
l:
m:
  - 1
  # ett till
  - 2
"""


@pytest.mark.parametrize(
    ("at", "value", "line"),
    [
        ("/a/b", 2, "    b:   2   # belopp\n"),
        ("/a/c/0/y", [3], "      y: [3]   # lista\n"),
        ("/a/c/2/x", 3, "    - x: 2\n    - x: 3\n# Sist\n"),
        ("/d/f/g", "q", "\nd: {e: 1, f: {g: q, h: 'it''s } so'}}\n"),
        ("/h", "kort", "\nh: kort\n\ni: en annan\n"),
        ("/i", "kort", "\n\ni: kort\nj: 2024-02-30\n"),
        ("/k", [3], "\nk: [3]\nl:\n"),
        ("/l/m/0/q", "nej: då", '\nl:\n  m:\n    - q: "nej: då"\n'),
        ("/l", 'Han sa "ja"', "\nl: 'Han sa \"ja\"'\n"),
    ],
)
def test_what_people_have_written_in_other_ways_stays(at: str, value: Any, line: str) -> None:
    text = with_value(WRITTEN, at, value, form())

    assert line in text
    assert len(set(WRITTEN.splitlines()) - set(text.splitlines())) <= 3


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=200))
def test_any_text_of_one_line_is_read_back(typed: str) -> None:
    from unicodedata import normalize

    typed = normalize("NFC", typed)

    assert value_in(with_value("format: 1\n", "/social/change", typed, form()))["social"]["change"] == typed


def test_a_comment_in_a_list_is_not_written_over() -> None:
    with pytest.raises(NoPlace):
        with_value(WRITTEN, "/m", [3], form())


@pytest.mark.parametrize("text", ["", "- 1\n", "a: [1\n", "a: 1\na: 2\n", "text\n"])
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(NoPlace):
        with_value(text, "/social/change", "x", form())


def test_a_value_in_the_place_of_a_record_is_not_written_over() -> None:
    with pytest.raises(NoPlace):
        with_value("social: text\n", "/social/change", "x", form())
