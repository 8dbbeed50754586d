"""The faults of an invalid pack: their order, and the error that holds them."""

from collections.abc import Iterable

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation


class PackError(Exception):
    """Invalid rule pack: ``faults`` holds every fault, sorted by location."""

    def __init__(self, faults: Iterable[Diagnostic[PackLocation]]) -> None:
        super().__init__("the rule pack has faults")
        self.faults = in_order(faults)


def in_order(faults: Iterable[Diagnostic[PackLocation]]) -> tuple[Diagnostic[PackLocation], ...]:
    """Return faults sorted by location."""
    return tuple(sorted(faults, key=lambda fault: fault.place))
