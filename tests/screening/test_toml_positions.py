"""Positions of the keys of a TOML file: found statement by statement, whatever stands in the values."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.screening.toml_positions import Steps, nearest_toml_position, toml_positions
from tests.steps import steps as steps_of

TEXT = '''\
# lang = "de"
lang = "sv"

  format = "text"
list = [
  "a = 1", # ]
  "b",
]
note = """
lang = "en"
[[waiver]]
"""
[[waiver]]
rule = "one"
inner.key = 1
[[waiver]] # the second
  rule = {a = 1, b = {c = 2}}
[table.below]
"quoted key" = 1
'''


@pytest.mark.parametrize(
    ("steps", "at"),
    [
        (("lang",), (2, 1)),
        (("format",), (4, 3)),
        (("list",), (5, 1)),
        (("note",), (9, 1)),
        (("waiver", 0), (13, 1)),
        (("waiver", 0, "rule"), (14, 1)),
        (("waiver", 0, "inner", "key"), (15, 1)),
        (("waiver", 1), (16, 1)),
        (("waiver", 1, "rule", "b", "c"), (17, 3)),
        (("table", "below", "quoted key"), (19, 1)),
    ],
)
def test_a_key_is_placed_where_its_statement_begins(steps: Steps, at: tuple[int, int]) -> None:
    assert toml_positions(TEXT)[steps] == at


def test_what_is_not_known_is_placed_where_the_nearest_thing_around_it_is() -> None:
    found = toml_positions(TEXT)

    assert nearest_toml_position(found, ("waiver", 1, "owner")) == (16, 1)
    assert nearest_toml_position(found, ("list", 1)) == (5, 1)
    assert nearest_toml_position(found, ("nothing",)) == (1, 1)


def test_line_ends_of_windows_move_nothing() -> None:
    assert toml_positions(TEXT.replace("\n", "\r\n")) == toml_positions(TEXT)


@pytest.mark.slow
@given(st.lists(st.text("a=[]\"'#\n{}\\ ", max_size=9)))
def test_every_key_of_whatever_can_be_read_is_placed_on_its_own_line(values: list[str]) -> None:
    lines = [f"k{number} = '''{value}'''" for number, value in enumerate(values) if "'''" not in value + "'"]
    text = "\n".join(lines)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    found = toml_positions(text)

    assert set(found) == {(key,) for key in read}
    assert all(text.splitlines()[spot.line - 1].startswith(f"{key[0]} = ") for key, spot in found.items())


def test_a_statement_of_many_lines_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    loads = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        read.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    items, lines = '"]", # [\n' * 500, "a = 1\n" * 500

    found = toml_positions(f"list = [\n{items}]\nnote = '''\n{lines}'''\nlast = 1\n")

    assert found["last",] == (1005, 1)
    assert len(read) == len(("list", "note", "last", "what follows the last line end"))


@pytest.mark.slow
@given(st.lists(st.text("a=[]\"'#\n{}\\ ", max_size=9)), st.sampled_from(['"', '"""', '""""']))
def test_no_text_with_escapes_ends_a_statement(values: list[str], quote: str) -> None:
    lines = [f"k{n} = [\n{quote}{json.dumps(value)[1:-1]}{quote}, # ]\n]" for n, value in enumerate(values)]
    text = "\n".join(lines)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        # Four quotation marks are three and one that is the text's, or, around nothing, none at all.
        return

    assert toml_positions(text) == {(f"k{n}",): (3 * n + 1, 1) for n in range(len(values))}


def test_the_steps_grow_as_the_text_does() -> None:
    few, many = (steps_of(toml_positions, "a = [\n" + "'b',\n" * n + "]\n" + "c.d = 1 # [\n") for n in (100, 1_000))

    assert many <= 12 * few
