"""The text of traces: the evaluation of a rule, node by node."""

from sociallan.report import sentences, values
from sociallan.report.items import location_in_file
from sociallan.report.outcome_labels import FORM
from sociallan.report.view import View
from sociallan.rules.condition import All, AnyOf, AtLeastOf, Leaf, Not, Quantified, Quantifier
from sociallan.rules.outcome import Trace
from sociallan.rules.truth import Truth

SYMBOLS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.MISSING: "○", Truth.JUDGEMENT: "?"}


def node(trace: Trace, view: View) -> tuple[str, str, str]:
    """Return a node's symbol, its text (constraint and value found) and its location in the rule file."""
    words = view.words
    condition = trace.condition
    at = f"{condition.at.file}:{condition.at.line}"
    item = "" if trace.item is None else f"[{trace.item + 1}] "
    match condition:
        case All():
            text = words.say("trace.all")
        case AnyOf():
            text = words.say("trace.any")
        case AtLeastOf(count, parts):
            text = words.say("trace.at_least_of", count=count, parts=len(parts))
        case Not():
            text = words.say("trace.not")
        case Quantified():
            text = words.say(f"trace.{condition.quantifier}", field=str(condition.path))
            # ``at_least: 0`` is no bound; it allows an empty list.
            bounds = (condition.at_least or None, "trace.at_least"), (condition.at_most, "trace.at_most")
            if condition.quantifier is not Quantifier.NONE:
                text += "".join(f" {words.say(key, count=count)}" for count, key in bounds if count is not None)
        case Leaf():
            text = _leaf(condition, trace, view)
    return SYMBOLS[trace.truth], item + text, at


def truth(trace: Trace, view: View) -> str:
    """Return the word for a node's truth; where only values of the wrong form are in the way, that they are."""
    if trace.truth is Truth.MISSING and _only_form(trace):
        return view.words.say(f"outcome.{FORM}")
    return view.words.say(f"trace.truth.{trace.truth.name.lower()}")


def _only_form(trace: Trace) -> bool:
    if trace.reason is not None:
        return trace.reason.only_invalid_values
    missing = [child for child in trace.children if child.truth is Truth.MISSING]
    return bool(missing) and all(map(_only_form, missing))


def _leaf(leaf: Leaf, trace: Trace, view: View) -> str:
    reason = trace.reason
    assert reason is not None
    pointer = reason.pointers[0] if reason.pointers else ""
    name = values.path_name(leaf.path, pointer, view.fields, view.words) if pointer else str(leaf.path)
    constraint = sentences.constraint(leaf, reason.operand, view) or view.words.say("trace.stated")
    found = (
        view.words.say(f"trace.gap.{reason.gap}")
        if reason.gap is not None
        else sentences.found(leaf, reason.found, view)
    )
    place = f" ({location_in_file(reason.place, view.words)})" if pointer and reason.place.exact else ""
    return view.words.say("trace.leaf", field=name, asked=constraint, found=found) + place
