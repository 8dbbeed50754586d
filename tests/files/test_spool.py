"""Texts that wait on disk come back in order and as they were, and nothing stays there."""

from pathlib import Path

import pytest

from sociallan.files.spool import Spool


@pytest.mark.parametrize("large", [1, 3_000_000])
def test_texts_come_back_in_order_and_as_they_were(large: int) -> None:
    texts = ["", "å\nö\n", "x" * large, "\udcff", "å" * large, "slut"]

    with Spool() as spool:
        for text in texts:
            spool.put(text)

        assert list(spool) == texts
        assert list(spool) == texts


def test_the_folder_beside_the_texts_is_gone_with_all_in_it_when_the_spool_is_left() -> None:
    with Spool() as spool:
        folder = Path(spool.folder())
        (folder / "rows").write_text("what an application says")

    assert not folder.exists()
