"""Runner of the cases of a pack: what each of their applications gets, and what it must get."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sociallan.analysis.case import LISTED, Case, CaseRun, Received, Section
from sociallan.analysis.coverage import Reached
from sociallan.analysis.reachability import RecordingCompiler
from sociallan.application.document import Document, steps_of
from sociallan.application.location import PackLocation
from sociallan.application.shape import Shape
from sociallan.application.source import Source
from sociallan.pack.calendar import RuleCalendar
from sociallan.pack.pack import Pack
from sociallan.pack.specimens import with_gaps_as_none
from sociallan.rules.compiled_rule import CompiledRule, compile_rule
from sociallan.rules.derived import Facts
from sociallan.rules.truth import Truth
from sociallan.rules.walking import texts
from sociallan.screening import verdict
from sociallan.screening.report import Verdict
from sociallan.screening.verdict import Decided


class CaseInput(NamedTuple):
    """An application as the rules see it, its day, and the fields that do not follow the form."""

    facts: Facts
    day: str
    faults: frozenset[str]
    malformed: bool


class CaseResult(NamedTuple):
    """The result of one run of a case."""

    case: Case
    run: CaseRun
    day: str
    received: Received

    @property
    def passed(self) -> bool:
        """Whether the application got what the case states."""
        return self.case.accepts(self.received)


class CaseRuns(NamedTuple):
    """The results of cases, and the truths that each condition had in them, with the names of the cases."""

    results: tuple[CaseResult, ...]
    truths: Reached


def case_input(run: CaseRun, pack: Pack, shape: Shape) -> CaseInput:
    """Return the input of a run, checked against the form of the pack as an application is."""
    read = with_gaps_as_none(run.value, pack.gaps)
    document = shape.sift(Document(Source("", b""), "", read, None, (), ()))
    value, malformed = pack.answers.answered(document.value), document.malformed
    faults = frozenset(".".join(steps_of(pointer)) for pointer in document.withheld)
    day = run.as_of
    if day is None:
        day = pack.day_of(value) or pack.valid_from
        if day < pack.valid_from:
            day, malformed, faults = pack.valid_from, True, faults | {pack.dated_by or ""}
    return CaseInput(Facts(value, texts(value), day), day, faults, malformed)


def run_cases(cases: Iterable[Case], pack: Pack, shape: Shape) -> CaseRuns:
    """Run cases once, both for what each of their applications gets and for the truths of the conditions."""
    truths: dict[PackLocation, set[Truth]] = {}
    reached: dict[PackLocation, dict[Truth, list[str]]] = {}
    results: list[CaseResult] = []
    calendar = RuleCalendar(pack)
    watched: dict[str, list[CompiledRule]] = {}
    for case in cases:
        for seen in truths.values():
            # Emptied, not removed: the compiled conditions hold them.
            seen.clear()
        for run in case.runs:
            given = case_input(run, pack, shape)
            period = calendar.on(given.day)
            if given.day not in watched:
                compiler = RecordingCompiler(period.bindings, truths)
                watched[given.day] = [compile_rule(each.rule, compiler) for each in period.rules]
            scope = given.facts.scope()
            decided = [(each.rule, each.decide(scope).kind) for each in watched[given.day]]
            results.append(CaseResult(case, run, given.day, received(pack, decided, given)))
        for at, seen in truths.items():
            for truth in seen:
                reached.setdefault(at, {}).setdefault(truth, []).append(case.name)
    return CaseRuns(tuple(results), reached)


def received(pack: Pack, decided: Sequence[Decided], given: CaseInput) -> Received:
    """Return what an application gets, from the outcomes of the rules in force on its day."""
    rules = {
        section: frozenset((rule.group, rule.id) for rule, kind in decided if rule.level is level and kind in kinds)
        for section, (level, kinds) in LISTED.items()
    }
    deciding = () if given.malformed else verdict.deciding(pack, decided)
    rules[Section.DECIDED_BY] = frozenset((rule.group, rule.id) for rule in deciding)
    return Received(Verdict.INVALID if given.malformed else verdict.verdict(pack, decided), rules, given.faults)
