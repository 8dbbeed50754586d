"""The items of highest rank, in bounded memory, for reports that cannot list all applications."""

from typing import Generic, TypeVar

Item = TypeVar("Item")


class TopN(Generic[Item]):
    """A collection that keeps the ``most`` items of highest rank."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[tuple[int, int], Item]] = []

    def add(self, rank: tuple[int, int], item: Item) -> None:
        """Add an item; it is dropped once ``most`` items rank at least as high."""
        self._kept.append((rank, item))
        if len(self._kept) > 2 * self._most:
            self._kept = self._highest_first()

    def items(self) -> list[Item]:
        """Return the kept items, the highest rank first; equal ranks keep their order."""
        return [item for _, item in self._highest_first()]

    def _highest_first(self) -> list[tuple[tuple[int, int], Item]]:
        # A reversed sort is stable too, so that how the applications are divided into chunks makes no difference.
        return sorted(self._kept, key=lambda pair: pair[0], reverse=True)[: self._most]
