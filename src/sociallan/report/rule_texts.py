"""The texts of a rule with each placeholder replaced by the parameter's value on a day."""

from sociallan.application.field import Text
from sociallan.pack.pack import Pack, Param
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import PLACEHOLDER, Rule

_LAST_DAY = "9999-12-31"


def rendered(text: Text, pack: Pack, day: str, words: Words) -> str:
    """Return a text of a rule in one language, with the parameter values of a day (``YYYY-MM-DD``)."""
    picked = words.pick(text)
    # Most texts have no placeholder, and a report renders seventy titles for each application.
    return PLACEHOLDER.sub(lambda match: _value(pack.params[match[1]], day, words), picked) if "{" in picked else picked


def title(outcome: Outcome, pack: Pack, day: str, words: Words) -> str:
    """Return the title of a rule for an outcome: what is wanted, or what is so instead where it is contradicted."""
    rule = outcome.rule
    return rendered(rule.unmet if outcome.contradicted else rule.title, pack, day, words)


def latest(text: Text, rule: Rule, pack: Pack, words: Words) -> str:
    """Return a text of a rule in one language, with the parameter values of the rule's last day."""
    return rendered(text, pack, rule.valid_to or _LAST_DAY, words)


def _value(param: Param, day: str, words: Words) -> str:
    value = param.on(day)
    match value:
        case None:
            return words.say("unit.no_limit")
        case str():
            return values.visible(value)
        case int() | float():
            return values.measured(value, param.unit, words)
        case _:
            parts = [part if isinstance(part, str) else values.number(part, words) for part in value]
            return values.with_unit(values.joined(parts, words, "and"), param.unit, words)
