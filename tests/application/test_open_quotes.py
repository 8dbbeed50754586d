"""A quotation mark that is not closed is told where it opens, wherever the next one stands."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application import syntax
from sociallan.application.read import read
from tests.application.reading import document, faults_of
from tests.builders import EXAMPLES, at, source
from tests.sampling import sampled

QUOTED = re.compile(r"""(?<=[ \[{])(?:"[^"\\\n]*"|'[^'\n]*')(?=[ \n,\]}])""")
PLAIN = re.compile(r"""(?<=[a-z]: )[\wåäöÅÄÖ][^'"#:\n{}\[\]]*$""", re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a:\n  title: "Ett hus\n  code: "0998"\n', "2:10"),
        ("a:\n  title: 'Ett hus\n  code: '0998'\n", "2:10"),
        ("a:\n  title: 'Ett hus\n  code: it's\n", "2:10"),
        ('title: "Ett hus\ncode: ""\nb: 1\n', "1:8"),
        ('title: "Ett hus\ncode: ""\nb: "x"\n', "1:8"),
        ('title: "Ett hus\n# ett "citat"\ncode: 1\n', "1:8"),
        ('title: "Ett hus\n\ncode: 1\nb: [x]\nc: "y"\n', "1:8"),
        ('title:\n  "Ett hus\ncode: "y"\n', "2:3"),
        ('a:\n  - "ett\n  - "två"\n', "2:5"),
        ('a:\n  - b: "ett\n    c: "två"\n', "2:8"),
        ('a:\n  - b: "ett\n  - b: "två"\n', "2:8"),
        ('a:\n  - b: "ett\nc: "två"\n', "2:8"),
        ('a: [\n  "ett,\n  "två"]\n', "2:3"),
        ('{"a": "ett,\n  "b": "två"}\n', "1:7"),
        ('{"a": "ett,\n "b": 1}\n', "1:7"),
        ('a: 1\ntitle: "Ett hus\ncode: 1\n', "2:8"),
        ('a: "b"\ntitle: "Ett hus', "2:8"),
    ],
)
def test_an_unclosed_quotation_mark_is_told_where_it_opens(text: str, expected: str) -> None:
    (finding,) = document(text).findings

    assert (finding.code, at(finding.place)) == ("yaml.open-quote", expected)
    assert finding.parameters["opened_line"] == finding.place.span.line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "ett\n  två" tre\n', [("yaml.after-value", "", "2:8")]),
        ('a: "ett\n  obs: två" tre\n', [("yaml.after-value", "", "2:13")]),
        ('a: "ett\n  b: två"\nc: d: e\n', [("yaml.colon", "", "3:5")]),
        ('a: "ett\nb: två"\nc: 1\n\nd: "e" f\n', [("yaml.after-value", "", "5:8")]),
        ('a: ["ett\n  två", "tre"\nb: 1\n', [("yaml.open-bracket", "", "3:1")]),
    ],
)
def test_a_text_that_is_closed_is_not_to_blame(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert faults_of(document(text)) == expected


def without_a_closing_mark() -> Iterator[tuple[str, int]]:
    """Yield every ready example once for each value on one line, with a quotation mark only before it; and the line."""
    for path in sorted((EXAMPLES / "ready").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for match in QUOTED.finditer(text):
            yield text[: match.end() - 1] + text[match.end() :], text.count("\n", 0, match.end()) + 1
        stated = (match for match in PLAIN.finditer(text) if text[text.rindex("\n", 0, match.start()) + 1] != "#")
        for match in stated:
            for mark in ('"', "'"):
                yield text[: match.start()] + mark + text[match.start() :], text.count("\n", 0, match.end()) + 1


@pytest.mark.law
def test_in_every_example_an_unclosed_quotation_mark_is_told_on_its_line() -> None:
    every = list(without_a_closing_mark())
    tried = sampled(every, 300)

    missed = [line for text, line in tried if {f.place.span.line for f in read(source(text)).findings} != {line}]

    assert len(every) > 1_000
    assert len(missed) <= len(tried) // 20, f"{len(missed)} of {len(tried)}"


PIECES = (
    '"',
    "'",
    "\n",
    "a: ",
    "  ",
    "- ",
    "\\",
    ",",
    "[",
    "]",
    "{",
    "}",
    ":",
    "#",
    "x",
    "å",
    "1",
    "''",
    '\\"',
    'b: "',
    "\n  c: ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_unclosed_quotation_mark_is_overlooked_for_want_of_a_line_that_opens_one(text: str) -> None:
    found = faults_of(document(text))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(syntax, "_MAY_GO_ON_BELOW", re.compile(""))
        assert found == faults_of(document(text))
