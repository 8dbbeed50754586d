"""The text of the fields that a pack's summary names: their labels and values, alone and in the head of a report."""

from collections.abc import Iterator

from sociallan.application.field import Unit
from sociallan.pack.pack import Pack, Role, SummaryField
from sociallan.report import values
from sociallan.report.view import View
from sociallan.screening.report import ApplicationSummary, SummaryValue


def head_lines(summary: ApplicationSummary, pack: Pack, view: View) -> Iterator[tuple[str, str]]:
    """Yield the lines of a report's head as (label, value): the title first, then the others in the pack's order."""
    lines = [each for each in pack.summary if each.beside is None and not each.only_in_tables]
    for each in sorted(lines, key=lambda each: each.role is not Role.TITLE):
        yield view.words.pick(each.label), _line(each, summary, pack, view)


def _line(each: SummaryField, summary: ApplicationSummary, pack: Pack, view: View) -> str:
    found = summary.stated[each.name]
    line = text(each, found, view) or view.words.say("report.not_stated")
    for other in pack.summary:
        added = summary.stated[other.name]
        # What is the same, none or zero adds nothing to the line.
        if other.beside == each.name and added and added != found:
            beside = text(other, added, view) or ""
            if view.fields[other.field].values:
                beside = values.uncapitalised(beside)
            line = view.words.pick(other.phrase).format(**{each.name: line, other.name: beside})
    return line


def text(each: SummaryField, found: SummaryValue, view: View) -> str | None:
    """Return the text of a value, ``None`` if it is not stated: choices by their label, amounts with their unit."""
    return values.stated(found, view.fields[each.field], view.words)


def role_text(role: Role, found: SummaryValue, pack: Pack, view: View) -> str | None:
    """Return the text of the value of the field with a role, ``None`` if it is not stated or there is no such field."""
    each = pack.in_role(role)
    return None if each is None else text(each, found, view)


def role_label(role: Role, pack: Pack, view: View) -> str | None:
    """Return the label of the field with a role, ``None`` if there is no such field."""
    each = pack.in_role(role)
    return None if each is None else view.words.pick(each.label)


def heading(each: SummaryField, view: View) -> str:
    """Return the heading of a column of numbers: the label with the unit, if there is one."""
    label, unit = view.words.pick(each.label), view.fields[each.field].unit
    return label if unit is Unit.NONE else view.words.say(f"sheet.with_unit.{unit}", label=label)
