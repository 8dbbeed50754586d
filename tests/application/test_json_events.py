"""JSON: what is read, where it stands, and every fault with its place."""

import json
import re
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sociallan.application.document import Document
from sociallan.application.documents import documents
from sociallan.application.read import read
from sociallan.application.source import Limits, Source
from tests.application.reading import GAPS, faults_of, where, where_key
from tests.builders import at

_SURROGATE = re.compile("[\ud800-\udfff]")


def document(text: str | bytes, *, limits: Limits | None = None) -> Document:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return read(Source("in/ANSOKAN.JSON", data), limits=limits or Limits())


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: is_normalized("NFC", text))
numbers = st.integers(-(10**14), 10**14) | st.decimals(-1000, 1000, places=2).map(float)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=15,
).filter(lambda value: value is not None)


@pytest.mark.slow
@settings(max_examples=150)
@given(
    value=values,
    ascii_only=st.booleans(),
    indent=st.sampled_from((None, 0, 2, "\t")),
    separators=st.sampled_from(((",", ":"), (", ", ": "))),
)
@example(value={"a": "😀\u2028\x85\x7f\ufffe"}, ascii_only=True, indent=None, separators=(",", ":"))
@example(value={"<<": ["\x00", ""], "": {}}, ascii_only=False, indent="\t", separators=(",", ":"))
def test_what_is_written_as_json_is_read_as_it_was(
    value: Any, ascii_only: bool, indent: int | str | None, separators: tuple[str, str]
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, separators=separators)

    given = document(text)

    assert (given.value, faults_of(given)) == (value, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_keys_and_values_stand_where_an_editor_shows_them(encoding: str, line_break: str) -> None:
    text = line_break.join(("{", '\t"a\u2028":"\\ud83d\\ude00","b" :', "  [1,", '   {"c": null}]}'))

    given = document(text.encode(encoding))

    assert given.value == {"a\u2028": "😀", "b": [1, {"c": None}]}
    assert [where_key(given, pointer) for pointer in ("/a\u2028", "/b", "/b/1/c")] == ["2:2", "2:22", "4:5"]
    assert [where(given, pointer) for pointer in ("/a\u2028", "/b/0", "/b/1/c")] == ["2:7", "3:4", "4:10"]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("{'a': 1}", "json.bare-word", "1:2"),
        ("{a: 1}", "json.bare-word", "1:2"),
        ("{“a”: 1}", "json.bare-word", "1:2"),
        ('{"a": b}', "json.bare-word", "1:7"),
        ('{"a": NaN}', "json.bare-word", "1:7"),
        ('{"a": -Infinity}', "json.bare-word", "1:7"),
        ('{"a": True}', "json.bare-word", "1:7"),
        ('{"a": nullt}', "json.bare-word", "1:7"),
        ('{"a": 1.}', "json.bare-word", "1:7"),
        ('{"a": .5}', "json.bare-word", "1:7"),
        ('{"a": +1}', "json.bare-word", "1:7"),
        ('{"a": 0x10}', "json.bare-word", "1:7"),
        ('{"a": 2024-01-01}', "json.bare-word", "1:7"),
        ('{"a":\n 25 000}', "json.missing-comma", "2:4"),
        ('{"a": 1,5}', "json.bare-word", "1:9"),
        ('{"a": 1\n "b": 2}', "json.missing-comma", "1:8"),
        ("[1 2]", "json.missing-comma", "1:3"),
        ('{"a" 1}', "json.missing-colon", "1:5"),
        ('{"a", 1}', "json.missing-colon", "1:5"),
        ('{"a": , "b": 1}', "json.missing-value", "1:7"),
        ('{"a": }', "json.missing-value", "1:7"),
        ("[1,,2]", "json.missing-value", "1:4"),
        ("[,]", "json.missing-value", "1:2"),
        ("[1,\n2,\n]", "json.trailing-comma", "2:2"),
        ('{"a": 1,}', "json.trailing-comma", "1:8"),
        ('{"a": 1 // b\n}', "json.comment", "1:9"),
        ("/* a */ {}", "json.comment", "1:1"),
        ("{# a\n}", "json.comment", "1:2"),
        ('{"a": [1}', "json.wrong-bracket", "1:9"),
        ('{"a": 1]', "json.wrong-bracket", "1:8"),
        ('{\n "a": [1', "json.open-bracket", "2:7"),
        ('{\n "a":', "json.open-bracket", "1:1"),
        ('{\n "a"', "json.open-bracket", "1:1"),
        ('{"a": "b\n}', "json.open-quote", "1:7"),
        ('{"a": "b', "json.open-quote", "1:7"),
        ('{"a', "json.open-quote", "1:2"),
        ('{"a": "b, "c": 1}', "json.open-quote", "1:7"),
        ('{"a": "\tb"}', "json.control-character", "1:8"),
        ('{"a": "b\\x"}', "json.escape", "1:9"),
        ('{"a": "b\\u12"}', "json.escape", "1:9"),
        ('{"a": "\\\\b\\ud83d"}', "json.escape", "1:11"),
        ('{"a": "\\ud83d\\ude00\\ude00"}', "json.escape", "1:20"),
        ('{"\\ud83dx": 1}', "json.escape", "1:3"),
        ("{} {}", "json.after-end", "1:4"),
        ('{"a": 1}\n]', "json.after-end", "2:1"),
        ("", "yaml.empty", "1:1"),
        (" \n", "yaml.empty", "1:1"),
        ("null", "yaml.empty", "1:1"),
        ("a: 1", "json.bare-word", "1:1"),
    ],
)
def test_what_is_no_json_is_told_where_it_stands(text: str, code: str, expected: str) -> None:
    assert faults_of(document(text)) == [(code, "", expected)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 0114}', ("value.leading-zero", "/a", "1:7")),
        ('{"a": 1, "a": 2}', ("yaml.duplicate-key", "/a", "1:10")),
        ('{"a": 1e400}', ("value.number-too-large", "/a", "1:7")),
        ("[" * 40 + "]" * 40, ("yaml.too-deep", "", "1:33")),
        ("[" + "1," * 50_001 + "1]", ("yaml.too-many-values", "", "1:100002")),
    ],
)
def test_the_limits_and_faults_of_yaml_hold_for_json(text: str, expected: tuple[str, str, str]) -> None:
    assert faults_of(document(text)) == [expected]


