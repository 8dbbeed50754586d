"""A comparison as JSON: the contract of the schema ``comparison``, keys added and never renamed."""

from collections.abc import Mapping
from typing import Any

from sociallan.formats.json import identity, passed_over
from sociallan.pages.comparison import message
from sociallan.report.json_text import path_values, written
from sociallan.report.view import View
from sociallan.screening.comparison import ApplicationChange, Comparison, RuleChange, RuleState, Side

SCHEMA = "sociallan-comparison/1"
_LEVELS = 4
"""The comparison, its applications, an application and its rules."""


def render(comparison: Comparison, view: View) -> str:
    """Render a comparison; the same comparison gives the same bytes."""
    return written(document(comparison, view), _LEVELS) + "\n"


def document(comparison: Comparison, view: View) -> Mapping[str, Any]:
    """Return a comparison as the plain values of JSON."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "sociallan", "version": comparison.version},
        "today": comparison.today,
        "lang": view.words.lang,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "summary": {
            "applications": comparison.applications,
            "verdicts_changed": len(comparison.verdicts),
            "outcomes_only": comparison.outcomes_only,
        },
        "applications": [_application(change, comparison, view) for change in comparison.changes],
        **passed_over(comparison.passed_over),
    }


def _side(side: Side) -> Mapping[str, Any]:
    return {"as_of": side.as_of, "pack": {**identity(side.pack), "shipped": side.shipped}}


def _application(change: ApplicationChange, comparison: Comparison, view: View) -> Mapping[str, Any]:
    return {
        **path_values(change.path),
        "title": change.title,
        "old_verdict": str(change.old),
        "new_verdict": str(change.new),
        "ground": str(change.cause),
        "deciding": [_rule(rule, comparison, view) for rule in change.deciding],
        "others": [_rule(rule, comparison, view) for rule in change.others],
    }


def _rule(change: RuleChange, comparison: Comparison, view: View) -> Mapping[str, Any]:
    return {
        "rule": change.rule.id,
        "group": change.rule.group,
        "title": view.words.pick(change.rule.title),
        "old": _standing(change.old),
        "new": _standing(change.new),
        "message": message(change, comparison, view),
    }


def _standing(standing: RuleState | None) -> Mapping[str, str] | None:
    return None if standing is None else {"outcome": str(standing.kind), "level": str(standing.rule.level)}
