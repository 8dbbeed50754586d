"""The content of a rule's page before layout, shared by the terminal and the Markdown documents."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sociallan.analysis.results import Coverage, Example, NodeCoverage
from sociallan.pack.pack import Pack
from sociallan.pages.manual import period
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import rule_texts, values
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow
from sociallan.rules.condition import Condition, nodes
from sociallan.rules.rule import Level, Question, Rule, RuleTest
from sociallan.rules.truth import OutcomeKind, Truth

_MOST_NAMES = 6
"""Largest number of tests and cases that are named for one truth of a condition."""


class Bullet(NamedTuple):
    """A list item with its nesting depth and an optional text ``below``."""

    text: str
    depth: int = 0
    below: str = ""


class CodeBlock(NamedTuple):
    """Preformatted lines."""

    lines: tuple[str, ...]


Block = str | Bullet | CodeBlock
"""A paragraph, a list item or preformatted lines."""


class PageSection(NamedTuple):
    """A heading with its parts in order."""

    title: str
    parts: tuple[Block, ...]


class RuleContent(NamedTuple):
    """The content of a rule's page. ``facts`` are paragraphs."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[PageSection, ...]


Examples = Mapping[OutcomeKind, Example]
"""The smallest application for each possible outcome of a rule."""


def rule_content(rule: Rule, cases: Examples, pack: Pack, view: View, coverage: Coverage | None = None) -> RuleContent:
    """Return the content of a rule's page: conditions, question, texts, sources, tests, coverage if any, examples."""
    title = rule_texts.latest(rule.title, rule, pack, view.words)
    return RuleContent(title, tuple(_facts(rule, pack, view)), tuple(_sections(rule, cases, pack, view, coverage)))


def _facts(rule: Rule, pack: Pack, view: View) -> Iterator[str]:
    words = view.words
    group = next(group for group in pack.groups if group.id == rule.group)
    level = words.say(f"level.{rule.level}")
    if rule.unmet != rule.title:
        yield words.say("reading.unmet", unmet=rule_texts.latest(rule.unmet, rule, pack, words))
    if rule.otherwise is not OutcomeKind.NOT_MET:
        yield words.say("reading.otherwise", outcome=words.say(f"outcome.{rule.otherwise}"))
    if rule.follows:
        yield words.say("reading.follows", rules=", ".join(rule.follows))
    yield words.say("reading.facts", group=words.pick(group.title), level=level, period=period(rule, words))
    yield words.say("reading.stands_in", file=rule.at.file)


def _sections(rule: Rule, cases: Examples, pack: Pack, view: View, coverage: Coverage | None) -> Iterator[PageSection]:
    words, sentences = view.words, ConditionSentences(pack, view)
    if rule.level is Level.QUESTION:
        yield from _sections_of_question(rule, pack, sentences, view)
    else:
        yield from _sections_of_rule(rule, pack, sentences, view)
    yield PageSection(words.say("manual.why"), (rule_texts.latest(rule.why, rule, pack, words),))
    yield PageSection(words.say("manual.sources"), tuple(_source(key, pack, view) for key in rule.cites))
    yield PageSection(words.say("reading.sections.tests"), tuple(_test(test, view) for test in rule.tests))
    if coverage is not None:
        yield PageSection(words.say("reading.sections.reached"), tuple(_reached(rule, coverage, sentences, view)))
    yield PageSection(words.say("reading.sections.examples"), tuple(_examples(rule, cases, view)))


def _sections_of_question(rule: Rule, pack: Pack, sentences: ConditionSentences, view: View) -> Iterator[PageSection]:
    assert rule.when is not None
    assert rule.judge is not None
    words, judge = view.words, rule.judge
    question = rule_texts.latest_question(rule, pack, words, view.fields)
    weight = words.say("reading.weight", weight=judge.weight)
    sharpens = (words.say("reading.sharpens", rules=", ".join(judge.sharpens)),) if judge.sharpens else ()
    yield PageSection(words.say("reading.sections.asked"), _tree(rule.when, sentences))
    yield PageSection(words.say("manual.question"), (question, *_evidence(judge, sentences, view), weight, *sharpens))
    answer = rule_texts.latest(rule.ask, rule, pack, words)
    named: list[Block] = []
    for point in judge.named:
        named += [words.say("reading.found", what=rule_texts.latest(point.what, rule, pack, words))]
        named += _tree(point.found, sentences)
    yield PageSection(words.say("report.strong_answer"), (answer, *named))


