"""One side of a difference: what its pack gives an application on a day, by the rules and by screening."""

import json
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.dependencies import operands
from sociallan.analysis.pack_differences.changed_parts import conditions, logic_of_list, logic_of_table
from sociallan.analysis.pack_differences.difference import PackEdition, PackResult, RuleResult
from sociallan.application.form_check.shape import Shape
from sociallan.application.source import Source
from sociallan.pack.calendar import RuleCalendar, in_force
from sociallan.rules.condition import ListOperand, ParamOperand, TableOperand
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import CompiledRule, compile_rule
from sociallan.rules.rule import Rule
from sociallan.screening.screen import Screener


class Side:
    """An edition of a pack. A day that is asked about is replaced by the edition's own, if it has one."""

    def __init__(self, edition: PackEdition) -> None:
        self.pack = edition.pack
        self.day = edition.day
        self._calendar = RuleCalendar(edition.pack)
        self._screener = cache(self._screener_on)

    @cached_property
    def shape(self) -> Shape:
        """The shape check of the pack's applications."""
        return Shape(self.pack.form)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id; of an edition with a day, those in force on it."""
        return {rule.id: rule for rule in self.pack.rules if self.day is None or in_force(rule, self.day)}

    def rule_on(self, name: str, day: str) -> Rule | None:
        """Return a rule that is in force on a day, ``None`` if it is not."""
        rule = self.rules.get(name)
        return rule if rule is not None and in_force(rule, self.day or day) else None

    def value(self, param: str) -> Any:
        """Return the value of a parameter on the edition's day, or all its values."""
        known = self.pack.params.get(param)
        if known is None:
            return None
        return known.values if self.day is None else known.on(self.day)

    def words(self, name: str) -> Any:
        """Return the words and the detector of a word list."""
        known = self.pack.lists.get(name)
        return None if known is None else logic_of_list(known)

    def rows(self, name: str) -> Any:
        """Return the rows of a table on the edition's day, or all of them."""
        known = self.pack.tables.get(name)
        if known is None:
            return None
        return logic_of_table(known) if self.day is None else known.on(self.day)

    def effect(self, rule: Rule, day: str) -> Any:
        """Return all that decides what an application gets of a rule on a day, to compare with another side."""
        params = {name: self.pack.params[name].on(self.day or day) for name in operands(rule, ParamOperand)}
        lists = {name: self.words(name) for name in operands(rule, ListOperand)}
        tables = {name: self.pack.tables[name].on(self.day or day) for name in operands(rule, TableOperand)}
        prose = self.pack.prose if rule.reads_prose() else None
        return rule.level, rule.group, conditions(rule), params, lists, tables, prose

    def bindings(self, day: str) -> Bindings:
        """Return the parameters, word lists and tables of a day."""
        return self._calendar.on(self.day or day).bindings

    def resolved(self, rule: Rule, day: str) -> ResolvedConditions:
        """Return a rule's conditions with the values of their parameters and word lists on a day."""
        return ResolvedConditions.of(rule, self.bindings(day))

    def compiled(self, rule: Rule, day: str) -> CompiledRule:
        """Return a rule compiled with the parameters and word lists of a day."""
        return compile_rule(rule, Compiler(self.bindings(day)))

    def screened(self, application: Mapping[str, Any], day: str) -> PackResult:
        """Return the results of an application on a day, screened from its text as any other."""
        source = Source("application.json", json.dumps(application, ensure_ascii=False).encode())
        assessment = self._screener(self.day or day).assess(source)
        rules = {rule.id: RuleResult(rule.level, rule.group, kind) for rule, kind in assessment.decided}
        return PackResult(assessment.verdict, rules)

    def _screener_on(self, day: str) -> Screener:
        return Screener(self.pack, self.shape, today=day, as_of=day)
