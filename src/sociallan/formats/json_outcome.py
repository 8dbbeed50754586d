"""The JSON values of a rule's outcome."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sociallan.application.location import Location
from sociallan.pack.pack import Pack
from sociallan.report import edit_sentences, rule_texts
from sociallan.report.by_identity import kept_by_identity
from sociallan.report.json_text import JsonFragment, escaped, one_line
from sociallan.report.observations import outcome_messages
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.rules.condition import All, AnyOf, AtLeastOf, Condition, Leaf, Not, Quantified
from sociallan.rules.exact import shown
from sociallan.rules.outcome import Edit, Outcome, Reason, Trace
from sociallan.rules.truth import OPEN, OutcomeKind
from sociallan.screening.causes import causes
from sociallan.screening.explanation import ExplanationKeys
from sociallan.screening.report import Screening

_MOST_PACKS = 8
_MOST_KNOWN = 4096
"""The most outcomes that are kept: some rules, times their outcomes, times the days of those that name figures."""


def outcome_values(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> Mapping[str, Any] | JsonFragment:
    """Return an outcome as JSON values, or serialised if it is equal in every application."""
    if is_explained(outcome, view):
        return {**_constant(outcome, screening, pack, view), **explanation(outcome, screening, pack, view)}
    fragments, rule = _fragments(pack, view.words), outcome.rule
    day = screening.as_of if rule.id in fragments.name_figures else ""
    key = rule.id, outcome.kind, outcome.contradicted, day
    fragment = fragments.known.get(key)
    if fragment is None:
        values = {**_constant(outcome, screening, pack, view), **ExplanationKeys()._asdict()}
        if len(fragments.known) >= _MOST_KNOWN:
            fragments.known.clear()
        fragment = fragments.known[key] = JsonFragment(escaped(one_line(values)))
    return fragment


def is_explained(outcome: Outcome, view: View) -> bool:
    """Return whether an outcome says something of the application, beyond what it is."""
    if outcome.reasons or outcome.undetermined or outcome.left_out or outcome.edits is not None:
        return True
    return view.detail.explain and bool(outcome.traces)


class _Fragments(NamedTuple):
    """The outcomes without reasons of a pack that are already serialised: most are equal in every application.

    ``name_figures`` are the ids of the rules whose texts differ with the parameter values of the day.
    """

    words: Words
    name_figures: frozenset[str]
    known: dict[tuple[str, OutcomeKind, bool, str], JsonFragment]


@kept_by_identity(_MOST_PACKS)
def _fragments(pack: Pack, words: Words) -> _Fragments:
    return _Fragments(words, frozenset(rule.id for rule in pack.rules if rule_texts.names_figures(rule)), {})


def _constant(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    """Return the keys of an outcome that do not depend on the application."""
    rule, kind = outcome.rule, outcome.kind
    return {
        "rule": rule.id,
        "group": rule.group,
        "level": rule.level,
        "basis": rule.basis,
        "outcome": kind,
        "title": rule_texts.title(outcome, pack, screening.as_of, view.words),
        "ask": rule_texts.rendered(rule.ask, pack, screening.as_of, view.words) if kind in OPEN else None,
        "cites": rule.cites,
    }


def explanation(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    """Return the values of an outcome that depend on the application."""
    messages = outcome_messages(outcome, pack, view)
    place = outcome.reasons[0].place if outcome.reasons else None
    explained = ExplanationKeys(
        waits=outcome.undetermined,
        follows_from=causes(screening).get(outcome.rule.id) if outcome.rule.follows else None,
        message=" ".join(messages),
        left_out=outcome.left_out,
        fields=list(dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers)),
        exact=place.exact if place is not None else None,
        places=[{"pointer": pointer, **_at(at), "exact": at.exact} for pointer, at in places_of(outcome)],
        edits=None if outcome.edits is None else [edit_values(edit, view) for edit in outcome.edits],
        trace=traces_of(outcome, view),
    )
    return {**explained._asdict(), **({} if place is None else _at(place))}


def _at(place: Location) -> Mapping[str, Any]:
    """Return the line and column of a place, or the cell if it is in a workbook."""
    if place.cell is not None:
        return {"line": None, "column": None, "cell": str(place.cell)}
    return {"line": place.span.line, "column": place.span.column}


def edit_values(edit: Edit, view: View) -> Mapping[str, str]:
    """Return a step of the smallest change as JSON values."""
    return {"kind": str(edit.kind), "pointer": edit.pointer, "message": edit_sentences.edit_message(edit, view)}


def places_of(outcome: Outcome) -> Iterable[tuple[str, Location]]:
    """Return each deciding field with its location, without duplicates."""
    pairs = (pair for reason in outcome.reasons for pair in zip(reason.pointers, reason.places, strict=False))
    return dict(pairs).items()


def traces_of(outcome: Outcome, view: View) -> Mapping[str, Any]:
    """Return the evaluated conditions, if the report explains: ``when``, if the rule has one, and ``require``."""
    if not view.detail.explain:
        return {}
    names = ("require",) if outcome.rule.when is None else ("when", "require")
    return {name: _trace(trace) for name, trace in zip(names, outcome.traces, strict=False)}


def _trace(trace: Trace) -> Mapping[str, Any]:
    at = trace.condition.at
    return {
        "node": _name(trace.condition),
        "truth": trace.truth.name.lower(),
        "item": trace.item,
        "rule_file": at.file,
        "rule_line": at.line,
        **(_reason(trace.reason) if trace.reason is not None else {}),
        "children": [_trace(child) for child in trace.children],
    }


def _name(condition: Condition) -> str:
    match condition:
        case All():
            return "all"
        case AnyOf():
            return "any"
        case AtLeastOf():
            return "at_least_of"
        case Not():
            return "not"
        case Quantified():
            return str(condition.quantifier)
        case Leaf():
            return str(condition.operator)


def _reason(reason: Reason) -> Mapping[str, Any]:
    return {
        "fields": list(reason.pointers),
        **_at(reason.place),
        "gap": None if reason.gap is None else str(reason.gap),
        "found": _plain(shown(reason.found, reason.operand)),
        "operand": _plain(shown(reason.operand, reason.found)),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool) or value is None else None
