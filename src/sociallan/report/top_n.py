"""The texts of the worst applications, in bounded memory, for pages that cannot list all."""

Rank = tuple[int, int]
"""The rank of a ``TableRow``."""


class TopN:
    """A collection that keeps the ``most`` texts of highest rank."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[Rank, str]] = []

    def add(self, rank: Rank, text: str) -> None:
        """Add a text; it is dropped once ``most`` texts rank at least as high."""
        self._kept.append((rank, text))
        if len(self._kept) > 2 * self._most:
            self._kept = self._worst_first()

    def texts(self) -> list[str]:
        """Return the kept texts, the worst first; equal ranks keep their order."""
        return [text for _, text in self._worst_first()]

    def _worst_first(self) -> list[tuple[Rank, str]]:
        # A reversed sort is stable too.
        return sorted(self._kept, key=lambda pair: pair[0], reverse=True)[: self._most]
