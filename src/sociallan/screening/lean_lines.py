"""Expansion of the lines of an NDJSON report to the applications of a JSON report.

A line names by id or position what its first line has in words. What only the program puts into words, the texts of
the chain and of questions, is not made again.
"""

from collections.abc import Mapping
from typing import Any

from sociallan.rules.truth import OPEN

NO_OUTCOME = "-"
"""The sign of a rule or group that has no outcome, such as a rule not in force on the application's day."""
_UNSAID: Mapping[str, Any] = {
    "waits": False,
    "follows_from": None,
    "message": "",
    "left_out": 0,
    "fields": [],
    "line": None,
    "column": None,
    "exact": None,
    "places": [],
    "edits": None,
    "trace": {},
}
"""The values of an outcome that has no more to say than its digit."""
_NONE: Mapping[str, Any] = {"findings": [], "questions": [], "more_questions": [], "precedents": [], "waived": []}


def expanded(head: Mapping[str, Any], line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the application of a line, as in a JSON report but for the texts of its chain and its questions.

    ``head`` is the first line of the report; both must follow their schemas, and the line must fit the first.

    Raises:
        ValueError: if the line names what the first line does not have.

    """
    try:
        values = {key: value for key, value in line.items() if key not in ("schema", "record", "explained", "chain")}
        phases = {phase["id"]: phase for phase in head["phases"]}
        projects = {project["id"]: project for project in head["precedents"]}
        return {
            **_NONE,
            **values,
            "phase": None if line["phase"] is None else phases[line["phase"]],
            "groups": [
                {"id": group["id"], "outcome": head["outcomes"][code]}
                for group, code in zip(head["groups"], line["groups"], strict=True)
                if code != NO_OUTCOME
            ],
            "outcomes": [*_outcomes(head, line)],
            "precedents": [{**projects[near["id"]], **near} for near in line.get("precedents", ())],
        }
    except KeyError as error:
        raise ValueError(error) from error


def _outcomes(head: Mapping[str, Any], line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    explained = {each["rule"]: each for each in line.get("explained", ())}
    in_force = {
        rule["rule"]: (rule, head["outcomes"][code])
        for rule, code in zip(head["rules"], line["outcomes"], strict=True)
        if code != NO_OUTCOME
    }
    if unknown := explained.keys() - in_force.keys():
        raise ValueError(unknown)
    return [_outcome(rule, kind, explained.get(name, {})) for name, (rule, kind) in in_force.items()]


def _outcome(rule: Mapping[str, Any], kind: str, own: Mapping[str, Any]) -> Mapping[str, Any]:
    texts = {**rule, **own}
    places = [{"exact": True, **place} for place in own.get("places", ())]
    first = places[0] if places else {}
    stated = {key: own[key] for key in _UNSAID if key in own}
    return {
        **{key: rule[key] for key in ("rule", "group", "level", "basis", "cites")},
        "outcome": kind,
        "title": texts["unmet"] if own.get("contradicted") else texts["title"],
        "ask": texts["ask"] if kind in OPEN else None,
        **_UNSAID,
        **{key: first[key] for key in ("line", "column", "cell", "exact") if key in first},
        **({"fields": [place["pointer"] for place in places]} if places else {}),
        **stated,
        "places": places,
    }
