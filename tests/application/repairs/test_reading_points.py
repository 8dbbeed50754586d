"""Lines from which a text is read as it is when the whole is read."""

import pytest

from sociallan.application.repairs.reading_points import reading_points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("a: 1\nb:\n  c: 2\nd: [x,\ny]\ne:\n- f: 1\ng: 2\n", [0, 1, 3, 5, 7]),
        ('a: 1\nb: "text\nc: more\n"\nd: 2\n', [0, 1, 4]),
        ("a: 1\nb: |\n  c: 1\n\nd: 2\n", [0, 1, 4]),
        ("a: 1\nb: 2\nc: d: 3\ne: 4\n", [0, 1, 2]),
        ("a: 1\n? [b]\n: c\nd: 2\n", [0]),
        ("a: 1\nb: *c\nd: 2\n", [0, 1, 2]),
        ("{a: 1,\nb: 2}\n", []),
        ("- a: 1\n- b: 2\n", []),
        ("a: 1\n---\nb: 2\n", [0]),
        ("text\n", []),
        ("", []),
        ("a: 1\u2028\nb: 2\n", []),
    ],
)
def test_a_text_may_be_read_from_each_name_of_the_outermost_record(text: str, points: list[int]) -> None:
    assert reading_points(text) == points
