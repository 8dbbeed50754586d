"""A pack as Markdown documents: an index, the form, and a page per table and per rule, each in every language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sociallan.analysis.results import Coverage
from sociallan.application.field import Translations
from sociallan.pack.pack import Pack
from sociallan.pack.table import Table
from sociallan.pages.form_document import form_blocks
from sociallan.pages.rule_content import Bullet, CodeBlock, Examples, PageSection, rule_content
from sociallan.report import rule_texts
from sociallan.report.markdown_text import escaped
from sociallan.report.view import View
from sociallan.rules.rule import Rule

MARK = "<!-- sociallan rules docs:"
"""The start of every page in any language, by which pages of removed rules are recognised."""

INDEX = "README.md"
"""The file name of the index, which repository hosts display with its folder."""


FORM_PAGE = "_form.md"
"""The file name of the page on the form; no rule's id begins with an underscore."""


def table_page(table: Table) -> str:
    """Return the file name of the page on a table."""
    return f"_table_{table.id}.md"


def rule_documents(
    pack: Pack, cases: Mapping[str, Examples], coverage: Coverage, views: Sequence[View]
) -> Mapping[str, str]:
    """Return the pages by file name.

    ``cases`` are the examples by rule id. ``views`` are one per language, in the order of the page.
    """
    pages = {f"{rule.id}.md": _page(rule, cases[rule.id], coverage, pack, views) for rule in pack.rules}
    tables = {table_page(table): _table_document(table, pack, views) for table in pack.tables.values()}
    return {**pages, **tables, FORM_PAGE: _form(pack, views), INDEX: _index(pack, views)}


def _form(pack: Pack, views: Sequence[View]) -> str:
    blocks = [*_head(views), f"# {_said('documents.form', views)}", f"[{_said('documents.index', views)}]({INDEX})"]
    for view in views:
        blocks += form_blocks(pack.form, view)
    return "\n\n".join(blocks) + "\n"


def _table_document(table: Table, pack: Pack, views: Sequence[View]) -> str:
    blocks = [*_head(views), f"# {_table_title(table, views)}", f"[{_said('documents.index', views)}]({INDEX})"]
    for view in views:
        blocks += map(escaped, filter(None, (view.words.pick(table.texts.note), view.words.say("documents.find"))))
    heads = [_in_each(table.label(column), views) for column in table.columns]
    heads += [_said(key, views) for key in ("reading.first", "reading.last", "manual.source")]
    rows = [heads, ["---"] * len(heads)]
    for row in table.rows:
        cells = [_in_each(table.meaning(column, row.cells[column]), views) for column in table.columns]
        passage = pack.passages[row.source]
        rows.append([*cells, row.first, row.last or "", f"[{escaped(row.source)}](<{passage.url}>)"])
    return "\n\n".join([*blocks, _lines(rows)]) + "\n"


def _table_title(table: Table, views: Sequence[View]) -> str:
    return _in_each(table.title, views)


def _page(rule: Rule, cases: Examples, coverage: Coverage, pack: Pack, views: Sequence[View]) -> str:
    blocks = [*_head(views), f"# {rule.id}", f"[{_said('documents.index', views)}]({INDEX})"]
    for view in views:
        content = rule_content(rule, cases, pack, view, coverage)
        blocks += [f"## {escaped(content.title)}", *map(escaped, content.facts)]
        for section in content.sections:
            blocks += [f"### {escaped(section.title)}", *_blocks(section)]
    return "\n\n".join(blocks) + "\n"


def _blocks(section: PageSection) -> Iterator[str]:
    """Yield the Markdown blocks of a section: paragraphs, lists and code."""
    for is_item, parts in groupby(section.parts, key=lambda part: isinstance(part, Bullet)):
        if is_item:
            yield "\n".join(_item(part) for part in parts if isinstance(part, Bullet))
            continue
        for part in parts:
            match part:
                case CodeBlock(lines):
                    yield "\n".join(("```yaml", *lines, "```"))
                case str():
                    yield escaped(part)


def _item(item: Bullet) -> str:
    indent = "  " * item.depth
    # A backslash at the end of a line is a line break in Markdown.
    below = f"\\\n{indent}  {escaped(item.below)}" if item.below else ""
    return f"{indent}- {escaped(item.text)}{below}"


def _index(pack: Pack, views: Sequence[View]) -> str:
    blocks = [*_head(views), f"# {_in_each(pack.title, views)}"]
    for view in views:
        title = view.words.pick(pack.title)
        blocks.append(escaped(view.words.say("report.pack", title=title, version=pack.version)))
    blocks.append(f"[{_said('documents.form', views)}]({FORM_PAGE})")
    blocks += (f"[{_table_title(table, views)}]({table_page(table)})" for table in pack.tables.values())
    for group in pack.groups:
        rules = [rule for rule in pack.rules if rule.group == group.id]
        if rules:
            blocks += [f"## {_in_each(group.title, views)}", _table(rules, pack, views)]
    if pack.reader_texts.terms:
        blocks += [f"## {_said('documents.terms', views)}", _terms(pack, views)]
    return "\n\n".join(blocks) + "\n"


def _terms(pack: Pack, views: Sequence[View]) -> str:
    """Return the table of the terms of art: each word, what it means and where it stands, in every language."""
    heads = [escaped(view.words.say(f"documents.{key}")) for view in views for key in ("term", "term_means")]
    rows = [[*heads, _said("report.sources", views)], ["---"] * (len(heads) + 1)]
    for term in pack.reader_texts.terms:
        texts = [escaped(view.words.pick(text)) for view in views for text in (term.word, term.means)]
        rows.append([*texts, escaped(", ".join(term.cites))])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _table(rules: Iterable[Rule], pack: Pack, views: Sequence[View]) -> str:
    heads = [_said(key, views) for key in ("manual.rule", "manual.level", "reading.first", "reading.last")]
    titles = [escaped(view.words.say("documents.title")) for view in views]
    rows = [[*heads, *titles], ["---"] * (len(heads) + len(titles))]
    for rule in rules:
        level, last = _said(f"level.{rule.level}", views), rule.valid_to or ""
        rule_titles = [escaped(rule_texts.latest(rule.title, rule, pack, view.words)) for view in views]
        rows.append([f"[{rule.id}]({rule.id}.md)", level, rule.valid_from, last, *rule_titles])
    return _lines(rows)


def _lines(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _head(views: Sequence[View]) -> list[str]:
    return [f"{MARK} {' '.join(view.words.say('documents.mark') for view in views)} -->"]


def _said(key: str, views: Sequence[View]) -> str:
    return _joined(view.words.say(key) for view in views)


def _in_each(text: Translations, views: Sequence[View]) -> str:
    return _joined(view.words.pick(text) for view in views)


def _joined(texts: Iterable[str]) -> str:
    """Join the texts of all languages, without duplicates."""
    return " · ".join(map(escaped, dict.fromkeys(texts)))
