"""The manual pages of groups, rules, fields, terms, computed values, tables, their rows, sources and findings."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from sociallan.application.field import Field, FieldKind, Unit
from sociallan.pack.pack import Group, Pack
from sociallan.pack.reader_texts import Term
from sociallan.pack.table import Table, TableRow
from sociallan.pages import manual_names, table_lookup
from sociallan.pages.value_sentences import value_sentences
from sociallan.report import field_texts, rule_texts, sentences, values
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.rules.condition import Value
from sociallan.rules.rule import Level, Rule

_WIDTH = 80
_Section = tuple[str, Iterable[str]]


def page(name: str, pack: Pack, view: View) -> str | None:
    """Return the page that a name leads to, as a person may write it.

    A title of several pages gets one that lists their names, and words that stand in titles of fields or in rows of
    tables one that lists those. ``None`` for what leads nowhere.
    """
    matches = manual_names.found(name, pack, view)
    if len(matches) == 1:
        return _page(matches[0], pack, view)
    if matches:
        title = view.words.say("manual.several", title=manual_names.cleaned(name))
        return _laid_out(title, [(view.words.say("manual.choose", first=matches[0]), _named(matches, view))], view)
    fields = manual_names.fields_with(name, view.fields)
    rows = table_lookup.rows_with(name, pack)
    if len(fields) == 1 and not rows:
        return _page(fields[0], pack, view)
    labelled: list[_Section] = [(view.words.say("manual.field"), _labelled(fields, view))] if fields else []
    sections = [*labelled, *_found(rows, view)]
    return _laid_out(view.words.say("manual.found", words=name), sections, view) if sections else None


def _named(names: Iterable[str], view: View) -> list[str]:
    """Return the names of pages, those of fields with their titles."""
    return [each for name in names for each in (_labelled((name,), view) if name in view.fields else (name,))]


def _labelled(paths: Iterable[str], view: View) -> list[str]:
    return [f"{path}: {view.words.pick(view.fields[path].title)}" for path in paths]


def _page(name: str, pack: Pack, view: View) -> str:
    """Return the page of a name; of all that have it, one after the other."""
    pages = [_laid_out(title, sections, view) for title, sections in _pages(name, pack, view)]
    if not pages:
        pages = [_laid_out(f"{view.words.say('manual.finding')} {name}", _finding(name, view), view)]
    return "\n".join(pages)


def _pages(name: str, pack: Pack, view: View) -> Iterator[tuple[str, Iterable[_Section]]]:
    """Yield the title and the sections of all that have a name, but of a finding."""
    words, rule = view.words, pack.rule(name)
    group = next((group for group in pack.groups if group.id == name), None)
    if group is not None:
        yield f"{words.say('manual.group')} {name}: {words.pick(group.title)}", _group(group, pack, words)
    if rule is not None:
        yield f"{words.say('manual.rule')} {_titled(rule, pack, words)}", _rule(rule, pack, view)
    if name in view.fields:
        field = view.fields[name]
        yield f"{words.say('manual.field')} {name}: {words.pick(field.title)}", _field(field, pack, view)
    if (titles := manual_names.headings(pack, view).get(name)) is not None:
        yield f"{words.say('manual.heading')} {name}: {words.pick(titles)}", _meaning(name, words)
    if name in manual_names.terms(words):
        section = name.partition(".")[0]
        yield f"{words.say(f'manual.{section}')} {name}: {words.say(name)}", _meaning(name, words)
    if (term := manual_names.terms_of_art(pack, view).get(name)) is not None:
        yield f"{words.say('manual.term')} {name}", _term(term, pack, view)
    if (value := manual_names.computed(pack).get(name)) is not None:
        yield f"{words.say('manual.computed')} {name}: {words.pick(value.label)}", _value(value, pack, view)
    if (table := pack.tables.get(name)) is not None:
        yield f"{words.say('manual.table')} {name}: {words.pick(table.texts.title)}", _table(table, view)
    citations = [name] if name in pack.passages else manual_names.passages_by_source(pack).get(name, ())
    if citations:
        passages = (section for citation in citations for section in _passage(citation, pack, view))
        yield f"{words.say('manual.passage')} {name}", passages
    if rows := table_lookup.rows_of(name, pack):
        found = (section for table, row in rows for section in _row(table, row, pack, view))
        yield f"{words.say('manual.row')} {name}", found


def _meaning(name: str, words: Words) -> list[_Section]:
    """Return the section on what a heading or a term of reports means."""
    section, _, code = name.partition(".")
    return [(words.say("manual.means"), [words.say(f"{section}_means.{code}")])]


def _group(group: Group, pack: Pack, words: Words) -> Iterator[_Section]:
    for level in Level:
        rules = [rule for rule in pack.rules if rule.group == group.id and rule.level is level]
        if rules:
            yield words.say(f"level.{level}"), [_titled(rule, pack, words) for rule in rules]


def _titled(rule: Rule, pack: Pack, words: Words) -> str:
    return f"{rule.id}: {rule_texts.latest(rule.title, rule, pack, words)}"


def _rule(rule: Rule, pack: Pack, view: View) -> Iterator[_Section]:
    words = view.words
    group = next(group for group in pack.groups if group.id == rule.group)
    yield words.say("manual.group"), [words.pick(group.title)]
    yield words.say("manual.level"), [words.say(f"level.{rule.level}")]
    yield words.say("manual.in_force"), [period(rule, words)]
    asked = None if rule.judge is None else rule_texts.latest_question(rule, pack, words, view.fields)
    if rule.level is Level.QUESTION and asked is not None:
        yield words.say("manual.question"), [asked]
        yield words.say("report.strong_answer"), [rule_texts.latest(rule.ask, rule, pack, words)]
        yield words.say("manual.why"), [rule_texts.latest(rule.why, rule, pack, words)]
    else:
        yield words.say("manual.why"), [rule_texts.latest(rule.why, rule, pack, words)]
        yield words.say("manual.write"), [rule_texts.latest(rule.ask, rule, pack, words)]
        if asked is not None:
            yield words.say("manual.question"), [asked]
    yield words.say("manual.sources"), [source for key in rule.cites for source in _source(key, pack, view)]


def _source(citation: str, pack: Pack, view: View) -> Iterator[str]:
    words, passage = view.words, pack.passages[citation]
    date = passage.date or words.say("report.source_undated")
    mark = words.say(f"mark.{passage.mark}")
    yield words.say("report.cite", summary=words.pick(passage.summary), mark=mark, citation=citation)
    yield words.say("report.source", title=passage.title, publisher=passage.publisher, date=date, url=passage.url)


def _passage(citation: str, pack: Pack, view: View) -> Iterator[_Section]:
    yield citation, _source(citation, pack, view)
    citing = [rule for rule in pack.rules if citation in rule.cites]
    if citing:
        yield view.words.say("manual.cited_by"), [_titled(rule, pack, view.words) for rule in citing]


def _term(term: Term, pack: Pack, view: View) -> Iterator[_Section]:
    yield view.words.say("manual.means"), [view.words.pick(term.means)]
    yield view.words.say("manual.sources"), [source for key in term.cites for source in _source(key, pack, view)]


def _field(field: Field, pack: Pack, view: View) -> Iterator[_Section]:
    words = view.words
    yield words.say("manual.means"), [field_texts.about(field, words)]
    yield words.say("manual.kind"), [_kind(field, words)]
    if field.values:
        yield words.say("manual.values"), field_texts.choices(field, words)
    if field.children:
        yield words.say("manual.parts"), _labelled((f"{field.path}.{child}" for child in field.children), view)
    rules = [rule for rule in pack.rules if field.path in rule.fields()]
    if rules:
        yield words.say("manual.used_by"), [_titled(rule, pack, words) for rule in rules]


def _kind(field: Field, words: Words) -> str:
    if field.values:
        return words.say("manual.choices" if field.kind is FieldKind.LIST else "manual.choice")
    return words.say(f"manual.kinds.{field_texts.kind(field)}")


def _value(value: Value, pack: Pack, view: View) -> Iterator[_Section]:
    words = view.words
    yield words.say("manual.means"), value_sentences(value, pack, view)
    yield words.say("manual.kind"), [words.say(f"manual.kinds.{value.kind}")]
    if value.unit is not Unit.NONE:
        yield words.say("manual.unit"), [words.say(f"manual.units.{value.unit}")]
    rules = [rule for rule in pack.rules if f"derived.{value.name}" in rule.fields()]
    if rules:
        yield words.say("manual.used_by_value"), [_titled(rule, pack, words) for rule in rules]


def _table(table: Table, view: View) -> Iterator[_Section]:
    words = view.words
    if table.texts.note:
        yield words.say("manual.means"), [words.pick(table.texts.note)]
    yield words.say("manual.rows"), [_titled_row(table, row, view) for row in table.rows]


def _found(rows: Iterable[tuple[Table, TableRow]], view: View) -> Iterator[_Section]:
    for table, found in groupby(rows, key=lambda pair: pair[0]):
        yield view.words.pick(table.title), [_titled_row(table, row, view) for _, row in found]


def _titled_row(table: Table, row: TableRow, view: View) -> str:
    """Return the key of a row and what stands in the column after it."""
    said = (view.words.pick(table.meaning(column, row.cells[column])) for column in table.columns[1:2])
    return ": ".join((table_lookup.key(table, row), *filter(None, said)))


def _row(table: Table, row: TableRow, pack: Pack, view: View) -> Iterator[_Section]:
    words = view.words
    yield words.say("manual.table"), [f"{table.id}: {words.pick(table.texts.title)}"]
    for column in table.columns[1:]:
        if row.cells[column]:
            label = words.pick(table.label(column))
            yield label, [words.pick(table.meaning(column, row.cells[column]))]
    yield words.say("manual.in_force"), [_days(row.first, row.last, words)]
    yield words.say("manual.sources"), _source(row.source, pack, view)


def _finding(code: str, view: View) -> Iterator[_Section]:
    yield view.words.say("manual.means"), [sentences.finding_meaning(code, view.words)]
    about = view.words.coded("findings", code, "about")
    if about:
        yield view.words.say("manual.about"), [about]
    cure = sentences.finding_meaning(code, view.words, "cure")
    if cure:
        yield view.words.say("manual.cure"), [cure]


def period(rule: Rule, words: Words) -> str:
    """Return the sentence on the first and last day of a rule."""
    return _days(rule.valid_from, rule.valid_to, words)


def _days(first: str, last: str | None, words: Words) -> str:
    if last is None:
        return words.say("manual.from", first=first)
    return words.say("manual.from_to", first=first, last=last)


def _laid_out(title: str, sections: Iterable[_Section], view: View) -> str:
    width = min(view.style.width or _WIDTH, _WIDTH)
    wrapper = textwrap.TextWrapper(width, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
    wrapper.break_on_hyphens = False
    lines = textwrap.wrap(title, width)
    for heading, paragraphs in sections:
        lines += ["", heading]
        for paragraph in paragraphs:
            lines += wrapper.wrap(values.visible(paragraph))
    return "\n".join(lines) + "\n"
