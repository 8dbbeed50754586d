"""Texts of the parameters of a diagnostic, for the places in its sentences."""

from collections.abc import Mapping

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.location import Location, PackLocation
from sociallan.report import values
from sociallan.report.words import Words

_MOST_NAMED = 12
_TRUTHS = {"true": "truth.yes", "false": "truth.no"}


def texts_of(
    diagnostic: Diagnostic[Location] | Diagnostic[PackLocation], words: Words, fields: Catalogue
) -> Mapping[str, str]:
    """Return the text of each parameter by name, with the field and the suggestion of the diagnostic."""
    known = fields.get(str(diagnostic.parameters.get("path", "")))
    labels = {} if known is None else {name: words.pick(label) for name, label in known.labels.items()}
    # Numbers of a pack or of settings are shown as written in the file.
    as_written = isinstance(diagnostic.place, PackLocation)
    field = values.field_name(diagnostic.pointer, fields, words) if diagnostic.pointer or not as_written else ""
    parameters = {"field": field, "suggestion": values.visible(suggestion_text(diagnostic, words, fields))}
    for name, value in diagnostic.parameters.items():
        match value:
            case int() | float() if not as_written:
                parameters[name] = values.number(value, words)
            case tuple() if name in ("pointers", "answers"):
                parameters[name] = _named(value, words, fields)
            case _:
                parameters[name] = _parameter(name, value, words, labels)
    return parameters


def suggestion_text(
    diagnostic: Diagnostic[Location] | Diagnostic[PackLocation], words: Words, fields: Catalogue
) -> str:
    """Return the suggestion of a diagnostic: in the cell of a workbook as people read it, with labels for choices."""
    text = diagnostic.suggestion or ""
    if isinstance(diagnostic.place, PackLocation) or diagnostic.place.cell is None:
        return text
    known = fields.get(str(diagnostic.parameters.get("path", "")))
    if known is None:
        return text
    if known.single_type.kind is FieldKind.TRUTH and text in _TRUTHS:
        return words.say(_TRUTHS[text])
    if known.single_type.kind is FieldKind.NUMBER:
        # A spreadsheet takes a decimal point for a date where people write a comma.
        return text.replace(".", words.say("number.decimal"))
    choices = text.split(", ")
    return ", ".join(words.pick(known.labels[each]) for each in choices) if set(choices) <= {*known.labels} else text


def _named(several: tuple[object, ...], words: Words, fields: Catalogue) -> str:
    """Return the names of the fields at pointers, each with its answer where it is given too."""
    shown = []
    for each in several[:_MOST_NAMED]:
        pointer, text = each if isinstance(each, tuple) else (each, None)
        name = values.field_name(str(pointer), fields, words)
        answer = None if text is None else values.quoted(values.shortened(values.visible(str(text))), words)
        shown.append(name if answer is None else words.say("report.answered", field=name, answer=answer))
    more = len(several) - len(shown)
    return values.joined((*shown, *((words.say("report.more", count=more),) if more else ())), words, "and")


def _parameter(name: str, value: object, words: Words, labels: Mapping[str, str]) -> str:
    members = [str(member) for member in value] if isinstance(value, tuple | list) else [str(value)]
    match name:
        case "gap":
            return words.say(f"trace.gap.{value}")
        case "kind" | "wanted":
            return values.joined([words.say(f"manual.kinds.{kind}") for kind in members], words, "or")
        case "character":
            known = words.coded("signs", str(value), "name")
            return str(value) if known is None else f"{known} ({value})"
        case "outcomes":
            return ", ".join(words.say(f"outcome.{kind}") for kind in members)
    named = (f"{member} ({labels[member]})" if member in labels else member for member in members)
    text = values.visible(", ".join(named))
    # Lists of allowed names come from the program and may be long; a value of the file may be anything.
    return text if name in ("allowed", "tests", "keys") else values.shortened(text)
