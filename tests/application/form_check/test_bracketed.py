"""A single value in brackets: told with its brackets where it stands alone in them."""

import pytest

from sociallan.application.form_check.bracketed import in_brackets, place_of_single
from sociallan.application.node_positions import positions_in
from sociallan.application.read import read
from tests.builders import source


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [housing]\n", "[housing]"),
        ("a: [ housing , ]\n", "[ housing , ]"),
        ('a: ["housing"]  # en\n', '["housing"]'),
        ("a: [housing, safety]\n", "a"),
        ("a: []\n", "a"),
        ("a: [[housing]]\n", "a"),
        ("a: [{b: 1}]\n", "a"),
        ("a:\n- housing\n", "a"),
        ("a: [\n  housing]\n", "a"),
        ("a: [housing\n  ]\n", "a"),
        ("a: housing\n", "housing"),
        ("b: [housing]\n", ""),
    ],
)  # fmt: skip
def test_a_single_value_is_told_with_the_brackets_around_it_on_its_line(text: str, told: str) -> None:
    document = read(source(text))

    place = place_of_single(document, "/a", positions_in(document))

    assert text.split("\n")[place.span.line - 1][place.span.column - 1 : place.span.end_column - 1] == told


def test_where_nothing_is_marked_a_value_has_the_place_of_the_whole() -> None:
    document = read(source("a: [housing]\n"))._replace(marks=None)

    assert place_of_single(document, "/a", positions_in(document)).span.line == 1


def test_what_is_missing_beside_a_single_value_has_not_its_brackets() -> None:
    text = "b: 1\na: [housing]\n"
    document = read(source(text))

    assert place_of_single(document, "/a/1", positions_in(document)).span.column == 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[housing]", "housing"),
        ("[ housing , ]", "housing"),
        ("[a, b]", "a, b"),
        ("[]", ""),
        ("[", None),
        ("housing", None),
        ("[housing", None),
        ("housing]", None),
        ("", None),
    ],
)
def test_the_text_in_brackets_is_what_stands_between_them(written: str, text: str | None) -> None:
    assert in_brackets(written) == text
