"""Pieces of generated source: expressions for truths as numbers, and the functions that they stand in."""

import re
from collections import Counter
from collections.abc import Sequence

from sociallan.rules.truth import Truth

FALSE, TRUE, JUDGEMENT, MISSING = 0, 1, 3, 7
NUMBERS = {Truth.FALSE: FALSE, Truth.TRUE: TRUE, Truth.JUDGEMENT: JUDGEMENT, Truth.MISSING: MISSING}
"""The number of each truth: of several of which none is false, the greatest is their bitwise disjunction.

Python's ``True`` and ``False`` are those of what is true and false.
"""

_NAME = re.compile(r"\bv\d+\b")


class Frame:
    """Function that is generated: what it is called with, and what it looks up first."""

    def __init__(self, name: str = "", item: str = "", parent: "Frame | None" = None) -> None:
        self.name = name
        """The name of a condition for the items that it is called for, and ``item`` that in the source."""
        self.item = item
        self.parent = parent
        self.looked_up: dict[str, str] = {}
        """The source of each value that it looks up by name."""
        self.names: dict[str, str] = {}
        """The name of each value that it looks up by its source."""
        self.given: dict[str, None] = {}
        """Names of enclosing functions that it is called with."""
        self.calls_closures = False

    def written(self, sources: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the statements that look values up, and sources with what is used but once written in its place."""
        used = Counter(_NAME.findall("\n".join((*sources, *self.looked_up.values()))))
        inside: dict[str, str] = {}

        def written(source: str) -> str:
            return _NAME.sub(lambda name: inside.get(name.group(), name.group()), source)

        statements = []
        for name, source in self.looked_up.items():
            if used[name] == 1:
                inside[name] = written(source)
            else:
                statements.append(f"{name} = {written(source)}")
        return statements, [written(source) for source in sources]

    def over_items(self, function: str, must: str, *, is_each: bool, fewest: int | None) -> list[str]:
        """Return the lines of the function that decides whether each or some of the items are as they must be."""
        looked_up, (truth,) = self.written([must])
        first = f"    if len(items) < {fewest}: return {FALSE}" if fewest else ""
        decided = (
            f"not (truth := {truth}): return {FALSE}" if is_each else f"(truth := {truth}) == {TRUE}: return {TRUE}"
        )
        return [
            f"def {function}(items, scope, facts{''.join(f', {name}' for name in self.given)}):",
            first,
            f"    result = {TRUE if is_each else FALSE}",
            f"    for {self.item} in items:",
            f"        if {self.item} is None: {self.item} = EMPTY",
            *(f"        {line}" for line in looked_up),
            f"        scope[{self.name!r}] = {self.item}" if self.calls_closures else "",
            f"        if {decided}",
            "        result |= truth",
            "    return result",
        ]
