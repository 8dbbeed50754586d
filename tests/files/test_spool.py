"""Texts that wait on disk come back in order and as they were."""

from sociallan.files.spool import Spool


def test_texts_come_back_in_order_and_as_they_were() -> None:
    texts = ["", "å\nö\n", "x" * 100_000, "\udcff", "slut"]

    with Spool() as spool:
        for text in texts:
            spool.put(text)

        assert list(spool.texts()) == texts
