"""The names of the manual's pages, and the search for one by the words that a user typed."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sociallan.application.document import field_path, steps_of
from sociallan.application.field import Catalogue, Translations
from sociallan.pack.pack import Pack
from sociallan.pack.reader_texts import Term
from sociallan.pages import table_lookup
from sociallan.report.outcome_labels import UNSETTLED
from sociallan.report.view import View
from sociallan.report.words import TERMS, Words
from sociallan.rules.condition import Value
from sociallan.rules.truth import OutcomeKind

_NUMBER_OF_ITEM = re.compile(r" n(?:r|o|umber)\.? \d+")
"""Number of an item as reports write it, after the name of its list."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_COUNT = "0"
_WORD = re.compile(r"\w+")
_HEADINGS = (
    ("short.correct", "outcome.not_met"),
    ("short.doubts", "outcome.note"),
    ("report.actions", "level.requirement"),
    ("report.requirements", "level.requirement"),
    ("report.weaknesses", "level.expectation"),
    ("report.remarks", "level.remark"),
    ("report.questions", "level.question"),
    ("basis_counts.label", "level.requirement"),
)
"""The headings of reports that stand over items of one term, with its page."""
HEADED = ("report", "short", "since", "waivers")
"""The sections of words with further headings of reports, each of which has a section of their meanings."""
_CHAIN, _FIGURE = "report.chain", "report.figure"
"""The headings that a pack gives its chain and the figure of it."""
_COUNT_OF_ITEMS = re.compile(r" \(\d+\)$")
_HEADINGS_OF_ITEMS = ("requirement", "expectation", "remark")
"""The parts of the section ``heading`` that have the heading of an item by its outcome."""


def found(name: str, pack: Pack, view: View) -> tuple[str, ...]:
    """Return the names of the pages that a name, a title in any language or a spelling in reports and files leads to.

    A pointer, the last parts of a path and a choice lead to their fields.
    """
    name = cleaned(name)
    if name in names(pack, view):
        return (name,)
    group = name.rpartition(" ")[2]
    if any(each.id == group for each in pack.groups):
        return (group,)
    return _titled(name, titles(pack, view)) or _titled(name, _terms_of_art(pack, view))


def _titled(name: str, titles: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(page for title, page in titles if title.casefold() == name.casefold()))


def cleaned(name: str) -> str:
    """Return a name without the quotation marks, and the numbers and counts of items, that reports write."""
    if name.startswith("/"):
        name = field_path(steps_of(name))
    return _NUMBER_OF_ITEM.sub("", _COUNT_OF_ITEMS.sub("", name.strip('”“"')))


def terms(words: Words) -> list[str]:
    """Return the names of the pages of what reports say, such as verdicts, outcomes and levels."""
    return [f"{section}.{code}" for section in TERMS for code in words.codes(section)]


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
    art = terms_of_art(pack, view)
    known = (*groups, *rules, *filter(None, view.fields), *computed(pack), *view.words.codes("findings"))
    headed = headings(pack, view)
    return list(
        dict.fromkeys(
            (*known, *terms(view.words), *headed, *art, *pack.tables, *keys, *pack.passages, *passages_by_source(pack))
        )
    )


def headings(pack: Pack, view: View) -> dict[str, Translations]:
    """Return the headings of reports that stand over what is no term, by the names of their pages."""
    words, lang = view.words, view.words.lang
    of_pack: dict[str, Translations | None] = {
        _CHAIN: None if pack.chain is None else pack.chain.title,
        _FIGURE: None if pack.chain is None or pack.chain.figure is None else pack.chain.figure.title,
    }
    names = [f"{section}.{code}" for section in HEADED for code in words.codes(f"{section}_means")]
    texts = {name: of_pack[name] if name in of_pack else {lang: words.say(name)} for name in names}
    return {name: text for name, text in texts.items() if text is not None}


def passages_by_source(pack: Pack) -> Mapping[str, list[str]]:
    """Return the citations of each source."""
    found: dict[str, list[str]] = {}
    for citation in pack.passages:
        found.setdefault(citation.partition("#")[0], []).append(citation)
    return found


def computed(pack: Pack) -> dict[str, Value]:
    """Return the computed values by the names that rules know them by."""
    return {f"derived.{name}": value for name, value in pack.values.items()}


def terms_of_art(pack: Pack, view: View) -> dict[str, Term]:
    """Return the terms of art of a pack by the names of their pages."""
    return {f"term.{view.words.pick(term.word)}": term for term in pack.reader_texts.terms}


def _terms_of_art(pack: Pack, view: View) -> Iterator[tuple[str, str]]:
    """Yield the words of each term of art, which lead to its page where nothing else in the manual has that title."""
    yield from ((word, name) for name, term in terms_of_art(pack, view).items() for word in term.word.values())


def titles(pack: Pack, view: View) -> Iterator[tuple[str, str]]:
    """Yield every title, in each language, with the name of its page."""
    titled = (
        *((group.title, group.id) for group in pack.groups),
        *((rule.title, rule.id) for rule in pack.rules),
        *((field.title, path) for path, field in view.fields.items() if path),
        *((value.label, name) for name, value in computed(pack).items()),
        *((table.texts.title, name) for name, table in pack.tables.items()),
    )
    yield from ((title, name) for texts, name in titled for title in texts.values())
    yield from ((title, name) for name, texts in headings(pack, view).items() for title in texts.values())
    for path, field in view.fields.items():
        steps = path.split(".")
        yield from ((".".join(steps[first:]), path) for first in range(1, len(steps)))
        yield from ((_IN_BRACKETS.sub("", title), path) for title in field.title.values() if path)
        # Other words for a choice are taken and never shown, so nobody asks what they mean.
        yield from ((shown, path) for code in field.values for shown in (code, *field.labels.get(code, {}).values()))
    yield from _titles_of_terms(view.words)


def _titles_of_terms(words: Words) -> Iterator[tuple[str, str]]:
    """Yield the names of each term in reports: alone, over a list and beside a count, each with its page."""
    for name in terms(words):
        yield words.say(name), name
        yield name.partition(".")[2], name
        if name.startswith("verdict."):
            # It is spoken of by its first word: "Redo".
            yield words.say(name).partition(" ")[0], name
    yield from ((words.say(key), name) for key, name in _HEADINGS)
    yield words.say("short.fill_in", count=0).partition(" (")[0], "outcome.missing"
    for code in words.codes("basis"):
        counted = words.say(f"basis_counts.{code}", met=_COUNT, count=_COUNT)
        yield counted.rpartition(_COUNT)[2].strip(), f"basis.{code}"
    yield from ((words.say(f"heading.{code}"), f"outcome.{code}") for code in ("note", "form"))
    for level in _HEADINGS_OF_ITEMS:
        for code in ("not_met", "to_mend", "missing", "judgement", "form"):
            weighs = level != "requirement" and code == "not_met"
            yield words.say(f"heading.{level}.{code}"), f"level.{level}" if weighs else f"outcome.{code}"
        yield words.say(f"heading.{level}.{UNSETTLED}"), f"outcome.{OutcomeKind.JUDGEMENT}"
