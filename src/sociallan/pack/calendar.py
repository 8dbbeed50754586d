"""The rules and parameters in force on a day, made ready to decide."""

from sociallan.pack.pack import Pack
from sociallan.rules.compile import Compiler
from sociallan.rules.compiled_rule import EffectiveRules, compile_rule
from sociallan.rules.rule import Rule
from sociallan.rules.word_search import Finder


class RuleCalendar:
    """A pack's periods, each made ready once when a day in it is first asked for."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._finders = {key: Finder(words) for key, words in pack.lists.items()}
        self._starts = sorted(_starts(pack))
        self._periods: dict[str, EffectiveRules] = {}

    def on(self, day: str) -> EffectiveRules:
        """Return the period that a day (``YYYY-MM-DD``) lies in."""
        start = max((start for start in self._starts if start <= day), default="")
        if start not in self._periods:
            self._periods[start] = self._made_ready(day)
        return self._periods[start]

    def _made_ready(self, day: str) -> EffectiveRules:
        params = {key: param.on(day) for key, param in self._pack.params.items()}
        compiler = Compiler(params, self._finders)
        rules = tuple(compile_rule(rule, compiler) for rule in self._pack.rules if in_force(rule, day))
        return EffectiveRules(rules, params, self._finders)


def in_force(rule: Rule, day: str) -> bool:
    """Return whether a rule applies on a day."""
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def _starts(pack: Pack) -> set[str]:
    days = {rule.valid_from for rule in pack.rules} | {start for p in pack.params.values() for start, _ in p.values}
    # The day after valid_to starts a period; "~" sorts behind every digit, so the day itself is left out.
    return days | {f"{rule.valid_to}~" for rule in pack.rules if rule.valid_to is not None}
