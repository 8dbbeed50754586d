"""Bytes to text: what is read, and what is named with its place."""

import pytest

from sociallan.application.decode import decode, guessed
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Location
from sociallan.application.source import Limits, Source
from tests.builders import at, source

TEXT = "mål: åäö 😀\n"


def refused(data: bytes) -> Diagnostic[Location]:
    finding = decode(source(data), Limits())
    assert isinstance(finding, Diagnostic)
    return finding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_are_read_without_their_mark(encoding: str) -> None:
    assert decode(source(TEXT.encode(encoding)), Limits()) == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_is_read_in_either_order_of_bytes(mark: bytes, encoding: str) -> None:
    assert decode(source(mark + TEXT.encode(encoding)), Limits()) == TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: Malmö", "1:11"),
        ("format: 1\nname: Sjöbo\nplace: Åby", "2:9"),
        ("format: 1\r\n\r\nname: Sjöbo", "3:9"),
        ("å: 1", "1:1"),
    ],
)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_windows_text_is_refused_at_its_first_odd_letter(text: str, expected: str, encoding: str) -> None:
    finding = refused(text.encode(encoding))

    assert (finding.code, at(finding.place)) == ("file.encoding", expected)


@pytest.mark.parametrize(("head", "expected"), [("ab: x\ncd: e ", "2:7"), ("ab: x\n", "2:1"), ("", "1:1")])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_letter_in_another_encoding_is_told_where_it_stands_behind_a_mark_too(
    head: str, expected: str, mark: bytes
) -> None:
    finding = refused(mark + head.encode() + b"\xe5\n")

    assert (finding.code, at(finding.place)) == ("file.encoding", expected)


def test_the_line_of_a_windows_text_is_shown_as_it_was_meant() -> None:
    finding = refused("format: 1\nname: Sjöbo – “kommun”".encode("cp1252"))

    assert finding.place.excerpt == "name: Sjöbo – “kommun”"


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xfe\xff\xd8\x00", b"\xff\xfe\x00\xd8"])
def test_broken_utf_16_is_refused(data: bytes) -> None:
    finding = refused(data)

    assert (finding.code, at(finding.place)) == ("file.encoding", "1:1")
    assert finding.parameters == {"encoding": "UTF-16"}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252 (ANSI, Latin-1)"),
        ("latin-1", "Windows-1252 (ANSI, Latin-1)"),
        ("mac_roman", "Mac OS Roman"),
        ("cp850", "CP 850 (MS-DOS)"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
@pytest.mark.parametrize(
    "text", ["namn: Sjöbo", "format: 1\nproject:\n  title: Tryggare gårdar\n  summary: Ängar och åkrar\n" * 200]
)
def test_an_encoding_is_named(encoding: str, name: str, text: str) -> None:
    finding = refused(text.encode(encoding))

    assert (finding.code, finding.parameters) == ("file.encoding", {"encoding": name})
    assert finding.place.excerpt in text.split("\n")


def misread(text: str) -> str:
    """Return a text in UTF-8 as Windows reads it in the encoding of its own."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("text", ["namn: Sjöbo", "﻿a: ”Å och ä” – ”é”\n", "a: ü"])
def test_a_text_that_was_read_in_another_encoding_and_saved_is_told_and_known(text: str) -> None:
    data = misread(text).encode()
    finding = refused(data)

    assert finding.code == "file.encoded-twice"
    assert str(finding.parameters["wrong"]) == misread(str(finding.parameters["right"]))
    assert guessed(data) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("text", ["a: Ã", "a: Ã¥ för å", "a: Ã¥ – ", "a: Ã¥ 😀", "a: SÃO"])
def test_letters_that_only_look_misread_are_left(text: str) -> None:
    assert decode(source(text), Limits()) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_an_encoding_of_several_bytes_is_named_though_no_letter_tells_it(encoding: str) -> None:
    assert refused("a: 1\n".encode(encoding)).parameters == {"encoding": encoding[:6].upper()}


@pytest.mark.parametrize("text", ["a: \x00", "a: b\x00c", "\x00\x00", "\x00", "a: \x00" * 3_000])
def test_a_stray_nul_makes_no_other_encoding(text: str) -> None:
    assert decode(source(text), Limits()) == text


def test_a_pair_of_surrogates_that_is_cut_off_by_the_sample_is_no_fault() -> None:
    assert refused(("a" + "😀" + "a" * 2_045 + "😀").encode("utf-16-le")).parameters == {"encoding": "UTF-16"}


def test_a_file_at_the_limit_is_read() -> None:
    assert decode(source(b"#" * 1024 * 1024), Limits()) == "#" * 1024 * 1024


def test_a_file_one_byte_past_the_limit_is_refused_with_its_size() -> None:
    finding = refused(b"#" * (1024 * 1024 + 1))

    assert finding.code == "file.too-large"
    assert finding.parameters == {"size": 1024 * 1024 + 1, "limit": 1024 * 1024}


def test_a_file_that_could_not_be_opened_keeps_its_problem() -> None:
    finding = decode(Source("gone.yaml", b"", "file.not-found"), Limits())

    assert isinstance(finding, Diagnostic)
    assert finding.code == "file.not-found"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\x00\x10JFIF", bytes(range(256)), b"a: \xe5\x01"])
def test_a_file_with_bytes_of_no_text_is_not_told_as_saved_in_another_encoding(data: bytes) -> None:
    assert refused(data).code == "file.no-text"
