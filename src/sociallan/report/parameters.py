"""Texts of the parameters of a diagnostic, for the places in its sentences."""

from collections.abc import Mapping

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.field import Catalogue, FieldKind, Translations
from sociallan.application.location import Location, PackLocation
from sociallan.report import values
from sociallan.report.words import Words

_MOST_NAMED = 12
_TRUTHS = {"true": "truth.yes", "false": "truth.no"}


class Parameters(dict[str, str]):
    """Texts of the parameters of a diagnostic by name, and of its field and suggestion, made when they are asked for.

    A file may have thousands of diagnostics, and few sentences have a place for every parameter.
    """

    def __init__(
        self, diagnostic: Diagnostic[Location] | Diagnostic[PackLocation], words: Words, fields: Catalogue
    ) -> None:
        super().__init__()
        self._diagnostic, self._words, self._fields = diagnostic, words, fields
        # Numbers of a pack or of settings are shown as written in the file.
        self._as_written = isinstance(diagnostic.place, PackLocation)

    def __missing__(self, name: str) -> str:
        diagnostic, words, fields = self._diagnostic, self._words, self._fields
        if name in diagnostic.parameters:
            return self._parameter(name, diagnostic.parameters[name])
        match name:
            case "field":
                is_named = diagnostic.pointer or not self._as_written
                return values.field_name(diagnostic.pointer, fields, words) if is_named else ""
            case "suggestion":
                return values.visible(suggestion_text(diagnostic, words, fields))
        raise KeyError(name)

    def _parameter(self, name: str, value: object) -> str:
        match value:
            case int() | float() if not self._as_written:
                return values.number(value, self._words)
            case tuple() if name in ("pointers", "answers"):
                return _named(value, self._words, self._fields)
        known = self._fields.get(str(self._diagnostic.parameters.get("path", "")))
        labels = {} if known is None else known.labels
        return _parameter(name, value, self._words, labels)


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
        answer = None if text is None else _answer(text, words)
        shown.append(name if answer is None else words.say("report.answered", field=name, answer=answer))
    more = len(several) - len(shown)
    return values.joined((*shown, *((words.say("report.more", count=more),) if more else ())), words, "and")


def _answer(value: object, words: Words) -> str:
    # The sentence that quotes an answer has a full stop of its own.
    text = values.number(value, words) if isinstance(value, int | float) else str(value).rstrip().removesuffix(".")
    return values.quoted(values.shortened(values.visible(text)), words)


def _parameter(name: str, value: object, words: Words, labels: Mapping[str, Translations]) -> str:
    members = [str(member) for member in value] if isinstance(value, tuple | list) else [str(value)]
    match name:
        case "gap":
            return words.say(f"trace.gap.{value}")
        case "kind" | "wanted":
            return values.joined([words.say(f"manual.kinds.{kind}") for kind in members], words, "or")
        case "character":
            known = words.coded("signs", str(value), "name")
            return str(value) if known is None else f"{known} ({value})"
        case "meant":
            return values.joined(members, words, "or")
        case "outcomes":
            return ", ".join(words.say(f"outcome.{kind}") for kind in members)
    named = (f"{member} ({words.pick(labels[member])})" if member in labels else member for member in members)
    text = values.visible(", ".join(named))
    # Lists of allowed names come from the program and may be long; a value of the file may be anything.
    return text if name in ("allowed", "tests", "keys") else values.shortened(text)
