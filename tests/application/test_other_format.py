"""Files in formats that hold no application: they are told by their format, and no application is."""

import pytest

from sociallan.application.any_format import read_application
from sociallan.application.document import Document
from sociallan.application.source import Source
from tests.builders import EXAMPLES, form

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n"
RTF = b"{\\rtf1\\ansi\\ansicpg1252 {\\fonttbl\\f0 Arial;}\\f0 format: 1\\par applicant:\\par }"
MAIL = b"From: Lisa <lisa@example.org>\nSubject: format\nMIME-Version: 1.0\n\nproject: ja\n"


def document(data: bytes, path: str = "a.yaml") -> Document:
    return read_application(Source(path, data), form())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("PDF", PDF),
        ("PDF", PDF + b"0" * 2_000_000),
        ("RTF", RTF),
        ("HTML", b"<html><body><p>format: 1</p></body></html>"),
        ("HTML", b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>\r\n<title>format: 1</title>"),
        ("XML", b"<?xml version='1.0'?>\n<format>1</format>"),
        ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("PNG", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("EML", MAIL),
        ("CSV", b"format;1\nprojekt;Tv\xc3\xa4ttstugor\n"),
        ("CSV", b"Fr\xe5ga;Svar\r\nNamn;B: g\xe5rdar\r\n"),
        ("CSV", "Fråga\tSvar\nNamn\tGårdar\n".encode("utf-16")),
        ("CSV", b"a,b,c\n1,2,3\n4,5,6\n"),
    ],
)
@pytest.mark.parametrize("path", ["a.yaml", "a", "a.json"])
def test_a_file_in_another_format_is_told_by_it(name: str, data: bytes, path: str) -> None:
    found = document(data, path).findings

    assert [(each.code, each.parameters) for each in found] == [("file.other-format", {"format": name})]


def test_bytes_that_happen_to_look_like_rows_are_no_table() -> None:
    rows = b"\xc3\x01;\xfe\x80\n\x07\xa1;\x9c\n"

    assert [each.code for each in document(rows).findings] == ["file.no-text"]
    assert [each.code for each in document(rows.translate(None, b"\x01\x07")).findings] == ["file.other-format"]


def test_two_columns_with_a_comma_are_a_table_where_the_name_says_so() -> None:
    assert [each.code for each in document(b"format,1\nprojekt,Parken\n", "a.csv").findings] == ["file.other-format"]
    assert document(b"format,1\nprojekt,Parken\n").findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "# Vad; hur\n# och; n\u00e4r\nformat: 1\n",
        "project: {title: a; b,\n  summary: c; d}\n",
        "format:\t1\nproject:\t{}\n",
        "'a;b': 1\n'c;d': 2\n",
        "- a;b\n- c;d\n",
        "Hej, vi\nvill, att\nni, svarar\n",
        "Subject: a\nproject: {}\n",
        "",
    ],
)
def test_other_text_is_read_as_before(text: str) -> None:
    assert "file.other-format" not in [each.code for each in document(text.encode()).findings]


def test_no_example_is_taken_for_another_format() -> None:
    for path in EXAMPLES.rglob("*.yaml"):
        assert "file.other-format" not in [each.code for each in document(path.read_bytes()).findings]
