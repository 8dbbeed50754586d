"""Ends of lines, for whatever counts lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.lines import end_of, lines_of, with_ends

SIGNS = "ab \n\r\x0b\x0c\x1c\x1e\x85\u2028\u2029\ufeff"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f\x1eg\ufeff", ["a\x0bb\x0cc\x85d\u2028e\u2029f\x1eg\ufeff"]),
    ],
)
def test_a_line_ends_at_lf_crlf_and_cr_only(text: str, expected: list[str]) -> None:
    assert lines_of(text) == expected


@given(st.text(SIGNS, max_size=20))
def test_lines_with_their_ends_are_the_text_and_without_them_the_lines(text: str) -> None:
    whole = with_ends(text)

    assert "".join(whole) == text
    assert [line.removesuffix(end_of(line)) for line in whole] == lines_of(text)
    assert {end_of(line) for line in whole[:-1]} <= {"\n", "\r\n", "\r"}
