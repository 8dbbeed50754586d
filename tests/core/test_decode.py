"""Bytes to text: what is read, and what is named with its place."""

import pytest

from sociallan.core.decode import decode
from sociallan.model.finding import Finding
from sociallan.model.source import Limits, Source
from tests.builders import at, source

TEXT = "mål: åäö 😀\n"


def refused(data: bytes) -> Finding:
    finding = decode(source(data), Limits())
    assert isinstance(finding, Finding)
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


def test_the_line_of_a_windows_text_is_shown_as_it_was_meant() -> None:
    finding = refused("format: 1\nname: Sjöbo – “kommun”".encode("cp1252"))

    assert finding.place.excerpt == "name: Sjöbo – “kommun”"


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xfe\xff\xd8\x00", b"\xff\xfe\x00\xd8"])
def test_broken_utf_16_is_refused(data: bytes) -> None:
    finding = refused(data)

    assert (finding.code, at(finding.place)) == ("file.encoding", "1:1")


def test_a_file_at_the_limit_is_read() -> None:
    assert decode(source(b"#" * 1024 * 1024), Limits()) == "#" * 1024 * 1024


def test_a_file_one_byte_past_the_limit_is_refused_with_its_size() -> None:
    finding = refused(b"#" * (1024 * 1024 + 1))

    assert finding.code == "file.too-large"
    assert finding.parameters == {"size": 1024 * 1024 + 1, "limit": 1024 * 1024}


def test_a_file_that_could_not_be_opened_keeps_its_problem() -> None:
    finding = decode(Source("gone.yaml", b"", "file.not-found"), Limits())

    assert isinstance(finding, Finding)
    assert finding.code == "file.not-found"
