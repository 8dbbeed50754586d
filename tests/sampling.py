"""Long laws: a sample of their cases in the suite, all of them with ``make test-laws``."""

import os
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")

WHOLE = os.environ.get("LAWS") == "whole"
"""Whether laws are to be held to all of their cases."""


def sampled(cases: Sequence[Case], most: int, *, whole: bool = WHOLE) -> Sequence[Case]:
    """Return all cases, or in the suite at most so many: always the same ones, spread evenly over them.

    A test that samples its cases is marked ``law``, so that ``make test-laws`` finds it.
    """
    if whole or len(cases) <= most:
        return cases
    # From the middle of each of the equal parts: neither end of the space is favoured.
    return [cases[(2 * number + 1) * len(cases) // (2 * most)] for number in range(most)]
