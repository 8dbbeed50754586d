"""Complete check of a rule pack: faults, lints, and suspicions about its valid rules."""

from typing import NamedTuple

from sociallan.analysis.case_files import survey_cases
from sociallan.analysis.lint import lint, without_findings
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.suspicions import suspicions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.shape import Shape
from sociallan.pack.load import PackDraft, in_order
from sociallan.pack.rule_files import ids_of
from sociallan.pack.schema_check import PackSchemas


class PackCheck(NamedTuple):
    """All faults in order of location; ``sampled`` are the ids of rules with a sampled boundary domain."""

    faults: tuple[Diagnostic[PackLocation], ...]
    sampled: tuple[str, ...]


def pack_check(draft: PackDraft, schemas: PackSchemas) -> PackCheck:
    """Check a pack and its cases. Rules with faults are not explored, since their suspicions would be consequences."""
    if draft.pack is None:
        return PackCheck(draft.faults, ())
    shape = Shape(draft.pack.form)
    found = [*lint(draft, shape), *survey_cases(draft.cases, draft.pack, schemas, ids_of(draft.documents)).faults]
    explorer = Explorer(draft.pack, shape)
    explored = [(rule, explorer.reachability(rule)) for rule in without_findings(draft.pack, found)]
    suspicious = [fault for rule, reachability in explored for fault in suspicions(rule, reachability, explorer)]
    sampled = tuple(rule.id for rule, reachability in explored if reachability.sampled)
    return PackCheck(in_order([*found, *suspicious]), sampled)
