"""Runner of the cases of a pack: what each of their applications gets, and what it must get."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sociallan.analysis.case import LISTED, Case, CaseRun, CaseSection, Received
from sociallan.analysis.coverage import Reached
from sociallan.analysis.reachability import RecordingCompiler
from sociallan.analysis.rule_tests import unchecked
from sociallan.application.document import steps_of
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.application.walking import texts
from sociallan.pack.calendar import RuleCalendar, in_force
from sociallan.pack.pack import Pack
from sociallan.pack.specimens import with_gaps_as_none
from sociallan.rules.evaluation.compiled_rule import CompiledRule, compile_rule
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.screening import verdict
from sociallan.screening.report import Verdict


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


class RuleDecisions(NamedTuple):
    """The outcome of a rule for each application, ``None`` where it is not in force, and its conditions' truths."""

    kinds: tuple[OutcomeKind | None, ...]
    truths: Reached


def case_input(run: CaseRun, pack: Pack, shape: Shape) -> CaseInput:
    """Return the input of a run, checked against the form of the pack as an application is."""
    read = with_gaps_as_none(run.value, pack.gaps)
    document = shape.sift(unchecked(read))
    value, malformed = pack.answers.answered(document.value), document.malformed
    faults = frozenset(".".join(steps_of(pointer)) for pointer in document.withheld)
    day = run.as_of
    if day is None:
        day = pack.day_of(value) or pack.valid_from
        if day < pack.valid_from:
            day, malformed, faults = pack.valid_from, True, faults | {pack.dated_by or ""}
    return CaseInput(Facts(value, texts(value), day), day, faults, malformed)


class DecidedCases(NamedTuple):
    """The runs of cases with their input, and what each rule but the questions decides of them, by rule id."""

    runs: tuple[tuple[Case, CaseRun, CaseInput], ...]
    rules: Mapping[str, RuleDecisions]

    def kinds(self, number: int) -> dict[str, OutcomeKind | None]:
        """Return the outcome of each rule in one run, ``None`` where it is not in force."""
        return {name: of_rule.kinds[number] for name, of_rule in self.rules.items()}


def decided_cases(cases: Iterable[Case], pack: Pack, shape: Shape) -> DecidedCases:
    """Decide all rules but the questions for the applications of cases."""
    runs = tuple((case, run, case_input(run, pack, shape)) for case in cases for run in case.runs)
    applications = [(case.name, given) for case, _, given in runs]
    calendar = RuleCalendar(pack)
    return DecidedCases(runs, {rule.id: decide_cases(rule, applications, calendar) for rule in stated_rules(pack)})


def run_cases(cases: Iterable[Case], pack: Pack, shape: Shape) -> CaseRuns:
    """Run cases once, both for what each of their applications gets and for the truths of the conditions."""
    decided = decided_cases(cases, pack, shape)
    results = tuple(
        CaseResult(case, run, given.day, received(pack, decided.kinds(number), given))
        for number, (case, run, given) in enumerate(decided.runs)
    )
    return CaseRuns(results, {at: names for each in decided.rules.values() for at, names in each.truths.items()})


def decide_cases(rule: Rule, applications: Sequence[tuple[str, CaseInput]], calendar: RuleCalendar) -> RuleDecisions:
    """Decide a rule for the applications of cases, each with the name of its case."""
    truths: dict[PackLocation, set[Truth]] = {}
    reached: dict[PackLocation, dict[Truth, dict[str, None]]] = {}
    compiled: dict[str, CompiledRule] = {}
    kinds: list[OutcomeKind | None] = []
    for name, given in applications:
        if not in_force(rule, given.day):
            kinds.append(None)
            continue
        if given.day not in compiled:
            compiled[given.day] = compile_rule(rule, RecordingCompiler(calendar.on(given.day).bindings, truths))
        kinds.append(compiled[given.day].decide(given.facts.scope()).kind)
        for at, seen in truths.items():
            for truth in seen:
                reached.setdefault(at, {}).setdefault(truth, {})[name] = None
            # Emptied, not removed: the compiled conditions hold them.
            seen.clear()
    return RuleDecisions(tuple(kinds), {at: {t: tuple(names) for t, names in of.items()} for at, of in reached.items()})


def received(pack: Pack, kinds: Mapping[str, OutcomeKind | None], given: CaseInput) -> Received:
    """Return the results of an application from the outcomes of rules by id, ``None`` for one that is not in force."""
    decided = [(rule, kind) for rule in stated_rules(pack) if (kind := kinds[rule.id]) is not None]
    rules = {
        section: frozenset((rule.group, rule.id) for rule, kind in decided if rule.level is level and kind in kinds_of)
        for section, (level, kinds_of) in LISTED.items()
    }
    deciding = () if given.malformed else verdict.deciding(pack, decided)
    rules[CaseSection.DECIDED_BY] = frozenset((rule.group, rule.id) for rule in deciding)
    return Received(Verdict.INVALID if given.malformed else verdict.verdict(pack, decided), rules, given.faults)


def stated_rules(pack: Pack) -> Iterator[Rule]:
    """Yield the rules whose outcomes a case can state: all but questions."""
    return (rule for rule in pack.rules if rule.level is not Level.QUESTION)
