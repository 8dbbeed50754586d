"""Comparison of a screening with an earlier version of the application: what is mended, new and left."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.field import Form
from sociallan.application.form_check.links import referred
from sociallan.application.location import Location
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.pack.pack import Pack
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.listed import listed, pointers_of
from sociallan.screening.report import Screening
from sociallan.screening.since import Earlier, Finding, Since

_SETTLED = (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE, OutcomeKind.JUDGEMENT)


def version_of(screening: Screening, source: Source, pack: Pack) -> Earlier:
    """Return the findings of a screened file, with the own ids of its list items if it can be read as it stands."""
    value = read(source, gaps=pack.gaps).value
    return Earlier(findings(screening), None if value is None else item_labels(value, own_ids(pack.form)))


def since(screening: Screening, present: Earlier, earlier: Earlier | None) -> Since:
    """Return the comparison with the findings of an earlier version; ``present`` is that of the screening.

    Findings are matched by rule or code, and by a field in common, wherever its item now stands in its list. What was
    missing and is now stated and wrong is new. A finding whose rule is not decided now is neither mended nor left.
    """
    if earlier is None:
        return Since(is_known=False, mended=(), new=present.findings, left=())
    then: Mapping[str, str] = {}
    now: Mapping[str, str] = {}
    if earlier.labels is not None and present.labels is not None:
        then, now = earlier.labels, present.labels
    before = {number: (finding, _places(finding, then)) for number, finding in enumerate(earlier.findings)}
    after = {number: (finding, _places(finding, now)) for number, finding in enumerate(present.findings)}
    # Of items that cannot be distinguished, those that stand where they stood are the same.
    for same in (_stands_where_it_stood, _has_a_place_in_common):
        _pair_off(before, after, same)
    settled = _settled(screening, present.findings)
    return Since(
        is_known=True,
        mended=tuple(finding for finding, _ in before.values() if settled(finding)),
        new=tuple(finding for finding, _ in after.values()),
        left=tuple(finding for number, finding in enumerate(present.findings) if number not in after),
    )


def findings(screening: Screening) -> tuple[Finding, ...]:
    """Return the findings that a report lists, in its order."""
    errors, requirements, weaknesses, notes, remarks, doubts = listed(screening)
    return (
        *map(of_diagnostic, errors),
        *map(of_outcome, (*requirements, *weaknesses)),
        *map(of_diagnostic, notes),
        *map(of_outcome, (*remarks, *doubts)),
    )


def of_diagnostic(finding: Diagnostic[Location]) -> Finding:
    """Return a finding on form, or a note on a text, to be matched."""
    return Finding(finding.code, str(finding.severity), (finding.pointer,), finding.place.span.line)


def of_outcome(outcome: Outcome) -> Finding:
    """Return the outcome of a rule, to be matched."""
    line = outcome.reasons[0].place.span.line if outcome.reasons else None
    return Finding(outcome.rule.id, str(outcome.kind), pointers_of(outcome), line)


def own_ids(form: Form) -> frozenset[str]:
    """Return the names of the fields by which other fields refer to an item of a list."""
    return frozenset(path.rpartition(".")[2] for path in referred(form.fields))


def item_labels(value: Any, ids: Collection[str]) -> Mapping[str, str]:
    """Return the own id of each list item that has one of some fields for it, by the item's pointer."""
    return dict(_labels(value, ids, ()))


def _labels(value: Any, ids: Collection[str], steps: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _labels(part, ids, (*steps, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            inner = (*steps, number)
            own = (part[name] for name in ids if isinstance(part.get(name), str)) if isinstance(part, dict) else ()
            yield from ((pointer_to(*inner), each) for each in own)
            yield from _labels(part, ids, inner)


_Placed = tuple[Finding, frozenset[str]]
"""A finding with its places, which stay the same when items move."""


def _places(finding: Finding, labels: Mapping[str, str]) -> frozenset[str]:
    """Return the pointers with each item's own id in place of its number, ``*`` where it has none."""
    return frozenset(_place(pointer, labels) for pointer in finding.pointers or ("",))


def _place(pointer: str, labels: Mapping[str, str]) -> str:
    steps = pointer.split("/")
    return "/".join(
        labels.get("/".join(steps[: number + 1]), "*") if step.isdecimal() else step
        for number, step in enumerate(steps)
    )


def _stands_where_it_stood(old: _Placed, new: _Placed) -> bool:
    return old[0].pointers == new[0].pointers and _has_a_place_in_common(old, new)


def _has_a_place_in_common(old: _Placed, new: _Placed) -> bool:
    return old[0].is_gap is new[0].is_gap and not old[1].isdisjoint(new[1])


def _pair_off(before: dict[int, _Placed], after: dict[int, _Placed], same: Callable[[_Placed, _Placed], bool]) -> None:
    """Remove from both sides each finding that is the same as one of the other, one for one."""
    by_id: dict[str, list[int]] = {}
    for number, (finding, _) in before.items():
        by_id.setdefault(finding.id, []).append(number)
    for number, new in tuple(after.items()):
        candidates = by_id.get(new[0].id, [])
        found = next((each for each in candidates if same(before[each], new)), None)
        if found is not None:
            candidates.remove(found)
            del before[found], after[number]


def _settled(screening: Screening, present: Iterable[Finding]) -> Callable[[Finding], bool]:
    """Return a function that decides whether an earlier finding that is no longer there is mended.

    It is not if its rule was not asked, waits for an answer, is waived or is reported elsewhere; nor is anything known
    of an application that cannot be read.
    """
    rules = {outcome.rule.id for outcome in screening.outcomes if outcome.kind in _SETTLED and not outcome.undetermined}
    # The rule is still unmet, but for other items of a list.
    elsewhere = {(finding.id, finding.is_gap) for finding in present}
    return lambda finding: (
        screening.reading is not None
        and (not finding.of_rule or finding.id in rules or (finding.id, finding.is_gap) in elsewhere)
    )
