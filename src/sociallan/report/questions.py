"""The questions of a report in their order, the weightiest first, and how many of them a report shows."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sociallan.pack.pack import Pack
from sociallan.report import rule_texts, sentences
from sociallan.report.view import View
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import MOST_QUESTIONS, Screening


class Origin(StrEnum):
    """Origins of a question: what a rule found, a question of the catalogue, or the own question of a rule."""

    FINDING = "finding"
    CATALOGUE = "catalogue"
    RULE = "rule"


class Asked(NamedTuple):
    """Question with the rule that asks it, and the pointers of the fields to read."""

    rule: Rule
    origin: Origin
    question: str
    pointers: tuple[str, ...]


class Questions(NamedTuple):
    """Questions that a report shows, and the ids of the rules of those beyond; both in order."""

    shown: tuple[Asked, ...]
    more: tuple[str, ...]


def questions(screening: Screening, pack: Pack, view: View) -> Questions:
    """Return the questions on an application.

    What a requirement found comes first and is never beyond those shown. The questions of the catalogue and the own
    questions of rules follow by weight. A rule's own question is left out where the catalogue asks it more precisely.
    A report that explains shows all.
    """
    first = tuple(_findings(screening, pack, view))
    rules = (*(asked.rule for asked in screening.questions), *screening.more_questions)
    sharpened = {name for rule in rules if rule.judge is not None for name in rule.judge.sharpens}
    rest = [*_catalogued(screening, pack, view), *_of_rules(screening, sharpened, pack, view)]
    # The sort is stable: of equal weight, the questions of the catalogue come first.
    rest.sort(key=lambda asked: _order(asked.rule))
    room = len(rest) if view.detail.explain else max(0, MOST_QUESTIONS - len(first))
    unquoted = [asked.rule for asked in rest[room:] if asked.origin is Origin.CATALOGUE]
    own = [asked.rule for asked in rest[room:] if asked.origin is Origin.RULE]
    more = tuple(rule.id for rule in sorted((*unquoted, *screening.more_questions, *own), key=_order))
    return Questions((*first, *rest[:room]), more)


def _order(rule: Rule) -> int:
    """Return the key that sorts the weightiest rule first."""
    return 0 if rule.judge is None else -rule.judge.weight


def _findings(screening: Screening, pack: Pack, view: View) -> Iterator[Asked]:
    """Yield what requirements found that people must judge, what contradicts one before doubts."""
    words = view.words
    for outcome in sorted(screening.outcomes, key=lambda each: not each.contradicted):
        if outcome.kind is OutcomeKind.JUDGEMENT and outcome.reasons and outcome.rule.level is Level.REQUIREMENT:
            found = sentences.reason_messages(outcome.reasons, pack, view)
            if outcome.contradicted:
                title = rule_texts.title(outcome, pack, screening.as_of, words)
                text = words.say("report.contradiction", title=title, reason=" ".join(found))
            else:
                text = " ".join(words.say("report.doubt", reason=message) for message in found)
            pointers = dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers)
            yield Asked(outcome.rule, Origin.FINDING, text, tuple(pointers))


def _catalogued(screening: Screening, pack: Pack, view: View) -> Iterator[Asked]:
    for asked in screening.questions:
        text = rule_texts.question(asked, pack, screening.as_of, view.words, view.fields)
        yield Asked(asked.rule, Origin.CATALOGUE, text, asked.evidence)


def _of_rules(screening: Screening, sharpened: set[str], pack: Pack, view: View) -> Iterator[Asked]:
    for outcome in screening.outcomes:
        rule = outcome.rule
        if outcome.asks_people and rule.judge is not None and rule.id not in sharpened:
            text = rule_texts.rendered(rule.judge.question, pack, screening.as_of, view.words)
            yield Asked(rule, Origin.RULE, text, outcome.evidence)
