"""Screening of one application, from its bytes to its verdict."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, Gap, pointer_to
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import Location
from sociallan.application.lost_text import lost_texts
from sociallan.application.node_positions import place_of, positions_in
from sociallan.application.passed_over import SkipReason
from sociallan.application.source import Limits, Source
from sociallan.pack.calendar import RuleCalendar
from sociallan.pack.pack import Pack
from sociallan.rules.decision import Decision
from sociallan.rules.evaluation.asking import AskedQuestion, first_asked
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.period_decider import PeriodDecider
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening import verdict
from sociallan.screening.chain import ChainReader
from sociallan.screening.document_reader import DocumentReader
from sociallan.screening.explained_outcome import explained_outcome, untraced_outcome
from sociallan.screening.listed_findings import in_order, masked_in_order
from sociallan.screening.nearest import NearestFinder
from sociallan.screening.other_names import OtherNamesReader
from sociallan.screening.own_words import OwnWordsReader
from sociallan.screening.past_periods import PastPeriodsReader
from sociallan.screening.reading import TextReader
from sociallan.screening.report import MOST_QUESTIONS, DateSource, GroupOutcome, Screening, Verdict
from sociallan.screening.summariser import Summariser
from sociallan.screening.verdict import DecidedRule

_MOST_JUDGED = 1024
"""The patterns of decisions whose groups and verdict are remembered."""


class Assessment(NamedTuple):
    """A verdict and each rule's outcome, without reasons."""

    verdict: Verdict
    decided: tuple[DecidedRule, ...]


class _Judged(NamedTuple):
    """The groups of an application, and its verdict if nothing is wrong with its form."""

    groups: tuple[GroupOutcome, ...]
    verdict: Verdict


class _ByRules(NamedTuple):
    """The result of the rules on an application."""

    outcomes: tuple[Outcome, ...]
    questions: tuple[AskedQuestion, ...]
    more_questions: tuple[Rule, ...]
    judged: _Judged


class _Dated(NamedTuple):
    """A checked document and the day that chooses its rules."""

    document: Document
    day: str
    date_source: DateSource


