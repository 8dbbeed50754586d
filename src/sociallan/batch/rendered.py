"""The results of a file, without its screening: what totals and reports need of it."""

from typing import TYPE_CHECKING, NamedTuple

from sociallan.application.passed_over import PassedOver
from sociallan.screening.counted import Counted
from sociallan.screening.since import Earlier

if TYPE_CHECKING:
    from sociallan.screening.settled import Settled


class Rendered(NamedTuple):
    """One application: what totals count of it, and its part of the report in each format.

    ``version`` are its findings, if the run remembers them. ``settled`` are the rules that show nothing of it.
    """

    counted: Counted
    parts: tuple[str, ...]
    version: Earlier | None = None
    settled: "Settled | None" = None


Results = tuple[Rendered | PassedOver, ...]
"""The results of one file: each of its applications, or the reason why it is passed over."""
