"""The sentences that are read without YAML are those that YAML reads."""

import pytest

from sociallan.files.plain_words import is_zipped, plain_words
from sociallan.files.resources import words


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_read_without_yaml_is_what_yaml_reads(lang: str) -> None:
    read = plain_words(lang)

    assert {"broken_package", "zipped", "bug"} <= set(read["usage"])
    differing = {
        (section, key)
        for section, sentences in read.items()
        for key, sentence in sentences.items()
        if words(lang)[section][key] != sentence
    }
    assert differing == set()


def test_a_program_in_a_folder_is_not_zipped() -> None:
    assert not is_zipped()
