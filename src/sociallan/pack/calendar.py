"""Calendar of a pack: the compiled rules and parameters in force on each day."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from sociallan.application import dates
from sociallan.application.field import contact_fields
from sociallan.pack.pack import Pack
from sociallan.rules.evaluation.asking import compile_question
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import EffectiveRules, compile_rule
from sociallan.rules.evaluation.period_decider import PeriodDecider
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.rule import Level, Rule


class RuleCalendar:
    """Calendar of the periods of a pack, each compiled on first use."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._starts = change_days(pack)
        self._periods: dict[str, EffectiveRules] = {}
        self._deciders: dict[str, PeriodDecider] = {}

    def on(self, day: str) -> EffectiveRules:
        """Return the rules in force on a day (``YYYY-MM-DD``)."""
        start = period_start(day, self._starts)
        if start not in self._periods:
            self._periods[start] = self._compile(day)
        return self._periods[start]

    def decider(self, day: str) -> PeriodDecider:
        """Return the decider by the rules in force on a day (``YYYY-MM-DD``)."""
        start = period_start(day, self._starts)
        if start not in self._deciders:
            self._deciders[start] = PeriodDecider(self.on(day))
        return self._deciders[start]

    @cached_property
    def _finders(self) -> Mapping[str, Finder]:
        contacts = contact_fields(self._pack.form.fields)
        return {key: Finder(words, contacts) for key, words in self._pack.lists.items()}

    def _compile(self, day: str) -> EffectiveRules:
        bindings = bindings_on(day, self._pack, self._finders)
        compiler = Compiler(bindings)
        effective = [rule for rule in self._pack.rules if in_force(rule, day)]
        rules = tuple(compile_rule(rule, compiler) for rule in effective if rule.level is not Level.QUESTION)
        questions = [compile_question(rule, compiler) for rule in effective if rule.level is Level.QUESTION]
        # The sort is stable: questions of the same weight stay in the order of the pack.
        questions.sort(key=lambda question: question.weight, reverse=True)
        return EffectiveRules(rules, bindings, tuple(questions))


def bindings_on(day: str, pack: Pack, finders: Mapping[str, Finder]) -> Bindings:
    """Return the bindings of the names in the conditions of a pack on a day (``YYYY-MM-DD``)."""
    params = {key: param.on(day) for key, param in pack.params.items()}
    tables = {key: table.on(day) for key, table in pack.tables.items()}
    return Bindings(params, finders, tables, pack.answers.prose)


def period_start(day: str, starts: Iterable[str]) -> str:
    """Return the last of some days that is not later than a day, ``""`` before all of them."""
    return max((start for start in starts if start <= day), default="")


def in_force(rule: Rule, day: str) -> bool:
    """Return whether a rule is in force on a day (``YYYY-MM-DD``)."""
    return dates.is_within(day, rule.valid_from, rule.valid_to)


def change_days(pack: Pack) -> tuple[str, ...]:
    """Return every day on which a rule begins or is no longer in force, or a parameter or table changes, in order."""
    days = {rule.valid_from for rule in pack.rules} | {start for p in pack.params.values() for start, _ in p.values}
    days |= {dates.days_later(rule.valid_to, 1) for rule in pack.rules if rule.valid_to is not None}
    return tuple(sorted(days.union(*(table.days() for table in pack.tables.values()))))
