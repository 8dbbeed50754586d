"""The texts of a rule with each placeholder replaced by the parameter's value on a day."""

import re
from collections.abc import Mapping
from functools import lru_cache

from sociallan.application.dates import LAST_DAY
from sociallan.application.field import Catalogue, Translations
from sociallan.pack.pack import Pack, Param
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.rules.evaluation.asking import Quote
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import PLACEHOLDER, Rule

_ENDS = (".", "?", "!", "…", ":")
"""The signs with which a sentence ends."""


def rendered(text: Translations, pack: Pack, day: str, words: Words) -> str:
    """Return a text of a rule in one language, with the parameter values of a day (``YYYY-MM-DD``)."""
    picked = words.pick(text)
    # Most texts have no placeholder, and a report renders seventy titles for each application.
    return PLACEHOLDER.sub(lambda match: _value(pack.params[match[1]], day, words), picked) if "{" in picked else picked


def names_figures(rule: Rule) -> bool:
    """Return whether the texts of a rule's outcome differ with the parameter values of the day."""
    return any("{" in content for text in (rule.title, rule.unmet, rule.ask) for content in text.values())


def title(outcome: Outcome, pack: Pack, day: str, words: Words) -> str:
    """Return the title of a rule for an outcome: what is wanted, or what is so instead where it is contradicted."""
    rule = outcome.rule
    return rendered(rule.unmet if outcome.contradicted else rule.title, pack, day, words)


def question(
    rule: Rule, quotes: Mapping[str, Quote], pack: Pack, day: str, words: Words, fields: Catalogue
) -> tuple[str, ...]:
    """Return a question in parts: every second is what it quotes of an application, or a parameter's value on a day."""
    assert rule.judge is not None
    parts = [*_split(words.pick(rule.judge.question))]
    for index in range(1, len(parts), 2):
        quote = quotes.get(parts[index])
        if quote is None:
            parts[index] = _value(pack.params[parts[index]], day, words)
        elif isinstance(quote.value, tuple):
            several = [values.value(part, quote.path, fields, words) for part in quote.value]
            parts[index] = values.joined(several, words, "and")
        else:
            parts[index] = values.value(quote.value, quote.path, fields, words)
        parts[index] = _ended(parts[index], parts[index + 1], words)
    return tuple(parts)


def _ended(quoted: str, after: str, words: Words) -> str:
    """Return a quoted text so that its sentence has one full stop in all: its own, or that of what comes after it."""
    right = words.say("quote.right")
    if not quoted.endswith(right):
        return quoted
    text = quoted.removesuffix(right)
    if after.startswith("."):
        return f"{text.removesuffix('.')}{right}"
    begins_anew = not after or (after[:1].isspace() and after.lstrip()[:1].isupper())
    return f"{quoted}." if begins_anew and not text.endswith(_ENDS) else quoted


@lru_cache
def _split(text: str) -> tuple[str, ...]:
    """Return a text in parts: every second is what stands in the braces of a placeholder."""
    return tuple(PLACEHOLDER.split(text))


def latest(text: Translations, rule: Rule, pack: Pack, words: Words) -> str:
    """Return a text of a rule in one language, with the parameter values of the rule's last day."""
    return rendered(text, pack, rule.valid_to or LAST_DAY, words)


def latest_question(rule: Rule, pack: Pack, words: Words, fields: Catalogue) -> str:
    """Return the question of a rule in one language, with the name of each value that it quotes in brackets."""
    assert rule.judge is not None

    def shown(match: re.Match[str]) -> str:
        path = rule.quotes.get(match[1])
        if path is None:
            return _value(pack.params[match[1]], rule.valid_to or LAST_DAY, words)
        label = values.value_name(path.value, words) if path.value is not None else words.pick(fields[path.field].title)
        return f"[{values.uncapitalised(label)}]"

    return PLACEHOLDER.sub(shown, words.pick(rule.judge.question))


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
