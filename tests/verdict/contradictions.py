"""Reports on applications that contradict themselves, on those that do not, and on real projects."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sociallan.application.source import Source
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening, Verdict
from tests.builders import screener
from tests.verdict.applications import changed
from tests.verdict.figures import Figure, counted, entries

_TOLD = frozenset((OutcomeKind.NOT_MET, OutcomeKind.TO_MEND, OutcomeKind.MISSING, OutcomeKind.JUDGEMENT))
_REFUSED = frozenset((Verdict.NOT_MET, Verdict.INVALID))
_EXPECTED = re.compile(r"# EXPECT: (incomplete|not_met|ready)?")
_FEWEST_SUBTLE = 0.9
_MOST_DOUBTS = 1
_NOTHING: dict[str, Any] = {}


def contradicted(path: Path) -> Iterator[Figure]:
    """Yield how many of the contradicted applications the report tells something of."""
    yield counted("contradicted: told", _told(path), 1.0)


def subtle(path: Path) -> Iterator[Figure]:
    """Yield how many of the subtle ones the report tells something of."""
    yield counted("subtle: told", _told(path), _FEWEST_SUBTLE)


def wrongly_refused(path: Path) -> Iterator[Figure]:
    """Yield how many of those that are no contradiction are not refused."""
    answers = ((row["name"], changed(row["base"], row["change"]).verdict) for row in entries(path))
    yield counted("false-fail: not refused", ((name, verdict not in _REFUSED) for name, verdict in answers), 1.0)


def real(folder: Path) -> Iterator[Figure]:
    """Yield how many real projects get the verdict that their first line names, and how many raise few doubts."""
    screened = {path.name: (path.read_text("utf-8"), _screened(path)) for path in sorted(folder.glob("*.yaml"))}
    expected = {name: (_EXPECTED.match(text), screening) for name, (text, screening) in screened.items()}
    verdicts = ((name, _fits(match, screening)) for name, (match, screening) in expected.items())
    yield counted("real: verdict", verdicts, 1.0)
    eligible = {name: found for name, (match, found) in expected.items() if match and match.group(1) != "not_met"}
    yield counted("real: not refused", ((name, each.verdict not in _REFUSED) for name, each in eligible.items()), 1.0)
    doubts = ((name, len(list(_doubts(each))) <= _MOST_DOUBTS) for name, each in eligible.items())
    yield counted("real: at most one doubt", doubts, 1.0)


def _told(path: Path) -> Iterator[tuple[str, bool]]:
    for row in entries(path):
        before, after = (set(_open(changed(row["base"], made))) for made in (_NOTHING, row["change"]))
        yield row["name"], bool(after - before)


def _open(screening: Screening) -> Iterator[tuple[str, str, bool]]:
    """Yield what a report tells: findings of the form, and the open outcomes."""
    yield from ((finding.code, finding.pointer, False) for finding in screening.findings)
    for each in screening.outcomes:
        if each.kind in _TOLD:
            yield each.rule.id, str(each.kind), bool(each.reasons)


def _doubts(screening: Screening) -> Iterator[str]:
    """Yield the rules that something stated made a matter of judgement."""
    for each in screening.outcomes:
        if each.kind is OutcomeKind.JUDGEMENT and each.reasons and not each.undetermined:
            yield each.rule.id


def _fits(match: re.Match[str] | None, screening: Screening) -> bool:
    wanted = match.group(1) if match else None
    if wanted == Verdict.NOT_MET and _leaves_influence_open(screening):
        wanted = Verdict.INCOMPLETE
    return screening.verdict not in _REFUSED if wanted is None else screening.verdict == wanted


def _leaves_influence_open(screening: Screening) -> bool:
    """Return whether a borrower does not say who decides over it: only one that no member decides over is refused."""
    return any(each.rule.id == "applicant-kind" and each.kind is OutcomeKind.MISSING for each in screening.outcomes)


def _screened(path: Path) -> Screening:
    return screener().screen(Source(path.name, path.read_bytes()))
