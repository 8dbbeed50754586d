"""A rule pack looked through whole: its faults, what is wrong beyond them, and what is doubtful in its sound rules."""

from typing import NamedTuple

from sociallan.analysis.lint import lint, without_findings
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.suspicions import suspicions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.shape import Shape
from sociallan.pack.load import PackDraft, in_order


class PackCheck(NamedTuple):
    """Everything found, in order of place. ``sampled`` are the ids of rules not tried on every combination."""

    faults: tuple[Diagnostic[PackLocation], ...]
    sampled: tuple[str, ...]


def pack_check(survey: PackDraft) -> PackCheck:
    """Look a pack through; into a rule in which something was found no further, since doubts follow from faults."""
    if survey.pack is None:
        return PackCheck(survey.faults, ())
    shape = Shape(survey.pack.form)
    found = lint(survey, shape)
    explorer = Explorer(survey.pack, shape)
    reaches = [(rule, explorer.reach(rule)) for rule in without_findings(survey.pack, found)]
    doubtful = [fault for rule, reach in reaches for fault in suspicions(rule, reach, explorer)]
    return PackCheck(in_order([*found, *doubtful]), tuple(rule.id for rule, reach in reaches if reach.sampled))
