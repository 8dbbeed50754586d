"""A comparison as JSON, as defined by the schema ``comparison``. Keys may be added, but are never renamed."""

from collections.abc import Mapping
from typing import Any

from sociallan.formats.json import identity, passed_over
from sociallan.pages.comparison import message
from sociallan.report.json_text import path_values, serialised
from sociallan.report.view import View
from sociallan.screening.comparison import ApplicationChange, Comparison, ComparisonSide, RuleChange, RuleState

SCHEMA = "sociallan-comparison/1"
_LEVELS = 4
"""The levels with a line per member: comparison, applications, application, rules."""


def render(comparison: Comparison, view: View) -> str:
    """Render a comparison; equal comparisons give equal bytes."""
    return serialised(document(comparison, view), _LEVELS) + "\n"


def document(comparison: Comparison, view: View) -> Mapping[str, Any]:
    """Return a comparison as plain JSON values."""
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


def _side(side: ComparisonSide) -> Mapping[str, Any]:
    return {"as_of": side.as_of, "folder": side.folder, "pack": {**identity(side.pack), "shipped": side.shipped}}


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
        "old": _state(change.old),
        "new": _state(change.new),
        "message": message(change, comparison, view),
    }


def _state(state: RuleState | None) -> Mapping[str, str | None] | None:
    if state is None:
        return None
    rule = state.rule
    in_force = {"valid_from": rule.valid_from, "valid_to": rule.valid_to}
    return {"outcome": str(state.kind), "level": str(rule.level), "group": rule.group, **in_force}
