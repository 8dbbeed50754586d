"""The text of each requirement that applies to an application: its outcome, and what it rests on."""

from typing import NamedTuple

from sociallan.pack.pack import Pack
from sociallan.report import rule_texts
from sociallan.report.outcome_labels import outcome_label
from sociallan.report.view import View
from sociallan.rules.rule import Basis, Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening


class RequirementLine(NamedTuple):
    """One requirement: its title, the id of its outcome, and what it rests on."""

    title: str
    status: str
    rests_on: str


def requirements(group: str, screening: Screening, pack: Pack, view: View) -> tuple[RequirementLine, ...]:
    """Return the requirements of a group that apply."""
    return tuple(
        RequirementLine(
            rule_texts.rendered(outcome.rule.title, pack, screening.as_of, view.words),
            outcome_label(outcome),
            view.words.say(f"basis.{outcome.rule.basis or Basis.STATED}"),
        )
        for outcome in screening.outcomes
        if outcome.rule.group == group
        and outcome.rule.level is Level.REQUIREMENT
        and outcome.kind is not OutcomeKind.NOT_APPLICABLE
    )
