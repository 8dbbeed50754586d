"""The texts of a rule with each placeholder replaced by the parameter's value on a day."""

from sociallan.application.field import Text
from sociallan.pack.pack import Pack, Param
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.rule import PLACEHOLDER, Rule

_LAST_DAY = "9999-12-31"
_UNITS = frozenset(("kr", "percent", "years", "months", "people", "goals"))
"""Units with words in every language; any other is written as in the pack."""

_COUNTED = frozenset(("years", "months", "people"))
"""Units with a singular form."""


def rendered(text: Text, pack: Pack, day: str, words: Words) -> str:
    """Return a text of a rule in one language, with the parameter values of a day (``YYYY-MM-DD``)."""
    picked = words.pick(text)
    # Most texts have no placeholder, and a report renders seventy titles for each application.
    return PLACEHOLDER.sub(lambda match: _value(pack.params[match[1]], day, words), picked) if "{" in picked else picked


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
            return _measured(values.number(value, words), param.unit, words, is_one=value == 1)
        case _:
            parts = [part if isinstance(part, str) else values.number(part, words) for part in value]
            return _measured(values.joined(parts, words, "and"), param.unit, words, is_one=False)


def _measured(value: str, unit: str, words: Words, *, is_one: bool) -> str:
    if unit not in _UNITS:
        return values.visible(f"{value} {unit}")
    return words.say(f"{'unit_of_one' if is_one and unit in _COUNTED else 'unit'}.{unit}", value=value)
