"""A rule pack looked through whole: its faults, what is wrong beyond them, and what is doubtful in its sound rules."""

from typing import NamedTuple

from sociallan.core.doubts import doubts
from sociallan.core.lint import lint, without_findings
from sociallan.core.pack import Survey, in_order
from sociallan.core.reach import Explorer
from sociallan.core.shape import Shape
from sociallan.model.diagnostic import Diagnostic
from sociallan.model.place import RulePlace


class PackCheck(NamedTuple):
    """Everything found, in order of place. ``sampled`` are the ids of rules not tried on every combination."""

    faults: tuple[Diagnostic[RulePlace], ...]
    sampled: tuple[str, ...]


def pack_check(survey: Survey, shape: Shape) -> PackCheck:
    """Look a pack through; into a rule in which something was found no further, since doubts follow from faults."""
    found = lint(survey, shape)
    if survey.pack is None:
        return PackCheck(found, ())
    explorer = Explorer(survey.pack, shape)
    reaches = [(rule, explorer.reach(rule)) for rule in without_findings(survey.pack, found)]
    doubtful = [fault for rule, reach in reaches for fault in doubts(rule, reach, explorer)]
    return PackCheck(in_order([*found, *doubtful]), tuple(rule.id for rule, reach in reaches if reach.sampled))
