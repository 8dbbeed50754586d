"""Texts of a megabyte: masking takes time in proportion to the length, whatever they are made of."""

import pytest

from sociallan.application.personal_data.identifiers import mask


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000,
        "a." * 250_000,
        "0 " * 250_000,
        "1" * 500_000,
        "@" * 500_000,
        "+46" * 160_000,
        ("a" * 64 + "@") * 15_000,
        "0\u200b" * 250_000,
        "1" + "\u200b" * 500_000,
        "640823" + " " * 500_000,
    ],
)
def test_a_megabyte_without_a_space_is_masked_in_a_moment(text: str) -> None:
    assert len(mask(text)) == len(text)
