"""Screenings that stay as they are when conditions of rules change: the changed rules show nothing of the application.

A report shows of a rule that is met or not applicable its outcome and its texts, and of a question that is not asked
nothing. So it stays the same if the changed rules are still so, and no other rule's outcome depends on them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sociallan.application.source import Source
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener

_MET, _NOT_APPLICABLE, _OPEN, _NOT_IN_FORCE = "mn!-"
_LETTERS = {OutcomeKind.MET: _MET, OutcomeKind.NOT_APPLICABLE: _NOT_APPLICABLE}


class Settled(NamedTuple):
    """The rules whose outcomes show nothing of an application.

    ``kinds`` has a letter for each rule of the pack, in its order: whether it is met, not applicable, open or not in
    force. ``unanswered`` are the pointers of the answers that say nothing.
    """

    kinds: str
    unanswered: tuple[str, ...]


def settled(screening: Screening, pack: Pack) -> Settled:
    """Return the rules whose outcomes show nothing of an application, by a screening in which no rule is left out."""
    letters = {outcome.rule.id: _LETTERS.get(outcome.kind, _OPEN) for outcome in screening.outcomes}
    if screening.reading is not None:
        asked = {question.rule.id for question in screening.questions}.union(
            rule.id for rule in screening.more_questions
        )
        for rule in pack.rules:
            if rule.level is Level.QUESTION and in_force(rule, screening.as_of):
                letters[rule.id] = _OPEN if rule.id in asked else _NOT_APPLICABLE
    return Settled("".join([letters.get(rule.id, _NOT_IN_FORCE) for rule in pack.rules]), screening.unanswered)


def is_still_settled(known: Settled, changed: Mapping[int, bool], source: Source, screener: Screener) -> bool:
    """Return whether the outcomes of changed rules are as they were, and show nothing of the application.

    ``changed`` has the places of these rules in the pack, each with whether the condition is another by which the rule
    applies.
    """
    letters = {place: known.kinds[place] for place in changed}
    if _OPEN in letters.values():
        return False
    rules = screener.pack.rules
    asked = {
        rules[place].id: letter
        for place, letter in letters.items()
        if letter == _MET or (letter == _NOT_APPLICABLE and changed[place])
    }
    if not asked:
        return True
    found = screener.kinds(source, asked.keys(), known.unanswered)
    return {id_: _LETTERS.get(kind, _OPEN) for id_, kind in found.items()} == asked
