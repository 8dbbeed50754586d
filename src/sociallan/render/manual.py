"""The manual page of a rule, a field or a finding, for the one who applies."""

import textwrap
from collections.abc import Iterable, Iterator

from sociallan.model.condition import paths
from sociallan.model.field import Field
from sociallan.model.pack import Pack, Rule
from sociallan.render import rule_texts, sentences, values
from sociallan.render.view import View
from sociallan.render.words import Words

_WIDTH = 80
_Section = tuple[str, Iterable[str]]


def names(pack: Pack, view: View) -> list[str]:
    """List everything that has a page."""
    return [*(rule.id for rule in pack.rules), *filter(None, view.fields), *view.words.codes("findings")]


def page(name: str, pack: Pack, view: View) -> str | None:
    """Give the page of a rule's id, a field's path or a finding's code; ``None`` where there is none."""
    words, rule = view.words, pack.rule(name)
    if rule is not None:
        title = f"{words.say('manual.rule')} {rule.id}: {rule_texts.latest(rule.title, rule, pack, words)}"
        return _laid_out(title, _rule(rule, pack, view), view)
    if name and name in view.fields:
        known = view.fields[name]
        title = f"{words.say('manual.field')} {name}: {words.pick(known.title)}"
        return _laid_out(title, _field(known, pack, view), view)
    if name in view.words.codes("findings"):
        return _laid_out(f"{view.words.say('manual.finding')} {name}", _finding(name, view), view)
    return None


def _rule(rule: Rule, pack: Pack, view: View) -> Iterator[_Section]:
    words = view.words
    group = next(group for group in pack.groups if group.id == rule.group)
    yield words.say("manual.group"), [words.pick(group.title)]
    yield words.say("manual.level"), [words.say(f"level.{rule.level}")]
    yield words.say("manual.in_force"), [period(rule, words)]
    yield words.say("manual.why"), [rule_texts.latest(rule.why, rule, pack, words)]
    yield words.say("manual.write"), [rule_texts.latest(rule.ask, rule, pack, words)]
    if rule.judge is not None:
        yield words.say("manual.question"), [rule_texts.latest(rule.judge.question, rule, pack, words)]
    yield words.say("manual.sources"), [source for key in rule.cites for source in _source(key, pack, view)]


def _source(citation: str, pack: Pack, view: View) -> Iterator[str]:
    words, passage = view.words, pack.passages[citation]
    date = passage.date or words.say("report.source_undated")
    mark = words.say(f"mark.{passage.mark}")
    yield words.say("report.cite", summary=words.pick(passage.summary), mark=mark, citation=citation)
    yield words.say("report.source", title=passage.title, publisher=passage.publisher, date=date, url=passage.url)


def _field(known: Field, pack: Pack, view: View) -> Iterator[_Section]:
    words = view.words
    yield words.say("manual.means"), [words.pick(known.description)]
    yield words.say("manual.kind"), [words.say(f"manual.kinds.{known.unit or known.kind}")]
    if known.values:
        yield (
            words.say("manual.values"),
            [
                f"{value}: {words.pick(known.labels[value])}" if value in known.labels else value
                for value in known.values
            ],
        )
    if known.children:
        paths = (f"{known.path}.{child}" for child in known.children)
        yield words.say("manual.parts"), [f"{path}: {words.pick(view.fields[path].title)}" for path in paths]
    rules = [rule for rule in pack.rules if known.path in _named_by(rule)]
    if rules:
        yield (
            words.say("manual.used_by"),
            [f"{rule.id}: {rule_texts.latest(rule.title, rule, pack, words)}" for rule in rules],
        )


def _named_by(rule: Rule) -> frozenset[str]:
    """Give the fields that a rule names; those behind a derived value it reads without naming them."""
    return frozenset(path.field for condition in rule.conditions() for path in paths(condition))


def _finding(code: str, view: View) -> Iterator[_Section]:
    yield view.words.say("manual.means"), [sentences.finding_means(code, view.words)]
    about = view.words.coded("findings", code, "about")
    if about:
        yield view.words.say("manual.about"), [about]
    cure = sentences.finding_means(code, view.words, "cure")
    if cure:
        yield view.words.say("manual.cure"), [cure]


def period(rule: Rule, words: Words) -> str:
    """Say from when, and until when, a rule is in force."""
    if rule.valid_to is None:
        return words.say("manual.from", first=rule.valid_from)
    return words.say("manual.from_to", first=rule.valid_from, last=rule.valid_to)


def _laid_out(title: str, sections: Iterable[_Section], view: View) -> str:
    width = min(view.width or _WIDTH, _WIDTH)
    wrapper = textwrap.TextWrapper(width, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
    wrapper.break_on_hyphens = False
    lines = textwrap.wrap(title, width)
    for heading, paragraphs in sections:
        lines += ["", heading]
        for paragraph in paragraphs:
            lines += wrapper.wrap(values.visible(paragraph))
    return "\n".join(lines) + "\n"
