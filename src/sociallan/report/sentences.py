"""Sentences for diagnostics and reasons, from one table for each language."""

from collections.abc import Iterable, Sequence

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Gap
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.location import Location, PackLocation
from sociallan.pack.pack import Pack
from sociallan.pack.table import Table
from sociallan.report import values
from sociallan.report.parameters import Parameters
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.rules.condition import (
    All,
    FieldOperand,
    ItemOperand,
    Leaf,
    ListOperand,
    Literal,
    Quantified,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.exact import shown
from sociallan.rules.operators import OPERATORS, Measure, Operator
from sociallan.rules.outcome import Reason
from sociallan.rules.truth import Truth

_Diagnostic = Diagnostic[Location] | Diagnostic[PackLocation]
_NO_FIELDS: Catalogue = {}


def diagnostic_message(diagnostic: _Diagnostic, words: Words, fields: Catalogue = _NO_FIELDS) -> str:
    """Return the message of a diagnostic; ``fields`` name the fields of an application."""
    text = _text(diagnostic, "says", words)
    assert text is not None, diagnostic.code
    return text.format_map(Parameters(diagnostic, words, fields))


def diagnostic_cure(
    diagnostic: _Diagnostic, words: Words, fields: Catalogue = _NO_FIELDS, *, is_answer: bool = False
) -> str:
    """Return how to correct the cause of a diagnostic; ``""`` if the message already does.

    What is written about a file as text is said otherwise of a cell of a workbook, and of an answer to a question.
    """
    kinds: tuple[str, ...] = ("cure",)
    # The line of a repair is withheld if it names a person; what to do about it is known all the same.
    if diagnostic.suggestion is not None or "indent" in diagnostic.parameters:
        kinds = ("cure_near", "cure")
    elif diagnostic.code == "schema.list" and "allowed" in diagnostic.parameters:
        known = fields.get(str(diagnostic.parameters["path"]))
        kinds = ("cure_choices" if known is not None and known.values else "cure_fields",)
    if is_answer or (isinstance(diagnostic.place, Location) and diagnostic.place.cell is not None):
        kinds = (*(kind.replace("cure", "cell") for kind in kinds), "cell", *kinds)
    text = next(filter(None, (_text(diagnostic, kind, words) for kind in kinds)), "")
    return text.format_map(Parameters(diagnostic, words, fields))


def diagnostic_line(diagnostic: _Diagnostic, words: Words) -> str:
    """Return the message and the cure of a diagnostic."""
    return f"{diagnostic_message(diagnostic, words)} {diagnostic_cure(diagnostic, words)}".rstrip()


def _text(diagnostic: _Diagnostic, part: str, words: Words) -> str | None:
    """Return a text of a diagnostic code.

    Packs and settings have texts of their own, or use those of applications where they have none.
    """
    section = "findings"
    if isinstance(diagnostic.place, PackLocation) and words.coded("faults", diagnostic.code, "says") is not None:
        section = "faults"
    return words.coded(section, diagnostic.code, part)


def finding_meaning(code: str, words: Words, part: str = "says", *, field: str | None = None, key: str = "…") -> str:
    """Return the message (``says``) or the ``cure`` of a finding's code, with an ellipsis for what is not known.

    Where a ``field`` or its ``key`` is given, it stands in the message, or the field after it in parentheses.
    """
    template = words.coded("findings", code, part) or ""
    known = _Ellipses() if field is None else _Ellipses(field=field, key=key)
    # An ellipsis at the end of a sentence takes no full stop.
    text = template.format_map(known).replace("….", "…")
    return text if field is None or "{field}" in template or "{key}" in template else f"{text} ({field})"


class _Ellipses(dict[str, str]):
    """Parameters of a message, of which all others are an ellipsis."""

    def __missing__(self, _name: str) -> str:
        return "…"


def reason_message(reason: Reason, pack: Pack, view: View) -> str:
    """Return why a field decided: it is missing, or the constraint and the value found."""
    words = view.words
    if reason.gap is not None:
        return " ".join(_gap_message(gap, reason, view) for gap in dict.fromkeys(reason.gaps))
    test = reason.test
    pointer = reason.pointers[0] if reason.pointers else ""
    if isinstance(test, Quantified):
        name = values.field_name(pointer, view.fields, words)
        required = words.counted("items", 1 if reason.operand is None else reason.operand)
        actual = words.counted("items", reason.found)
        return words.say(
            f"tests.{test.quantifier}.fails", field=values.capitalised(name), operand=required, found=actual
        )
    if isinstance(test.operand, ListOperand) and (detect := pack.lists[test.operand.id].detect) is not None:
        name = values.field_name(pointer, view.fields, words)
        return words.say(f"tests.detected.{detect}", field=values.capitalised(name))
    side = "holds" if reason.truth is Truth.TRUE else "fails"
    name = values.path_name(test.path, pointer, view.fields, words)
    said = words.say(
        f"tests.{phrase_of(test, view)}.{side}",
        field=values.capitalised(name),
        operand=operand_text(test, shown(reason.operand, reason.found), view) + _compared_with(test, reason, view),
        found=found(test, shown(reason.found, reason.operand), view),
        text=_value(test, reason.found, view),
    )
    near = spelling.nearest(str(reason.found), sorted(reason.allowed)) if reason.allowed else None
    return said if near is None else f"{said} {words.say('report.near', near=values.quoted(near, words))}"


def reason_messages(reasons: Iterable[Reason], pack: Pack, view: View) -> list[str]:
    """Return why fields decided, each sentence once: alternatives as such, and of a list that no item fits.

    What is missing is not repeated where another sentence reports it with more that is missing.
    """
    several: dict[object, list[Reason]] = {}
    for number, reason in enumerate(_without_repeated([*reasons], view.fields)):
        within = reason.within if reason.truth is Truth.FALSE and isinstance(reason.test, Leaf) else None
        several.setdefault(-number - 1 if within is None else within.key, []).append(reason)
    return list(dict.fromkeys(_together(found, pack, view) for found in several.values()))


def _without_repeated(reasons: Sequence[Reason], fields: Catalogue) -> list[Reason]:
    """Return the reasons without those of what is missing that another reports with more; alternatives are apart.

    That a reference leads to an item is reported only if it is all: it says which items were compared.
    """
    reasons = [reason for reason in reasons if not _is_reference(reason, fields)] or reasons
    # Made once for each reason and not for each pair: of a long list there are hundreds.
    missing = [frozenset(zip(reason.pointers, reason.gaps, strict=False)) for reason in reasons]
    others = {gaps for reason, gaps in zip(reasons, missing, strict=True) if reason.within is None}
    return [
        reason
        for reason, gaps in zip(reasons, missing, strict=True)
        if reason.gap is None or reason.within is not None or not any(gaps < other for other in others)
    ]


def _is_reference(reason: Reason, fields: Catalogue) -> bool:
    """Return whether a field that refers to items was found to refer to one."""
    test = reason.test
    if not isinstance(test, Leaf) or not isinstance(test.operand, FieldOperand) or reason.truth is not Truth.TRUE:
        return False
    one, other = test.path.field, test.operand.path.field
    return fields[other].refers_to == one or fields[one].refers_to == other


def _together(reasons: Sequence[Reason], pack: Pack, view: View) -> str:
    """Return one sentence for the reasons of one failing part of a condition."""
    # That a value be left out lets a rule pass by; it is no advice.
    reasons = [reason for reason in reasons if not _is_absence(reason)] or reasons
    within = reasons[0].within
    tests = [(reason, reason.test) for reason in reasons if isinstance(reason.test, Leaf)]
    wanted = [(reason, test, constraint(test, reason.operand, view)) for reason, test in tests if reason.pointers]
    is_single = within is None or reasons[0].truth is not Truth.FALSE or len(wanted) < len(reasons)
    if is_single or within is None or not all(text for _, _, text in wanted):
        return _each(reasons, pack, view)
    if isinstance(within.condition, Quantified):
        return _no_item(within.condition, [(test, text) for _, test, text in wanted], view)
    parts: dict[int, list[str]] = {}
    for reason, test, text in wanted:
        name = values.quoted_name(test.path, reason.pointers[0], view.fields, view.words)
        part = view.words.say("report.alternative", field=name, wanted=text, found=found(test, reason.found, view))
        parts.setdefault(reason.within.part if reason.within is not None else 0, []).append(part)
    if len(parts) == 1:
        return _each(reasons, pack, view)
    joined = dict.fromkeys(values.joined(dict.fromkeys(several), view.words, "and") for several in parts.values())
    if len(joined) == 1:
        return reason_message(reasons[0], pack, view)
    return view.words.say("report.either", alternatives=values.joined(joined, view.words, "or"))


def _each(reasons: Iterable[Reason], pack: Pack, view: View) -> str:
    """Return a sentence for each reason."""
    return " ".join(dict.fromkeys(reason_message(reason, pack, view) for reason in reasons))


def _no_item(condition: Quantified, wanted: Iterable[tuple[Leaf, str]], view: View) -> str:
    """Return the sentence that no item of a list is as is wanted."""
    label = values.quoted(view.words.pick(view.fields[condition.path.field].title), view.words)
    asked = dict.fromkeys(_asked_of_item(test, condition, text, view) for test, text in wanted)
    conjunction = "and" if isinstance(condition.must, All) else "or"
    return view.words.say("report.no_item", field=label, wanted=values.joined(asked, view.words, conjunction))


def _is_absence(reason: Reason) -> bool:
    """Return whether a test is that a value is not stated."""
    test = reason.test
    return isinstance(test, Leaf) and test.operator is Operator.STATED and test.operand == Literal(value=False)


def _asked_of_item(test: Leaf, condition: Quantified, wanted: str, view: View) -> str:
    if test.path.root == condition.name and not test.path.steps:
        return wanted
    return view.words.say("report.part_as", field=values.label(test.path, view.fields, view.words), wanted=wanted)


def _compared_with(leaf: Leaf, reason: Reason, view: View) -> str:
    """Return the name of the field that supplies the operand, in parentheses; ``""`` for other operands."""
    if not isinstance(leaf.operand, FieldOperand):
        return ""
    return f" ({values.path_name(leaf.operand.path, reason.pointers[-1], view.fields, view.words)})"


def _gap_message(gap: Gap, reason: Reason, view: View) -> str:
    pairs = zip(reason.pointers, reason.gaps, strict=True)
    names = [values.field_name(pointer, view.fields, view.words) for pointer, found_gap in pairs if found_gap is gap]
    section = "gap" if len(names) == 1 else "gap_many"
    return view.words.say(f"{section}.{gap}", field=values.capitalised(values.joined(names, view.words, "and")))


def constraint(leaf: Leaf, operand: object, view: View, *, side: str = "should") -> str:
    """Return the constraint of a leaf, with its operand; ``side`` is ``should_not`` for a negated one."""
    return view.words.say(f"tests.{phrase_of(leaf, view)}.{side}", operand=operand_text(leaf, operand, view))


def found(leaf: Leaf, value: object, view: View) -> str:
    """Return the text of the value that an operator was applied to."""
    return _counted(leaf, _measured(leaf, value), view) or _value(leaf, _measured(leaf, value), view)


def _measured(leaf: Leaf, value: object) -> object:
    """Return the quantity that an operator compares: the value itself or its length."""
    match OPERATORS[leaf.operator].measure:
        case Measure.CHARACTERS if isinstance(value, str):
            return len(value.strip())
        case Measure.ITEMS if isinstance(value, tuple | list):
            return len(value)
        case _:
            return value


def phrase_of(leaf: Leaf, view: View) -> str:
    """Return the key of a leaf's phrases; dates and years use phrases of their own if the words have them."""
    name = leaf.operator
    if name is Operator.STATED and getattr(leaf.operand, "value", True) is False:
        return "unstated"
    if name is Operator.MAX_ITEMS and getattr(leaf.operand, "value", None) == 0:
        return "no_items"
    is_date = leaf.path.kind is FieldKind.DATE or values.is_year(leaf.path, view.fields)
    has_own = is_date and view.words.coded("tests", f"{name}_date", "should") is not None
    return f"{name}_date" if has_own else name.value


def operand_text(leaf: Leaf, operand: object, view: View) -> str:
    """Return the text of what a leaf compares with."""
    if isinstance(leaf.operand, TableOperand):
        return _column(leaf.operand, view)
    if isinstance(leaf.operand, SignalOperand):
        return view.words.say(f"reading.signals.{leaf.operand.signal}")
    if isinstance(leaf.operand, ListOperand):
        return values.quoted(values.visible(str(operand)), view.words)
    if isinstance(leaf.operand, FieldOperand) and operand in ([], ()):
        return view.words.say("report.something_stated")
    return _counted(leaf, operand, view) or _value(leaf, operand, view)


def _column(operand: TableOperand, view: View) -> str:
    """Return the name of a column of a table, and which of its rows count."""
    say, pick, table = view.words.say, view.words.pick, view.tables.get(operand.id, Table(operand.id, (), ()))
    column = say("reading.column", table=pick(table.title), column=pick(table.label(operand.column)))
    cells = []
    for name, asked in operand.where:
        match asked:
            case FieldOperand(path):
                key, wanted = "same_cell", values.label(path, view.fields, view.words)
            case Literal(text):
                key, wanted = "cell", pick(table.meaning(name, str(text)))
        cells.append(say(f"reading.{key}", column=pick(table.label(name)), wanted=wanted))
    return say("reading.rows", column=column, chosen=values.joined(cells, view.words, "and")) if cells else column


def _counted(leaf: Leaf, number: object, view: View) -> str:
    """Return a number of characters, items or words; ``""`` for an operator that counts none."""
    measure = OPERATORS[leaf.operator].measure
    if measure in (Measure.CHARACTERS, Measure.ITEMS, Measure.WORDS) and isinstance(number, int):
        return view.words.counted(measure, number)
    return ""


def _value(leaf: Leaf, value: object, view: View) -> str:
    path = leaf.operand.path if isinstance(leaf.operand, ItemOperand) else leaf.path
    return values.value(value, path, view.fields, view.words)