class Screener:
    """Screener of applications by one pack.

    Days are ``YYYY-MM-DD``. ``today`` is used if an application has no date of its own, and a date after it is noted;
    ``as_of`` takes precedence over the application's own date.
    """

    def __init__(
        self, pack: Pack, shape: Shape, *, today: str, as_of: str | None = None, limits: Limits = Limits()
    ) -> None:
        self.pack = pack
        self._shape = shape
        self._calendar = RuleCalendar(pack)
        self._summariser = Summariser(pack)
        self._chain = None if pack.chain is None else ChainReader(pack.chain, pack.form.fields)
        self._own_words = OwnWordsReader(pack)
        self._texts = TextReader(pack)
        self._other_names = OtherNamesReader(pack)
        self._past_periods = PastPeriodsReader(pack)
        self._nearest = NearestFinder(pack.precedents, pack.form.fields)
        self.today = today
        self.as_of = as_of
        self._documents = DocumentReader(pack, shape, limits)
        self._judged_alike = lru_cache(_MOST_JUDGED)(lambda pattern: self._judged(pattern.decided))

    def skip_reason(self, sources: Iterable[Source]) -> SkipReason | None:
        """Return the reason why none of the documents of a file is an application; ``None`` if one is."""
        return self._documents.skip_reason(sources)

    def assess(self, source: Source) -> Assessment:
        """Return only the verdict and the outcomes, by the fast path."""
        dated = self._dated(self._documents.sifted(source))
        document = dated.document
        if not document.readable:
            return Assessment(Verdict.INVALID, ())
        scope = Facts(document.value, document.texts, dated.day, document.unread_texts).scope()
        period = self._calendar.on(dated.day)
        decided = tuple(
            (each.rule, each.decide(scope).kind) for several in (period.rules, period.questions) for each in several
        )
        return Assessment(_verdict(document, verdict.verdict(self.pack, decided)), decided)

    def faults_of_form(self, source: Source) -> tuple[Diagnostic[Location], ...]:
        """Return the findings on an application's form in order, without deciding a rule, and with nothing masked."""
        return in_order(self._dated(self._documents.checked(source)).document.findings)

    def screen(self, source: Source, *, traced: bool = True, quoted: bool = True) -> Screening:
        """Return the screening with explanations, and with the application's own words if ``quoted``.

        Without ``traced``, outcomes have no traces, only open ones are explained, and no more questions are quoted than
        a report shows; otherwise the screening is the same, in a fifth of the time.
        """
        dated = self._dated(self._documents.checked(source))
        document = dated.document
        of_form = Screening(
            path=source.path,
            sha256=source.sha256,
            verdict=Verdict.INVALID,
            as_of=dated.day,
            date_source=dated.date_source,
            summary=self._summariser.summary(document.value),
            groups=(),
            findings=masked_in_order(document.findings),
            outcomes=(),
            document=source.document,
            unanswered=_answers_of_nothing(document),
        )
        if not document.readable:
            return of_form
        facts = Facts(document.value, document.texts, dated.day, document.unread_texts)
        decider = self._calendar.decider(dated.day)
        bindings = decider.period.bindings
        explainer = Explainer(document, facts, bindings)
        by_rules = (self._traced if traced else self._untraced)(decider, explainer, facts)
        reading, notes = self._texts.noted(document, facts, bindings, by_rules.outcomes)
        names = self._other_names.notes(document, bindings, by_rules.outcomes)
        periods = self._past_periods.notes(document, dated.day)
        return replace(
            of_form,
            verdict=_verdict(document, by_rules.judged.verdict),
            groups=by_rules.judged.groups,
            findings=masked_in_order(
                (*document.findings, *lost_texts(document, self._shape.fields), *notes, *names, *periods)
            ),
            outcomes=by_rules.outcomes,
            questions=by_rules.questions,
            more_questions=by_rules.more_questions,
            precedents=self._nearest.nearest(document.value),
            chain=() if self._chain is None else self._chain.rows(facts),
            reading=reading,
            own_words=self._own_words.read(document, facts) if quoted else None,
        )

    def _traced(self, decider: PeriodDecider, explainer: Explainer, facts: Facts) -> _ByRules:
        """Return the outcomes with traces and reasons, and all questions."""
        period, fields = decider.period, self._shape.fields
        outcomes = tuple(explained_outcome(rule, explainer, facts, period, fields) for rule in period.rules)
        asked = first_asked(period.questions, facts.scope(), facts, len(period.questions))
        return _ByRules(outcomes, *asked, self._judged([(outcome.rule, outcome.decision) for outcome in outcomes]))

    def _untraced(self, decider: PeriodDecider, explainer: Explainer, facts: Facts) -> _ByRules:
        """Return the outcomes with reasons where they are open, and the first questions."""
        scope = facts.scope()
        pattern, questions = decider.decided(scope, facts)
        outcomes: list[Any] = list(pattern.settled)
        for at, rule, decision in pattern.open:
            outcomes[at] = untraced_outcome(rule, decision, explainer, facts, decider.period, self._shape.fields)
        asked = first_asked(questions, scope, facts, MOST_QUESTIONS)
        return _ByRules(tuple(outcomes), *asked, self._judged_alike(pattern))

    def kinds(self, source: Source, rules: Container[str], unanswered: Iterable[str]) -> Mapping[str, OutcomeKind]:
        """Return the outcomes of those of some rules that are in force, by id; a question is ``MET`` where it is asked.

        ``unanswered`` are the pointers of the application's answers that say nothing, of an earlier screening. None of
        its texts is searched for them again, which is most of the work.
        """
        dated = self._dated(self._documents.read_again(source, unanswered))
        document = dated.document
        if not document.readable:
            return {}
        scope = Facts(document.value, document.texts, dated.day, document.unread_texts).scope()
        period = self._calendar.on(dated.day)
        kinds = {each.rule.id: each.decide(scope).kind for each in period.rules if each.rule.id in rules}
        asked = {each.rule.id: each.is_asked(scope) for each in period.questions if each.rule.id in rules}
        return kinds | {
            id_: OutcomeKind.MET if is_asked else OutcomeKind.NOT_APPLICABLE for id_, is_asked in asked.items()
        }

    def _dated(self, document: Document) -> _Dated:
        day = self.pack.day_of(document.value) if document.readable else None
        if self.as_of is not None:
            return _Dated(document, self.as_of, DateSource.OPTION)
        if day is None:
            return _Dated(document, self.today, DateSource.TODAY)
        if day < self.pack.valid_from:
            early = {"first": self.pack.valid_from, "found": day}
            document = self._with_finding(document, "date.before-pack", early, Severity.ERROR)
            day = self.pack.valid_from
        elif (stated := str(self.pack.date_of(document.value))) > self.today[: len(stated)]:
            coming = {"today": self.today, "found": stated}
            document = self._with_finding(document, "date.to-come", coming, Severity.NOTE)
        return _Dated(document, day, DateSource.SUBMITTED)

    def _with_finding(
        self, document: Document, code: str, parameters: Mapping[str, object], severity: Severity
    ) -> Document:
        """Return the document with a finding at the application's own date."""
        pointer = pointer_to(*(self.pack.dated_by or "").split("."))
        place = place_of(document, pointer, positions_in(document))
        found = Diagnostic(code, place, parameters, pointer=pointer, severity=severity)
        return document._replace(findings=(*document.findings, found))

    def _judged(self, decided: Sequence[tuple[Rule, Decision]]) -> _Judged:
        kinds = ((rule, decision.kind) for rule, decision in decided)
        return _Judged(verdict.group_outcomes(self.pack, decided), verdict.verdict(self.pack, kinds))


def _answers_of_nothing(document: Document) -> tuple[str, ...]:
    """Return the pointers of the answers in words that say nothing, without words in the place of a number."""
    return tuple(pointer for pointer in document.unanswered_texts if document.unanswered[pointer] is not Gap.IN_WORDS)


def _verdict(document: Document, by_rules: Verdict) -> Verdict:
    if (
        not document.readable
        or document.malformed
        or any(finding.severity is Severity.ERROR for finding in document.findings)
    ):
        return Verdict.INVALID
    return by_rules
