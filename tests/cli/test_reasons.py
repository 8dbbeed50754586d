"""Errors of the system are told in words, in both languages, and with a cure."""

import errno
import os

import pytest

from sociallan.cli.reasons import is_out_of_resources, reason
from tests.builders import words

NAMED = [
    "ENOSPC", "EDQUOT", "EFBIG", "EMFILE", "ENFILE", "ENOMEM", "EACCES", "EPERM", "EROFS", "EISDIR", "ENOTDIR",
    "ENOENT", "ENAMETOOLONG", "ELOOP", "EBUSY", "ETXTBSY", "EIO",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_number_of_the_system_has_a_sentence_and_a_cure(lang: str) -> None:
    for number in errno.errorcode:
        says = reason(OSError(number, os.strerror(number)), words(lang))

        assert says.endswith(".")
        assert says.count(". ") >= 1
        assert (os.strerror(number) in says) is (errno.errorcode[number] not in NAMED)


def test_a_file_that_another_program_has_open_on_windows_is_told_so() -> None:
    error = PermissionError(errno.EACCES, "x")
    error.winerror = 32  # type: ignore[attr-defined]

    assert reason(error, words()) == words().say("system.busy")


def test_what_the_system_has_run_out_of_is_no_fault_of_the_program() -> None:
    assert is_out_of_resources(OSError(errno.EMFILE, "x"))
    assert not is_out_of_resources(OSError(errno.ENOENT, "x"))
    assert not is_out_of_resources(ValueError())
