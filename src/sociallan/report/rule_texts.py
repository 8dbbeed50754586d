"""The texts of a rule as they are shown: each placeholder filled in with the parameter's value on a day."""

from sociallan.application.field import Text, Unit
from sociallan.pack.pack import Pack, Param
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.rule import PLACEHOLDER, Rule

_LAST_DAY = "9999-12-31"
_COUNTED = frozenset((Unit.YEARS, Unit.MONTHS, Unit.PEOPLE))
"""Units that have a singular of their own."""


def rendered(text: Text, pack: Pack, day: str, words: Words) -> str:
    """Return a text of a rule in one language, with the parameters of a day (``YYYY-MM-DD``)."""
    said = words.pick(text)
    # Most texts have none, and a report shows seventy titles an application.
    return PLACEHOLDER.sub(lambda match: _value(pack.params[match[1]], day, words), said) if "{" in said else said


def latest(text: Text, rule: Rule, pack: Pack, words: Words) -> str:
    """Return a text of a rule in one language, with the last values that apply to the rule."""
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


def _measured(value: str, unit: Unit, words: Words, *, is_one: bool) -> str:
    return words.say(f"{'unit_of_one' if is_one and unit in _COUNTED else 'unit'}.{unit}", value=value)
