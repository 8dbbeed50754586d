"""Likely repairs of lists in YAML whose items lack their dashes, or have other signs in their places."""

import re
from collections.abc import Iterator, Sequence

from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.notation.suggestions import quoted
from sociallan.application.repairs.form_lines import FormLine, FormLines
from sociallan.application.repairs.indents import FURTHEST, STEP, has_content, width
from sociallan.application.repairs.lines import BULLETS, BlockRepair

_BULLET = re.compile(rf"(?:[{BULLETS}]\s+|[–—−‐‑•·-]\s*|\d{{1,2}}[.)]\s+)(?=\S)")
_LEAD_WITH_TAB = re.compile(r"[ -]*\t")


def items_below(lines: Sequence[str], index: int, form: FormLines) -> Iterator[BlockRepair]:
    """Yield the lines below a name without a value as the items of a list."""
    head = form.line(lines[index])
    if head is None or head.value:
        return
    filled = [each for each in form.run_below(lines, index, head) if lines[each].strip()]
    bodies = {each: _BULLET.sub("", lines[each].strip(), count=1) for each in filled}
    blanks = " " * (head.column + STEP)
    items = {each: f"{blanks}- {quoted(body) if ': ' in body else body}" for each, body in bodies.items()}
    if items:
        yield BlockRepair(_code_of_items([lines[each] for each in filled]), items)


def only_item(lines: Sequence[str], index: int) -> Iterator[BlockRepair]:
    """Yield the name at a line as the first of the only item of its list, which lacks its dash."""
    lead = width(lines[index]) - STEP
    if lead >= 0:
        yield BlockRepair("yaml.missing-dash", {index: " " * lead + "- " + lines[index].lstrip()})


def records_for_lists(value: object, fields: Catalogue, path: str = "") -> int:
    """Return the number of records that stand in the place of a list, those within others too."""
    if isinstance(value, list):
        return sum(records_for_lists(item, fields, path) for item in value if isinstance(item, dict))
    field = fields.get(path)
    if not isinstance(value, dict) or field is None:
        return 0
    below = ((fields.get(field.path_of(name)), part) for name, part in value.items())
    return sum(
        (known.kind is FieldKind.LIST and isinstance(part, dict)) + records_for_lists(part, fields, known.path)
        for known, part in below
        if known is not None
    )


def _code_of_items(lines: Sequence[str]) -> str:
    first = lines[0].lstrip()
    if any(map(_LEAD_WITH_TAB.match, lines)):
        return "yaml.tab"
    if first[0] in BULLETS:
        return "yaml.bullet"
    return "yaml.space-after-dash" if first.startswith("-") else "yaml.missing-dash"


def first_item(lines: Sequence[str], at: int) -> Iterator[BlockRepair]:
    """Yield the first line of the list that the item at a line is in as an item, if it alone lacks its dash."""
    column, first = width(lines[at]), None
    if not lines[at].lstrip().startswith("- "):
        return
    for index in range(at - 1, max(at - FURTHEST, -1), -1):
        if has_content(lines[index]) and width(lines[index]) < column + STEP:
            break
        first = index if has_content(lines[index]) else first
    if first is not None and width(lines[first]) == column + STEP:
        yield BlockRepair("yaml.missing-dash", {first: " " * column + "- " + lines[first].lstrip()})


def items_without_dash(lines: Sequence[str], at: int, form: FormLines) -> Iterator[BlockRepair]:
    """Yield the names at a line as new items of the list that they are in, which lack their dashes.

    The names stand in the column of the dashes above, or in that of the names after these, or there are no dashes at
    all. A name that occurs again begins another item.
    """
    known = form.line(lines[at])
    if known is None or known.head.strip():
        return
    first = _first_item(lines, at, known, form)
    if first is None:
        return
    begin, column = first
    seen: set[str] = set()
    opening: dict[int, str] = {}
    others: list[int] = []
    is_in_column = False
    for index in range(begin, min(begin + FURTHEST, len(lines))):
        line = lines[index]
        if not has_content(line):
            continue
        if width(line) < known.column or line.startswith(" " * column + "- "):
            break
        each = form.line(line)
        name = each.name if each is not None and each.column == known.column else None
        if name is not None and (not seen or name in seen):
            seen.clear()
            opening[index] = " " * column + "- " + line.strip()
        else:
            others.append(index)
            is_in_column = is_in_column or name is not None
        seen |= {name} if name is not None else set()
    blanks = " " * (column + STEP - known.column) if is_in_column else ""
    yield BlockRepair("yaml.missing-dash", opening | {index: blanks + lines[index] for index in others})


def _first_item(lines: Sequence[str], at: int, known: FormLine, form: FormLines) -> tuple[int, int] | None:
    """Return the index of the first line without a dash, and the column of the dashes, for names in a column.

    ``None`` if the name at the line is none that the item above it has, and begins no other.
    """
    begin, names = at, set[str]()
    for index in range(at - 1, max(at - FURTHEST, -1), -1):
        line = lines[index]
        other = form.line(line)
        if other is not None and other.column in (known.column, known.column + STEP):
            names.add(other.name)
        if line.startswith(" " * known.column + "- "):
            return (at, known.column) if known.name in names else None
        if other is not None and other.column == known.column:
            if other.head.strip():
                return (at, known.column - STEP) if known.name in names else None
            begin = index
        elif has_content(line) and width(line) < known.column:
            break
    return (begin, known.column) if known.name in names else None
