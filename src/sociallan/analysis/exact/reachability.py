"""Decision on what a rule can give: its outcomes, and the truths of its conditions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder, Seen
from sociallan.analysis.exact.logic import Formula, both, either, no
from sociallan.analysis.exact.solving import Answer, Query, longest_list, periods
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Example, Reachability
from sociallan.application.location import PackLocation
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind, Truth


class ExactExplorer:
    """Decider of the rules of one pack; ``undecided`` are the ids of rules of which something is not known.

    What the solver finds counts once the evaluator agrees.
    """

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._pack = explorer.pack
        # A question is asked of one list, and may count further than all that is met or not: it is decided by itself.
        self.longest = longest_list(rule for rule in explorer.pack.rules if rule.level is not Level.QUESTION)
        self.undecided: set[str] = set()

    def reachability(self, rule: Rule, tried: Reachability) -> Reachability:
        """Return all outcomes and truths that a rule can have, beside those that were found by trying."""
        cases = dict(tried.cases)
        truths = {at: set(found) for at, found in tried.truths.items()}
        for day, last in self._periods(rule):
            symbols = self._symbols(rule)
            encoder = self._encoder(symbols, day)
            # Both before the question, which takes the symbols that they need.
            outcomes, seen = encoder.outcomes(rule), tuple(encoder.seen(rule))
            question = self._question(symbols, day, last)
            self._add_outcomes(rule, question, outcomes, cases)
            self._add_truths(rule, question, seen, truths)
        all_truths = {at: frozenset(found) for at, found in truths.items()}
        return replace(tried, cases=cases, truths=all_truths, sampled=rule.id in self.undecided)

    def _add_outcomes(
        self, rule: Rule, question: Query, outcomes: Mapping[OutcomeKind, Formula], cases: dict[OutcomeKind, Example]
    ) -> None:
        """Add an application for each kind of outcome that has none yet and is possible."""
        for kind, formula in outcomes.items():
            if kind not in cases and (case := self._found(rule, question, formula)) is not None:
                if self._explorer.decision(rule, case).kind is kind:
                    cases[kind] = case
                else:
                    self.undecided.add(rule.id)

    def _add_truths(
        self, rule: Rule, question: Query, seen: Iterable[Seen], truths: dict[PackLocation, set[Truth]]
    ) -> None:
        """Add each truth of a condition that was not found yet and is possible."""
        formulas: dict[tuple[PackLocation, Truth], list[Formula]] = {}
        for each in seen:
            for truth in Truth:
                formulas.setdefault((each.at, truth), []).append(both(each.evaluated, each.truth.is_(truth)))
        for (at, truth), several in formulas.items():
            if truth not in truths.setdefault(at, set()):
                case = self._found(rule, question, either(*several))
                if case is None:
                    continue
                if truth in self._explorer.truths(rule, case).get(at, ()):
                    truths[at].add(truth)
                else:
                    self.undecided.add(rule.id)

    def is_same(self, rule: Rule, other: Rule) -> bool:
        """Return whether a variant of a rule has its outcome, and asks its question, for every application."""
        for day, last in self._periods(rule):
            symbols = self._symbols(rule, other)
            encoder = self._encoder(symbols, day)
            one, two = encoder.outcomes(rule), encoder.outcomes(other)
            asks = encoder.asks(rule), encoder.asks(other)
            differs = either(
                *(both(formula, no(two[kind])) for kind, formula in one.items()),
                both(asks[0], no(asks[1])),
                both(asks[1], no(asks[0])),
            )
            answer = self._question(symbols, day, last).ask(differs)
            if answer is Answer.UNDECIDED:
                self.undecided.add(rule.id)
            elif not isinstance(answer, Answer):
                if self._explorer.decision(rule, answer) != self._explorer.decision(other, answer):
                    return False
                self.undecided.add(rule.id)
        return True

    def _found(self, rule: Rule, question: Query, formula: Formula) -> Example | None:
        answer = question.ask(formula)
        if answer is Answer.UNDECIDED:
            self.undecided.add(rule.id)
        return None if isinstance(answer, Answer) else answer

    def _periods(self, rule: Rule) -> tuple[tuple[str, str], ...]:
        """Return the first and last days of the periods in which nothing that a rule rests on changes."""
        return periods(self._explorer.days(rule), rule.valid_to)

    def _symbols(self, *rules: Rule) -> Symbols:
        return Symbols(self._pack.form.fields, max(self.longest, longest_list(rules)))

    def _encoder(self, symbols: Symbols, day: str) -> Encoder:
        return Encoder(symbols, self._explorer.bindings(day), self._pack.lists)

    def _question(self, symbols: Symbols, day: str, last: str) -> Query:
        return Query(symbols, symbols.between(day, last), gaps=self._pack.gaps, prose=[self._pack.answers.prose])
