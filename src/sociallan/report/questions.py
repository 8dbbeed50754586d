"""The questions of a report in their order, the weightiest first, and how many of them a report shows."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sociallan.pack.pack import Pack
from sociallan.report import rule_texts
from sociallan.report.observations import outcome_messages
from sociallan.report.view import View
from sociallan.rules.evaluation.asking import AskedQuestion
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import MOST_QUESTIONS, Screening


class Origin(StrEnum):
    """Origins of a question: what a rule found, a question of the catalogue, or the own question of a rule."""

    FINDING = "finding"
    CATALOGUE = "catalogue"
    RULE = "rule"


class Asked(NamedTuple):
    """Question with the rule that asks it, and the pointers of the fields to read.

    ``filled_in`` are the values that stand for its placeholders, and ``found`` holds of each point of a strong answer
    that can be looked up whether the application has it.
    """

    rule: Rule
    origin: Origin
    question: str
    pointers: tuple[str, ...]
    filled_in: tuple[str, ...] = ()
    found: tuple[bool, ...] = ()


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
    rest: list[AskedQuestion | Outcome] = [*screening.questions, *_own_questions(screening, sharpened)]
    # The sort is stable: of equal weight, the questions of the catalogue come first.
    rest.sort(key=lambda asked: _order(asked.rule))
    room = len(rest) if view.detail.explain else max(0, MOST_QUESTIONS - len(first))
    unquoted = [asked.rule for asked in rest[room:] if isinstance(asked, AskedQuestion)]
    own = [asked.rule for asked in rest[room:] if isinstance(asked, Outcome)]
    more = tuple(rule.id for rule in sorted((*unquoted, *screening.more_questions, *own), key=_order))
    return Questions((*first, *(_worded(asked, screening, pack, view) for asked in rest[:room])), more)


def _order(rule: Rule) -> int:
    """Return the key that sorts the weightiest rule first."""
    return 0 if rule.judge is None else -rule.judge.weight


def _findings(screening: Screening, pack: Pack, view: View) -> Iterator[Asked]:
    """Yield the questions of requirements that people must judge, contradictions before doubts."""
    words = view.words
    found_by = [
        outcome
        for outcome in screening.outcomes
        if outcome.kind is OutcomeKind.JUDGEMENT and outcome.reasons and outcome.rule.level is Level.REQUIREMENT
    ]
    for outcome in sorted(found_by, key=lambda each: not each.contradicted):
        found = outcome_messages(outcome, pack, view)
        if outcome.contradicted:
            title = rule_texts.title(outcome, pack, screening.as_of, words)
            text = words.say("report.contradiction", title=title, reason=" ".join(found))
        else:
            text = " ".join(words.say("report.doubt", reason=message) for message in found)
        pointers = dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers)
        yield Asked(outcome.rule, Origin.FINDING, text, tuple(pointers))


def _own_questions(screening: Screening, sharpened: set[str]) -> Iterator[Outcome]:
    """Yield the outcomes whose rules ask their own questions."""
    for outcome in screening.outcomes:
        if outcome.asks_people and outcome.rule.judge is not None and outcome.rule.id not in sharpened:
            yield outcome


def _worded(asked: AskedQuestion | Outcome, screening: Screening, pack: Pack, view: View) -> Asked:
    """Return a question of the catalogue, or a rule's own, in words: those beyond what a report shows have none."""
    if isinstance(asked, AskedQuestion):
        origin, quotes, found = Origin.CATALOGUE, asked.quotes, asked.found
    else:
        origin, quotes, found = Origin.RULE, {}, ()
    parts = rule_texts.question(asked.rule, quotes, pack, screening.as_of, view.words, view.fields)
    return Asked(asked.rule, origin, "".join(parts), asked.evidence, parts[1::2], found)