def _sections_of_rule(rule: Rule, pack: Pack, sentences: ConditionSentences, view: View) -> Iterator[PageSection]:
    words = view.words
    applies = (words.say("reading.always"),) if rule.when is None else _tree(rule.when, sentences)
    yield PageSection(words.say("reading.sections.applies"), applies)
    yield PageSection(words.say("reading.sections.requires"), _tree(rule.require, sentences))
    if rule.judge is not None:
        question = rule_texts.latest(rule.judge.question, rule, pack, words)
        yield PageSection(words.say("reading.sections.question"), (question, *_evidence(rule.judge, sentences, view)))
    yield PageSection(words.say("reading.sections.write"), (rule_texts.latest(rule.ask, rule, pack, words),))


def _tree(condition: Condition, sentences: ConditionSentences) -> tuple[Bullet, ...]:
    return tuple(Bullet(line.text, line.depth) for line in sentences.lines(condition))


def _evidence(judge: Question, sentences: ConditionSentences, view: View) -> Iterator[Block]:
    words = view.words
    yield words.say("report.evidence", fields=values.joined(sentences.evidence(judge.evidence), words, "and"))
    if judge.when is not None:
        yield words.say("reading.asked_when")
        yield from _tree(judge.when, sentences)


def _source(citation: str, pack: Pack, view: View) -> Bullet:
    words, passage = view.words, pack.passages[citation]
    mark = words.say(f"mark.{passage.mark}")
    date = passage.date or words.say("report.source_undated")
    return Bullet(
        words.say("report.cite", summary=words.pick(passage.summary), mark=mark, citation=citation),
        below=words.say("report.source", title=passage.title, publisher=passage.publisher, date=date, url=passage.url),
    )


def _test(test: RuleTest, view: View) -> Bullet:
    return Bullet(
        view.words.say(
            "reading.test", name=view.words.pick(test.name), outcome=view.words.say(f"outcome.{test.expect}")
        )
    )


def _reached(rule: Rule, coverage: Coverage, sentences: ConditionSentences, view: View) -> Iterator[Bullet]:
    """Yield each condition of a rule with the runs that reach each truth that it can have."""
    of_rule = {node.condition.at: node for node in coverage.nodes if node.rule.id == rule.id}
    for condition in rule.conditions():
        for line, node in zip(sentences.lines(condition), nodes(condition), strict=True):
            covered = of_rule[node.at]
            truths = (_reached_by(covered, truth, view) for truth in sorted(covered.possible | covered.reached))
            yield Bullet(line.text, line.depth, " ".join(truths))


def _reached_by(covered: NodeCoverage, truth: Truth, view: View) -> str:
    say = view.words.say
    found = covered.reached_by.get(truth, ())
    shown = (name if isinstance(name, str) else view.words.pick(name) for name in found[:_MOST_NAMES])
    names = values.visible("; ".join(shown)) or say("reading.reached_by_none")
    if len(found) > _MOST_NAMES:
        names = say("reading.reached_by_more", names=names, number=len(found) - _MOST_NAMES)
    return say("reading.reached_by", truth=say(f"reading.truth.{truth.name.lower()}"), names=names)


def _examples(rule: Rule, cases: Examples, view: View) -> Iterator[Block]:
    words = view.words
    yield words.say("reading.examples", day=rule.valid_from)
    for kind in (kind for kind in OutcomeKind if kind in cases and kind is not OutcomeKind.NOT_APPLICABLE):
        case = cases[kind]
        on_day = "" if case.day == rule.valid_from else f" ({case.day})"
        yield Bullet(f"{words.say(f'outcome.{kind}')}{on_day}")
        yield CodeBlock(
            tuple(f"{key}: {flow(value)}" for key, value in case.value.items()) or (words.say("reading.empty"),)
        )
