"""The worst of very many applications, kept in little memory: for pages that cannot show them all."""

Rank = tuple[int, int]
"""The rank of a ``TableRow``."""


class TopN:
    """Keeps as many texts as there is room for, of the applications of highest rank."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[Rank, str]] = []

    def add(self, of: Rank, text: str) -> None:
        """Keep a text, as long as there are not enough that are worse."""
        self._kept.append((of, text))
        if len(self._kept) > 2 * self._most:
            self._kept = self._worst_first()

    def texts(self) -> list[str]:
        """Return what is kept, the worst first and then in the order given."""
        return [text for _, text in self._worst_first()]

    def _worst_first(self) -> list[tuple[Rank, str]]:
        # Sorting backwards keeps the order of equals too.
        return sorted(self._kept, key=lambda pair: pair[0], reverse=True)[: self._most]
