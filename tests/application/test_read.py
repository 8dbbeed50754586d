"""Text to values with positions: the dialect, the places of things, and hostile files."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import is_normalized

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sociallan.application import scalars
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, Gap, Position, pointer_to, span_of
from sociallan.application.location import Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.read import read
from sociallan.application.source import Limits
from tests.application.reading import document, faults_of, marked, only_finding
from tests.builders import EXAMPLES, at, checked, shape, source

# The dialect


@pytest.mark.parametrize("code", ["0114", "0180", "0999", "00"])
def test_a_code_with_a_leading_zero_is_a_finding_that_shows_quotes(code: str) -> None:
    read_document = document(f"code: {code}")

    finding = only_finding(read_document)
    assert (finding.code, finding.pointer, at(finding.place)) == ("value.leading-zero", "/code", "1:7")
    assert finding.suggestion == f'"{code}"'
    assert marked(read_document, finding) == code


@pytest.mark.parametrize("text", ['code: "0114"', "code: '0114'", "code: >-\n  0114", "code: |-\n  0114"])
def test_a_code_in_quotes_or_in_a_block_is_text(text: str) -> None:
    read_document = document(text)

    assert (read_document.value, faults_of(read_document)) == ({"code": "0114"}, [])


@pytest.mark.parametrize("word", ["NO", "no", "No", "yes", "Yes", "on", "off", "y", "n"])
def test_the_words_of_yaml_1_1_for_yes_and_no_are_text(word: str) -> None:
    read_document = document(f"land: {word}")

    assert (read_document.value, faults_of(read_document)) == ({"land": word}, [])


def test_on_where_a_truth_value_is_asked_for_is_a_finding_that_shows_true() -> None:
    finding = only_finding(checked("applicant:\n  member:\n    is_member: on\n"))

    assert (finding.code, at(finding.place), finding.suggestion) == ("schema.yes-no", "3:16", "true")


@pytest.mark.parametrize(
    "text", ["12:30", "1_000", "25 000 000", "25 Mkr", "2024-02-30", "2024-06-01", "1,5", "=", ".inf"]
)
def test_what_yaml_1_1_or_people_read_as_something_else_is_text(text: str) -> None:
    read_document = document(f"value: {text}")

    assert (read_document.value, faults_of(read_document)) == ({"value": text}, [])


@pytest.mark.parametrize(
    ("written", "suggestion"), [("1_000", "1000"), ("SEK 25 000 000", "25000000"), ("ca 25 Mkr", "25000000")]
)
def test_an_amount_that_may_be_meant_otherwise_is_a_finding_that_shows_the_number(
    written: str, suggestion: str
) -> None:
    finding = only_finding(checked(f"investment:\n  loan: {written}\n"))

    assert (finding.code, at(finding.place), finding.suggestion) == ("schema.amount", "2:9", suggestion)


def test_a_day_that_does_not_exist_is_a_finding_with_its_place() -> None:
    finding = only_finding(checked("decision:\n  date: 2024-02-30\n"))

    assert (finding.code, at(finding.place)) == ("schema.date-impossible", "2:9")


def test_a_key_that_stands_twice_is_a_finding_with_both_lines() -> None:
    read_document = document("loan: 1\narea: health\nloan: 2\n")

    finding = only_finding(read_document)
    assert (finding.code, finding.pointer, at(finding.place)) == ("yaml.duplicate-key", "/loan", "3:1")
    assert finding.parameters == {"key": "loan", "first_line": 1}
    assert read_document.value == {"loan": 1, "area": "health"}


@pytest.mark.parametrize(
    "text", ["a: 1\n'a': 2", "{a: 1, a: 2}", "1: x\n'1': y", "e\u0301: 1\né: 2", "a: 1\n? a\n: 2", "a: [1]\na: {b: 2}"]
)
def test_the_same_key_in_another_dress_is_the_same_key(text: str) -> None:
    assert [code for code, _, _ in faults_of(document(text))] == ["yaml.duplicate-key"]


def test_a_key_that_stands_three_times_is_told_twice_with_the_first_line() -> None:
    findings = document("a: 1\na: 2\na: 3\n").findings

    assert [(at(finding.place), finding.parameters["first_line"]) for finding in findings] == [("2:1", 1), ("3:1", 1)]


def test_the_same_key_in_two_records_is_no_fault() -> None:
    assert faults_of(document("- {a: 1}\n- {a: 1}\n")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", [("yaml.anchor", "/a", "1:4")]),
        ("&x a: 1\n", [("yaml.anchor", "/a", "1:1")]),
        ("a: &x [1]\nb: *x\n", [("yaml.anchor", "/a", "1:4"), ("yaml.alias", "/b", "2:4")]),
        ("a: [1, *x]\n", [("yaml.alias", "/a/1", "1:8")]),
        ("a:\n  <<: {b: 1}\n", [("yaml.merge-key", "/a/<<", "2:3")]),
        (
            "a: &x {b: 1}\nc:\n  <<: *x\n",
            [("yaml.anchor", "/a", "1:4"), ("yaml.merge-key", "/c/<<", "3:3"), ("yaml.alias", "/c/<<", "3:7")],
        ),
        ("a: !!str 1\n", [("yaml.tag", "/a", "1:4")]),
        ("a: !local {b: 1}\n", [("yaml.tag", "/a", "1:4")]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml.tag", "/a", "1:4")]),
        ("a: [!!int 1]\n", [("yaml.tag", "/a/0", "1:5")]),
        ("a: 1\n---\nb: 2\n", [("yaml.several-documents", "", "2:1")]),
        ("a: 1\n...\nb: 2\n", [("yaml.several-documents", "", "3:1")]),
        ("a: 1\n---\n---\n}", [("yaml.several-documents", "", "2:1")]),
        ("a: 1\n---\n''\n", [("yaml.several-documents", "", "2:1")]),
        ("a: 1\n--- ~\n", [("yaml.several-documents", "", "2:1")]),
        ("a:\n  ? [b]\n  : 1\n", [("yaml.complex-key", "", "2:5")]),
        ("a:\n  {b: 1}: 1\n", [("yaml.complex-key", "", "2:3")]),
        ("[a]: 1\n", [("yaml.complex-key", "", "1:1")]),
        ("a: &x 1\n*x : 2\n", [("yaml.anchor", "/a", "1:4"), ("yaml.complex-key", "", "2:1")]),
    ],
)
def test_what_of_yaml_is_not_used_here_is_a_finding(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert faults_of(document(text)) == expected


def test_a_merge_key_in_quotes_is_a_key_like_others() -> None:
    assert faults_of(document("'<<': {a: 1}")) == []


def test_an_alias_is_not_followed() -> None:
    read_document = document("a: &x [1, 2]\nb: *x\n")

    assert read_document.value == {"a": [1, 2], "b": None}
    assert read_document.gap("/b") is Gap.INVALID


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: true\nb: False\n", {"a": True, "b": False}),
        ("a: ~\nb: null\nc:\n", {"a": None, "b": None, "c": None}),
        ("a: 1e3\nb: 0x10\nc: 0o10\n", {"a": 1000.0, "b": 16, "c": 8}),
        ("1: x\ntrue: y\n~: z\n0114: å\n", {"1": "x", "true": "y", "~": "z", "0114": "å"}),
        ("- - a\n  - [b, {c: 1}]\n", [["a", ["b", {"c": 1}]]]),
        ("{a: [], b: {}, c: ''}", {"a": [], "b": {}, "c": None}),
        ('{"a": 1, "b": [true, null, "x\\u00e5"]}', {"a": 1, "b": [True, None, "xå"]}),
        ("a: |\n  en\n  två\nb: >-\n  en\n  två\n", {"a": "en\ntvå\n", "b": "en två"}),
        ("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}),
        ("--- # ansökan\na: 1\n", {"a": 1}),
        ("a: 1\n---\n", {"a": 1}),
        ("a: 1\n---", {"a": 1}),
        ("a: 1\n--- # slut\n\n# till\n---\n...\n", {"a": 1}),
        ("---\n---\n# ansökan\n---\na: 1\n---\n", {"a": 1}),
    ],
)
def test_the_rest_of_yaml_is_read(text: str, expected: Any) -> None:
    read_document = document(text)

    assert (read_document.value, faults_of(read_document)) == (expected, [])


@pytest.mark.parametrize("digits", ["1000000000000000", "1" * 400, "1e400"])
def test_a_number_too_large_to_hold_is_kept_as_text_with_a_finding(digits: str) -> None:
    read_document = document(f"loan: {digits}")

    assert read_document.value == {"loan": digits}
    assert faults_of(read_document) == [("value.number-too-large", "/loan", "1:7")]


# The whole document


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# bara en kommentar\n\n# till\n", "---\n", "---\n...\n", "~", "null", "tbd", '""', " \n"]
)
def test_a_file_with_nothing_in_it_is_empty(text: str) -> None:
    read_document = document(text)

    assert faults_of(read_document) == [("yaml.empty", "", "1:1")]
    assert read_document.value is None


@pytest.mark.parametrize(
    ("text", "expected"), [("- a\n- b\n", ["a", "b"]), ("Ansökan", "Ansökan"), ("42", 42), ("{}", {})]
)
def test_a_list_or_a_single_value_is_read_as_it_stands(text: str, expected: Any) -> None:
    assert document(text).value == expected


@pytest.mark.parametrize("text", ["- a\n- b\n", "Ansökan", "42", "true"])
def test_a_list_or_a_single_value_is_no_application(text: str) -> None:
    read_document = checked(text)

    assert faults_of(read_document) == [("schema.record", "", "1:1")]
    assert not read_document.readable


# What says nothing


@pytest.mark.parametrize(
    ("written", "gap"),
    [
        ("", Gap.NULL),
        ("~", Gap.NULL),
        ("null", Gap.NULL),
        ('""', Gap.BLANK),
        ('"  "', Gap.BLANK),
        ('"\u00a0\t"', Gap.BLANK),
        (f'"{" " * 200}"', Gap.BLANK),
        ("|\n\n", Gap.BLANK),
        ("tbd", Gap.PLACEHOLDER),
        ("TBD", Gap.PLACEHOLDER),
        ('" tbd "', Gap.PLACEHOLDER),
        ('"-"', Gap.PLACEHOLDER),
        ("Fylls i senare", Gap.PLACEHOLDER),
        ("okänt", Gap.DECLARED_UNKNOWN),
        ("OKÄNT", Gap.DECLARED_UNKNOWN),
        ("oka\u0308nt", Gap.DECLARED_UNKNOWN),
    ],
)
def test_what_says_nothing_is_missing_and_keeps_its_reason(written: str, gap: Gap) -> None:
    read_document = document(f"a: {written}\n")

    assert (read_document.value, faults_of(read_document)) == ({"a": None}, [])
    assert read_document.gap("/a") is gap


def test_what_is_not_there_is_absent() -> None:
    assert document("a: {}").gap("/a/b") is Gap.ABSENT


def test_an_item_of_a_list_that_says_nothing_keeps_its_reason() -> None:
    read_document = document("a: [tbd, x, okänt]")

    assert read_document.value == {"a": [None, "x", None]}
    assert [read_document.gap(f"/a/{index}") for index in (0, 2)] == [Gap.PLACEHOLDER, Gap.DECLARED_UNKNOWN]


@pytest.mark.parametrize("text", ["tbd i juni", "okänt antal", "x - y"])
def test_a_text_that_says_more_than_a_gap_is_kept(text: str) -> None:
    assert document(f"a: {text}").value == {"a": text}


def test_without_gaps_every_text_is_taken_as_it_stands() -> None:
    read_document = read(source("a: tbd\nb: ''\nc: '  '\nd: okänt\n"))

    assert read_document.value == {"a": "tbd", "b": "", "c": "  ", "d": "okänt"}


def test_keys_and_values_are_composed() -> None:
    read_document = document("a\u030angstro\u0308m: Va\u0308xjo\u0308\n")

    assert read_document.value == {"ångström": "Växjö"}


def test_the_texts_for_the_privacy_scan_are_those_long_enough_to_hold_an_address() -> None:
    read_document = document("a: a@b.se\nb: kort\nc: [tbd, 'fylls i senare', 'Åsa Öberg']\nd: 123456789\n")

    assert read_document.texts == ("a@b.se", "Åsa Öberg")


# Encodings and positions


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("code: 0114".encode("utf-8-sig"), "1:7"),
        ("a: 1\ncode: 0114".encode("utf-8-sig"), "2:7"),
        (b"a: 1\r\ncode: 0114\r\n", "2:7"),
        (b"a: 1\rcode: 0114\r", "2:7"),
        ("å: ö\ncode: 0114".encode("utf-16"), "2:7"),
        (b"\xff\xfe" + "code: 0114".encode("utf-16-le"), "1:7"),
        (b"\xfe\xff" + "å😀: 0114".encode("utf-16-be"), "1:5"),
        ("😀: 0114".encode(), "1:4"),
        ("{a: 😀😀, b: 0114}".encode(), "1:12"),
        ("a: 'e\u0301'\n😀é: [x, 0114]".encode(), "2:9"),
        ("a: 'x\u2028y\u2029'\nb: 0114".encode(), "2:4"),
        ("a: x\u0085y\nb: 0114".encode(), "2:4"),
        ("a: x\u0085y\r\n\U000f0000\u2028b: 0114".encode("utf-16"), "2:6"),
        ("{a\u2028: x\ufeff, b: 0114}".encode(), "1:13"),
        (b"# \xc3\xa5\n\n\n   b:    0114", "4:10"),
    ],
)
def test_lines_and_columns_are_counted_in_characters_whatever_the_encoding(data: bytes, expected: str) -> None:
    read_document = document(data)

    finding = only_finding(read_document)
    assert (finding.code, at(finding.place)) == ("value.leading-zero", expected)
    assert marked(read_document, finding) == "0114"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("name: Malmö".encode("latin-1"), ("file.encoding", "", "1:11")),
        ("a: 1\nname: Sjöbo".encode("cp1252"), ("file.encoding", "", "2:9")),
        (b"a: x\x07", ("file.control-character", "", "1:5")),
        (b"a: b\nc: \x1b[31mr\xc3\xb6d", ("file.control-character", "", "2:4")),
        (b"a: \x00", ("file.control-character", "", "1:4")),
        ("a: å\x7f".encode(), ("file.control-character", "", "1:5")),
        ("a: \x9b1m".encode(), ("file.control-character", "", "1:4")),
        ("a: \ufffe".encode(), ("file.control-character", "", "1:4")),
        ("a: \ufeff\x08".encode(), ("file.control-character", "", "1:5")),
    ],
)
def test_what_is_no_text_is_named_with_its_place(data: bytes, expected: tuple[str, str, str]) -> None:
    assert faults_of(document(data)) == [expected]


def test_a_control_character_is_told_by_its_number() -> None:
    assert only_finding(document(b"a: \x1b[0m")).parameters == {"character": "U+001B"}


def test_a_control_character_written_as_an_escape_is_read() -> None:
    assert document('a: "\\x1b[0m"').value == {"a": "\x1b[0m"}


# Errors of syntax


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("a: b: c", "yaml.colon", "1:5"),
        ("summary: Se bilaga: den", "yaml.colon", "1:19"),
        ("summary: text\n  note: x", "yaml.colon", "2:7"),
        ("summary: text\n  fortsätter\n  note: x", "yaml.colon", "3:7"),
        ("items:\n  - En lång text\n    med: kolon", "yaml.colon", "3:8"),
        ("applicant:\n  name Berg\n  kind: region", "yaml.missing-colon", "2:3"),
        ("name Berg\nkind: region", "yaml.missing-colon", "1:1"),
        ("name Berg # bolaget\n\n# typ\nkind: region", "yaml.missing-colon", "1:1"),
        ("format: 1\nname Berg\nkind: region", "yaml.missing-colon", "2:1"),
        ("format: 1\nname Berg", "yaml.missing-colon", "2:1"),
        ("format:1\nname: Berg", "yaml.missing-colon", "1:1"),
        ("project\n  title: Torget", "yaml.missing-colon", "1:1"),
        ("goals:\n  - id M1\n    level: outcome", "yaml.missing-colon", "2:5"),
        ("project:\n  title Torget\n  summary Ett torg\n  area: safety", "yaml.missing-colon", "2:3"),
        ("project:\n  area: safety\n  title Torget\n  status: planned", "yaml.missing-colon", "3:3"),
        ("a:\n  - b\n  -c\n", "yaml.space-after-dash", "3:3"),
        ("a: - b", "yaml.dash", "1:4"),
        ("a:\n\tb: 1", "yaml.tab", "2:1"),
        ("a:\n  b: 1\n \t c: 1", "yaml.tab", "3:2"),
        ("a:\n  b: 1\n c: 2", "yaml.indentation", "3:2"),
        ("a:\n  - b\n  c: 1", "yaml.indentation", "3:3"),
        ("- a\nb: 1", "yaml.indentation", "2:1"),
        ("a: 1\n- b", "yaml.indentation", "2:1"),
        ('a: "x\nb: 1\n\n', "yaml.open-quote", "1:4"),
        ("a: 1\nb: 'x\n", "yaml.open-quote", "2:4"),
        ("a: 'it's'", "yaml.after-value", "1:8"),
        ('a: "säg "hej""', "yaml.after-value", "1:10"),
        ("a: [1]]", "yaml.after-value", "1:7"),
        ("{a: 1} b", "yaml.after-value", "1:8"),
        ("a: [1\nb: 2\n", "yaml.open-bracket", "2:2"),
        ("a: {b: 1\n", "yaml.open-bracket", "1:4"),
        ("a: [1, 2", "yaml.open-bracket", "1:4"),
        ("a: ]", "yaml.open-bracket", "1:4"),
        ("a: 25%\nb: %x", "yaml.reserved-character", "2:4"),
        ("a: @x", "yaml.reserved-character", "1:4"),
        ("a: `x`", "yaml.reserved-character", "1:4"),
        ('a: "C:\\qvist"', "yaml.escape", "1:7"),
        ('a: "\\xZZ"', "yaml.escape", "1:7"),
        ('a: "\\ud800"', "yaml.escape", "1:7"),
        ("a: &", "yaml.alias", "1:5"),
        ("a: !<", "yaml.tag", "1:6"),
        ("a: |x\n  y", "yaml.syntax", "1:5"),
        ("%YAML 3.0\n---\na: 1", "yaml.syntax", "1:1"),
    ],
)
def test_an_error_of_syntax_is_named_where_a_person_should_look(text: str, code: str, expected: str) -> None:
    finding = only_finding(document(text))

    assert (finding.code, at(finding.place)) == (code, expected)


def test_a_line_without_its_colon_is_shown_whole() -> None:
    read_document = document("applicant:\n  name Berg \n  kind: region")

    assert marked(read_document, only_finding(read_document)) == "name Berg"


def test_an_open_bracket_is_told_with_the_line_that_it_opens_on() -> None:
    assert only_finding(document("a: 1\nb: [1,\n2\nc: 3")).parameters["opened_line"] == 2


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("missing-colon.yaml", "yaml.missing-colon", "title Trygg väg"),
        ("tab-indentation.yaml", "yaml.tab", "\t"),
        ("duplicate-key.yaml", "yaml.duplicate-key", "loan:"),
    ],
)
def test_an_example_that_cannot_be_read_is_named_on_the_line_to_mend(name: str, code: str, line: str) -> None:
    finding = only_finding(document((EXAMPLES / "invalid" / name).read_bytes()))

    assert finding.code == code
    assert line in finding.place.excerpt


# Limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 33, "1:33"),
        ("[" * 33 + "]" * 33, "1:33"),
        ("{a: " * 100_000, "1:129"),
        ("- " * 100_000, "1:65"),
        ("[[]," * 25_000, "1:126"),
        ("\n".join(" " * depth + "a:" for depth in range(34)), "33:33"),
        ("\n".join(" " * depth + "a:" for depth in range(1_400)), "33:33"),
        ("- " * 10_000 + "\n" + "  " * 10_000 + "- 1", "1:65"),
    ],
    ids=lambda value: f"{len(value)}" if len(value) > 9 else value,
)
def test_nesting_past_thirty_two_is_refused_unread(text: str, expected: str) -> None:
    assert faults_of(document(text)) == [("yaml.too-deep", "", expected)]


def test_nesting_without_end_is_refused_by_whoever_notices_it_first() -> None:
    """libyaml 0.2.6 stops at a thousand by itself while it looks ahead; before that we stop it at 32."""
    [(code, pointer, place)] = faults_of(document("[" * 100_000))

    assert (code, pointer) == ("yaml.too-deep", "")
    assert place in ("1:33", "1:1001")


@pytest.mark.parametrize(
    "text", ["[" * 32 + "]" * 32, "- " * 32 + "x", "\n".join(" " * depth + "a:" for depth in range(32))]
)
def test_nesting_up_to_thirty_two_is_read(text: str) -> None:
    assert faults_of(document(text)) == []


@pytest.mark.slow
def test_fifty_thousand_values_are_read() -> None:
    assert faults_of(document("- 1\n" * 49_999)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 1\n" * 50_001, "50001:3"),
        ("\n".join(f"k{number}: 1" for number in range(50_001)), "50001:9"),
        ("[" + "[]," * 50_001 + "]", "1:150003"),
    ],
    ids=["items", "keys", "lists"],
)
def test_the_value_after_fifty_thousand_stops_the_reading(text: str, expected: str) -> None:
    finding = only_finding(document(text))

    assert (finding.code, at(finding.place)) == ("yaml.too-many-values", expected)
    assert finding.parameters == {"limit": 50_000}


def test_a_megabyte_is_read_and_one_byte_more_is_not() -> None:
    megabyte = b"a: 1 #" + b"x" * (1024 * 1024 - 6)

    assert faults_of(document(megabyte)) == []
    assert faults_of(document(megabyte + b"x")) == [("file.too-large", "", "1:1")]


def test_the_limits_are_arguments() -> None:
    assert faults_of(document("[[1]]", limits=Limits(depth=1))) == [("yaml.too-deep", "", "1:2")]
    assert faults_of(document("[1, 2]", limits=Limits(nodes=1))) == [("yaml.too-many-values", "", "1:5")]
    assert faults_of(document("a: 1", limits=Limits(bytes=3))) == [("file.too-large", "", "1:1")]


def test_an_alias_bomb_is_a_few_findings() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    read_document = document(bomb)

    assert {code for code, _, _ in faults_of(read_document)} == {"yaml.anchor", "yaml.alias"}
    assert read_document.value["i"] == [None] * 9


def test_two_hundred_findings_are_enough() -> None:
    read_document = document("{" + "a: 1, " * 40_000 + "}")

    assert len(read_document.findings) == 201
    assert read_document.findings[-1].code == "file.too-many-faults"
    assert read_document.value is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        '"' + "a" * 1_000_000,
        "a: " + "x" * 1_000_000,
        "a: |\n" + " x\n" * 300_000,
        "? " * 100_000,
        '"x" ' * 100_000,
        "!" * 1_000_000,
        "a: " * 300_000,
        "&a " * 300_000,
        "\n" * 1_000_000,
        'a: "' + "\\" * 1_000_000,
        "a: " + "1" * 1_000_000,
        "k" * 1_000_000 + ": 1",
        "[" + "?" * 1_000_000,
        "a: 1\n" + "a b\n" * 200_000 + "c: 1",
    ],
    ids=lambda text: repr(text[:6]),
)
def test_a_megabyte_of_the_same_is_read_in_a_moment(text: str) -> None:
    read_document = document(text)

    assert len(read_document.findings) <= 1_001


# Properties


def is_text_in_both(text: str) -> bool:
    """Return whether a text that YAML 1.1 writes without quotes is a composed text, and no number, in 1.2 too."""
    begins_as_number = text[:1] in scalars.NUMBER_STARTS and text != ""
    return is_normalized("NFC", text) and (not begins_as_number or scalars.number(text) == (text, None))


# PyYAML writes the line breaks of YAML 1.1 as such; that they are read as text is tested in test_line_breaks.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"), max_size=20).filter(
    is_text_in_both
)
numbers = st.integers(-(10**14), 10**14) | st.decimals(-1000, 1000, places=2).map(float)
plain_data = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=15,
)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(data: Any, *, flow: bool | None, width: int) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=width)


def nodes(node: yaml.Node, pointer: str = "") -> Iterator[tuple[str, yaml.Node | None, yaml.Node]]:
    """Yield pointer, key and value of everything that PyYAML's own parser, which is not libyaml, finds."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield pointer + pointer_to(key.value), key, value
            yield from nodes(value, pointer + pointer_to(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield f"{pointer}/{index}", None, value
            yield from nodes(value, f"{pointer}/{index}")


def stands_at(read_document: Document, start: Position | None, node: yaml.Node | None) -> bool:
    """Return whether a position is a node's, and its line and column lead to the node's text."""
    if start is None or node is None:
        return start is None and node is None
    span = span_of(start, start)
    rest = NodePositions(read_document.text).line(span.line)[span.column - 1 :]
    same_spot = (span.line - 1, span.column - 1) == (node.start_mark.line, node.start_mark.column)
    return same_spot and read_document.text[node.start_mark.index :].startswith(rest)


@pytest.mark.slow
@settings(max_examples=150)
@given(plain_data, st.sampled_from((None, False, True)), st.sampled_from((20, 80, 10_000)))
def test_whatever_is_written_as_yaml_is_read_back_with_every_key_and_value_in_its_place(
    data: Any, flow: bool | None, width: int
) -> None:
    text = dumped(data, flow=flow, width=width)

    read_document = read(source(text))

    assert read_document.value == data
    assert read_document.findings == () or data is None
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    for pointer, key, value in nodes(root) if data is not None else ():
        mark, exact = read_document.mark(pointer)
        assert exact
        assert mark is not None
        assert stands_at(read_document, mark.start, value), pointer
        assert stands_at(read_document, mark.key, key), pointer


@pytest.mark.slow
@settings(max_examples=100)
@given(plain_data)
def test_json_is_read_as_json(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, indent="\t")
    # JSON lets these stand as they are, YAML does not.
    text = re.sub("[\x7f-\x84\x86-\x9f\ufffe\uffff]", lambda match: f"\\u{ord(match.group()):04x}", text)

    assert read(source(text)).value == data


def is_within(finding: Diagnostic[Location], text: str) -> bool:
    span = finding.place.span
    line_count = len(re.split("\r\n|[\n\r]", text))
    length = len(NodePositions(text).line(span.line))
    return (
        1 <= span.line == span.end_line <= line_count
        and 1 <= span.column <= span.end_column <= length + 1
        and len(finding.place.excerpt) <= 1_000
    )


def assert_is_a_document(data: bytes) -> None:
    """Any bytes give a document, whose findings lie within its text and whose values JSON can hold."""
    read_document = document(data)

    assert read_document.value is not None or read_document.findings
    assert json.loads(json.dumps(read_document.value, allow_nan=False)) == read_document.value
    for finding in shape().check(read_document).findings:
        assert is_within(finding, read_document.text or data.decode("cp1252", "replace")), finding


@pytest.mark.slow
@settings(max_examples=200)
@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"%")
@example(b"--- !<")
def test_any_bytes_at_all_are_a_document(data: bytes) -> None:
    assert_is_a_document(data)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.text(st.sampled_from("ab:- \n\t[]{},\"'&*!|>%@#?<.=~0158_\\å😀\u2028\ufeff\x00"), max_size=40))
def test_any_signs_of_yaml_are_a_document(text: str) -> None:
    assert_is_a_document(text.encode())


EXAMPLES_READ = [path.read_bytes() for path in sorted(EXAMPLES.glob("*/*.yaml"))]
SPLICES = [
    b":",
    b"\n",
    b"\t",
    b" ",
    b"-",
    b"[",
    b"}",
    b'"',
    b"'",
    b"#",
    b"&a ",
    b"*a",
    b"<<: ",
    b"\xe5",
    b"\x00",
    b"0",
    b"---\n",
]


@pytest.mark.slow
@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_an_example_that_has_been_cut_and_pasted_is_a_document(chance: random.Random) -> None:
    data = chance.choice(EXAMPLES_READ)
    start = chance.randrange(len(data))
    data = data[start : start + chance.randint(1, 1_500)]

    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(SPLICES) + data[place + chance.choice((0, 0, 1, 5, 80)) :]

    assert_is_a_document(data)


def test_a_key_of_half_a_million_letters_is_not_kept_with_every_finding_in_it() -> None:
    text = f"? {'k' * 500_000}\n: {{a: &a x, b: &b x}}\nc: &c x\n"

    document = read(source(text))

    assert [finding.pointer for finding in document.findings] == ["", "", "/c"]
