"""The line breaks of YAML 1.1 that YAML 1.2 and editors know nothing of: text in is text out, in its place."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sociallan.application.line_breaks import has_odd_breaks, substitute
from sociallan.application.read import read
from tests.application.reading import where, where_key
from tests.builders import source

ODD = "\x85\u2028\u2029"
SIGNS = "abå😀,.?!-()\U000f0000\U000f0001" + ODD
words = st.lists(st.text(SIGNS, min_size=1, max_size=6), min_size=1, max_size=6).map(lambda parts: ["x", *parts])


def plain(parts: list[str]) -> str:
    return "\n    ".join(parts)


def single(parts: list[str]) -> str:
    return "'" + "\n    ".join(parts) + "'"


def double(parts: list[str]) -> str:
    return '"' + "\r\n    ".join(parts) + '"'


def folded(parts: list[str]) -> str:
    return ">-\n    " + "\n    ".join(parts)


def literal(parts: list[str]) -> str:
    return "|-\n    " + " ".join(parts)


@pytest.mark.parametrize("style", [plain, single, double, folded, literal])
@given(words)
@example(["x", "\u2028", "\x85", "y\u2029"])
def test_a_text_is_read_as_it_was_written_in_every_style(style: object, parts: list[str]) -> None:
    written = style(parts)  # type: ignore[operator]
    text = f"{ODD[0]}a{ODD[1]}: {written}\nb: c\n"

    document = read(source(text))

    key = f"{ODD[0]}a{ODD[1]}"
    assert document.findings == ()
    assert document.value == {key: " ".join(parts), "b": "c"}
    line = len(re.split("\r\n|\n", text)) - 1
    assert (where_key(document, f"/{key}"), where(document, f"/{key}")) == ("1:1", "1:6")
    assert (where_key(document, "/b"), where(document, "/b")) == (f"{line}:1", f"{line}:4")


def test_an_escape_in_quotation_marks_is_the_same_character() -> None:
    document = read(source('a: "\\N\\L\\P\u2028"'))

    assert document.value == {"a": "\x85\u2028\u2029\u2028"}


def test_a_text_is_exchanged_for_characters_that_it_does_not_hold() -> None:
    taken = "".join(map(chr, range(0xF0000, 0xF0000 + 5_000)))

    text, back = substitute(taken + ODD)

    assert not set(text) & set(ODD)
    assert len(set(text)) == len(taken) + 3
    assert text.translate(back) == taken + ODD


@pytest.mark.parametrize(
    ("text", "expected"), [("a", False), ("åäö – 😀", False), *((f"a{sign}", True) for sign in ODD)]
)
def test_only_a_text_with_such_a_character_is_exchanged(text: str, expected: bool) -> None:
    assert has_odd_breaks(text) is expected
