"""Names of files as text, and back."""

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.file_name import decoded, encoded, is_text

ANY_NAME = st.text(alphabet=st.characters(categories=["L", "Cs", "Cc", "Cn", "P"]) | st.sampled_from("/%#a"))


@given(ANY_NAME)
def test_every_name_comes_back_from_letters_that_every_reader_takes(path: str) -> None:
    assert decoded(encoded(path)) == path
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", encoded(path))


@given(st.binary())
def test_whatever_bytes_a_name_of_linux_is_made_of_it_comes_back(name: bytes) -> None:
    path = name.decode("utf-8", "surrogateescape")

    assert decoded(encoded(path)) == path


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a/b.yaml", "a/b.yaml"),
        ("bost\udc84der.yaml", "bost%84der.yaml"),
        ("å 100 %.yaml", "%C3%A5%20100%20%25.yaml"),
        ("\ud800.yaml", "%ED%A0%80.yaml"),
    ],
)
def test_a_name_is_written_by_its_bytes(path: str, written: str) -> None:
    assert encoded(path) == written


@pytest.mark.parametrize(("path", "is_it"), [("å.yaml", True), ("\ufffe", True), ("\udc84", False)])
def test_what_cannot_be_written_as_utf_8_is_no_text(path: str, is_it: bool) -> None:
    assert is_text(path) is is_it


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on Linux alone")
@given(st.binary(min_size=1).filter(lambda name: b"%" not in name))
def test_the_bytes_of_a_name_that_is_no_text_are_its_own(name: bytes) -> None:
    path = os.fsdecode(name)
    data = bytes(int(part[1:], 16) if len(part) == 3 else ord(part) for part in re.findall("%..|.", encoded(path)))

    # But for bytes that would be half a character of Windows.
    assert data == name or b"\xed" in name
