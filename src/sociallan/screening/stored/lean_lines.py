"""Expansion of the lines of an NDJSON report to the applications of a JSON report.

A line names by position what its first line has in words. What only the program puts into words, the texts of
the chain and of questions, is not made again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sociallan.rules.truth import OPEN
from sociallan.screening.explanation import ExplanationKeys
from sociallan.screening.stored.json_stream import MOST

NO_OUTCOME = "-"
"""The sign of a rule or group that has no outcome, such as a rule not in force on the application's day."""
SLOT = "{}"
"""Sign for a number in a text of the first line, and for the name of a field in a text of an application."""

Reference = Sequence[int] | str
"""A field at a place: its position in the first line and the numbers of the items, from 0, or its whole pointer."""

Fields = Sequence[Mapping[str, str]]
"""The fields of a first line: ``pointer`` and ``name`` of each, with a slot for the number of each item."""

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
        fields = _Expansion(head["fields"])
        return {
            **_NONE,
            **values,
            "phase": None if line["phase"] is None else phases[line["phase"]],
            "groups": [
                {"id": group["id"], "outcome": head["outcomes"][code]}
                for group, code in zip(head["groups"], line["groups"], strict=True)
                if code != NO_OUTCOME
            ],
            "outcomes": [*_outcomes(head, line, fields)],
            "more_questions": [head["rules"][number]["rule"] for number in line.get("more_questions", ())],
            "precedents": [{**projects[near["id"]], **near} for near in line.get("precedents", ())],
        }
    except (KeyError, IndexError) as error:
        raise ValueError(error) from error


def filled(text: str, parts: Sequence[object]) -> str:
    """Return a text with the parts in its slots, in order.

    Raises:
        ValueError: if there are not as many parts as slots.

    """
    first, *others = text.split(SLOT)
    return first + "".join([f"{part}{after}" for part, after in zip(parts, others, strict=True)])


def pointer_of(reference: Reference, fields: Fields) -> str:
    """Return the JSON pointer of a field; ``fields`` are those of the first line."""
    if isinstance(reference, str):
        return reference
    number, *items = reference
    return filled(fields[number]["pointer"], items)


def name_of(reference: Reference, fields: Fields) -> str:
    """Return the name of a field as it stands in texts, its items counted from 1; ``""`` if it is not known."""
    if isinstance(reference, str):
        return ""
    number, *items = reference
    return filled(fields[number]["name"], [item + 1 for item in items])


def said_of_each(text: str, references: Sequence[Reference], fields: Fields) -> list[str]:
    """Return a text once for each field, with the name of the field in its slot."""
    return [filled(text, (name_of(reference, fields),)) for reference in references]


class _Expansion:
    """The fields of a first line, as an application names them; all it names must fit into memory.

    A line that anyone wrote may name a long text a million times.
    """

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._room = MOST

    def pointer(self, reference: Reference) -> str:
        (pointer,) = self._within_room([pointer_of(reference, self._fields)])
        return pointer

    def said_of_each(self, text: str, references: Sequence[Reference]) -> list[str]:
        return [*self._within_room(each for one in references for each in said_of_each(text, (one,), self._fields))]

    def _within_room(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            self._room -= len(text)
            if self._room < 0:
                raise ValueError(MOST)
            yield text


def _outcomes(head: Mapping[str, Any], line: Mapping[str, Any], fields: _Expansion) -> Iterator[Mapping[str, Any]]:
    explained = {each["rule"]: each for each in line.get("explained", ())}
    in_force = {
        number: head["outcomes"][code]
        for number, (_, code) in enumerate(zip(head["rules"], line["outcomes"], strict=True))
        if code != NO_OUTCOME
    }
    if unknown := explained.keys() - in_force.keys():
        raise ValueError(unknown)
    for number, kind in in_force.items():
        yield _outcome(head["rules"][number], kind, explained.get(number, {}), fields)


def _outcome(rule: Mapping[str, Any], kind: str, own: Mapping[str, Any], fields: _Expansion) -> Mapping[str, Any]:
    texts = {**rule, **own}
    references = [place[0] for place in own.get("places", ())]
    places = [_place(place, fields) for place in own.get("places", ())]
    first = places[0] if places else {}
    stated = {key: own[key] for key in ExplanationKeys._fields if key in own}
    deciding = [*map(fields.pointer, own.get("fields", ()))]
    message = " ".join(fields.said_of_each(own["said"], references)) if "said" in own else own.get("message", "")
    return {
        **{key: rule[key] for key in ("rule", "group", "level", "basis", "cites")},
        "outcome": kind,
        "title": texts["unmet"] if own.get("contradicted") else texts["title"],
        "ask": texts["ask"] if kind in OPEN else None,
        **ExplanationKeys()._asdict(),
        **{key: first[key] for key in ("line", "column", "cell", "exact") if key in first},
        **stated,
        "message": message,
        "fields": deciding or [place["pointer"] for place in places],
        "places": places,
        **({"edits": [*_edits(own["edits"], fields)]} if "edits" in own else {}),
    }


def _place(place: Sequence[Any], fields: _Expansion) -> Mapping[str, Any]:
    reference, *at = place
    exact = at[-1] is not False
    known = {"pointer": fields.pointer(reference)}
    match at if exact else at[:-1]:
        case [int(line), int(column)]:
            return {**known, "line": line, "column": column, "exact": exact}
        case [str(cell)]:
            return {**known, "line": None, "column": None, "cell": cell, "exact": exact}
        case _:
            raise ValueError(place)


def _edits(several: Sequence[Mapping[str, Any]], fields: _Expansion) -> Iterator[Mapping[str, Any]]:
    for each in several:
        references = each["fields"]
        messages = fields.said_of_each(each["said"], references) if "said" in each else [each["message"]]
        for reference, message in zip(references, messages, strict=True):
            yield {"kind": each["kind"], "pointer": fields.pointer(reference), "message": message}
