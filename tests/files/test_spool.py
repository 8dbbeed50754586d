"""Texts that wait on disk come back in order and as they were."""

import pytest

from sociallan.files.spool import Spool


@pytest.mark.parametrize("large", [1, 3_000_000])
def test_texts_come_back_in_order_and_as_they_were(large: int) -> None:
    texts = ["", "å\nö\n", "x" * large, "\udcff", "å" * large, "slut"]

    with Spool() as spool:
        for text in texts:
            spool.put(text)

        assert list(spool.texts()) == texts
