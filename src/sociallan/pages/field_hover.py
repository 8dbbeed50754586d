"""A field as editors show it beside the text: its label, help and choices, and the rules that read it."""

from collections.abc import Iterator

from sociallan.application.field import Field
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Pack
from sociallan.report import field_texts, rule_texts
from sociallan.report.markdown_text import escaped
from sociallan.report.view import View
from sociallan.rules.rule import Level

_MOST_RULES = 8


def field_hover(field: Field, pack: Pack, day: str, view: View) -> str:
    """Return a field in Markdown, with the rules in force on a day (``YYYY-MM-DD``), each linked to its source."""
    words = view.words
    parts = [f"**{escaped(words.pick(field.title))}** `{field.path}`"]
    if about := field_texts.about(field, words):
        parts.append(escaped(about))
    if field.values:
        parts.append(_listed(f"`{code}` {escaped(words.pick(field.labels[code]))}" for code in field.values))
    if rules := tuple(_rules(field, pack, day, view)):
        more = len(rules) - _MOST_RULES
        shown = [*rules[:_MOST_RULES], *([words.say("report.more", count=more)] if more > 0 else [])]
        parts.append(f"{words.say('manual.used_by')}:\n\n{_listed(iter(shown))}")
    return "\n\n".join(parts)


def _listed(items: Iterator[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _rules(field: Field, pack: Pack, day: str, view: View) -> Iterator[str]:
    """Yield the rules that read a field, the requirements first."""
    reading = [rule for rule in pack.rules if field.path in rule.fields() and in_force(rule, day)]
    for rule in sorted(reading, key=lambda rule: list(Level).index(rule.level)):
        title = escaped(rule_texts.latest(rule.title, rule, pack, view.words))
        url = next((pack.passages[citation].url for citation in rule.cites), "")
        yield f"{title} ([{rule.id}](<{url}>))" if url else f"{title} ({rule.id})"
