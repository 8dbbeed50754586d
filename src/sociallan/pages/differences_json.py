"""The differences of two packs as JSON, as defined by the schema ``difference``. Keys may be added, never renamed."""

from collections.abc import Iterable, Mapping
from typing import Any

from sociallan.analysis.pack_differences import changed_texts
from sociallan.analysis.pack_differences.changed_texts import TextChange
from sociallan.analysis.pack_differences.difference import (
    Exactness,
    OutcomeDifference,
    PackDifference,
    PackEdition,
    RuleDifference,
    RuleResult,
    VerdictDifference,
)
from sociallan.formats.json import identity
from sociallan.pages.differences import kind
from sociallan.report import rule_texts
from sociallan.report.json_text import serialised
from sociallan.report.view import View

SCHEMA = "sociallan-difference/1"
_LEVELS = 4
"""The levels with a line per member: difference, rules, rule, outcomes."""


def render(found: PackDifference, view: View, *, version: str) -> str:
    """Render the differences; equal differences give equal bytes."""
    return serialised(document(found, view, version=version), _LEVELS) + "\n"


def document(found: PackDifference, view: View, *, version: str) -> Mapping[str, Any]:
    """Return the differences as plain JSON values."""
    logic_count = sum(rule.changes_logic for rule in found.rules)
    return {
        "schema": SCHEMA,
        "tool": {"name": "sociallan", "version": version},
        "lang": view.words.lang,
        "old": _edition(found.old),
        "new": _edition(found.new),
        "summary": {
            "verdicts": sum(each.before.verdict is not each.after.verdict for each in found.verdicts),
            "rules_logic": logic_count,
            "rules_texts": len(found.rules) - logic_count,
        },
        "verdicts": [_verdict(each) for each in found.verdicts],
        "rules": [_rule(rule, found, view) for rule in found.rules],
        "pack": {
            "logic": list(found.logic),
            "texts": list(found.texts),
            "text_changes": _text_changes(changed_texts.of_pack(found.old.pack, found.new.pack)),
        },
        "exact": None if found.exact is None else _exact(found.exact),
    }


def _edition(edition: PackEdition) -> Mapping[str, Any]:
    return {"folder": edition.folder, "as_of": edition.day, "pack": identity(edition.pack)}


def _exact(exact: Exactness) -> Mapping[str, Any]:
    return {"longest_list": exact.longest, "verdicts": exact.verdicts, "undecided": list(exact.undecided)}


def _verdict(each: VerdictDifference) -> Mapping[str, Any]:
    return {
        "cause": str(each.cause),
        "part": each.part,
        "as_of": each.day,
        "old": str(each.before.verdict),
        "new": str(each.after.verdict),
        "rules": [
            {"rule": name, "old": _result(each.before.rules.get(name)), "new": _result(each.after.rules.get(name))}
            for name in each.rules
        ],
        "specimen": each.variant.specimen or None,
        "change": dict(each.variant.change),
        "application": each.variant.value,
    }


def _rule(rule: RuleDifference, found: PackDifference, view: View) -> Mapping[str, Any]:
    pack = found.new.pack if rule.new is not None else found.old.pack
    return {
        "rule": rule.id,
        "title": rule_texts.latest(rule.rule.title, rule.rule, pack, view.words),
        "kind": kind(rule),
        "logic": list(rule.logic),
        "params": list(rule.params),
        "lists": list(rule.lists),
        "texts": list(rule.texts),
        "text_changes": []
        if rule.old is None or rule.new is None
        else _text_changes(changed_texts.of_rule(rule.old, rule.new)),
        "sampled": rule.sampled,
        "outcomes": [_outcome(change) for change in rule.outcomes],
    }


def _text_changes(changes: Iterable[TextChange]) -> list[Mapping[str, Any]]:
    return [{"part": change.part, "lang": change.lang, "old": change.before, "new": change.after} for change in changes]


def _outcome(change: OutcomeDifference) -> Mapping[str, Any]:
    return {
        "from": change.case.day,
        "until": change.until,
        "old": _result(change.before),
        "new": _result(change.after),
        "application": change.case.value,
    }


def _result(result: RuleResult | None) -> Mapping[str, str] | None:
    if result is None:
        return None
    return {"outcome": str(result.kind), "level": str(result.level), "group": result.group}
