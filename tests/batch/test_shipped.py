"""Recognition of the packs that come with the program."""

from dataclasses import replace

import pytest

from sociallan.batch import shipped
from sociallan.files import packs
from tests.builders import lsh


def test_a_pack_is_compared_with_the_shipped_one_as_it_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """To load it anew from its files took twice as long as to start."""
    monkeypatch.setattr(packs, "stored_pack", lambda folder: lsh())
    monkeypatch.setattr(shipped, "load", None)

    assert shipped.is_shipped(lsh())
    assert not shipped.is_shipped(replace(lsh(), logic_digest="sha256:0"))
