"""Decision on a whole pack: groups that can never fail, and verdicts that no application can get."""

from collections.abc import Iterator

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder
from sociallan.analysis.exact.logic import Formula, either
from sociallan.analysis.exact.solving import Query, longest_list, periods
from sociallan.analysis.exact.verdicts import group, verdicts
from sociallan.analysis.pack_differences.difference import PackEdition
from sociallan.analysis.pack_differences.side import Side
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.pack.calendar import change_days
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Group, Pack
from sociallan.pack.schema_check import PACK
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import UNMET, OutcomeKind
from sociallan.screening.report import Verdict

_Key = tuple[type[Group | Verdict], str]
_Open = set[_Key]
"""Groups that are not known to fail for any application, and verdicts that none is known to get, by id."""


def unreachable(pack: Pack, draft: PackDraft) -> Iterator[Diagnostic[PackLocation]]:
    """Yield each group that never fails and each verdict that is never given; none of which that is not decided."""
    left: _Open = {(Verdict, Verdict.READY), (Verdict, Verdict.NOT_MET)}
    left |= {(Group, rule.group) for rule in filter(_decides, pack.rules)}
    side = Side(PackEdition(pack, None))
    of_pack = periods([pack.valid_from, *(day for day in change_days(pack) if day > pack.valid_from)])
    for first, _ in of_pack:
        for application in ({}, *pack.specimens.values()):
            result = side.screened(application, first)
            left -= {(Verdict, result.verdict)}
            left -= {(Group, each.group) for each in result.rules.values() if _fails(each.level, each.kind)}
    for first, last in of_pack:
        if left:
            left -= _shown_or_open(side, first, last, left)
    document = draft.documents[PACK]
    for index, known in enumerate(pack.groups):
        if (Group, known.id) in left:
            yield Diagnostic("check.group-never-fails", pack_location(document, PACK, f"/groups/{index}"))
    for verdict, code in ((Verdict.READY, "check.never-ready"), (Verdict.NOT_MET, "check.never-denied")):
        if (Verdict, verdict) in left:
            yield Diagnostic(code, pack_location(document, PACK, "/verdict", of_key=True))


def _decides(rule: Rule) -> bool:
    return rule.level is Level.REQUIREMENT


def _fails(level: Level, kind: OutcomeKind) -> bool:
    return level is Level.REQUIREMENT and kind in UNMET


def _shown_or_open(side: Side, first: str, last: str, left: _Open) -> _Open:
    """Return the groups and verdicts that an application shows in a period, or of which it is not decided."""
    pack = side.pack
    symbols = Symbols(pack.form.fields, longest_list(filter(_decides, pack.rules)))
    encoder = Encoder(symbols, side.bindings(first), pack.lists)
    requirements: dict[str, list[dict[OutcomeKind, Formula]]] = {}
    for name in side.rules:
        rule = side.rule_on(name, first)
        if rule is not None and _decides(rule):
            requirements.setdefault(rule.group, []).append(dict(encoder.outcomes(rule)))
    groups = {name: group(several) for name, several in requirements.items()}
    wanted: dict[_Key, Formula] = {
        **{(Group, name): either(known.false, known.missing) for name, known in groups.items()},
        **{(Verdict, verdict): formula for verdict, formula in verdicts(pack.verdict, groups).items()},
    }
    question = Query(symbols, symbols.between(first, last), gaps=pack.gaps, prose=[pack.answers.prose])
    # Shown or not decided: either way nothing is said of it.
    return {key for key in left & wanted.keys() if not question.excludes(wanted[key])}
