"""The names of the manual's pages, and those that a person's words lead to."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sociallan.application.document import field_path, steps_of
from sociallan.application.field import Catalogue
from sociallan.pack.pack import Pack
from sociallan.pages import table_lookup
from sociallan.report.view import View
from sociallan.rules.condition import Value
from sociallan.screening.report import Verdict

_NUMBER_OF_ITEM = re.compile(r" n(?:r|o|umber)\.? \d+")
"""Number of an item as reports write it, after the name of its list."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_WORD = re.compile(r"\w+")
_VERDICT = "verdict."


def found(name: str, pack: Pack, view: View) -> tuple[str, ...]:
    """Return the names of the pages that a name, a title in any language or a spelling in reports and files leads to.

    A pointer, the last parts of a path and a choice lead to their fields.
    """
    name = cleaned(name)
    if name in names(pack, view):
        return (name,)
    return tuple(dict.fromkeys(page for title, page in _titles(pack, view) if title.casefold() == name.casefold()))


def cleaned(name: str) -> str:
    """Return a name without the quotation marks and the numbers of items that reports write."""
    if name.startswith("/"):
        name = field_path(steps_of(name))
    return _NUMBER_OF_ITEM.sub("", name.strip('”“"'))


def verdict_of(name: str) -> Verdict | None:
    """Return the verdict that a page is about, ``None`` if it is about another thing."""
    return Verdict(name.removeprefix(_VERDICT)) if name.startswith(_VERDICT) else None


def fields_with(text: str, fields: Catalogue) -> list[str]:
    """Return the paths of the fields in whose title, in one language, each word of a text begins a word."""
    sought = _WORD.findall(text.casefold())
    return [path for path, field in fields.items() if path and sought and _has(field.title.values(), sought)]


def _has(titles: Iterable[str], sought: Iterable[str]) -> bool:
    return any(
        all(any(each.startswith(word) for each in _WORD.findall(title.casefold())) for word in sought)
        for title in titles
    )


def names(pack: Pack, view: View) -> list[str]:
    """Return the names of all pages."""
    groups = (group.id for group in pack.groups)
    rules = (rule.id for rule in pack.rules)
    keys = (table_lookup.key(table, row) for table in pack.tables.values() for row in table.rows)
    known = (*groups, *rules, *filter(None, view.fields), *computed(pack), *view.words.codes("findings"))
    verdicts = (f"{_VERDICT}{verdict}" for verdict in Verdict)
    return list(dict.fromkeys((*known, *verdicts, *pack.tables, *keys, *pack.passages, *passages_by_source(pack))))


def passages_by_source(pack: Pack) -> Mapping[str, list[str]]:
    """Return the citations of each source."""
    found: dict[str, list[str]] = {}
    for citation in pack.passages:
        found.setdefault(citation.partition("#")[0], []).append(citation)
    return found


def computed(pack: Pack) -> dict[str, Value]:
    """Return the computed values by the names that rules know them by."""
    return {f"derived.{name}": value for name, value in pack.values.items()}


def _titles(pack: Pack, view: View) -> Iterator[tuple[str, str]]:
    """Yield every title, in each language, with the name of its page."""
    titles = (
        *((group.title, group.id) for group in pack.groups),
        *((rule.title, rule.id) for rule in pack.rules),
        *((field.title, path) for path, field in view.fields.items() if path),
        *((value.label, name) for name, value in computed(pack).items()),
        *((table.texts.title, name) for name, table in pack.tables.items()),
    )
    yield from ((title, name) for texts, name in titles for title in texts.values())
    for path, field in view.fields.items():
        steps = path.split(".")
        yield from ((".".join(steps[first:]), path) for first in range(1, len(steps)))
        yield from ((_IN_BRACKETS.sub("", title), path) for title in field.title.values() if path)
        yield from ((spelling, path) for choice in field.values for spelling in field.spellings(choice))
    yield from ((view.words.say(f"{_VERDICT}{verdict}"), f"{_VERDICT}{verdict}") for verdict in Verdict)
