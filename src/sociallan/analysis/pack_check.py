"""Complete check of a rule pack: faults, lints, and suspicions about its valid rules."""

from collections.abc import Sequence
from typing import NamedTuple

from sociallan.analysis.case_files import cases_of
from sociallan.analysis.dependencies import has_its_tables
from sociallan.analysis.lints.consequences import untrue_causes
from sociallan.analysis.lints.lint import lint, without_findings
from sociallan.analysis.lints.suspicions import suspicions
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Reachability
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.pack.faults import in_order
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.rules.rule import Rule


class PackCheck(NamedTuple):
    """All faults in order of location; ``sampled`` are the ids of rules of which not everything is known.

    ``longest`` is the length of lists up to which all applications are decided, ``None`` if some were tried.
    """

    faults: tuple[Diagnostic[PackLocation], ...]
    sampled: tuple[str, ...]
    longest: int | None = None


def pack_check(draft: PackDraft, schemas: PackSchemas, today: str, *, exact: bool = False) -> PackCheck:
    """Check a pack and its cases on a day (``YYYY-MM-DD``).

    Rules with faults, and those that look something up in a table with faults, are not explored, since their suspicions
    would be consequences. With ``exact``, which needs the extra, what rules can give is decided and not only tried.
    """
    if draft.pack is None:
        return PackCheck(draft.faults, ())
    shape = Shape(draft.pack.form)
    of_cases = cases_of(draft, draft.pack, schemas).faults
    found = [*lint(draft, shape, today), *of_cases]
    explorer = Explorer(draft.pack, shape)
    rules = [rule for rule in without_findings(draft.pack, found) if has_its_tables(rule, draft.pack)]
    if exact:
        explored = [(rule, explorer.reachability(rule)) for rule in rules]
        return _decided(draft, draft.pack, found, explored, explorer)
    suspicious: list[Diagnostic[PackLocation]] = []
    sampled: list[str] = []
    for rule in rules:
        reachability = explorer.reachability(rule)
        suspicious += suspicions(rule, reachability, explorer)
        suspicious += untrue_causes(rule, draft.pack, draft, explorer.reachability)
        sampled += [rule.id] if reachability.sampled else []
    return PackCheck(in_order([*found, *suspicious]), tuple(sampled))


def _decided(
    draft: PackDraft,
    pack: Pack,
    found: Sequence[Diagnostic[PackLocation]],
    explored: list[tuple[Rule, Reachability]],
    explorer: Explorer,
) -> PackCheck:
    # Imported late, since they need a package that few have.
    from sociallan.analysis.exact.reachability import ExactExplorer
    from sociallan.analysis.exact.whole_pack import unreachable

    exact = ExactExplorer(explorer)
    suspicious = [
        fault
        for rule, tried in explored
        for fault in suspicions(rule, exact.reachability(rule, tried), explorer, exact.is_same)
    ]
    suspicious += [
        fault
        for rule, _ in explored
        for fault in untrue_causes(
            rule, pack, draft, lambda each: exact.reachability(each, explorer.reachability(each))
        )
    ]
    of_pack = () if found else unreachable(pack, draft)
    undecided = tuple(rule.id for rule, _ in explored if rule.id in exact.undecided)
    return PackCheck(in_order([*found, *suspicious, *of_pack]), undecided, exact.longest)
