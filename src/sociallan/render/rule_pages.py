"""The rules of a pack for those who own them: the list, and the page of one rule."""

import textwrap
from collections.abc import Iterable, Iterator

from sociallan.model.condition import Condition
from sociallan.model.pack import Pack, Rule, RuleTest
from sociallan.render import rule_texts, values
from sociallan.render.manual import period
from sociallan.render.reading import Reading, Said
from sociallan.render.view import View

WIDTH = 80
_DAY = len("2020-08-24")


def listing(pack: Pack, view: View) -> str:
    """Give the rules by group: id, level and dates on one line, citations on the next."""
    words = view.words
    heads = [words.say(key) for key in ("manual.rule", "manual.level", "reading.first", "reading.last")]
    levels = [words.say(f"level.{rule.level}") for rule in pack.rules]
    widths = (
        max(len(text) for text in (heads[0], *(rule.id for rule in pack.rules))),
        max(len(text) for text in (heads[1], *levels)),
        max(_DAY, len(heads[2])),
    )
    lines = [_row(heads, widths), f"    {words.say('manual.sources')}"]
    for group in pack.groups:
        rules = [rule for rule in pack.rules if rule.group == group.id]
        if rules:
            lines += ["", values.visible(words.pick(group.title))]
        for rule in rules:
            cells = [rule.id, words.say(f"level.{rule.level}"), rule.valid_from, rule.valid_to or ""]
            lines += [_row(cells, widths), *_wrapped(", ".join(rule.cites), "    ", "    ", view)]
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, pack: Pack, view: View) -> str:
    """Give a rule read back: when it applies, what it requires, what is asked, why, by which source, its tests."""
    words, reading = view.words, Reading(pack, view)
    title, why, ask = (rule_texts.latest(text, rule, pack, words) for text in (rule.title, rule.why, rule.ask))
    lines = _wrapped(f"{words.say('manual.rule')} {rule.id}: {title}", "", "", view)
    lines += _facts(rule, pack, view)
    if rule.when is not None:
        lines += _section("reading.sections.applies", _tree(reading, rule.when, view), view)
    else:
        lines += _section("reading.sections.applies", _wrapped(words.say("reading.always"), "  ", "  ", view), view)
    lines += _section("reading.sections.requires", _tree(reading, rule.require, view), view)
    if rule.judge is not None:
        asked = _wrapped(rule_texts.latest(rule.judge.question, rule, pack, words), "  ", "  ", view)
        fields = values.joined(reading.evidence(rule.judge.evidence), words, "and")
        asked += _wrapped(words.say("report.evidence", fields=fields), "  ", "    ", view)
        if rule.judge.when is not None:
            asked += _wrapped(words.say("reading.asked_when"), "  ", "  ", view)
            asked += _tree(reading, rule.judge.when, view)
        lines += _section("reading.sections.committee", asked, view)
    lines += _section("reading.sections.write", _wrapped(ask, "  ", "  ", view), view)
    lines += _section("manual.why", _wrapped(why, "  ", "  ", view), view)
    sources = [line for key in rule.cites for line in _source(key, pack, view)]
    lines += _section("manual.sources", sources, view)
    tests = [line for test in rule.tests for line in _wrapped(_test(test, view), "  - ", "    ", view)]
    lines += _section("reading.sections.tests", tests, view)
    return "\n".join(lines) + "\n"


def _facts(rule: Rule, pack: Pack, view: View) -> Iterator[str]:
    words = view.words
    group = next(group for group in pack.groups if group.id == rule.group)
    yield from _wrapped(
        words.say(
            "reading.facts",
            group=words.pick(group.title),
            level=words.say(f"level.{rule.level}"),
            period=period(rule, words),
        ),
        "",
        "",
        view,
    )
    yield words.say("reading.stands_in", file=rule.at.file)


def _source(citation: str, pack: Pack, view: View) -> Iterator[str]:
    words, passage = view.words, pack.passages[citation]
    mark = words.say(f"mark.{passage.mark}")
    cite = words.say("report.cite", summary=words.pick(passage.summary), mark=mark, citation=citation)
    date = passage.date or words.say("report.source_undated")
    source = words.say("report.source", title=passage.title, publisher=passage.publisher, date=date, url=passage.url)
    yield from _wrapped(cite, "  - ", "    ", view)
    yield from _wrapped(source, "    ", "    ", view)


def _test(test: RuleTest, view: View) -> str:
    return view.words.say("reading.test", name=test.name, outcome=view.words.say(f"outcome.{test.expect}"))


def _tree(reading: Reading, condition: Condition, view: View) -> list[str]:
    return [line for said in reading.lines(condition) for line in _item(said, view)]


def _item(said: Said, view: View) -> list[str]:
    indent = "  " * (said.depth + 1)
    return _wrapped(said.text, f"{indent}- ", f"{indent}  ", view)


def _section(key: str, lines: Iterable[str], view: View) -> list[str]:
    return ["", view.words.say(key), *lines]


def _wrapped(text: str, first: str, after: str, view: View) -> list[str]:
    return textwrap.wrap(
        values.visible(text),
        min(view.width or WIDTH, WIDTH),
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _row(cells: list[str], widths: tuple[int, ...]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join(["", *padded, *cells[len(widths) :]]).rstrip()