def test_what_says_nothing_is_read_as_missing() -> None:
    given = read(Source("a.json", b'{"a": "tbd", "b": " ", "c": "text"}'), gaps=GAPS)

    assert given.value == {"a": None, "b": None, "c": "text"}


def test_a_json_file_is_one_document() -> None:
    given = Source("a.json", b'{"a":\n---\n1}')

    assert list(documents(given)) == [given]


def test_yaml_in_a_file_that_ends_as_yaml_is_read_as_yaml() -> None:
    assert read(Source("a.json.yaml", b"{a: 'b',}")).value == {"a": "b"}


def as_the_standard_library_reads(text: str) -> bool:
    """Return whether the standard library reads a text, with what it lets pass beyond RFC 8259 left out."""

    def refuse(_: object) -> None:
        raise ValueError

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    try:
        value = json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except ValueError:
        return False
    return value is not None and not _SURROGATE.search(json.dumps(value, ensure_ascii=False))


@pytest.mark.slow
@settings(max_examples=400)
@given(st.text(st.sampled_from('{}[],:"\\ \n\t01.-eEutrfalsn/#d8'), max_size=24))
@example('{"a": "\\ud83d"}')
@example('"\\u00e5"')
@example("[1e5, -0, 0.5]")
def test_a_text_is_json_where_the_standard_library_says_so(text: str) -> None:
    given = document(text)

    too_large = {"value.number-too-large"}
    assert ({finding.code for finding in given.findings} <= too_large) is as_the_standard_library_reads(text)
    for finding in given.findings:
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", at(finding.place))
